"""Databases to test against: each test that takes `database` or `database_url` runs on SQLite and on PostgreSQL."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from adapters.database import Database, migrate
from core.access import AccessPolicy
from tests import postgres

# No test depends on how busy the machine is; where a failure would block others, the examples are the same each time.
settings.register_profile(
    "suite", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def _temporary_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files that the program hands out are removed by who takes them; those that a test does not take go with the session."""
    tmp_path_factory.getbasetemp()  # the folders of failed tests stay
    with TemporaryDirectory(prefix="aftercall-tests-") as folder, pytest.MonkeyPatch.context() as patch:
        Path(folder).chmod(0o711)  # PostgreSQL runs as somebody else
        patch.setattr(tempfile, "tempdir", folder)
        patch.setenv("TMPDIR", folder)
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a running PostgreSQL server that ends with the session."""
    with postgres.server() as address:
        yield address


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """A migrated database on that server, which tests use one after the other."""
    url = postgres.owned(postgres_server, "aftercall")
    migrate(url)
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty database (organization 1 only)."""
    if request.param == "sqlite":
        path = tmp_path / "aftercall.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    url = request.getfixturevalue("postgres_template")
    yield url
    with psycopg.connect(url.replace(f"//{postgres.OWNER}@", "//postgres@"), autocommit=True) as connection:
        _empty(connection)


@pytest.fixture
def access() -> AccessPolicy:
    """Who has which role; a module with other rules overrides it."""
    return AccessPolicy()


@pytest.fixture
async def database(database_url: str, access: AccessPolicy) -> AsyncIterator[Database]:
    """A migrated, empty database, open."""
    opened = Database.open(database_url, access)
    yield opened
    await opened.close()


def _empty(connection: psycopg.Connection) -> None:
    """Ends what is still connected and makes the database as a migration leaves it; quicker than making another."""
    connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    names = [
        row[0]
        for row in connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('alembic_version', 'organization')"
        )
    ]
    deletes = "".join(f'DELETE FROM "{name}";' for name in names)
    connection.execute(
        f"SET session_replication_role = replica; {deletes} DELETE FROM organization WHERE id <> 1; "
        "UPDATE organization SET name = ''; ALTER SEQUENCE entry_no_1 RESTART"
    )
    others = connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'S' AND relname ~ '^entry_no_' AND relname <> 'entry_no_1'"
    )
    for (name,) in others.fetchall():
        connection.execute(f'DROP SEQUENCE "{name}"')
