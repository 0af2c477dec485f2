"""Workers as processes of their own that are killed and stopped: nothing is lost, and at most what was under way comes twice."""

import asyncio
import os
import random
import signal
from collections.abc import AsyncIterator
from contextlib import ExitStack
from typing import Any

import pytest

from adapters.database import Database
from core.access import AccessPolicy
from tests.acceptance import world
from tests.acceptance.workers import program, put, repeats, slack_with_channels, until_ended, until_sent, worker
from tests.standins.slack import SlackStandIn

LANES = 4


@pytest.fixture
def access() -> AccessPolicy:
    return world.ACCESS


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    async with slack_with_channels() as standin:
        yield standin


async def test_killed_at_each_point(database: Database, database_url: str, slack: SlackStandIn) -> None:
    """Whoever is started next takes the lanes of the killed one back at once: the leases would last for a minute."""
    await put(database, LANES, 6)
    with worker(database_url, slack, die="claimed") as dying:
        await until_ended(dying, -signal.SIGKILL)
    assert slack.calls == []
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
    await put(database, LANES, 3)
    with ExitStack() as stack:
        sleeping = stack.enter_context(program(database_url, slack, OUTBOX_LEASE_SECONDS="2"))

        async def stop(method: str, arguments: dict[str, Any]) -> None:
            if len(slack.sent("chat.postMessage")) == LANES + 1:
                os.kill(sleeping.pid, signal.SIGSTOP)

        slack.answering = stop
        await slack.wait_for("chat.postMessage", LANES + 1, 60)
        slack.answering = None
        stack.enter_context(worker(database_url, slack, lease=2))
        await until_sent(database)
        before = len(slack.sent("chat.postMessage"))
        os.kill(sleeping.pid, signal.SIGCONT)
        await asyncio.sleep(1)
        assert len(slack.sent("chat.postMessage")) == before
        sleeping.terminate()
        await until_ended(sleeping, 0)
    assert repeats(slack, LANES, 3) <= LANES


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
