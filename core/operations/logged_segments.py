"""Logged segments: listing, canceling and restoring one with all its entries."""

from dataclasses import replace
from datetime import datetime

from core import checks
from core.audit import AuditAction
from core.errors import NotAllowed
from core.operations.auditing import note
from core.operations.canceling import REASON_LIMIT, canceled, restored
from core.operations.changing import LAST_NO, write
from core.operations.segments import logged_segment, may_change_logged, meant_segment
from core.person import Actor
from core.requests.segments import CancelLoggedSegment, ListLoggedSegments, RestoreLoggedSegment
from core.results.segments import LoggedSegmentChanged, LoggedSegments
from core.rights import authorize
from core.segment import LoggedSegment
from core.values import ChangeKind, Role
from core.work import Work

PAGE = 10


def list_logged_segments(work: Work, request: ListLoggedSegments, actor: Actor, now: datetime) -> LoggedSegments:
    """Ten logged segments, newest first; the newest when nothing is left at the place asked for."""
    authorize(request, actor)
    if 0 < request.older <= LAST_NO:
        rows = work.segments.logged(PAGE + 1, older=request.older)
        if rows:
            return LoggedSegments(rows=tuple(rows[:PAGE]), older=rows[PAGE - 1].no if len(rows) > PAGE else 0, newer=rows[0].no)
    elif 0 < request.newer <= LAST_NO:
        rows = work.segments.logged(PAGE + 1, newer=request.newer)
        if len(rows) > PAGE:
            rows = rows[-PAGE:]
            return LoggedSegments(rows=tuple(rows), older=rows[-1].no, newer=rows[0].no)
    rows = work.segments.logged(PAGE + 1)
    return LoggedSegments(rows=tuple(rows[:PAGE]), older=rows[PAGE - 1].no if len(rows) > PAGE else 0)


def cancel_logged_segment(work: Work, request: CancelLoggedSegment, actor: Actor, now: datetime) -> LoggedSegmentChanged:
    """Marks the logged segment and its entries canceled; entries that were so before keep who, when and why.

    Raises NotFound (segment, logged segment), InvalidValue; NotAllowed for one that somebody else logged, below manager.
    """
    authorize(request, actor)
    logged = _to_change(work, request.segment, actor)
    reason = checks.line("reason", request.reason, REASON_LIMIT)
    if logged.canceled:
        return LoggedSegmentChanged(logged=logged, count=0, change=0)
    entries = work.entries.of_segment(logged.segment_no)
    pairs = [(entry, canceled(entry, actor, now, reason)) for entry in entries if not entry.canceled]
    change = write(work, pairs, ChangeKind.CANCELED, actor, now, reason)
    logged = replace(logged, canceled=True, canceled_at=now, canceled_by=actor.person_id, cancel_reason=reason)
    work.segments.update_logged(logged)
    work.segments.note_change(logged.no, change)
    note(work, AuditAction.LOGGED_SEGMENT_CANCELED, logged.segment_no, actor, now, entries=len(pairs))
    return LoggedSegmentChanged(logged=logged, count=len(pairs), change=change)


def restore_logged_segment(work: Work, request: RestoreLoggedSegment, actor: Actor, now: datetime) -> LoggedSegmentChanged:
    """Takes the mark from the logged segment and from those of its entries that were canceled with it. Raises as canceling."""
    authorize(request, actor)
    logged = _to_change(work, request.segment, actor)
    if not logged.canceled:
        return LoggedSegmentChanged(logged=logged, count=0, change=0)
    mark = (logged.canceled_at, logged.canceled_by)
    entries = work.entries.of_segment(logged.segment_no)
    pairs = [(entry, restored(entry)) for entry in entries if (entry.canceled_at, entry.canceled_by) == mark]
    change = write(work, pairs, ChangeKind.RESTORED, actor, now)
    logged = unmarked(logged)
    work.segments.update_logged(logged)
    work.segments.note_change(logged.no, change)
    note(work, AuditAction.LOGGED_SEGMENT_RESTORED, logged.segment_no, actor, now, entries=len(pairs))
    return LoggedSegmentChanged(logged=logged, count=len(pairs), change=change)


def unmarked(logged: LoggedSegment) -> LoggedSegment:
    """The logged segment without the mark."""
    return replace(logged, canceled=False, canceled_at=None, canceled_by=0, cancel_reason="")


def _to_change(work: Work, words: str, actor: Actor) -> LoggedSegment:
    no = meant_segment(work, words).no
    work.segments.lock(no)
    logged = logged_segment(work, no)
    if not may_change_logged(actor, logged):
        raise NotAllowed(needed=Role.MANAGER, own=True)
    work.entries.lock([entry.no for entry in work.entries.of_segment(no)])
    return logged
