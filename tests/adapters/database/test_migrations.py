import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect
from sqlalchemy.pool import NullPool

from adapters.database import Database, migrate
from adapters.database.address import parse
from adapters.database.tables import metadata
from core.access import AccessPolicy
from tests import postgres


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/a folder/new.db"
    return postgres.owned(request.getfixturevalue("postgres_server"), "empty", again=True)


def names_of_tables(url: str) -> set[str]:
    engine = create_engine(parse(url), poolclass=NullPool)
    with engine.connect() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_the_tables_in_code_are_those_that_migrating_makes(empty_url: str) -> None:
    migrate(empty_url)
    engine = create_engine(parse(empty_url), poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        found = inspect(connection)
        for table in metadata.tables.values():
            there = {key["name"] for key in found.get_foreign_keys(table.name)}
            assert there == {key.name for key in table.foreign_key_constraints}
            assert found.get_pk_constraint(table.name)["constrained_columns"] == [column.name for column in table.primary_key]


def test_down_and_up_again(empty_url: str) -> None:
    migrate(empty_url)
    assert names_of_tables(empty_url) == set(metadata.tables)
    migrate(empty_url, "base")
    assert names_of_tables(empty_url) == set()
    migrate(empty_url)
    assert names_of_tables(empty_url) == set(metadata.tables)


async def test_migrating_twice_and_at_the_same_time(empty_url: str) -> None:
    await asyncio.gather(*(asyncio.to_thread(migrate, empty_url) for _ in range(3)))
    assert names_of_tables(empty_url) == set(metadata.tables)


async def test_a_database_knows_whether_it_is_current(empty_url: str) -> None:
    database = Database.open(empty_url, AccessPolicy())
    assert not await database.is_current()
    await database.migrate()
    assert await database.is_current()
    assert not await database.made_by_later()
    await database.close()


def test_a_failing_migration_leaves_nothing(empty_url: str) -> None:
    migrate(empty_url)
    migrate(empty_url, "base")
    engine = create_engine(parse(empty_url), poolclass=NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE inbox (id INTEGER)")
    with pytest.raises(Exception, match="inbox"):
        migrate(empty_url)
    assert names_of_tables(empty_url) == {"inbox"}


def test_migrating_works_from_any_folder(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    url = f"sqlite:///{tmp_path}/x.db"
    program = f"from adapters.database import migrate; migrate({url!r})"
    environment = os.environ | {"PYTHONPATH": str(root)}
    subprocess.run([sys.executable, "-c", program], cwd="/", env=environment, check=True)
    assert names_of_tables(url) == set(metadata.tables)
