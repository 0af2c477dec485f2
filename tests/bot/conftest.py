"""The program in a folder of its own."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tests.bot.program import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """On the embedded database, which does not exist yet."""
    return Program(tmp_path)


@pytest.fixture
def on_database(tmp_path: Path, database_url: str) -> Program:
    """On a migrated, empty database, SQLite and PostgreSQL in turn."""
    return Program(tmp_path, {"DATABASE_URL": database_url})


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    """For tests that set up the log."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
