"""Whatever people, segments and documents do to the log, in whatever order: it is what plain dictionaries say that it is."""

import asyncio
import sqlite3
from collections.abc import Iterator

import psycopg
import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from adapters.database import Database
from core.access import AccessPolicy
from tests.core.operations.whole_log.checks import Checks
from tests.core.operations.whole_log.document_rules import DocumentRules
from tests.core.operations.whole_log.entry_rules import EntryRules
from tests.core.operations.whole_log.segment_rules import SegmentRules


class WholeLog(EntryRules, SegmentRules, DocumentRules, Checks):
    """All of it together."""


def _organizations(url: str) -> Iterator[int]:
    """A new organization each time."""
    for number in range(2, 1_000_000):
        if url.startswith("sqlite"):
            connection = sqlite3.connect(url.removeprefix("sqlite:///"))
            connection.execute("INSERT INTO organization (id, name) VALUES (?, '')", (number,))
            connection.commit()
            connection.close()
        else:
            with psycopg.connect(url, autocommit=True) as server:
                server.execute("INSERT INTO organization (id, name) VALUES (%s, '')", (number,))
                server.execute(f"CREATE SEQUENCE IF NOT EXISTS entry_no_{number}")
        yield number


@pytest.fixture
def machine(database_url: str) -> Iterator[type[WholeLog]]:
    """The machine on one database, with an organization for each example."""
    database = Database.open(database_url, AccessPolicy())
    with asyncio.Runner() as runner:
        yield type(
            "WholeLogHere", (WholeLog,), {"database": database, "runner": runner, "organizations": _organizations(database_url)}
        )
        runner.run(database.close())


def test_in_any_order_the_log_is_what_the_rules_say(machine: type[WholeLog]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=10, stateful_step_count=50))


@pytest.mark.soak
def test_in_many_orders_the_log_is_what_the_rules_say(machine: type[WholeLog]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=3000, stateful_step_count=100))
