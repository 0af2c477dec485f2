"""What the measurements run against: databases with data, servers as processes of their own, a Slack that says yes."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from sqlalchemy import insert

from adapters.database import Database, migrate, postgres, sqlite
from adapters.database.address import parse
from adapters.database.entries import entry_no_sequence
from adapters.database.log_tables import interaction_log_entry
from adapters.database.session import Session, Statements
from adapters.database.tables import counter
from adapters.database.walls import SETTING
from core.access import AccessPolicy
from core.contact import Contact
from core.entry import InteractionLogEntry
from core.folding import fold
from core.salesperson import Salesperson
from core.template import InteractionTemplate
from core.values import ContactType
from tests.benchmarks.load import Job
from tests.standins.teams import APP_ID, PASSWORD

SECRET = "bench-signing-secret"
EMAIL = "rep@example.com"
FIRST = [
    a + b
    for a in ("An", "Bo", "Cai", "Dag", "Eli", "Fri", "Gro", "Hal", "Ida", "Jon")
    for b in ("na", "ri", "sten", "mar", "vin", "dis", "lof", "ge", "ka", "tor")
]
LAST = [
    a + b + c
    for a in ("Berg", "Dal", "Eng", "Foss", "Haug", "Lund", "Moe", "Nord", "Vik", "Strand")
    for b in ("a", "e", "i", "o", "u", "ar", "er", "en", "ost", "um")
    for c in ("sen", "son", "by", "man", "heim", "stad", "vik", "lund", "gaard", "nes")
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def name_of(number: int) -> str:
    """The name of a contact; the first 100,000 are different."""
    return f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"


async def fill(
    url: str, *, contacts: int, entries: int, templates: Sequence[str] = ("CALL",), salespeople: Sequence[str] = ("BR",)
) -> None:
    """An empty, migrated database gets one template, one salesperson, and contacts with as many entries each, the latest an hour
    ago and a minute between them; they have these codes by turns.
    """
    now = datetime.now(UTC)
    database = Database.open(url, AccessPolicy())
    for start in range(0, contacts, 2_000):
        chunk = [
            Contact(no=f"CT{number:06}", type=ContactType.PERSON, name=name_of(number), salesperson_code="BR")
            for number in range(start, min(start + 2_000, contacts))
        ]
        await database.write(1, lambda work, chunk=chunk: work.contacts.upsert(chunk))  # type: ignore[misc]
    await database.write(1, lambda work: work.salespeople.upsert([Salesperson(code="BR", name="Bench Rep", email=EMAIL)]))
    await database.write(1, lambda work: work.templates.upsert([InteractionTemplate(code="CALL", description="Phone call")]))
    await database.close()
    if entries:
        await asyncio.to_thread(_fill_log, url, contacts, entries, now, templates, salespeople)


def _fill_log(url: str, contacts: int, entries: int, now: datetime, templates: Sequence[str], salespeople: Sequence[str]) -> None:
    address = parse(url)
    engine = (postgres if address.get_backend_name() == "postgresql" else sqlite).make_engine(address)
    with engine.connect() as connection:
        session = Session(connection, Statements(engine.dialect), 1)
        connection.exec_driver_sql("BEGIN")
        if session.postgresql:
            connection.exec_driver_sql(f"SET LOCAL {SETTING} = 1")
        for start in range(0, entries, 10_000):
            rows: list[dict[str, Any]] = []
            for number in range(start + 1, min(start + 10_000, entries) + 1):
                contact_no = f"CT{(number * 7919) % contacts:06}"
                entry = InteractionLogEntry(
                    no=number,
                    contact_no=contact_no,
                    company_no=contact_no,
                    at=now - timedelta(minutes=entries - number + 60),
                    created_at=now - timedelta(minutes=entries - number + 60),
                    created_by=1_000_000,
                    template_code=templates[number % len(templates)],
                    description=f"Talked about delivery {number}",
                    salesperson_code=salespeople[number % len(salespeople)],
                    duration=15,
                )
                rows.append(asdict(entry) | {"folded_text": fold(entry.description)})
            session.insert(insert(interaction_log_entry), rows)
        if session.postgresql:
            connection.exec_driver_sql(f"SELECT setval('{entry_no_sequence(1)}', {entries})")
        else:
            session.run(insert(counter), {"name": "entry", "value": entries})
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


@asynccontextmanager
async def slack_that_says_yes() -> AsyncIterator[str]:
    """The base URL of a Web API with one user, a full member with the salesperson's e-mail."""

    async def answer(request: web.Request) -> web.Response:
        profile = {"email": EMAIL, "real_name": "Bench Rep"}
        user = {"id": "U0BENCH", "team_id": "T0BENCH", "tz": "Europe/Oslo", "locale": "en-US", "profile": profile}
        return web.json_response(
            {"ok": True, "user": user, "team_id": "T0BENCH", "team": "Bench", "user_id": "U0BOT", "bot_id": "B0BOT", "url": "x"}
        )

    app = web.Application()
    app.router.add_route("*", "/api/{method}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://127.0.0.1:{port}/api/"
    finally:
        await runner.cleanup()


@contextmanager
def process(arguments: list[str], port: int, environment: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A Python process that serves on `port`; ended at the end."""
    server = subprocess.Popen(
        [sys.executable, *arguments],
        env=os.environ | (environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(server, port)
        yield server
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def aftercall_in_teams(url: str, metadata_url: str, login_url: str, port: int) -> Any:
    """Our server on this database, with Teams."""
    migrate(url)
    return process(
        ["-m", "bot", "web"],
        port,
        {
            "DATABASE_URL": url,
            "PORT": str(port),
            "MICROSOFT_APP_ID": APP_ID,
            "MICROSOFT_APP_PASSWORD": PASSWORD,
            "TEAMS_OPENID_METADATA_URL": metadata_url,
            "TEAMS_LOGIN_URL": login_url,
        },
    )


def aftercall(url: str, api_url: str, port: int) -> Any:
    """Our server on this database."""
    migrate(url)
    return process(
        ["-m", "bot", "web"],
        port,
        {
            "DATABASE_URL": url,
            "PORT": str(port),
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_BOT_TOKEN": "xoxb-bench",
            "SLACK_API_URL": api_url,
        },
    )


def aftercall_with_webhook(url: str, secret: str, port: int) -> Any:
    """Our server on this database, with the webhook for document events."""
    migrate(url)
    return process(["-m", "bot", "web"], port, {"DATABASE_URL": url, "PORT": str(port), "DOCUMENTS_WEBHOOK_SECRET": secret})


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with status {server.returncode}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.01)
    raise RuntimeError("the server did not answer within 20 s")


async def load(job: Job, generator: str = "tests.benchmarks.load") -> dict[str, float]:
    """What the load generator measured; it runs in a process of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(asdict(job), file)
        file.flush()
        running = await asyncio.create_subprocess_exec(sys.executable, "-m", generator, file.name, stdout=asyncio.subprocess.PIPE)
        output, _ = await running.communicate()
    if running.returncode:
        raise RuntimeError("the load generator failed")
    measured: dict[str, float] = json.loads(output)
    return measured


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mib(pid: int) -> float:
    """Resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
