"""Whoever logs a segment is killed in the midst of it: all of it is logged, or nothing."""

import asyncio
import random
import signal
import sys

from adapters.database import Database
from core.access import AccessPolicy
from core.segment import Segment, SegmentLine
from core.work import Work
from tests.factories import NOW, contact, template

CONTACTS = 1_000
SEGMENTS = 6


def fill(work: Work) -> None:
    work.templates.upsert([template("CALL")])
    nos = [f"CT{number:06}" for number in range(CONTACTS)]
    work.contacts.upsert([contact(no, f"Person {no}") for no in nos])
    for number in range(SEGMENTS):
        work.segments.add(Segment(no=f"S{number}", description="Segment", created_at=NOW))
        work.segments.add_lines([SegmentLine(segment_no=f"S{number}", contact_no=no) for no in nos])


def state(work: Work) -> list[tuple[bool, bool, int, int]]:
    """Of each segment: does it say that it is logged, is there a logged segment, how many entries, how much history the first."""
    found = []
    for number in range(SEGMENTS):
        segment = work.segments.get(f"S{number}")
        entries = work.entries.of_segment(segment.no)
        logged = work.segments.logged_of(segment.no)
        told = len(work.history.of(entries[0].no)) if entries else 0
        found.append((bool(segment.logged_no), logged is not None, len(entries), told))
    return found


async def killed(url: str, segments: list[str], delay: float) -> None:
    """Logs segments in a process that is killed `delay` seconds after it began with the second."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.acceptance.segment_process", url, *segments, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    for _ in segments[:2]:
        assert await process.stdout.readline()
    await asyncio.sleep(delay)
    process.send_signal(signal.SIGKILL)
    await process.wait()


async def test_a_segment_is_never_logged_by_half(database_url: str) -> None:
    database = Database.open(database_url, AccessPolicy())
    chance = random.Random(7)
    try:
        await database.write(1, fill)
        for _ in range(2):
            there = await database.read(1, state)
            left = [f"S{number}" for number, each in enumerate(there) if not each[0]]
            await killed(database_url, left, chance.uniform(0, 0.15))
            found = await database.read(1, state)
            assert set(found) <= {(False, False, 0, 0), (True, True, CONTACTS, 1)}
            assert found.count((True, True, CONTACTS, 1)) > there.count((True, True, CONTACTS, 1))
    finally:
        await database.close()
