"""The program in a folder of its own."""

from pathlib import Path

import pytest

from tests.bot.program import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """On the embedded database, which does not exist yet."""
    return Program(tmp_path)


@pytest.fixture
def on_database(tmp_path: Path, database_url: str) -> Program:
    """On a migrated, empty database, SQLite and PostgreSQL in turn."""
    return Program(tmp_path, {"DATABASE_URL": database_url})
