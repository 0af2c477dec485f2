"""The nightly job throws away what is old, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.database import Database
from adapters.jobs import housekeeping
from adapters.jobs.housekeeping import Housekeeping
from core.audit import AuditFilter, AuditSource
from core.errors import NotFound
from core.filters import EntryFilter
from core.notification import Recipient
from core.outbox import PostedCopy
from core.work import Work
from tests.factories import contact, entry

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def copy(days: int) -> PostedCopy:
    return PostedCopy(
        entry_no=days,
        recipient=Recipient(person_id=1),
        platform="slack",
        workspace="T1",
        conversation="D1",
        message=f"{days}",
        posted_at=NOW - timedelta(days=days),
    )


async def fill(database: Database) -> dict[int, str]:
    """Something of each kind, as old as the days say; the ids of the commands."""

    def write(work: Work) -> dict[int, str]:
        for days in (1, 6, 8, 40):
            work.inbox.keep("test", f"{days}", "a reply", NOW - timedelta(days=days))
        for days in (1, 29, 31, 400):
            work.outbox.keep_copy(copy(days))
        return {days: work.saved_commands.put(f"1list{days}", NOW - timedelta(days=days)) for days in (1, 364, 366, 800)}

    return await database.write(1, write)


@pytest.mark.parametrize("at_once", [1, 500])
async def test_what_nobody_needs_goes(database: Database, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(housekeeping, "_AT_ONCE", at_once)
    ids = await fill(database)
    # Pressed or posted again, a command is as young as that.
    await database.write(1, lambda work: work.saved_commands.put("1list800", NOW - timedelta(days=300)))
    await Housekeeping(database).run(1, NOW)

    def left(work: Work) -> tuple[list[int], list[int], set[int]]:
        commands = set()
        for days, command_id in ids.items():
            try:
                commands.add(days if work.saved_commands.get(command_id) else 0)
            except NotFound:
                continue
        copies = sorted(each.entry_no for each in work.outbox.copies((1, 29, 31, 400), NOW - timedelta(days=1000)))
        return [days for days in (1, 6, 8, 40) if work.inbox.reply("test", f"{days}")], copies, commands

    assert await database.read(1, left) == ([1, 6], [1, 29], {1, 364, 800})


async def test_entries_canceled_long_ago_go_where_asked_for(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "_AT_ONCE", 2)

    def write(work: Work) -> None:
        work.contacts.add(contact())
        canceled = [replace(entry(), canceled=True, canceled_at=NOW - timedelta(days=days)) for days in (89, 91, 92, 93)]
        work.entries.add_many([entry(), *canceled])

    await database.write(1, write)

    async def nos() -> list[int]:
        rows = await database.read(1, lambda work: work.entries.page(EntryFilter(canceled=None), 10))
        return sorted(row.entry.no for row in rows)

    await Housekeeping(database).run(1, NOW)
    assert await nos() == [1, 2, 3, 4, 5]
    await Housekeeping(database, timedelta(days=90)).run(1, NOW)
    assert await nos() == [1, 2]
    await Housekeeping(database, timedelta(days=90)).run(1, NOW)
    records = await database.read(1, lambda work: work.audit.page(AuditFilter(), 10))
    assert [(record.source, record.by, record.details["numbers"]) for record in records] == [
        (AuditSource.WORKER, 0, "#3"),
        (AuditSource.WORKER, 0, "#4–#5"),
    ]
