"""PostgreSQL keeps organizations apart by itself, whatever a statement of ours forgets."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import psycopg
import pytest
from psycopg import errors, sql
from sqlalchemy import Column, Table, create_engine, select
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.pool import NullPool

from adapters.database import Database, StorageFailed, migrate, walls
from adapters.database.address import parse
from adapters.database.contact_tables import contact as contact_table
from adapters.database.jobs import EVERY_ORGANIZATION
from adapters.database.postgres import PostgresRunner, make_engine
from adapters.database.session import Session
from adapters.database.tables import metadata
from core.errors import NotFound
from core.filters import EntryFilter
from core.work import Work
from tests import postgres
from tests.factories import NOW, contact, entry, template

OF_ORGANIZATIONS = sorted(name for name, table in metadata.tables.items() if "organization_id" in table.c)
READ_BY_ALL = {"workspace"}

pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


# Something that a column takes, by its type in PostgreSQL.
VALUES = {
    "BIGINT": 1,
    "BOOLEAN": True,
    "BYTEA": b"x",
    "DATE": date(2026, 11, 19),
    "INTEGER": 1,
    "NUMERIC": 1,
    "SMALLINT": 1,
    "TEXT": "x",
    "TIME": time(8, 30),
    "TIMESTAMP": NOW,
}
DIALECT = PGDialect_psycopg()  # type: ignore[no-untyped-call]
NAMES: Any = select(contact_table.c.name)


def value(column: Column[Any]) -> object:
    return VALUES[column.type.compile(DIALECT).split()[0]]


def add(connection: psycopg.Connection, table: Table, organization_id: int) -> None:
    names = [column.name for column in table.c]
    values = [organization_id if column.name == "organization_id" else value(column) for column in table.c]
    if table.name == "workspace":
        values[names.index("workspace")] = f"T{organization_id}"
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table.name),
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.SQL(", ").join([sql.Placeholder()] * len(names)),
    )
    connection.execute(statement, values)


@pytest.fixture
def filled(database_url: str) -> Iterator[psycopg.Connection]:
    """A connection as the program's user, to a database with a row of each of two organizations in every table."""
    with psycopg.connect(database_url.replace(f"//{postgres.OWNER}@", "//postgres@"), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")  # no foreign keys
        for name in OF_ORGANIZATIONS:
            for organization_id in (1, 2):
                add(superuser, metadata.tables[name], organization_id)
    with psycopg.connect(database_url, autocommit=True) as connection:
        yield connection


def whose(connection: psycopg.Connection, name: str) -> list[int]:
    rows = connection.execute(sql.SQL("SELECT organization_id FROM {} ORDER BY 1").format(sql.Identifier(name)))
    return [row[0] for row in rows]


def changed(connection: psycopg.Connection, statement: str, name: str) -> int:
    return connection.execute(sql.SQL(statement).format(sql.Identifier(name))).rowcount


async def test_every_table_of_organizations_is_behind_the_wall(database: Database) -> None:
    found = await database.walls()
    assert found is not None
    assert found.gaps == (), "a migration that makes a table with organization_id executes walls.wall_off(table)"
    assert not found.passed
    connection = create_engine(parse(database._url), poolclass=NullPool).connect()
    assert walls.tables(connection, walled=True) == OF_ORGANIZATIONS
    connection.close()


def test_who_says_nothing_sees_and_writes_nothing(filled: psycopg.Connection) -> None:
    for _ in ("never said", "said in an earlier transaction"):
        for name in OF_ORGANIZATIONS:
            assert whose(filled, name) == ([1, 2] if name in READ_BY_ALL else []), name
            assert changed(filled, "DELETE FROM {}", name) == 0, name
            assert changed(filled, "UPDATE {} SET organization_id = 1", name) == 0, name
            with pytest.raises(errors.InsufficientPrivilege):
                add(filled, metadata.tables[name], 3)
        with filled.transaction():
            filled.execute(f"SET LOCAL {walls.SETTING} = 1")


def test_one_organization_sees_and_writes_its_own_alone(filled: psycopg.Connection) -> None:
    filled.execute(f"SET {walls.SETTING} = 1")
    for name in OF_ORGANIZATIONS:
        assert whose(filled, name) == ([1, 2] if name in READ_BY_ALL else [1]), name
        assert changed(filled, "DELETE FROM {} WHERE organization_id = 2", name) == 0, name
        assert changed(filled, "UPDATE {} SET organization_id = 1 WHERE organization_id = 2", name) == 0, name
        with pytest.raises(errors.InsufficientPrivilege):
            add(filled, metadata.tables[name], 2)
        # The trigger of the audit comes before its policy.
        with pytest.raises(errors.RaiseException if name == "audit_record" else errors.InsufficientPrivilege):
            changed(filled, "UPDATE {} SET organization_id = 2", name)
    filled.execute(f"SET {walls.SETTING} = {EVERY_ORGANIZATION}")
    for name in OF_ORGANIZATIONS:
        assert whose(filled, name) == [1, 2], name


async def test_units_of_work_are_apart_even_where_a_statement_forgets_the_organization(database: Database) -> None:
    def fill(work: Work) -> int:
        work.contacts.add(contact())
        work.templates.add(template())
        return work.entries.add_many([entry() for _ in range(30)])[-1]

    def without_a_filter(work: Work) -> list[str]:
        session: Session = work.contacts._session  # type: ignore[attr-defined]
        return [row[0] for row in session.all(NAMES)]

    def elsewhere(work: Work) -> None:
        session: Session = work.contacts._session  # type: ignore[attr-defined]
        session._own = {"org": 2, "organization_id": 2}
        work.contacts.upsert([contact(f"CT{number}", "Smuggled") for number in range(100, 130)])

    assert await database.write(1, fill) == 30
    assert await database.read(1, without_a_filter) == ["Anna Hansen"]
    assert await database.read(2, without_a_filter) == []
    assert await database.read(2, lambda work: work.entries.page(EntryFilter(), 10)) == []
    with pytest.raises(NotFound):
        await database.read(2, lambda work: work.entries.get(1))
    with pytest.raises(StorageFailed, match="InsufficientPrivilege"):
        await database.write(1, elsewhere)
    assert await database.read(2, lambda work: work.contacts.get_many(["CT100"])) == []


async def test_nothing_of_a_transaction_stays_with_its_connection(database_url: str) -> None:
    """So that a pooler may give the connection to somebody else."""
    engine = make_engine(parse(database_url))
    runner = PostgresRunner(engine)

    def look(connection: object) -> str:
        return str(connection.exec_driver_sql(f"SELECT current_setting('{walls.SETTING}')").scalar())  # type: ignore[attr-defined]

    assert [await runner.read(7, look), await runner.write(8, look)] == ["7", "8"]
    with engine.connect() as connection:
        assert look(connection) == ""
    runner.close()


def test_the_walls_go_and_come_with_their_migration(database_url: str, postgres_server: str) -> None:
    url = postgres.owned(postgres_server, "walls", again=True)
    migrate(url)
    engine = create_engine(parse(url), poolclass=NullPool)
    for version in ("0010", "head"):
        migrate(url, version)
        with engine.connect() as connection:
            assert walls.tables(connection, walled=True) == (OF_ORGANIZATIONS if version == "head" else [])
    engine.dispose()
