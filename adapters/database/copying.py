"""Copying a whole log from SQLite into an empty database on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Table, create_engine, delete, exists, func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from adapters.database import schema
from adapters.database.address import for_driver, parse
from adapters.database.entries import entry_no_sequence
from adapters.database.failures import without_data
from adapters.database.jobs import EVERY_ORGANIZATION
from adapters.database.tables import counter, metadata, organization
from adapters.database.walls import SETTING

_AT_ONCE = 200
# What PostgreSQL counts by sequences of all organizations, SQLite by rows of each.
_SEQUENCES = {"outbox_message": "outbox_message_id", "posted_copy": "posted_copy_id"}


class NotCopied(Exception):
    """Nothing was copied; the text says why, and what to do."""


def copy(source: str, target: str) -> int:
    """Copies all rows of all tables in one transaction; returns how many. `source` is the address of an SQLite database, `target`
    that of one on PostgreSQL, both migrated to the current version, the target without any rows. Raises NotCopied.
    """
    if parse(source).get_backend_name() != "sqlite" or parse(target).get_backend_name() != "postgresql":
        raise NotCopied("only from SQLite to PostgreSQL: FROM is sqlite:///FILE, and DATABASE_URL is postgresql://...")
    if not Path(parse(source).database or "").expanduser().is_file():
        raise NotCopied(f"there is no file {parse(source).database}")
    table = None
    try:
        with _transaction(source) as old, _transaction(target) as new:
            new.exec_driver_sql(f"SET LOCAL {SETTING} = {EVERY_ORGANIZATION}")
            for connection, which in ((old, "FROM"), (new, "DATABASE_URL")):
                if schema.version_of(connection) != schema.head():
                    raise NotCopied(f"the database {which} is not of the current version; run python -m bot migrate on it")
            for table in metadata.sorted_tables:
                if table is not organization and new.scalar(select(exists(select(table)))):
                    raise NotCopied(f"the database DATABASE_URL is not empty ({table.name}); make a new one and migrate it")
            new.execute(delete(organization))
            rows = 0
            for table in metadata.sorted_tables:
                rows += _copy_table(table, old, new)
            _go_on_counting(new)
            return rows
    except DBAPIError as error:
        where = f" at {table.name}" if table is not None else ""
        raise NotCopied(f"{without_data(error)}{where}") from None


@contextmanager
def _transaction(url: str) -> Iterator[Connection]:
    address, arguments = for_driver(parse(url))
    engine = create_engine(address, connect_args=arguments, poolclass=NullPool, hide_parameters=True)
    with engine.begin() as connection:
        yield connection


def _copy_table(table: Table, old: Connection, new: Connection) -> int:
    rows = 0
    for part in old.execution_options(yield_per=_AT_ONCE).execute(select(table)).mappings().partitions():
        new.execute(insert(table), [dict(row) for row in part])
        rows += len(part)
    return rows


def _go_on_counting(new: Connection) -> None:
    """Sequences give the numbers after those that were given."""
    counted = select(counter.c.name, counter.c.organization_id, counter.c.value)
    last: dict[str, int] = {}
    for organization_id in new.scalars(select(organization.c.id)):
        sequence = entry_no_sequence(organization_id)
        new.exec_driver_sql(f"CREATE SEQUENCE IF NOT EXISTS {sequence}")
        last[sequence] = 0
    for name, organization_id, value in new.execute(counted):
        counted_by = entry_no_sequence(organization_id) if name == "entry" else _SEQUENCES.get(name)
        if counted_by is not None:
            last[counted_by] = max(last.get(counted_by, 0), value)
    for sequence, value in last.items():
        if value:
            new.execute(select(func.setval(sequence, value)))
    new.execute(delete(counter).where(counter.c.name.in_(["entry", *_SEQUENCES])))
