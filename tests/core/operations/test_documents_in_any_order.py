"""Whatever is delivered, skipped, mended and replayed, in whatever order: a document has one entry."""

import asyncio
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from adapters.database import Database
from core.access import AccessPolicy
from core.document import (
    DocumentEvent,
    DocumentEventKind,
    DocumentKey,
    DocumentSetup,
    DocumentStatus,
    DocumentType,
    EventKey,
    Relation,
    Side,
    SkipReason,
)
from core.filters import EntryFilter
from core.operations.canceling import cancel_entries
from core.operations.documents import record_documents
from core.operations.skipped import replay_documents
from core.person import Actor
from core.requests.documents import ReplayDocuments
from core.requests.entries import CancelEntries
from core.values import Role
from core.work import Work
from tests.factories import NOW, contact, template

T = TypeVar("T")
INVOICE = DocumentType.SALES_INVOICE
MARIA = Actor(person_id=1, name="Maria", email="maria@example.test", role=Role.MANAGER)
AT = datetime(2026, 11, 1, tzinfo=UTC)
KINDS = (DocumentEventKind.CREATED, DocumentEventKind.POSTED)
EVENTS = st.builds(
    DocumentEvent,
    document_type=st.just(INVOICE),
    document_no=st.sampled_from(("1", "2")),
    version=st.integers(1, 2),
    event=st.sampled_from(KINDS),
    occurred_at=st.sampled_from((AT, AT + timedelta(hours=1))),
    contact_no=st.sampled_from(("", "CT1", "BLOCKED", "NOBODY")),
    bill_to_customer_no=st.just("10000"),
)


class Deliveries(RuleBasedStateMachine):
    """What should be there is kept beside the database: the entry of each document, its events, and what is skipped."""

    file: Path
    numbers = count(1)

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        path = self.file.with_name(f"{next(self.numbers)}.db")
        shutil.copyfile(self.file, path)
        self.database = Database.open(f"sqlite:///{path}", AccessPolicy())
        self.now = NOW
        self.entries: dict[DocumentKey, int] = {}
        self.seen: set[EventKey] = set()
        self.skipped: dict[EventKey, SkipReason] = {}
        self.canceled: set[int] = set()

    def write(self, operation: Callable[[Work], T]) -> T:
        self.now += timedelta(seconds=1)
        return self.runner.run(self.database.write(1, operation))

    @initialize()
    def seed(self) -> None:
        people = [contact("CT1", "Anna"), contact("CT2", "Bo"), contact("BLOCKED", "Cy", privacy_blocked=True)]
        self.write(lambda work: work.contacts.upsert(people))
        self.write(lambda work: work.templates.upsert([template("INV")]))

    @rule(events=st.sets(st.sampled_from(KINDS)))
    def set_up(self, events: set[DocumentEventKind]) -> None:
        """Without events nothing is set up."""
        if events:
            row = DocumentSetup(document_type=INVOICE, template_code="INV", events=frozenset(events))
            self.write(lambda work: work.documents.save_setup(row))
        else:
            self.write(lambda work: work.documents.remove_setup(INVOICE))

    @rule()
    def relate(self) -> None:
        relation = Relation(side=Side.CUSTOMER, no="10000", contact_no="CT2")
        self.write(lambda work: work.documents.upsert_relations([relation]))

    @rule(batch=st.lists(EVENTS, min_size=1, max_size=5))
    def deliver(self, batch: list[DocumentEvent]) -> None:
        outcomes = self.write(lambda work: record_documents(work, batch, self.now))
        for event, outcome in zip(batch, outcomes, strict=True):
            if event.key in self.seen:
                assert outcome.status is DocumentStatus.DUPLICATE
            elif event.document in self.entries:
                assert outcome.status is DocumentStatus.UPDATED
            else:
                assert outcome.status in (DocumentStatus.RECORDED, DocumentStatus.SKIPPED)
            if outcome.reason is not None:
                assert outcome.entry_no == 0
                self.skipped[event.key] = outcome.reason
            else:
                assert self.entries.setdefault(event.document, outcome.entry_no) == outcome.entry_no
                self.seen.add(event.key)
                self.skipped.pop(event.key, None)

    @rule(reason=st.none() | st.sampled_from(SkipReason))
    def replay(self, reason: SkipReason | None) -> None:
        before = len(self.skipped)
        request = ReplayDocuments(every=True, reason=reason)
        result = self.write(lambda work: replay_documents(work, request, MARIA, self.now))
        kept = self.write(lambda work: work.documents.skipped(100))
        assert len(kept) == before - result.recorded - result.updated
        left = {row.event.key: row.reason for row in kept}
        for key in self.skipped.keys() - left.keys():
            self.seen.add(key)
        self.skipped = left
        for no in self.numbers_of_entries():
            entry = self.write(lambda work, no=no: work.entries.get(no))  # type: ignore[misc]
            self.entries.setdefault(("default", INVOICE, entry.document_no), no)

    @rule()
    def cancel(self) -> None:
        nos = tuple(self.entries.values())
        if nos:
            self.write(lambda work: cancel_entries(work, CancelEntries(nos=nos), MARIA, self.now))
            self.canceled.update(nos)

    def numbers_of_entries(self) -> list[int]:
        rows = self.write(lambda work: work.entries.page(EntryFilter(canceled=None), 100))
        return sorted(row.entry.no for row in rows)

    @invariant()
    def one_entry_a_document(self) -> None:
        assert self.numbers_of_entries() == sorted(self.entries.values())

    @invariant()
    def every_event_is_in_the_history_or_among_the_skipped(self) -> None:
        def look(work: Work) -> tuple[Any, ...]:
            nos = self.entries.values()
            events = {event.key for no in nos for event in work.documents.events(no)}
            changes = sum(len(change.after) == 3 for no in nos for change in work.history.of(no) if change.by == 0)
            kept = {row.event.key: row.reason for row in work.documents.skipped(100)}
            return events, changes, kept, {no for no in nos if work.entries.get(no).canceled}

        assert self.write(look) == (self.seen, len(self.seen), self.skipped, self.canceled)

    def teardown(self) -> None:
        self.runner.run(self.database.close())
        self.runner.close()


@pytest.fixture
def machine(sqlite_template: Path, tmp_path: Path) -> type[Deliveries]:
    """The machine on copies of a migrated file."""
    file = tmp_path / "template.db"
    shutil.copyfile(sqlite_template, file)
    return type("DeliveriesHere", (Deliveries,), {"file": file, "numbers": count(1)})


def test_any_sequence_of_deliveries_gives_one_entry_a_document(machine: type[Deliveries]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=25, stateful_step_count=15))


@pytest.mark.soak
def test_many_sequences_of_deliveries(machine: type[Deliveries]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=2000, stateful_step_count=40))
