"""Whatever people, segments and documents do to the log, in whatever order: it is what plain dictionaries say that it is."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count

import psycopg
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from adapters.database import Database
from core.access import AccessPolicy
from tests.core.operations.whole_log.checks import Checks
from tests.core.operations.whole_log.document_rules import AT, KINDS, DocumentRules, event
from tests.core.operations.whole_log.entry_rules import EntryRules
from tests.core.operations.whole_log.segment_rules import SegmentRules


class WholeLog(EntryRules, SegmentRules, DocumentRules, Checks):
    """All of it together. With a rule each, hypothesis would leave most of them out of most examples."""

    url: str

    @initialize()
    def begin(self) -> None:
        for admin, contact, draft in ((True, "C1", False), (False, "P1", False), (False, "P2", True), (True, "P3", False)):
            self.log_one(admin=admin, contact=contact, template="CALL", note="", draft=draft, failed=False, ago=3)
        for contact in ("P1", "P3"):
            self.add_contact(pick=0, contact=contact)
        self.set_up(events=set(KINDS[:2]))
        self.deliver(batch=[event("1", 1, KINDS[0], AT), event("4", 1, KINDS[0], AT)])

    @rule(data=st.data())
    def step(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(_STEPS))
        getattr(self, name)(**data.draw(getattr(self, name).drawn))


_OFTEN = ("log_one", "take_back_the_last", "log_whole", "change_whole", "deliver")
_STEPS = (*_OFTEN, *sorted(name for name in dir(WholeLog) if hasattr(getattr(WholeLog, name), "drawn")))


@contextmanager
def _organizations(url: str) -> Iterator[Iterator[int]]:
    """A new organization each time; PostgreSQL's sequences go in the end, as its database is used again."""
    made = []

    def on_sqlite() -> Iterator[int]:
        for number in count(2):
            with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file, file:
                file.execute("INSERT INTO organization (id, name) VALUES (?, '')", (number,))
            yield number

    def on_postgresql() -> Iterator[int]:
        with psycopg.connect(url, autocommit=True) as server:
            for number in count(2):
                server.execute("INSERT INTO organization (id, name) VALUES (%s, '')", (number,))
                server.execute(f"CREATE SEQUENCE entry_no_{number}")
                made.append(number)
                yield number

    yield on_sqlite() if url.startswith("sqlite") else on_postgresql()
    if made:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute("DROP SEQUENCE " + ", ".join(f"entry_no_{number}" for number in made))


@pytest.fixture
def machine(database_url: str) -> Iterator[type[WholeLog]]:
    """The machine on one database, with an organization for each example."""
    database = Database.open(database_url, AccessPolicy())
    with asyncio.Runner() as runner, _organizations(database_url) as organizations:
        values = {"url": database_url, "database": database, "runner": runner, "organizations": organizations}
        yield type("WholeLogHere", (WholeLog,), values)
        runner.run(database.close())


def test_in_any_order_the_log_is_what_the_rules_say(machine: type[WholeLog]) -> None:
    examples = 75 if machine.url.startswith("sqlite") else 40
    run_state_machine_as_test(machine, settings=settings(max_examples=examples, stateful_step_count=100))


@pytest.mark.soak
def test_in_many_orders_the_log_is_what_the_rules_say(machine: type[WholeLog]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=400, stateful_step_count=100))
