"""Holding a lane: nothing is sent from it once another worker may have it."""

import asyncio

from adapters.chat.delivering.means import Means
from core.outbox import Lane

# What is left of the lease is for the time between asking and sending.
_TRUSTED = 0.8


class Lost(Exception):
    """Another worker has the lane, or may have it."""


class Lease:
    """A claimed lane. `claimed` is the event loop's time before it was asked for.

    It is trusted without asking as long as both are within it: the loop's time, which no clock step changes, and the clock, which
    goes on while the machine sleeps.
    """

    def __init__(self, means: Means, lane: Lane, claimed: float) -> None:
        self.lane = lane
        self._means = means
        self._lost = False
        self._trust(claimed)

    async def check(self) -> None:
        """To be called right before something is sent. Raises Lost."""
        if not self._lost and not self._trusted():
            await self.renew()
        if self._lost or not self._trusted():
            raise Lost

    async def renew(self) -> None:
        """Keeps the lane longer, unless it is lost."""
        means, asked = self._means, asyncio.get_running_loop().time()
        if self._lost:
            return
        if await means.lanes.renew(self.lane, means.worker, means.clock() + means.lease):
            self._trust(asked)
        else:
            self._lost = True

    def lose(self) -> None:
        """It turned out that another worker has the lane."""
        self._lost = True

    def _trust(self, since: float) -> None:
        self._until = since + _TRUSTED * self._means.lease.total_seconds()
        self._until_at = self._means.clock() + _TRUSTED * self._means.lease

    def _trusted(self) -> bool:
        return asyncio.get_running_loop().time() < self._until and self._means.clock() < self._until_at
