"""Whatever is delivered, skipped, mended and replayed, in whatever order: a document has one entry."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

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
from tests.core.operations.in_any_order import Steps, on_database
from tests.factories import contact, template

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


class Deliveries(Steps):
    """What should be there is kept beside the database: the entry of each document, its events, and what is skipped."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[DocumentKey, int] = {}
        self.seen: set[EventKey] = set()
        self.skipped: dict[EventKey, SkipReason] = {}
        self.canceled: set[int] = set()

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
        result = self.do(replay_documents, request, MARIA)
        kept = self.read(lambda work: work.documents.skipped(100))
        assert len(kept) == before - result.recorded - result.updated
        left = {row.event.key: row.reason for row in kept}
        for key in self.skipped.keys() - left.keys():
            self.seen.add(key)
        self.skipped = left
        for no in self.numbers_of_entries():
            entry = self.read(lambda work, no=no: work.entries.get(no))  # type: ignore[misc]
            self.entries.setdefault(("default", INVOICE, entry.document_no), no)

    @rule()
    def cancel(self) -> None:
        nos = tuple(self.entries.values())
        if nos:
            self.do(cancel_entries, CancelEntries(nos=nos), MARIA)
            self.canceled.update(nos)

    def numbers_of_entries(self) -> list[int]:
        rows = self.read(lambda work: work.entries.page(EntryFilter(canceled=None), 100))
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

        assert self.read(look) == (self.seen, len(self.seen), self.skipped, self.canceled)


@pytest.fixture
def machine(database_url: str) -> Iterator[type[Deliveries]]:
    """The machine on one database, with an organization for each example."""
    with on_database(Deliveries, database_url) as machine:
        yield machine


def test_any_sequence_of_deliveries_gives_one_entry_a_document(machine: type[Deliveries]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=25, stateful_step_count=15))


@pytest.mark.soak
def test_many_sequences_of_deliveries(machine: type[Deliveries]) -> None:
    examples = 2000 if machine.url.startswith("sqlite") else 500
    run_state_machine_as_test(machine, settings=settings(max_examples=examples, stateful_step_count=40))
