"""What is looked at after every step: the whole log, and in turn its lists, its statistics and what belongs to it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis.stateful import invariant

from core.entry import InteractionLogEntry
from core.errors import NotFound
from core.filters import EntryFilter
from core.operations.drafts import list_drafts
from core.operations.listing import list_entries
from core.operations.statistics import show_statistics
from core.requests.entries import ListDrafts, ListEntries
from core.requests.statistics import ShowStatistics
from core.statistics import Breakdown, Figures, IdleContacts, Statistics
from core.values import Evaluation
from core.work import Work
from tests.core.operations.whole_log.machine import Machine
from tests.core.operations.whole_log.model import COMPANY_OF, Entry, counts, plain
from tests.factories import NOW

Holds = Callable[[int, Entry], bool]
_DAY = (NOW - timedelta(days=7)).date()
_MIDNIGHT = datetime.combine(_DAY, datetime.min.time(), NOW.tzinfo)
# What is asked for, and of which entries it holds that are neither canceled nor drafts.
_LISTS: tuple[tuple[dict[str, Any], Holds], ...] = (
    ({}, lambda no, e: True),
    ({"contact": "C1"}, lambda no, e: e["company_no"] == "C1"),
    ({"contact": "P1"}, lambda no, e: e["contact_no"] == "P1"),
    ({"template": "CALL"}, lambda no, e: e["template_code"] == "CALL"),
    ({"group": "TALK"}, lambda no, e: e["group_code"] == "TALK"),
    ({"by": "JO"}, lambda no, e: e["salesperson_code"] == "JO" or e["created_by"] == 2),
    ({"evaluation": Evaluation.POSITIVE}, lambda no, e: e["evaluation"] == "positive"),
    ({"failed": True}, lambda no, e: e["attempt_failed"]),
    ({"failed": False}, lambda no, e: not e["attempt_failed"]),
    ({"automatic": True}, lambda no, e: bool(e["document_no"])),
    ({"automatic": False}, lambda no, e: not e["document_no"]),
    ({"segment": "S"}, lambda no, e: e["segment_no"] == "S"),
    ({"document_no": "2"}, lambda no, e: e["document_no"] == "2"),
    ({"no_from": 3, "no_to": 20}, lambda no, e: 3 <= no <= 20),
    ({"since": _DAY}, lambda no, e: e["at"] >= _MIDNIGHT),
    ({"until": _DAY}, lambda no, e: e["at"] < _MIDNIGHT + timedelta(days=1)),
    ({"text": "zebra"}, lambda no, e: "zebra" in e["description"]),
)
_KEYS = {
    Breakdown.TEMPLATE: "template_code",
    Breakdown.GROUP: "group_code",
    Breakdown.SALESPERSON: "salesperson_code",
    Breakdown.EVALUATION: "evaluation",
    Breakdown.CONTACT: "contact_no",
    Breakdown.SEGMENT: "segment_no",
}


class Checks(Machine):
    turn = 0

    @invariant()
    def all_is_there(self) -> None:
        self.turn += 1
        log, touched = self.log, sorted(no for no in self.touched if no in self.log.entries)
        self.touched = set()

        def look(work: Work) -> tuple[Any, ...]:
            rows = [row.entry for row in work.entries.page(EntryFilter(canceled=None), 1000)]
            look_further = self._beside if self.turn % 2 else self._in_turn
            return rows, [self._belonging(work, no) for no in touched], look_further(work)

        rows, belonging, compare_further = self.read(look)
        assert {entry.no: plain(entry) for entry in rows} == log.entries
        assert [(entry.at, entry.no) for entry in rows] == sorted(((entry.at, entry.no) for entry in rows), reverse=True)
        assert all(log.entries[no]["mark"] for code, s in log.segments.items() if s.mark for no in log.of_segment(code))
        assert belonging == [self._expected(no) for no in touched]
        compare_further()

    def _beside(self, work: Work) -> Callable[[], None]:
        """Segments with their contacts, logged segments, and skipped documents."""
        nos = [row.segment.no for row in work.segments.page(100)]
        segments = {no: {line.contact.no for line in work.segments.all_lines(no)} for no in nos}
        logged = {each.segment_no: (each.created_by, each.canceled_at) for each in work.segments.logged(100)}
        skipped = {row.event.key: (row.event, row.reason) for row in work.documents.skipped(100)}

        def compare() -> None:
            expected = self.log.segments
            assert segments == {code: segment.members for code, segment in expected.items()}
            marks = {code: (s.logged_by, s.mark[0] if s.mark else None) for code, s in expected.items() if s.logged_by}
            assert logged == marks
            assert skipped == self.log.skipped

        return compare

    def teardown(self) -> None:
        """In the end all entries with all that belongs to them, and all lists and statistics."""
        nos = sorted(self.log.entries)
        assert self.read(lambda work: [self._belonging(work, no) for no in nos]) == [self._expected(no) for no in nos]
        for self.turn in range(0, 2 * (len(_LISTS) + len(_KEYS) + 5), 2):
            self.read(self._in_turn)()
        self.read(self._beside)()

    @staticmethod
    def _belonging(work: Work, no: int) -> tuple[Any, ...]:
        history = [(each.id, each.kind, each.by, each.undoes, each.undone) for each in work.history.of(no)]
        comments = {comment.id: comment.text for comment in work.history.comments(no)}
        return history, comments, {each.key for each in work.documents.events(no)}

    def _expected(self, no: int) -> tuple[Any, ...]:
        documents = [key for key, entry in self.log.documents.items() if entry == no]
        return self.log.history(no), self.log.comments[no], {key for key in self.log.seen if key[:3] in documents}

    def _in_turn(self, work: Work) -> Callable[[], None]:
        """Looks at one of many things; what comes back compares what was found."""
        turn = self.turn // 2 % (len(_LISTS) + len(_KEYS) + 5)
        if turn < len(_LISTS):
            wanted, holds = _LISTS[turn]
            if "segment" in wanted and wanted["segment"] not in self.log.segments:
                with pytest.raises(NotFound):
                    list_entries(work, ListEntries(**wanted), self.admin, self.now)
                return lambda: None
            return self._list(work, wanted, lambda no, entry: counts(entry) and holds(no, entry))
        turn -= len(_LISTS)
        if turn < len(_KEYS):
            return self._statistics(work, tuple(_KEYS)[turn])
        match turn - len(_KEYS):
            case 0:
                return self._list(work, {"canceled": True}, lambda no, e: e["mark"] is not None and not e["postponed"])
            case 1:
                return self._list(
                    work,
                    {"canceled": None, "template": "CALL"},
                    lambda no, e: e["template_code"] == "CALL" and not e["postponed"],
                )
            case 2:
                found = list_drafts(work, ListDrafts(), self.rep, self.now).rows
                return lambda: self._are_drafts([row.entry for row in found])
            case 3:
                return self._weeks(work)
            case _:
                return self._idle(work)

    def _list(self, work: Work, wanted: dict[str, Any], holds: Holds) -> Callable[[], None]:
        """Page after page to the end, and back again."""
        pages = [list_entries(work, ListEntries(**wanted), self.admin, self.now)]
        while pages[-1].older:
            pages.append(list_entries(work, ListEntries(older=str(pages[-1].older), **wanted), self.admin, self.now))
        back = list_entries(work, ListEntries(newer=str(pages[-1].newer), **wanted), self.admin, self.now) if pages[1:] else None

        def compare() -> None:
            found = [row.entry.no for page in pages for row in page.rows]
            held = [(entry["at"], no) for no, entry in self.log.entries.items() if holds(no, entry)]
            assert found == [no for _, no in sorted(held, reverse=True)]
            assert all(len(page.rows) == 10 for page in pages[:-1])
            assert back is None or [row.entry.no for row in back.rows] == [row.entry.no for row in pages[-2].rows]
            unfiltered = not wanted.keys() - {"canceled"}
            assert pages[0].total == (0 if unfiltered and len(pages) > 1 else len(found))

        return compare

    def _are_drafts(self, found: Sequence[InteractionLogEntry]) -> None:
        mine = [
            (entry["at"], no)
            for no, entry in self.log.entries.items()
            if entry["postponed"] and entry["mark"] is None and self.may_change(self.rep, no)
        ]
        assert [entry.no for entry in found] == [no for _, no in sorted(mine, reverse=True)][:10]

    def _statistics(self, work: Work, breakdown: Breakdown) -> Callable[[], None]:
        found = show_statistics(work, ShowStatistics(team=True, breakdown=breakdown, no_from=1), self.admin, self.now)
        assert isinstance(found, Statistics)

        def compare() -> None:
            counting = [entry for entry in self.log.entries.values() if counts(entry)]
            keys = {entry[_KEYS[breakdown]] for entry in counting}
            parts = {key: _figures([entry for entry in counting if entry[_KEYS[breakdown]] == key]) for key in keys}
            assert {row.key: row.figures for row in found.rows} == parts
            assert [row.figures.number for row in found.rows] == sorted((each.number for each in parts.values()), reverse=True)
            assert found.whole == _figures(counting)

        return compare

    def _weeks(self, work: Work) -> Callable[[], None]:
        since = (NOW - timedelta(days=30)).date()
        found = show_statistics(work, ShowStatistics(team=True, breakdown=Breakdown.WEEK, since=since), self.admin, self.now)
        assert isinstance(found, Statistics)

        def compare() -> None:
            counting = [entry for entry in self.log.entries.values() if counts(entry)]
            for row in found.rows:
                monday = date.fromisoformat(row.key)
                within = [e for e in counting if monday <= e["at"].date() < monday + timedelta(days=7)]
                assert row.figures == _figures(within)
            assert found.whole == _figures(counting)

        return compare

    def _idle(self, work: Work) -> Callable[[], None]:
        found = show_statistics(work, ShowStatistics(team=True, idle_since=_DAY), self.admin, self.now)
        assert isinstance(found, IdleContacts)

        def compare() -> None:
            good = [entry for entry in self.log.entries.values() if counts(entry) and not entry["attempt_failed"]]
            last = {
                no: max((e["at"] for e in good if no in (e["contact_no"], e["company_no"])), default=None)
                for no in COMPANY_OF
                if no not in self.log.blocked
            }
            assert {each.contact.no: each.last for each in found.contacts} == {
                no: at for no, at in last.items() if at is None or at < _MIDNIGHT
            }

        return compare


def _figures(entries: Sequence[Entry]) -> Figures:
    good = [entry["at"] for entry in entries if not entry["attempt_failed"]]
    return Figures(
        number=len(entries),
        failed=len(entries) - len(good),
        duration=sum(entry["duration"] for entry in entries),
        cost=sum((entry["cost"] for entry in entries), Decimal(0)),
        last_interaction=max(good, default=None),
        # All templates are of interactions that we initiate.
        last_attempt=max((entry["at"] for entry in entries), default=None),
    )
