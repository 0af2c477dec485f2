"""Workers as processes of their own, what they are given to send, and what came of it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from adapters.database import Database
from core.notification import Recipient
from tests.acceptance.worker_process import Orders
from tests.factories import news, news_in
from tests.standins.slack import BOT_USER, TEAM, SlackStandIn
from tests.standins.slack_client import SECRET

ROOT = Path(__file__).parent.parent.parent


@asynccontextmanager
async def slack_with_channels() -> AsyncIterator[SlackStandIn]:
    """A stand-in with the channels C0 to C99."""
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
                    news(f"m{number}", Recipient(platform="slack", workspace=TEAM, channel=f"C{lane}"), now)
                    for lane in range(lanes)
                ]
            ),
        )


def posted(slack: SlackStandIn, lanes: int) -> list[list[int]]:
    """The numbers of the messages that arrived, for each lane, in order of arrival."""
    numbers: list[list[int]] = [[] for _ in range(lanes)]
    for sent in slack.sent("chat.postMessage"):
        numbers[int(sent["channel"][1:])].append(int(news_in(sent["text"].split("\n")[0]).removeprefix("m")))
    return numbers


def repeats(slack: SlackStandIn, lanes: int, each: int) -> int:
    """How many messages came once more. All came, in order, and what came again came right after."""
    came = posted(slack, lanes)
    assert [[number for number, _ in groupby(lane)] for lane in came] == [list(range(each))] * lanes
    return sum(map(len, came)) - lanes * each


async def until_sent(database: Database, seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while (await database.lanes.backlog(datetime.now(UTC) + timedelta(days=1))).due:
            await asyncio.sleep(0.1)


async def until_ended(running: "subprocess.Popen[bytes]", status: int) -> None:
    async with asyncio.timeout(60):
        while running.poll() is None:
            await asyncio.sleep(0.02)
    assert running.returncode == status
