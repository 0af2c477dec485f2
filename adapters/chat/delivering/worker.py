"""A worker: it claims lanes one after the other, and works on several at once."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import structlog

from adapters.chat.delivering.lease import Lease
from adapters.chat.delivering.means import Means
from adapters.chat.delivering.paces import Paces
from adapters.chat.delivering.round import Round

LANES_AT_ONCE = 16
# What nobody told of is found within this time: messages that become due, lanes whose worker is gone.
_POLL = 2.0  # seconds
_PAUSE = 1.0

log = structlog.get_logger(__name__)


class Worker:
    """Delivers what is in the outbox until `means.stop` is set."""

    def __init__(self, means: Means, lanes_at_once: int = LANES_AT_ONCE) -> None:
        self._means = means
        self._paces = Paces(means)
        self._lanes_at_once = lanes_at_once
        self._leases: dict[asyncio.Task[None], Lease] = {}
        self._steps = _Steps(means)

    async def run(self) -> None:
        """Returns when what was under way is finished and all lanes are given back."""
        keeping = asyncio.create_task(self._keep_leases())
        stopping = asyncio.create_task(self._means.stop.wait())
        told: asyncio.Task[None] | None = None
        try:
            while not stopping.done():
                if told is None or told.done():
                    # Begun before looking, so that what is put meanwhile is not missed.
                    told = asyncio.create_task(self._told())
                if len(self._leases) < self._lanes_at_once and await self._claimed():
                    continue
                full = len(self._leases) == self._lanes_at_once
                await asyncio.wait(
                    (stopping, *self._leases) if full else (stopping, told, *self._leases),
                    timeout=None if full else await self._idle_for(),
                    return_when=asyncio.FIRST_COMPLETED,
                )
            while self._leases:
                await asyncio.wait(self._leases)
        finally:
            for task in (keeping, stopping, told, *self._leases):
                if task is not None:
                    task.cancel()
                    with suppress(asyncio.CancelledError):
                        await task

    async def _claimed(self) -> bool:
        """Whether there was a lane to work on; a round of it has begun then."""
        means, asked = self._means, asyncio.get_running_loop().time()
        self._steps.look()
        if self._steps.waits:
            return False
        try:
            if self._steps.mends:
                self._paces.forget()
                await means.lanes.clock_put_back(means.clock())
            lane = await means.lanes.claim(means.worker, means.clock(), means.lease)
        except Exception as error:
            log.warning("database away", error=type(error).__name__)
            await asyncio.sleep(_PAUSE)
            return False
        if lane is None:
            return False
        lease = Lease(means, lane, asked)
        task = asyncio.create_task(Round(means, self._paces, lease).run())
        self._leases[task] = lease
        task.add_done_callback(self._ended)
        return True

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._leases[task]
        if not task.cancelled() and (error := task.exception()):
            # The lane goes on when its lease ends.
            log.error("round failed", error=type(error).__name__)

    async def _told(self) -> None:
        try:
            await self._means.lanes.wait(_POLL)
        except Exception as error:
            log.warning("database away", error=type(error).__name__)
            await asyncio.sleep(_PAUSE)

    async def _idle_for(self) -> float:
        """Seconds until something may be due."""
        try:
            next_at = await self._means.lanes.next_at()
        except Exception as error:
            log.warning("database away", error=type(error).__name__)
            return _PAUSE
        if next_at is None:
            return _POLL
        return min(max((next_at - self._means.clock()).total_seconds(), 0.02), _POLL)

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(self._means.lease.total_seconds() / 3)
            for lease in list(self._leases.values()):
                try:
                    await lease.renew()
                except Exception as error:
                    # Nothing is sent from a lane whose lease is not sure.
                    log.warning("lease not renewed", error=type(error).__name__)


class _Steps:
    """Notices when the clock is put forward or back.

    Forward: leases of others seem to have ended then, so lanes are not claimed until those who live have renewed theirs. Back:
    what was due lies ahead then; it is made due again, more than once, as lanes are given back meanwhile.
    """

    def __init__(self, means: Means) -> None:
        self._means = means
        self._offset = self._now_offset()
        self._waits_until = self._mends_until = self._mended = 0.0

    def look(self) -> None:
        """To be called before anything that depends on the clock."""
        loop_time, offset, lease = asyncio.get_running_loop().time(), self._now_offset(), self._means.lease
        step = offset - self._offset
        self._offset = offset
        if abs(step) <= lease / 4:
            return
        log.warning("the clock was put " + ("forward" if step > timedelta(0) else "back"), seconds=round(step.total_seconds()))
        if step > timedelta(0):
            self._waits_until = loop_time + lease.total_seconds() / 2
        else:
            self._mends_until = loop_time + lease.total_seconds()

    @property
    def waits(self) -> bool:
        """Whether lanes should not be claimed yet."""
        return asyncio.get_running_loop().time() < self._waits_until

    @property
    def mends(self) -> bool:
        """Whether it is time to make due what the clock was put back behind."""
        loop_time = asyncio.get_running_loop().time()
        if loop_time >= self._mends_until or loop_time < self._mended + _PAUSE:
            return False
        self._mended = loop_time
        return True

    def _now_offset(self) -> timedelta:
        now = self._means.clock()
        return timedelta(seconds=now.timestamp() - asyncio.get_running_loop().time())
