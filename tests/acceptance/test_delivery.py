"""Workers as processes of their own that are killed, stopped and started again: nothing is lost, and at most what was under way
comes twice.
"""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import psycopg
import pytest

from adapters.database import Database, migrate
from core.access import AccessPolicy
from core.notification import Recipient
from core.outbox import MessageKind, OutboxMessage
from tests import postgres
from tests.acceptance import world
from tests.acceptance.worker_process import Orders
from tests.standins.slack import BOT_USER, TEAM, SlackStandIn
from tests.standins.slack_client import SECRET

ROOT = Path(__file__).parent.parent.parent
LANES = 4


@pytest.fixture
def access() -> AccessPolicy:
    return world.ACCESS


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    async with SlackStandIn() as standin:
        for number in range(100):
            standin.channels[f"C{number}"] = {BOT_USER}
        yield standin


@contextmanager
def process(arguments: list[str], **settings: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A Python process, killed at the end if it has not ended."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | settings
    running = subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL)
    try:
        yield running
    finally:
        if running.poll() is None:
            running.send_signal(signal.SIGCONT)
            running.kill()
        running.wait(10)


def worker(url: str, slack: SlackStandIn, **orders: Any) -> Any:
    given = Orders(url=url, api_url=slack.api_url, token=slack.token, **orders)
    return process(["-m", "tests.acceptance.worker_process", json.dumps(asdict(given))])


def program(url: str, slack: SlackStandIn, **settings: str) -> Any:
    """`python -m bot worker`."""
    return process(
        ["-m", "bot", "worker"],
        DATABASE_URL=url,
        SLACK_SIGNING_SECRET=SECRET,
        SLACK_BOT_TOKEN=slack.token,
        SLACK_API_URL=slack.api_url,
        **settings,
    )


async def put(database: Database, lanes: int, each: int, first: int = 0) -> None:
    """So many messages for each of so many channels, in turns; each is put in a transaction of its own."""
    for number in range(first, first + each):
        now = datetime.now(UTC)
        await database.write(
            1,
            lambda work, number=number, now=now: work.outbox.put(  # type: ignore[misc]
                [
                    OutboxMessage(
                        recipient=Recipient(platform="slack", workspace=TEAM, channel=f"C{lane}"),
                        kind=MessageKind.TEXT,
                        created_at=now,
                        due_at=now,
                        payload={"title": f"m{number}"},
                    )
                    for lane in range(lanes)
                ]
            ),
        )


def posted(slack: SlackStandIn, lanes: int) -> list[list[int]]:
    """The numbers of the messages that arrived, for each lane, in order of arrival."""
    numbers: list[list[int]] = [[] for _ in range(lanes)]
    for sent in slack.sent("chat.postMessage"):
        numbers[int(sent["channel"][1:])].append(int(sent["text"].removeprefix("m")))
    return numbers


def repeats(slack: SlackStandIn, lanes: int, each: int) -> int:
    """How many messages came once more. All came, in order, and what came again came right after."""
    came = posted(slack, lanes)
    assert [[number for number, _ in groupby(lane)] for lane in came] == [list(range(each))] * lanes
    return sum(map(len, came)) - lanes * each


