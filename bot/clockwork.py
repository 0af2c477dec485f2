"""Jobs by the clock: within `run`, or in a worker."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import time, timedelta

from adapters.chat.formats import zone
from adapters.jobs.housekeeping import Housekeeping
from adapters.jobs.moving import ContentMover
from adapters.jobs.runner import Job, JobRunner, daily, every
from bot.stopping import until_left
from bot.wiring import Parts, now, object_store

# When hardly anybody works, in the organization's time zone.
_NIGHT = time(3, 0)
_MOVING = timedelta(minutes=1)
# A job does its work in chunks, so little is lost when it is ended; what is left is done by the next worker.
_FINISH_WITHIN = 5.0


@asynccontextmanager
async def working_by_the_clock(parts: Parts) -> AsyncIterator["asyncio.Task[None]"]:
    """Does what is due while the context is open; gives the task that does it."""
    stop = asyncio.Event()
    runner = JobRunner(parts.database.jobs, jobs(parts), now, stop, lambda name, done: parts.metrics.job_ended(name, done=done))
    async with until_left(runner.run(), stop, _FINISH_WITHIN) as working:
        yield working


def jobs(parts: Parts) -> list[Job]:
    """All jobs of the program."""
    settings = parts.settings
    night = daily(_NIGHT, zone(settings.organization_time_zone))
    found = [Job("housekeeping", night, Housekeeping(parts.database, settings.delete_canceled_after).run)]
    objects = object_store(settings)
    if objects is not None:
        found.append(Job("attachments", every(_MOVING), ContentMover(parts.database, objects).run))
    return found
