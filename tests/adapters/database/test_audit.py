"""Audit records are kept, found and paged, and storage refuses to change or remove any."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from adapters.database import Database
from adapters.database.address import parse
from core.audit import AuditAction, AuditFilter, AuditRecord, AuditSource
from core.work import Work
from tests import postgres

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def record(minute: int, **values: object) -> AuditRecord:
    fields: dict[str, object] = {"action": AuditAction.TEMPLATE_CHANGED, "about": f"T{minute}"} | values
    return AuditRecord(at=NOW + timedelta(minutes=minute), **fields)  # type: ignore[arg-type]


async def keep(database: Database, *records: AuditRecord, organization: int = 1) -> None:
    def add(work: Work) -> None:
        for each in records:
            work.audit.add(each)

    await database.write(organization, add)


async def about(database: Database, wanted: AuditFilter, limit: int = 100, **place: int) -> list[str]:
    rows = await database.read(1, lambda work: work.audit.page(wanted, limit, **place))
    return [row.about for row in rows]


async def test_what_was_kept_comes_back(database: Database) -> None:
    def given(work: Work) -> int:
        person = work.people.ensure("ada@example.test", "Ada")
        work.audit.add(record(0, by=person.id, details={"role": "admin", "nos": [1, 2]}))
        work.audit.add(record(1, source=AuditSource.WORKER, action=AuditAction.ENTRIES_DELETED, about="log"))
        return person.id

    person_id = await database.write(1, given)
    newer, older = await database.read(1, lambda work: work.audit.page(AuditFilter(), 10))
    assert (older.by, older.by_name, older.at, older.source) == (person_id, "Ada", NOW, AuditSource.CHAT)
    assert (older.about, older.details) == ("T0", {"role": "admin", "nos": [1, 2]})
    assert (newer.by, newer.by_name, newer.source, newer.action) == (0, "", AuditSource.WORKER, AuditAction.ENTRIES_DELETED)
    assert newer.id > older.id > 0


async def test_filters_and_pages(database: Database) -> None:
    await keep(database, *(record(minute, by=minute % 2) for minute in range(5)))
    await keep(database, record(9, action=AuditAction.ROLE_GRANTED, about="Anna%_@example.test"))
    await keep(database, record(9, about="another organization's"), organization=2)
    await keep(database)
    granted = "Anna%_@example.test"
    assert await about(database, AuditFilter()) == [granted, "T4", "T3", "T2", "T1", "T0"]
    assert await about(database, AuditFilter(since=NOW + timedelta(minutes=2), until=NOW + timedelta(minutes=4))) == ["T3", "T2"]
    assert await about(database, AuditFilter(by={1})) == ["T3", "T1"]
    assert await about(database, AuditFilter(by=frozenset())) == []
    assert await about(database, AuditFilter(about=("ROLE", "anna%_"))) == [granted]
    assert await about(database, AuditFilter(about=("anna_",))) == []
    assert await about(database, AuditFilter(about=("template", "t3"))) == ["T3"]
    templates = frozenset((AuditAction.TEMPLATE_CHANGED, AuditAction.TEMPLATE_REMOVED))
    assert await about(database, AuditFilter(about=("mal", "t3"), actions=(templates, frozenset()))) == ["T3"]
    assert await about(database, AuditFilter(about=("anna",), actions=(templates,)), 2) == [granted, "T4"]
    first = await database.read(1, lambda work: work.audit.page(AuditFilter(), 2))
    assert await about(database, AuditFilter(), 2, before=first[-1].id) == ["T3", "T2"]
    third = await database.read(1, lambda work: work.audit.page(AuditFilter(), 3))
    assert await about(database, AuditFilter(), 1, after=third[-1].id) == ["T4"]


ATTEMPTS = {
    "sqlite": (
        "UPDATE audit_record SET about = 'nothing'",
        "DELETE FROM audit_record",
        "INSERT OR REPLACE INTO audit_record SELECT * FROM audit_record",
    ),
    "postgresql": ("UPDATE audit_record SET about = 'nothing'", "DELETE FROM audit_record", "TRUNCATE audit_record"),
}


async def test_records_stay(database: Database, database_url: str) -> None:
    """By any way that the database's own language has."""
    await keep(database, record(0))
    await database.close()
    engine = create_engine(parse(postgres.everywhere(database_url)), poolclass=NullPool)
    with engine.connect() as connection:
        for statement in ATTEMPTS[engine.dialect.name]:
            with pytest.raises(DBAPIError, match="audit records are not changed or removed"):
                connection.execute(text(statement))
            connection.rollback()
            assert connection.execute(text("SELECT about FROM audit_record")).scalar_one() == "T0"
    engine.dispose()
