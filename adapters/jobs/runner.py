"""Does jobs when they are due, each once however many workers there are."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

import structlog

from core.jobs import JobClaim, Jobs

LEASE = timedelta(minutes=30)
_POLL = 15.0  # seconds

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """`run` does the job for an organization at a moment. It is begun again when it failed or its worker died, and must then find
    nothing to do of what was done. `next_at` gives when it is due next after a moment. `name` is kept in the database.
    """

    name: str
    next_at: Callable[[datetime], datetime]
    run: Callable[[int, datetime], Awaitable[None]]


def daily(at: time, zone: tzinfo) -> Callable[[datetime], datetime]:
    """Every day at this time of day in the zone."""

    def next_at(now: datetime) -> datetime:
        here = now.astimezone(zone)
        today = datetime.combine(here.date(), at, tzinfo=zone)
        return today if today > here else datetime.combine(here.date() + timedelta(days=1), at, tzinfo=zone)

    return next_at


def every(interval: timedelta) -> Callable[[datetime], datetime]:
    """Again and again, so long after the last time."""
    return lambda now: now + interval


class JobRunner:
    """Works until `stop` is set. `clock` gives the time, aware. `ended` hears of each job by name, and whether it was done."""

    def __init__(
        self,
        jobs: Jobs,
        what: Sequence[Job],
        clock: Callable[[], datetime],
        stop: asyncio.Event,
        ended: Callable[[str, bool], None] = lambda name, done: None,
    ) -> None:
        self._jobs = jobs
        self._what = {job.name: job for job in what}
        self._clock = clock
        self._stop = stop
        self._ended = ended

    async def run(self, poll: float = _POLL) -> None:
        """Returns when the job that was under way is finished. Looks for jobs every `poll` seconds."""
        opened = False
        while not self._stop.is_set():
            try:
                if not opened:
                    now = self._clock()
                    await self._jobs.open({name: job.next_at(now) for name, job in self._what.items()})
                    opened = True
                while not self._stop.is_set():
                    claim = await self._jobs.claim(tuple(self._what), self._clock(), LEASE)
                    if claim is None:
                        break
                    await self._do(claim)
            except Exception as error:
                log.warning("database away", error=type(error).__name__)
            try:
                await asyncio.wait_for(self._stop.wait(), poll)
            except TimeoutError:
                continue

    async def _do(self, claim: JobClaim) -> None:
        job = self._what[claim.name]
        try:
            await job.run(claim.organization_id, self._clock())
        except Exception as error:
            # It stays claimed, and is begun again when the lease has ended.
            self._ended(job.name, False)
            log.error("job failed", job=job.name, error=type(error).__name__)
            return
        await self._jobs.done(claim, job.next_at(self._clock()))
        self._ended(job.name, True)
        log.info("job done", job=job.name)
