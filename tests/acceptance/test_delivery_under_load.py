"""Several workers as processes of their own with much to send, and while the database is started again."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from itertools import pairwise
from typing import Any

import psycopg
import pytest

from adapters.database import Database, migrate
from core.access import AccessPolicy
from tests import postgres
from tests.acceptance import world
from tests.acceptance.workers import put, repeats, slack_with_channels, until_sent, worker
from tests.standins.slack import SlackStandIn


@pytest.fixture
def access() -> AccessPolicy:
    return world.ACCESS


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    async with slack_with_channels() as standin:
        yield standin


@pytest.mark.parametrize(("each", "gap"), [(20, 0.05), pytest.param(200, 0.01, marks=pytest.mark.soak)])
async def test_many_messages_through_three_workers(
    database: Database, database_url: str, slack: SlackStandIn, each: int, gap: float
) -> None:
    """With a gap that one worker alone could not keep all lanes busy with, so that all three work."""
    lanes = 50
    slack.strict = False
    await put(database, lanes, each)
    with ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(worker(database_url, slack, gap=gap))
        await until_sent(database, 240)
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
    with postgres.server() as server:
        address = postgres.owned(server, "aftercall")
        migrate(address)
        with psycopg.connect(server) as connection:
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
        await put(database, 8, 20)
        with worker(url, slack, gap=0.02), worker(url, slack, gap=0.02):
            await slack.wait_for("chat.postMessage", 40, 60)
            await restart()
            await until_sent(database)
        assert repeats(slack, 8, 20) <= 8
        await database.close()