async def until_sent(database: Database, seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while (await database.lanes.backlog(datetime.now(UTC) + timedelta(days=1))).due:
            await asyncio.sleep(0.1)


async def until_ended(running: "subprocess.Popen[bytes]", status: int) -> None:
    async with asyncio.timeout(20):
        while running.poll() is None:
            await asyncio.sleep(0.02)
    assert running.returncode == status


async def test_killed_at_each_point(database: Database, database_url: str, slack: SlackStandIn) -> None:
    """Whoever is started next takes the lanes of the killed one back at once: the leases would last for a minute."""
    await put(database, LANES, 6)
    with worker(database_url, slack, die="claimed", after=LANES) as dying:
        await until_ended(dying, -signal.SIGKILL)
    with worker(database_url, slack, die="marking", after=6) as dying:
        await until_ended(dying, -signal.SIGKILL)
    marking = len(slack.sent("chat.postMessage"))
    with program(database_url, slack) as dying:

        async def kill(method: str, arguments: dict[str, Any]) -> None:
            if dying.poll() is None and len(slack.sent("chat.postMessage")) > marking + 1:
                os.kill(dying.pid, signal.SIGKILL)

        slack.answering = kill
        await until_ended(dying, -signal.SIGKILL)
    slack.answering = None
    with worker(database_url, slack) as last:
        await until_sent(database)
        last.terminate()
        await until_ended(last, 0)
    # Of two that died after sending, each with at most one message under way in each lane.
    assert 0 < repeats(slack, LANES, 6) <= 2 * LANES
    assert slack.refused() == []


async def test_a_worker_that_stands_still(database: Database, database_url: str, slack: SlackStandIn) -> None:
    """Its lanes go on with another when the lease ends, and when it wakes it sends nothing more from them."""
    await put(database, LANES, 5)
    with ExitStack() as stack:
        sleeping = stack.enter_context(program(database_url, slack, OUTBOX_LEASE_SECONDS="1"))

        async def stop(method: str, arguments: dict[str, Any]) -> None:
            if len(slack.sent("chat.postMessage")) == LANES + 1:
                os.kill(sleeping.pid, signal.SIGSTOP)

        slack.answering = stop
        await slack.wait_for("chat.postMessage", LANES + 1, 20)
        slack.answering = None
        stack.enter_context(worker(database_url, slack, lease=1))
        await until_sent(database)
        before = len(slack.sent("chat.postMessage"))
        os.kill(sleeping.pid, signal.SIGCONT)
        await asyncio.sleep(1.5)
        assert len(slack.sent("chat.postMessage")) == before
        sleeping.terminate()
        await until_ended(sleeping, 0)
    assert repeats(slack, LANES, 5) <= LANES


async def test_ten_thousand_messages_through_three_workers(database: Database, database_url: str, slack: SlackStandIn) -> None:
    lanes, each, gap = 50, 200, 0.01
    slack.strict = False
    await put(database, lanes, each)
    with ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(worker(database_url, slack, gap=gap))
        await until_sent(database, 60)
    assert repeats(slack, lanes, each) == 0
    arrivals: dict[str, list[float]] = {}
    for call in slack.calls:
        arrivals.setdefault(call.arguments["channel"], []).append(call.at)
    # One request may take a few milliseconds longer to arrive than the next.
    gaps = sorted(later - earlier for times in arrivals.values() for earlier, later in pairwise(times))
    assert gaps[0] > gap / 2
    assert gaps[len(gaps) // 10] > 0.9 * gap


@asynccontextmanager
async def own_postgres() -> AsyncIterator[tuple[str, Any]]:
    """A server's address, and what restarts the server."""
    with postgres.server() as address:
        migrate(address)
        with psycopg.connect(address) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
        assert row
        owner: dict[str, Any] = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}

        def control(*what: str) -> None:
            command = [postgres.binaries() / "pg_ctl", "-D", row[0], "-m", "fast", "-w", "-l", "/dev/null", *what]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **owner)

        restarted = False

        async def restart() -> None:
            nonlocal restarted
            await asyncio.to_thread(control, "restart")
            restarted = True

        yield address, restart
        if restarted:
            control("stop")


async def test_postgresql_restarted_under_load(slack: SlackStandIn) -> None:
    async with own_postgres() as (url, restart):
        database = Database.open(url, world.ACCESS)
        await world.build(database)
        await put(database, 8, 40)
        with worker(url, slack, gap=0.02), worker(url, slack, gap=0.02):
            await slack.wait_for("chat.postMessage", 80, 20)
            await restart()
            async with asyncio.timeout(30):
                while len(slack.sent("chat.postMessage")) < 320:
                    await asyncio.sleep(0.05)
            await until_sent(database)
        assert repeats(slack, 8, 40) <= 8
        await database.close()


@pytest.mark.soak
async def test_killed_fifty_times(database: Database, database_url: str, slack: SlackStandIn) -> None:
    kills, lanes, chance, each = 50, 10, random.Random(50), 0
    for _ in range(kills):
        await put(database, lanes, 20, each)
        each += 20
        already = len(slack.sent("chat.postMessage"))
        with worker(database_url, slack, gap=0.02) as dying:
            await slack.wait_for("chat.postMessage", already + 1, 20)
            await asyncio.sleep(chance.uniform(0, 0.5))
            dying.kill()
            await until_ended(dying, -signal.SIGKILL)
    with worker(database_url, slack):
        await until_sent(database, 120)
    assert repeats(slack, lanes, each) <= kills * lanes
