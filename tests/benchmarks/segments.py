"""Logging a segment of ten thousand contacts, canceling it and restoring it, on a database with a log."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from adapters.database import Database, migrate
from core.access import AccessPolicy
from core.operations.logged_segments import cancel_logged_segment, restore_logged_segment
from core.operations.segment_contacts import add_to_segment
from core.operations.segment_logging import log_segment, preview_segment
from core.operations.segments import save_segment
from core.person import Actor
from core.requests.segments import (
    AddToSegment,
    CancelLoggedSegment,
    LogSegment,
    PreviewSegment,
    RestoreLoggedSegment,
    SaveSegment,
)
from core.results.segments import SegmentDone
from core.values import Role
from core.work import Work
from tests.benchmarks.places import fill

CONTACTS = 10_000
ENTRIES = 100_000
T = TypeVar("T")
R = TypeVar("R")


async def with_segments(url: str) -> None:
    """Prints how long each step takes, and the entries a second."""
    migrate(url)
    await fill(url, contacts=CONTACTS, entries=ENTRIES)
    database = Database.open(url, AccessPolicy())
    now = datetime.now(UTC)
    person = await database.write(1, lambda work: work.people.ensure("bench@example.test", "Bench"))
    actor = Actor(person_id=person.id, name=person.name, email=person.email, role=Role.MANAGER, salesperson_code="BENCH")

    async def timed(name: str, operation: Callable[[Work, R, Actor, datetime], T], request: R, *, reads: bool = False) -> T:
        nonlocal now
        now += timedelta(seconds=1)
        run = database.read if reads else database.write
        begun = time.perf_counter()
        value = await run(1, lambda work: operation(work, request, actor, now))
        seconds = time.perf_counter() - begun
        print(f"  {name:<24} {seconds:>6.2f} s   {CONTACTS / seconds:>8,.0f} contacts a second", flush=True)
        return value

    try:
        for no in ("FIRST", "SECOND"):
            await timed("create", save_segment, SaveSegment(code=no, new=True, description=no))
            await timed("add by criteria", add_to_segment, AddToSegment(segment=no, before=date(2100, 1, 1)))
            note = "Sent the new prices for the coming year"
            preview = PreviewSegment(segment=no, template="call", note=note)
            shown = await timed("preview", preview_segment, preview, reads=True)
            confirmed = LogSegment(segment=no, template="call", note=note, previewed=shown.digest)
            done = await timed("log", log_segment, confirmed)
            assert isinstance(done, SegmentDone)
            assert done.logged.entries == CONTACTS
            await timed("cancel", cancel_logged_segment, CancelLoggedSegment(segment=no, reason="not sent"))
            await timed("restore", restore_logged_segment, RestoreLoggedSegment(segment=no))
    finally:
        await database.close()
