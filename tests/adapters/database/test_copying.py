"""A whole log goes from SQLite to PostgreSQL, and goes on there."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from adapters.database import Database, migrate
from adapters.database.address import parse
from adapters.database.copying import NotCopied, copy
from adapters.database.tables import metadata
from bot.sampling import load_sample
from core.access import AccessPolicy
from core.attachment import Upload
from core.notification import Recipient
from core.operations.attaching import keep
from core.work import Work
from tests import postgres
from tests.factories import NOW, contact, entry, news

MESSAGE = news("one", Recipient(person_id=1))


@pytest.fixture
def target(postgres_server: str) -> str:
    url = postgres.owned(postgres_server, "copied", again=True)
    migrate(url)
    return url


@pytest.fixture
async def source(tmp_path: Path, sqlite_template: Path) -> str:
    """The sample's log, with a message that waits, an attachment of several pieces, and a second organization."""
    shutil.copyfile(sqlite_template, tmp_path / "old.db")
    url = f"sqlite:///{tmp_path}/old.db"
    large = tmp_path / "large.txt"
    large.write_bytes(b"\x00\xff9" * 700_000)

    def fill(work: Work) -> None:
        file = Upload(name="large.txt", path=large, size=large.stat().st_size, checksum="x")
        work.attachments.attach([(work.entries.add(entry()), keep(work, file, 0, NOW).no)])
        work.outbox.put([MESSAGE])

    database = Database.open(url, AccessPolicy())
    await load_sample(database, 1, NOW)
    await database.write(1, fill)
    await database.close()
    engine = create_engine(parse(url), poolclass=NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO organization (id, name) VALUES (2, 'Second')")
    await _add_entry(url, 2, first=True)
    return url


async def _add_entry(url: str, organization_id: int, *, first: bool = False) -> int:
    def add(work: Work) -> int:
        if first:
            work.contacts.add(contact())
        no = work.entries.add(entry())
        work.outbox.put([MESSAGE])
        return no

    database = Database.open(url, AccessPolicy())
    no = await database.write(organization_id, add)
    await database.close()
    return no


def contents(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, without what databases count in ways of their own."""
    engine = create_engine(parse(postgres.everywhere(url)), poolclass=NullPool)
    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name != "counter"
        }


async def test_everything_is_there_and_goes_on(source: str, target: str) -> None:
    rows = copy(source, target)
    old, new = contents(source), contents(target)
    assert old == new
    assert rows > 1_000
    assert len(new["attachment_chunk"]) > 1
    last = {
        organization_id: max(row[1] for row in new["interaction_log_entry"] if row[0] == organization_id)
        for organization_id in (1, 2)
    }
    ids = {row[1] for row in new["outbox_message"]}
    for organization_id in (1, 2):
        assert await _add_entry(target, organization_id) == last[organization_id] + 1
    later = {row[1] for row in contents(target)["outbox_message"]}
    assert len(later) == len(ids) + 2
    assert min(later - ids) > max(ids)


async def test_nothing_is_copied_into_a_log_that_has_something(source: str, target: str) -> None:
    database = Database.open(target, AccessPolicy())
    await database.write(1, lambda work: work.people.ensure("ada@example.test"))
    await database.close()
    before = contents(target)
    with pytest.raises(NotCopied, match="is not empty"):
        copy(source, target)
    assert contents(target) == before


async def test_what_fails_half_way_leaves_nothing(source: str, target: str) -> None:
    engine = create_engine(parse(source), poolclass=NullPool)
    with engine.begin() as connection:
        # What PostgreSQL does not take.
        connection.exec_driver_sql("UPDATE contact SET name = 'A' || char(0) || 'B' WHERE no = 'CT000012'")
    before = contents(target)
    with pytest.raises(NotCopied, match="contact"):
        copy(source, target)
    assert contents(target) == before


def test_what_cannot_be_copied(tmp_path: Path, target: str) -> None:
    with pytest.raises(NotCopied, match="only from SQLite"):
        copy(target, f"sqlite:///{tmp_path}/new.db")
    with pytest.raises(NotCopied, match="there is no file"):
        copy(f"sqlite:///{tmp_path}/empty.db", target)
    assert not (tmp_path / "empty.db").exists()
    (tmp_path / "empty.db").touch()
    with pytest.raises(NotCopied, match="not of the current version"):
        copy(f"sqlite:///{tmp_path}/empty.db", target)
