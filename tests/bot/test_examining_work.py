"""The doctor: the machine, the way to the server, the clock, and the work that is done apart from requests."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.database import Database
from bot.examining_machine import disk_finding, machine_findings
from bot.examining_reach import clock_finding, clock_findings, public_url_finding
from bot.examining_work import skipped_finding, worker_finding
from bot.findings import Finding
from bot.settings import Settings
from bot.wiring import now
from core.document import DocumentEvent, DocumentEventKind, DocumentType, SkipReason
from core.notification import Recipient
from tests.bot.program import Program, free_port
from tests.factories import NOW, news
from tests.standins.slack import SlackStandIn

SLACK = {"slack_signing_secret": "0123456789abcdef" * 2, "slack_bot_token": "xoxb-1"}


def settings(**values: object) -> Settings:
    return Settings(_env_file=None, **values)  # type: ignore[arg-type,call-arg]


def test_a_finding_is_a_line() -> None:
    assert Finding("a", detail="b").line() == "✓ a: b"
    assert Finding("a", advice="c", detail="b").line() == "! a: c"
    assert Finding("a", "d", advice="c").line() == "✗ a: d"
    assert Finding("a").line() == "✓ a"


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_room_on_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "not" / "there" / "aftercall.db"
    for mib, mark in ((50, "✗"), (500, "!"), (5_000, "✓")):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=mib << 20: Usage(0, 0, free))
        assert disk_finding(file).line().startswith(f"{mark} disk: {mib} MiB free in {tmp_path}")
    # To erase, the file is written anew beside the old one.
    large = tmp_path / "large.db"
    with large.open("wb") as out:
        out.truncate(6_000 << 20)
    assert "as much as the database has (6000 MiB)" in disk_finding(large).line()


def test_files_that_others_can_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "aftercall.db"
    for each in (file, tmp_path / ".env"):
        each.touch(0o644)
    given = settings(database_url=f"sqlite:///{file}")
    # The folders above are closed to others, as those of pytest are.
    assert not any(finding.advice.startswith("can be read") for finding in machine_findings(given))
    monkeypatch.setattr("bot.examining_machine._ENTER", 0o100)
    seen = [finding.line() for finding in machine_findings(given) if finding.advice.startswith("can be read")]
    assert seen == [
        "! .env: can be read by other users of this machine; run: chmod 600 .env",
        f"! {file}: can be read by other users of this machine; run: chmod 600 {file}",
    ]
    file.chmod(0o600)
    (tmp_path / ".env").unlink()
    assert not any(finding.advice.startswith("can be read") for finding in machine_findings(given))


async def test_the_address_that_platforms_reach() -> None:
    async def said(_: web.Request) -> web.Response:
        return web.Response(text=text)

    app = web.Application()
    app.router.add_get("/healthz", said)
    async with TestServer(app) as server:
        url = str(server.make_url("")).rstrip("/")
        text = "alive\n"
        assert (await public_url_finding(settings(public_url=url))).line() == f"✓ PUBLIC_URL: {url} leads to Aftercall"
        text = "<h1>Welcome to nginx</h1>"
        assert (
            (await public_url_finding(settings(public_url=url)))
            .line()
            .startswith(f"! PUBLIC_URL: {url}/healthz answers 200, and")
        )
    gone = f"http://127.0.0.1:{free_port()}"
    assert (
        (await public_url_finding(settings(public_url=gone)))
        .line()
        .startswith(f"! PUBLIC_URL: {gone} cannot be reached from here")
    )
    assert (await public_url_finding(settings())).line().startswith("✓ PUBLIC_URL: not set")


async def test_the_clock() -> None:
    assert clock_finding(20).line() == "✓ clock: right"
    assert clock_finding(90.4).line().startswith("✗ clock: 90 seconds ahead of the platform's; set it by NTP")
    assert clock_finding(-400).line().startswith("✗ clock: 400 seconds behind the platform's")
    async with SlackStandIn() as slack:
        given = settings(slack_api_url=slack.api_url, **SLACK)
        assert [finding.line() for finding in await clock_findings(given)] == ["✓ clock: right"]
    assert await clock_findings(given) == ()
    assert await clock_findings(settings()) == ()


async def test_whether_a_worker_is_at_work(database: Database) -> None:
    on, off = settings(**SLACK), settings()
    assert (await worker_finding(database, off)).line().startswith("! worker: none has run yet")
    ahead = now() + timedelta(hours=3)
    await database.jobs.open({"housekeeping": ahead, "attachments": now() - timedelta(minutes=1)})
    assert (await worker_finding(database, on)).line() == (
        f"✓ worker: nothing is overdue; housekeeping is next at {ahead:%Y-%m-%d %H:%M} UTC"
    )
    long_ago = now() - timedelta(minutes=20)
    message = news("late", Recipient(person_id=1), long_ago)
    await database.write(1, lambda work: work.outbox.put([message]))
    since = f"✗ worker: none is at work: messages waiting since {long_ago:%Y-%m-%d %H:%M} UTC; start one: python -m bot worker"
    assert (await worker_finding(database, on)).line().startswith(since)
    # Without a platform there is nobody to send it to.
    assert (await worker_finding(database, off)).line().startswith("✓ worker: ")


async def test_jobs_that_nobody_does(database: Database) -> None:
    await database.jobs.open({"housekeeping": now() - timedelta(hours=6)})
    assert (
        (await worker_finding(database, settings())).line().startswith("✗ worker: none is at work: housekeeping waiting since ")
    )


async def test_documents_that_were_not_recorded(database: Database) -> None:
    assert await skipped_finding(database, 1, "") is None
    event = DocumentEvent(
        document_type=DocumentType.SALES_INVOICE, document_no="103045", event=DocumentEventKind.POSTED, occurred_at=NOW
    )
    skipped = [(event, SkipReason.NO_CONTACT)]
    await database.write(1, lambda work: work.documents.skip(skipped, now()))
    found = await skipped_finding(database, 1, "")
    assert found is not None
    assert found.line() == "! documents: not recorded: 1 (no contact 1); a manager says in chat: skipped"


def test_the_folder_of_the_database_is_closed_to_others(program: Program) -> None:
    assert program.run("migrate").returncode == 0
    assert (program.folder / "var").stat().st_mode & 0o777 == 0o700
