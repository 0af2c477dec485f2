import asyncio
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.database import Database
from adapters.jobs.runner import Job, JobRunner, daily, every

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.mark.parametrize(
    ("now", "next_at"),
    [
        (NOW, datetime(2026, 11, 21, 2, 0, tzinfo=UTC)),
        (datetime(2026, 11, 21, 1, 59, tzinfo=UTC), datetime(2026, 11, 21, 2, 0, tzinfo=UTC)),
        (datetime(2026, 11, 21, 2, 0, tzinfo=UTC), datetime(2026, 11, 22, 2, 0, tzinfo=UTC)),
        # The clocks were put forward in the night before.
        (datetime(2027, 3, 28, 12, 0, tzinfo=UTC), datetime(2027, 3, 29, 1, 0, tzinfo=UTC)),
    ],
)
def test_daily_is_a_time_of_day_in_its_zone(now: datetime, next_at: datetime) -> None:
    assert daily(time(3, 0), ZoneInfo("Europe/Oslo"))(now).astimezone(UTC) == next_at


async def test_what_is_due_is_done_once_by_several_workers(database: Database) -> None:
    clock, stop, done = Clock(), asyncio.Event(), []

    async def note(organization_id: int, now: datetime) -> None:
        done.append((organization_id, now))

    what = [Job("hourly", every(timedelta(hours=1)), note)]
    workers = [asyncio.create_task(JobRunner(database.jobs, what, clock, stop).run(poll=0.02)) for _ in range(3)]
    await asyncio.sleep(0.2)
    assert done == []
    clock.now += timedelta(hours=1)
    while not done:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.2)
    stop.set()
    await asyncio.gather(*workers)
    assert done == [(1, clock.now)]


async def test_a_job_that_fails_is_begun_again_after_the_lease(database: Database) -> None:
    clock, stop, begun = Clock(), asyncio.Event(), []

    async def fail_once(organization_id: int, now: datetime) -> None:
        begun.append(now)
        if len(begun) == 1:
            raise OSError

    ended = []

    def note(name: str, done: bool) -> None:
        ended.append((name, done))

    await database.jobs.open({"job": NOW})
    assert await database.jobs.due() == {"job": NOW}
    worker = asyncio.create_task(
        JobRunner(database.jobs, [Job("job", every(timedelta(days=1)), fail_once)], clock, stop, note).run(poll=0.02)
    )
    while not begun:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    assert len(begun) == 1
    clock.now += timedelta(minutes=31)
    while len(begun) < 2:
        await asyncio.sleep(0.01)
    stop.set()
    await worker
    assert ended == [("job", False), ("job", True)]
    assert await database.jobs.due() == {"job": clock.now + timedelta(days=1)}
