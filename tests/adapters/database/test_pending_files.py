"""Files that wait for consent: whole, of one organization, and gone when they are removed."""

from dataclasses import replace
from datetime import timedelta

from adapters.database import Database
from core.pending_file import PendingFile
from core.work import Work
from tests.factories import NOW

FILE = PendingFile(id="abc", owner="teams/t/kari", name="log.csv", media_type="text/csv", size=6, created_at=NOW)


def put(work: Work) -> None:
    work.pending_files.add(FILE)
    work.pending_files.add_part("abc", 0, b"\x00\xff'")
    work.pending_files.add_part("abc", 1, b"end")


async def test_a_file_is_kept_in_parts(database: Database) -> None:
    await database.write(1, put)
    files = await database.read(1, lambda work: (work.pending_files.get("abc"), work.pending_files.get("other")))
    assert files == (FILE, None)
    parts = await database.read(1, lambda work: [work.pending_files.part("abc", number) for number in range(3)])
    assert parts == [b"\x00\xff'", b"end", None]


async def test_a_removed_file_leaves_no_content(database: Database) -> None:
    await database.write(1, put)
    await database.write(1, lambda work: work.pending_files.remove("abc"))
    await database.write(1, lambda work: work.pending_files.remove("abc"))
    found = await database.read(1, lambda work: (work.pending_files.get("abc"), work.pending_files.part("abc", 0)))
    assert found == (None, None)


async def test_old_ones_are_forgotten(database: Database) -> None:
    await database.write(1, put)
    await database.write(1, lambda work: work.pending_files.add(replace(FILE, id="new", created_at=NOW + timedelta(hours=1))))
    assert await database.write(1, lambda work: work.pending_files.forget(NOW, 10)) == 0
    assert await database.write(1, lambda work: work.pending_files.forget(NOW + timedelta(minutes=1), 10)) == 1
    found = await database.read(1, lambda work: (work.pending_files.get("abc"), work.pending_files.get("new")))
    assert [each is None for each in found] == [True, False]
