"""How many messages a second get from the outbox to Slack, and how long after the COMMIT one arrives that finds its lane free."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from adapters.chat.posting import Pace
from adapters.database import Database, migrate
from adapters.slack.posting import SlackPoster
from adapters.slack.workspaces import OneWorkspace
from core.access import AccessPolicy
from core.notification import NotificationRule, Recipient
from core.outbox import MessageKind, OutboxMessage
from core.work import Work
from tests.acceptance.worker_process import Orders
from tests.adapters.chat.delivering.conftest import QUICK, working
from tests.benchmarks.places import fill, free_port

TEAM = "T0BENCH"
# Up to five in a minute go by themselves.
LANES, EACH = 600, 5
SINGLE = 100


@dataclass
class Arrivals:
    times: list[float] = field(default_factory=list)
    api_url: str = ""


@asynccontextmanager
async def slack() -> AsyncIterator[Arrivals]:
    """A Slack that takes every message."""
    arrivals = Arrivals()

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        arrivals.times.append(time.monotonic())
        return web.json_response({"ok": True, "channel": "C1", "ts": f"{len(arrivals.times)}.1"})

    app = web.Application()
    app.router.add_post("/api/{method}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    arrivals.api_url = f"http://127.0.0.1:{port}/api/"
    try:
        yield arrivals
    finally:
        await runner.cleanup()


def channel(number: int) -> Recipient:
    return Recipient(platform="slack", workspace=TEAM, channel=f"C{number}")


def recorded(recipient: Recipient, entry_no: int, rule_id: int) -> OutboxMessage:
    now = datetime.now(UTC)
    return OutboxMessage(
        recipient=recipient, kind=MessageKind.RECORDED, created_at=now, due_at=now, entry_no=entry_no, rule_id=rule_id
    )


@contextmanager
def workers(url: str, api_url: str, count: int) -> Any:
    orders = json.dumps(asdict(Orders(url=url, api_url=api_url, token="xoxb-bench")))
    with ExitStack() as stack:
        for _ in range(count):
            command = [sys.executable, "-m", "tests.acceptance.worker_process", orders]
            process = stack.enter_context(subprocess.Popen(command, stdout=subprocess.DEVNULL))
            stack.callback(process.terminate)
        yield


async def delivery(url: str) -> None:
    """Prints the rate with one worker and with three, and the delay."""
    migrate(url)
    await fill(url, contacts=100, entries=1_000)
    database = Database.open(url, AccessPolicy())
    rules = await database.write(1, _add_rules)
    for place, count in enumerate((1, 3)):
        # Channels that were told of nothing in the minute before.
        for first in range(place * LANES, (place + 1) * LANES, 50):
            messages = [
                recorded(channel(lane), 1 + (lane * EACH + number) % 1_000, rules[lane])
                for lane in range(first, first + 50)
                for number in range(EACH)
            ]
            await database.write(1, lambda work, messages=messages: work.outbox.put(messages))  # type: ignore[misc]
        async with slack() as arrivals:
            with workers(url, arrivals.api_url, count):
                while (await database.lanes.backlog(datetime.now(UTC) + timedelta(days=1))).due:
                    await asyncio.sleep(0.2)
        times = arrivals.times
        print(f"  {count} worker(s): {len(times):,} messages, {len(times) / (times[-1] - times[0]):,.0f}/s", flush=True)
    await _delay(database)
    await database.close()


def _add_rules(work: Work) -> list[int]:
    return [work.notifications.add(NotificationRule(recipient=channel(lane))) for lane in range(2 * LANES)]


async def _delay(database: Database) -> None:
    def clock() -> datetime:
        return datetime.now(UTC)

    late: list[float] = []
    async with slack() as arrivals:
        pace = Pace(QUICK.conversation, timedelta(milliseconds=1), QUICK.updates)
        poster = SlackPoster(
            database, clock, workspaces=OneWorkspace(database.organization_of, "xoxb-bench"), api_url=arrivals.api_url, pace=pace
        )
        async with working(database, clock, {"slack": poster}):
            for number in range(SINGLE):
                message = recorded(channel(2 * LANES + number), 1 + number, 0)
                await database.write(1, lambda work, message=message: work.outbox.put([message]))  # type: ignore[misc]
                committed = time.monotonic()
                while len(arrivals.times) <= number:
                    await asyncio.sleep(0.0005)
                late.append(arrivals.times[number] - committed)
                await asyncio.sleep(0.02)
    late.sort()
    print(f"  from COMMIT to request: p50 {1000 * late[len(late) // 2]:.1f} ms, p99 {1000 * late[-2]:.1f} ms", flush=True)
