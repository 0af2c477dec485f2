"""Not faster than a platform takes it: over all processes, with the next moment of each pace kept in the database."""

import asyncio
import random
from collections import defaultdict
from contextlib import suppress
from datetime import datetime, timedelta

from adapters.chat.delivering.means import Means

# What comes later than this is not waited for: the lane is given back, so that others are sent meanwhile.
_PATIENCE = timedelta(seconds=2)
# A moment that is reserved is not given back, so one is let go only when it is far off.
_RESERVED = timedelta(seconds=10)


class Later(Exception):
    """Nothing can be sent before `at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at


class Paces:
    """Gives turns at named paces. In one process one asks at a time, so that few moments are reserved ahead."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._waiting: defaultdict[str, int] = defaultdict(int)
        self._paused: dict[str, datetime] = {}

    async def turn(self, pace: str, interval: timedelta) -> None:
        """Returns when it is one's turn. Raises Later."""
        if not interval:
            return
        now = self._means.clock()
        behind = now + self._waiting[pace] * interval
        if behind > now + _PATIENCE:
            raise Later(_spread(behind))
        self._waiting[pace] += 1
        try:
            async with self._asking[pace]:
                await self._reserved(pace, interval)
        finally:
            self._waiting[pace] -= 1

    async def pause(self, pace: str, until: datetime) -> None:
        """Gives no turn at this pace before `until`."""
        self._paused[pace] = until
        await self._means.lanes.pause(pace, until)

    def forget(self) -> None:
        """Forgets until when which pace is paused, as after the clock was put back."""
        self._paused.clear()

    async def _reserved(self, pace: str, interval: timedelta) -> None:
        now = self._means.clock()
        paused = self._paused.get(pace, now)
        if now + _PATIENCE < paused:
            raise Later(_spread(paused))
        at = await self._means.lanes.slot(pace, interval, now)
        if at > now + _RESERVED:
            self._paused[pace] = at
            raise Later(_spread(at))
        await wait(self._means, (at - now).total_seconds())


async def wait(means: Means, seconds: float) -> None:
    """Waits so long. Raises Later when the worker is to stop meanwhile."""
    if seconds > 0:
        with suppress(TimeoutError):
            await asyncio.wait_for(means.stop.wait(), seconds)
    if means.stop.is_set():
        raise Later(means.clock())


def _spread(at: datetime) -> datetime:
    """So that those who were sent away together do not come back together."""
    return at + timedelta(seconds=random.random())  # noqa: S311 - no secret hangs on it
