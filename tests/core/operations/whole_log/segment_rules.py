"""What people do with segments and logged segments."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from core.errors import NobodyToLog, NotAllowed, NotFound, PrivacyBlocked, SegmentLogged
from core.operations.logged_segments import cancel_logged_segment, restore_logged_segment
from core.operations.segment_contacts import add_to_segment, reduce_segment, remove_from_segment
from core.operations.segment_logging import log_segment, preview_segment
from core.operations.segments import follow_up_segment, remove_segment, save_segment
from core.person import Actor
from core.requests.segments import (
    AddToSegment,
    CancelLoggedSegment,
    FollowUpSegment,
    LogSegment,
    PreviewSegment,
    ReduceSegment,
    RemoveFromSegment,
    RemoveSegment,
    RestoreLoggedSegment,
    SaveSegment,
)
from core.results.segments import LoggedSegmentChanged, SegmentDone
from core.values import ChangeKind
from core.work import Work
from tests.core.operations.whole_log.entry_rules import CODES, CONTACTS, NOTES
from tests.core.operations.whole_log.machine import Machine, step
from tests.core.operations.whole_log.model import COMPANY_OF, Entry, Segment, counts

_MOST = 6
SEGMENT = st.integers(0, _MOST - 1)


class SegmentRules(Machine):
    def segment(self, pick: int) -> str:
        """The code of a segment; the first one is made when there is none."""
        if not self.log.segments:
            self.do(save_segment, SaveSegment(code="S", new=True, description="Mailing"), self.rep)
            self.log.segments["S"] = Segment()
        codes = sorted(self.log.segments)
        return codes[pick % len(codes)]

    @step(pick=SEGMENT, contact=CONTACTS)
    def add_contact(self, pick: int, contact: str) -> None:
        code = self.segment(pick)
        segment, request = self.log.segments[code], AddToSegment(segment=code, contact=contact)
        if segment.logged_by:
            self.refused(SegmentLogged, add_to_segment, request, self.rep)
        elif contact in self.log.blocked:
            self.refused(PrivacyBlocked, add_to_segment, request, self.rep)
        else:
            done = self.do(add_to_segment, request, self.rep)
            assert (done.count, done.there) == (contact not in segment.members, contact in segment.members)
            segment.members.add(contact)

    @step(pick=SEGMENT, template=st.none() | CODES, days=st.none() | st.integers(0, 20), other=st.none() | SEGMENT)
    def add_by_criteria(self, pick: int, template: str | None, days: int | None, other: int | None) -> None:
        code = self.segment(pick)
        segment = self.log.segments[code]
        if segment.logged_by or (template, days, other) == (None, None, None):
            return
        criteria, found = self._matching(template, days, other)
        done = self.do(add_to_segment, AddToSegment(segment=code, **criteria), self.rep)
        new = found - self.log.blocked - segment.members
        assert (done.count, sum(each.count for each in done.left_out)) == (len(new), len(found & self.log.blocked))
        segment.members |= new

    @step(pick=SEGMENT, template=st.none() | CODES, days=st.integers(0, 20), keep=st.booleans())
    def reduce(self, pick: int, template: str | None, days: int, keep: bool) -> None:
        code = self.segment(pick)
        segment = self.log.segments[code]
        if not segment.logged_by:
            criteria, found = self._matching(template, days, None)
            gone = segment.members - found if keep else segment.members & found
            assert self.do(reduce_segment, ReduceSegment(segment=code, keep=keep, **criteria), self.rep).count == len(gone)
            segment.members -= gone

    def _matching(self, template: str | None, days: int | None, other: int | None) -> tuple[dict[str, Any], set[str]]:
        """Criteria, and to whom they apply. A company counts its persons' interactions, but for the template."""
        found = set(COMPANY_OF)
        criteria: dict[str, Any] = {}
        counting = [entry for entry in self.log.entries.values() if counts(entry)]
        if template is not None:
            criteria["template"] = template
            found &= {entry["contact_no"] for entry in counting if entry["template_code"] == template}
        if days is not None:
            criteria["before"] = day = (self.now - timedelta(days=days)).date()
            late = [entry for entry in counting if entry["at"].date() >= day and not entry["attempt_failed"]]
            found -= {entry[name] for entry in late for name in ("contact_no", "company_no")}
        if other is not None:
            criteria["other"] = code = self.segment(other)
            found &= self.log.segments[code].members
        return criteria, found

    @step(pick=SEGMENT, contact=CONTACTS)
    def take_out(self, pick: int, contact: str) -> None:
        code = self.segment(pick)
        segment, request = self.log.segments[code], RemoveFromSegment(segment=code, contact=contact)
        if segment.logged_by:
            self.refused(SegmentLogged, remove_from_segment, request, self.rep)
        else:
            assert self.do(remove_from_segment, request, self.rep).count == (contact in segment.members)
            segment.members.discard(contact)

    @step(pick=SEGMENT)
    def remove(self, pick: int) -> None:
        code = self.segment(pick)
        request = RemoveSegment(code=code, confirmed=True)
        if self.log.segments[code].logged_by:
            self.refused(SegmentLogged, remove_segment, request, self.rep)
        elif len(self.log.segments) > 2:
            self.do(remove_segment, request, self.rep)
            del self.log.segments[code]

    @step(pick=SEGMENT, named=st.booleans())
    def follow_up(self, pick: int, named: bool) -> None:
        code = self.segment(pick)
        if len(self.log.segments) == _MOST:
            return
        new = next(f"N{number}" for number in range(_MOST + 1) if f"N{number}" not in self.log.segments) if named else ""
        done = self.do(follow_up_segment, FollowUpSegment(segment=code, code=new), self.rep)
        assert done.segment.no not in self.log.segments
        assert new in ("", done.segment.no)
        members = self.log.segments[code].members - self.log.blocked
        assert done.count == len(members)
        self.log.segments[done.segment.no] = Segment(members=members)

    @step(admin=st.booleans(), pick=SEGMENT, template=CODES, note=NOTES, changes=st.booleans())
    def log_whole(self, admin: bool, pick: int, template: str, note: str, changes: bool) -> None:
        """Whoever confirms what is not so any more is shown the new preview, and nothing is logged."""
        actor, code = self.actor(admin), self.segment(pick)
        segment, preview = self.log.segments[code], PreviewSegment(segment=code, template=template, note=note)
        reached = sorted(segment.members - self.log.blocked)
        if segment.logged_by:
            self.refused(SegmentLogged, log_segment, LogSegment(segment=code, template=template, previewed=""), actor)
            return
        if not reached:
            self.refused(NobodyToLog, preview_segment, preview, actor)
            return
        shown = self.do(preview_segment, preview, actor)
        assert shown.count == len(reached)
        request = LogSegment(segment=code, template=template, note=note, previewed=shown.digest)
        if changes and len(reached) > 1:
            self.do(remove_from_segment, RemoveFromSegment(segment=code, contact=reached[0]), actor)
            segment.members.discard(reached[0])
            assert not isinstance(self.do(log_segment, request, actor), SegmentDone)
            return
        done = self.do(log_segment, request, actor)
        assert isinstance(done, SegmentDone)
        stored = self.read(lambda work: work.entries.of_segment(code))
        assert [entry.contact_no for entry in stored] == reached
        for entry in stored:
            made = self.base(entry.contact_no, template, self.now, actor.person_id, actor.salesperson_code, note)
            self.log.new(entry.no, made | {"segment_no": code})
        segment.logged_by = actor.person_id
        rows: dict[int, tuple[Entry, Entry]] = {entry.no: ({}, {}) for entry in stored}
        self.changed(done.change, ChangeKind.CREATED, actor, rows, whole=code)

    @step(admin=st.booleans(), pick=SEGMENT, cancel=st.booleans())
    def change_whole(self, admin: bool, pick: int, cancel: bool) -> None:
        actor, code = self.actor(admin), self.segment(pick)
        segment = self.log.segments[code]
        operation, kind = (self._cancel, ChangeKind.CANCELED) if cancel else (self._restore, ChangeKind.RESTORED)
        if not segment.logged_by:
            self.refused(NotFound, operation, code, actor)
            return
        if not admin and segment.logged_by != actor.person_id:
            self.refused(NotAllowed, operation, code, actor)
            return
        done = self.do(operation, code, actor)
        mark, nos = segment.mark, self.log.of_segment(code)
        rows = {}
        if cancel and mark is None:
            segment.mark = new = self.mark(actor)
            rows = self.log.alter(nos, lambda entry: entry if entry["mark"] else entry | {"mark": new})
        elif not cancel and mark is not None:
            segment.mark = None
            rows = self.log.alter(
                [no for no in nos if self.log.entries[no]["mark"] == mark], lambda entry: entry | {"mark": None}
            )
        assert (done.count, bool(done.change)) == (len(rows), mark != segment.mark)
        if rows:
            self.changed(done.change, kind, actor, rows, whole=code)

    @staticmethod
    def _cancel(work: Work, code: str, actor: Actor, now: datetime) -> LoggedSegmentChanged:
        return cancel_logged_segment(work, CancelLoggedSegment(segment=code), actor, now)

    @staticmethod
    def _restore(work: Work, code: str, actor: Actor, now: datetime) -> LoggedSegmentChanged:
        return restore_logged_segment(work, RestoreLoggedSegment(segment=code), actor, now)
