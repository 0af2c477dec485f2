"""A worker process as `python -m bot worker` is one, at a pace of its own, that can be told where to die.

`python -m tests.acceptance.worker_process JSON`; see Orders.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from adapters.chat.delivering.means import Means
from adapters.chat.delivering.worker import Worker
from adapters.chat.posting import Pace
from adapters.database import Database
from adapters.slack.posting import SlackPoster
from adapters.slack.workspaces import OneWorkspace
from bot.metrics import Metrics
from bot.observing import OutboxObserver
from bot.serving import stop_on_signals
from bot.wiring import now
from bot.workers import host_name, is_gone, own_name
from core.outbox import Lane, PostedCopy
from tests.acceptance.world import ACCESS


@dataclass(frozen=True)
class Orders:
    """`die`: "claimed", with a lane claimed and nothing sent; "marking", when something was sent and answered, and before that is
    marked; `after` so many times. `gap` is the least time between two messages to a conversation, in seconds.
    """

    url: str
    api_url: str
    token: str
    lease: float = 60
    gap: float = 0
    die: str = ""
    after: int = 1


class Mortal:
    """Lanes that end the process."""

    def __init__(self, lanes: Any, orders: Orders) -> None:
        self._lanes = lanes
        self._die = orders.die
        self._left = orders.after

    def __getattr__(self, name: str) -> Any:
        return getattr(self._lanes, name)

    def _at(self, point: str) -> None:
        if point == self._die:
            self._left -= 1
            if not self._left:
                os.kill(os.getpid(), signal.SIGKILL)

    async def claim(self, worker: str, now: datetime, lease: timedelta) -> Lane | None:
        lane: Lane | None = await self._lanes.claim(worker, now, lease)
        if lane is not None:
            self._at("claimed")
        return lane

    async def sent(self, lane: Lane, worker: str, message_ids: Sequence[int], copy: PostedCopy | None, now: datetime) -> bool:
        self._at("marking")
        done: bool = await self._lanes.sent(lane, worker, message_ids, copy, now)
        return done


async def main(orders: Orders) -> None:
    database = Database.open(orders.url, ACCESS)
    pace = Pace(timedelta(seconds=orders.gap), timedelta(0), timedelta(0))
    poster = SlackPoster(
        database, now, workspaces=OneWorkspace(database.organization_of, orders.token), api_url=orders.api_url, pace=pace
    )
    await poster.start()
    lanes = database.lanes
    await lanes.take_back([name for name in await lanes.holders(host_name()) if is_gone(name)])
    means = Means(
        storage=database,
        lanes=Mortal(lanes, orders),
        posters={"slack": poster},
        organization_of=database.organization_of,
        observer=OutboxObserver(Metrics()),
        clock=now,
        worker=own_name(),
        lease=timedelta(seconds=orders.lease),
        stop=stop_on_signals(),
    )
    await Worker(means).run()
    await poster.close()
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(Orders(**json.loads(sys.argv[1]))))
