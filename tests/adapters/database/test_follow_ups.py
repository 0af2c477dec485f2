"""Follow-ups beside their entries: of one organization, in the order of their days, and there for entries from before."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from adapters.database import Database, migrate
from core.access import AccessPolicy
from core.follow_up import FollowUp
from core.work import Work
from tests.factories import NOW, contact, entry

DAY = date(2026, 12, 1)
ONE = FollowUp(entry_no=1, person_id=7, due_on=DAY)


def two(work: Work) -> None:
    work.contacts.upsert([contact("CT000011")])
    for _ in range(2):
        work.entries.add(entry("CT000011"))
    work.follow_ups.add_many([ONE, replace(ONE, entry_no=2, due_on=date(2026, 11, 30))])


async def test_they_are_read_by_their_days(database: Database) -> None:
    await database.write(1, two)
    found = await database.read(1, lambda work: work.follow_ups.open_of(7, 10))
    assert [each.entry_no for each in found] == [2, 1]
    rest = await database.read(1, lambda work: work.follow_ups.open_of(7, 10, after=(found[0].due_on, found[0].entry_no)))
    assert rest == [ONE]
    assert await database.read(1, lambda work: work.follow_ups.open_of(8, 10)) == []


async def test_one_is_kept_for_each_entry(database: Database) -> None:
    await database.write(1, two)
    done = replace(ONE, done_at=NOW, done_by=7)
    await database.write(1, lambda work: work.follow_ups.keep(done))
    assert await database.read(1, lambda work: work.follow_ups.get(1)) == done
    assert [each.entry_no for each in await database.read(1, lambda work: work.follow_ups.open_of(7, 10))] == [2]
    await database.write(1, lambda work: work.follow_ups.remove(1))
    assert await database.read(1, lambda work: work.follow_ups.get(1)) is None


async def test_entries_from_before_get_theirs(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/old.db"
    migrate(url)
    database = Database.open(url, AccessPolicy())
    await database.write(1, lambda work: work.contacts.upsert([contact("CT000011")]))
    await database.write(1, lambda work: work.entries.add(entry("CT000011", created_by=7, follow_up_on=DAY)))
    await database.write(1, lambda work: work.entries.add(entry("CT000011", created_by=7)))
    await database.close()
    migrate(url, "0007")
    migrate(url)
    database = Database.open(url, AccessPolicy())
    assert await database.read(1, lambda work: work.follow_ups.open_of(7, 10)) == [ONE]
    await database.close()
