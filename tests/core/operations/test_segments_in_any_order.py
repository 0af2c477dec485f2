"""Whatever is done to a segment, its logged segment and its entries, in whatever order: it is one, and nothing is half done."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from core.entry import InteractionLogEntry
from core.errors import ChangedSince, NothingToUndo, SegmentCanceled, SegmentLogged
from core.operations.canceling import cancel_entries, restore_entries
from core.operations.logged_segments import cancel_logged_segment, restore_logged_segment
from core.operations.segment_contacts import add_to_segment, remove_from_segment
from core.operations.segment_logging import log_segment, preview_segment
from core.operations.segments import save_segment
from core.operations.undoing import undo
from core.person import Actor
from core.requests.entries import CancelEntries, RestoreEntries, Undo
from core.requests.segments import (
    AddToSegment,
    CancelLoggedSegment,
    LogSegment,
    PreviewSegment,
    RemoveFromSegment,
    RestoreLoggedSegment,
    SaveSegment,
)
from core.results.segments import SegmentDone
from core.segment import LoggedSegment
from core.values import Role
from core.work import Work
from tests.core.operations.in_any_order import Steps, on_database
from tests.factories import contact, template

MARIA = Actor(person_id=1, name="Maria", email="maria@example.test", role=Role.MANAGER, salesperson_code="MM")
CONTACTS = ("CT1", "CT2", "CT3")


class Segments(Steps):
    """What should be there is kept beside the database: who is in the segment, whether it is logged, and which marks were set."""

    def __init__(self) -> None:
        super().__init__()
        self.members: set[str] = set()
        self.logged = False
        self.canceled = False

    def entries(self) -> list[InteractionLogEntry]:
        return list(self.read(lambda work: work.entries.of_segment("MAIL")))

    @initialize(members=st.sets(st.sampled_from(CONTACTS)), logged=st.booleans())
    def begin(self, members: set[str], logged: bool) -> None:
        people = [contact(no, f"Person {no}") for no in CONTACTS]
        self.write(lambda work: work.contacts.upsert(people))
        self.write(lambda work: work.templates.add(template("CALL")))
        self.do(save_segment, SaveSegment(code="MAIL", new=True, description="Mailing"), MARIA)
        for no in sorted(members):
            self.add(no=no)
        if logged:
            self.log()

    @rule(no=st.sampled_from(CONTACTS))
    def add(self, no: str) -> None:
        if self.logged:
            self.refused(SegmentLogged, add_to_segment, AddToSegment(segment="MAIL", contact=no), MARIA)
        else:
            assert self.do(add_to_segment, AddToSegment(segment="MAIL", contact=no), MARIA).count == (no not in self.members)
            self.members.add(no)

    @rule(no=st.sampled_from(CONTACTS))
    def remove(self, no: str) -> None:
        if not self.logged:
            request = RemoveFromSegment(segment="MAIL", contact=no)
            assert self.do(remove_from_segment, request, MARIA).count == (no in self.members)
            self.members.discard(no)

    @rule()
    def log(self) -> None:
        if not self.members:
            return
        if self.logged:
            self.refused(SegmentLogged, log_segment, LogSegment(segment="MAIL", template="CALL", previewed=""), MARIA)
            return
        digest = self.do(preview_segment, PreviewSegment(segment="MAIL", template="CALL"), MARIA).digest
        assert isinstance(self.do(log_segment, LogSegment(segment="MAIL", template="CALL", previewed=digest), MARIA), SegmentDone)
        self.logged = True

    @rule()
    def cancel_whole(self) -> None:
        if self.logged:
            self.do(cancel_logged_segment, CancelLoggedSegment(segment="MAIL"), MARIA)
            self.canceled = True

    @rule()
    def restore_whole(self) -> None:
        if self.logged:
            self.do(restore_logged_segment, RestoreLoggedSegment(segment="MAIL"), MARIA)
            self.canceled = False

    @rule(index=st.integers(0, 2))
    def cancel_one(self, index: int) -> None:
        for entry in self.entries()[index : index + 1]:
            changed = self.do(cancel_entries, CancelEntries(nos=(entry.no,)), MARIA)
            assert bool(changed.rows) is not entry.canceled

    @rule(index=st.integers(0, 2))
    def restore_one(self, index: int) -> None:
        for entry in self.entries()[index : index + 1]:
            if self.canceled:
                self.refused(SegmentCanceled, restore_entries, RestoreEntries(nos=(entry.no,)), MARIA)
            else:
                self.do(restore_entries, RestoreEntries(nos=(entry.no,)), MARIA)

    @rule()
    def take_back(self) -> None:
        try:
            undone = self.do(undo, Undo(), MARIA)
        except (NothingToUndo, ChangedSince, SegmentCanceled):
            return
        if undone.segment is not None:
            self.canceled = undone.segment.canceled

    @invariant()
    def all_or_nothing(self) -> None:
        def look(work: Work) -> tuple[int, LoggedSegment | None]:
            return work.segments.get("MAIL").logged_no, work.segments.logged_of("MAIL")

        logged_no, logged = self.read(look)
        entries = self.entries()
        assert {entry.contact_no for entry in entries} == (self.members if self.logged else set())
        assert (bool(logged_no), logged is not None) == (self.logged, self.logged)
        if logged is not None:
            assert (logged.no, logged.entries, logged.canceled) == (logged_no, len(self.members), self.canceled)
            assert not logged.canceled or all(entry.canceled for entry in entries)

    @invariant()
    def the_history_tells_how_each_came_to_be_so(self) -> None:
        for entry in self.entries():
            changes = self.read(lambda work, no=entry.no: work.history.of(no))  # type: ignore[misc]
            marks = [change.after["canceled"] for change in changes if "canceled" in change.after]
            assert (marks[-1] if marks else False) is entry.canceled


@pytest.fixture
def machine(database_url: str) -> Iterator[type[Segments]]:
    """The machine on one database, with an organization for each example."""
    with on_database(Segments, database_url) as machine:
        yield machine


def test_in_any_order_a_segment_is_one(machine: type[Segments]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=20, stateful_step_count=15))


@pytest.mark.soak
def test_in_many_orders_a_segment_is_one(machine: type[Segments]) -> None:
    examples = 1000 if machine.url.startswith("sqlite") else 300
    run_state_machine_as_test(machine, settings=settings(max_examples=examples, stateful_step_count=40))
