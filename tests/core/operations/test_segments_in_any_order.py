"""Whatever is done to a segment, its logged segment and its entries, in whatever order: it is one, and nothing is half done."""

import asyncio
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from adapters.database import Database
from core.access import AccessPolicy
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
from tests.factories import NOW, contact, template

T = TypeVar("T")
R = TypeVar("R")
MARIA = Actor(person_id=1, name="Maria", email="maria@example.test", role=Role.MANAGER, salesperson_code="MM")
CONTACTS = ("CT1", "CT2", "CT3")


class Segments(RuleBasedStateMachine):
    """What should be there is kept beside the database: who is in the segment, whether it is logged, and which marks were set."""

    file: Path
    numbers = count(1)

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        path = self.file.with_name(f"{next(self.numbers)}.db")
        shutil.copyfile(self.file, path)
        self.database = Database.open(f"sqlite:///{path}", AccessPolicy())
        self.now = NOW
        self.members: set[str] = set()
        self.logged = False
        self.canceled = False

    def do(self, operation: Callable[[Work, R, Actor, datetime], T], request: R) -> T:
        self.now += timedelta(seconds=1)
        return self.runner.run(self.database.write(1, lambda work: operation(work, request, MARIA, self.now)))

    def read(self, look: Callable[[Work], T]) -> T:
        return self.runner.run(self.database.read(1, look))

    def entries(self) -> list[InteractionLogEntry]:
        return list(self.read(lambda work: work.entries.of_segment("MAIL")))

    @initialize()
    def seed(self) -> None:
        people = [contact(no, f"Person {no}") for no in CONTACTS]
        self.runner.run(self.database.write(1, lambda work: work.contacts.upsert(people)))
        self.runner.run(self.database.write(1, lambda work: work.templates.add(template("CALL"))))
        self.do(save_segment, SaveSegment(code="MAIL", new=True, description="Mailing"))

    @rule(no=st.sampled_from(CONTACTS))
    def add(self, no: str) -> None:
        if self.logged:
            with pytest.raises(SegmentLogged):
                self.do(add_to_segment, AddToSegment(segment="MAIL", contact=no))
        else:
            assert self.do(add_to_segment, AddToSegment(segment="MAIL", contact=no)).count == (no not in self.members)
            self.members.add(no)

    @rule(no=st.sampled_from(CONTACTS))
    def remove(self, no: str) -> None:
        if not self.logged:
            assert self.do(remove_from_segment, RemoveFromSegment(segment="MAIL", contact=no)).count == (no in self.members)
            self.members.discard(no)

    @rule()
    def log(self) -> None:
        if not self.members:
            return
        if self.logged:
            with pytest.raises(SegmentLogged):
                self.do(log_segment, LogSegment(segment="MAIL", template="CALL", previewed=""))
            return
        digest = self.do(preview_segment, PreviewSegment(segment="MAIL", template="CALL")).digest
        assert isinstance(self.do(log_segment, LogSegment(segment="MAIL", template="CALL", previewed=digest)), SegmentDone)
        self.logged = True

    @rule()
    def cancel_whole(self) -> None:
        if self.logged:
            self.do(cancel_logged_segment, CancelLoggedSegment(segment="MAIL"))
            self.canceled = True

    @rule()
    def restore_whole(self) -> None:
        if self.logged:
            self.do(restore_logged_segment, RestoreLoggedSegment(segment="MAIL"))
            self.canceled = False

    @rule(index=st.integers(0, 2))
    def cancel_one(self, index: int) -> None:
        for entry in self.entries()[index : index + 1]:
            changed = self.do(cancel_entries, CancelEntries(nos=(entry.no,)))
            assert bool(changed.rows) is not entry.canceled

    @rule(index=st.integers(0, 2))
    def restore_one(self, index: int) -> None:
        for entry in self.entries()[index : index + 1]:
            if self.canceled:
                with pytest.raises(SegmentCanceled):
                    self.do(restore_entries, RestoreEntries(nos=(entry.no,)))
            else:
                self.do(restore_entries, RestoreEntries(nos=(entry.no,)))

    @rule()
    def take_back(self) -> None:
        try:
            undone = self.do(undo, Undo())
        except (NothingToUndo, ChangedSince, SegmentCanceled):
            return
        if undone.segment is not None:
            self.canceled = undone.segment.canceled

    def teardown(self) -> None:
        self.runner.run(self.database.close())
        self.runner.close()

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
def machine(sqlite_template: Path, tmp_path: Path) -> type[Segments]:
    """The machine on copies of a migrated file."""
    file = tmp_path / "template.db"
    shutil.copyfile(sqlite_template, file)
    return type("SegmentsHere", (Segments,), {"file": file, "numbers": count(1)})


def test_in_any_order_a_segment_is_one(machine: type[Segments]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=20, stateful_step_count=15))


@pytest.mark.soak
def test_in_many_orders_a_segment_is_one(machine: type[Segments]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=1000, stateful_step_count=40))
