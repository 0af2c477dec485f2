from datetime import timedelta

import pytest

from adapters.database import Database
from core.entry import Change, Comment
from core.errors import NotFound
from core.values import ChangeKind
from core.work import Work
from tests.factories import ANNA, NOW, contact, entry, profile

CREATED = Change(id=1, entry_no=1, kind=ChangeKind.CREATED, by=1, by_name="Anna Rep", at=NOW)
EDITED = Change(
    id=2,
    entry_no=1,
    kind=ChangeKind.EDITED,
    by=1,
    by_name="Anna Rep",
    at=NOW + timedelta(seconds=1),
    before={"cost": "0", "note": "", "duration": 0, "follow_up_on": None},
    after={"cost": "12.50", "note": "Æ\U0001f600", "duration": 15, "follow_up_on": "2026-12-01"},
)
CANCELED = [
    Change(id=3, entry_no=no, kind=ChangeKind.CANCELED, by=1, by_name="Anna Rep", at=NOW, reason="twice") for no in (1, 2)
]


@pytest.fixture
async def log(database: Database) -> Database:
    def fill(work: Work) -> None:
        assert work.people.bind(ANNA, profile(), NOW).person_id == 1
        work.contacts.add(contact())
        for _ in range(2):
            work.entries.add(entry())
        work.history.add([CREATED])
        work.history.add([EDITED])
        work.history.add(list(reversed(CANCELED)))

    await database.write(1, fill)
    return database


async def test_the_history_of_an_entry(log: Database) -> None:
    assert await log.read(1, lambda work: work.history.of(1)) == [CREATED, EDITED, CANCELED[0]]
    assert await log.read(1, lambda work: work.history.of(2)) == [CANCELED[1]]
    assert await log.read(1, lambda work: work.history.of(3)) == []


async def test_the_rows_of_one_command(log: Database) -> None:
    assert await log.read(1, lambda work: work.history.get(3)) == CANCELED
    assert await log.read(1, lambda work: work.history.get(404)) == []


async def test_changes_since(log: Database) -> None:
    assert await log.read(1, lambda work: work.history.since(1, 1)) == [EDITED, CANCELED[0]]
    assert await log.read(1, lambda work: work.history.since(1, 3)) == []


async def test_the_last_change_that_can_be_taken_back(log: Database) -> None:
    assert await log.read(1, lambda work: work.history.last_by(1)) == CANCELED
    restored = Change(id=4, entry_no=1, kind=ChangeKind.RESTORED, by=1, at=NOW, undoes=3)

    def undo(work: Work) -> None:
        work.history.mark_undone(3)
        work.history.add([restored])

    await log.write(1, undo)
    assert await log.read(1, lambda work: work.history.last_by(1)) == [EDITED]
    assert all(each.undone for each in await log.read(1, lambda work: work.history.get(3)))
    assert await log.read(1, lambda work: work.history.last_by(2)) == []


async def test_what_the_system_did_has_no_name(log: Database) -> None:
    await log.write(1, lambda work: work.history.add([Change(id=9, entry_no=2, kind=ChangeKind.EDITED, by=0, at=NOW)]))
    assert (await log.read(1, lambda work: work.history.of(2)))[-1].by_name == ""


async def test_ids_grow(database: Database) -> None:
    ids = await database.write(1, lambda work: [work.history.new_id(NOW - timedelta(days=n)) for n in range(50)])
    assert ids == sorted(set(ids))
    assert ids[-1] < 2**53
    later = await database.write(1, lambda work: work.history.new_id(NOW + timedelta(milliseconds=100)))
    assert later > ids[-1]


async def test_two_processes_draw_different_ids(database_url: str) -> None:
    from adapters.database.history import Ids

    drawn = [Ids().next(NOW) for _ in range(20)]
    assert len(set(drawn)) > 15


async def test_comments(log: Database) -> None:
    first = Comment(id=1, entry_no=1, by=1, by_name="Anna Rep", at=NOW, text="one\ntwo")
    second = Comment(id=2, entry_no=1, by=0, at=NOW, text="x")

    def comment(work: Work) -> None:
        work.history.comment(second)
        work.history.comment(first)

    await log.write(1, comment)
    assert await log.read(1, lambda work: work.history.comments(1)) == [first, second]
    await log.write(1, lambda work: work.history.uncomment(1, 1))
    assert await log.read(1, lambda work: work.history.comments(1)) == [second]
    with pytest.raises(NotFound):
        await log.write(1, lambda work: work.history.uncomment(1, 1))


async def test_another_organization_sees_nothing(log: Database) -> None:
    assert await log.read(2, lambda work: work.history.of(1)) == []
    assert await log.read(2, lambda work: work.history.last_by(1)) == []
    await log.write(2, lambda work: work.history.mark_undone(3))
    assert not (await log.read(1, lambda work: work.history.get(3)))[0].undone
