"""Canceling is a mark that keeps who, when and why; the entry stays in the log. Restoring takes it away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core import checks
from core.entry import InteractionLogEntry
from core.errors import SegmentCanceled
from core.operations.changing import alter, entry_row, rows_to_change
from core.person import Actor
from core.requests.entries import CancelEntries, RestoreEntries
from core.results.entries import Changed
from core.values import ChangeKind
from core.work import Work

REASON_LIMIT = 250


def cancel_entries(work: Work, request: CancelEntries, actor: Actor, now: datetime) -> Changed:
    """Marks all the entries canceled, or none: raises NotFound, NotAllowed, InvalidValue.

    Those that were canceled before keep who, when and why, unless the request says otherwise; then SegmentCanceled may be raised
    too. A draft can be canceled too; restored, it is a draft again.
    """
    rows = rows_to_change(work, request, actor, request.nos)
    reason = checks.line("reason", request.reason, REASON_LIMIT)
    if request.anew and reason:
        bare = [row for row in rows if row.entry.canceled_by == actor.person_id and not row.entry.cancel_reason]
        refuse_of_canceled_segment(work, [row.entry for row in bare])
        alter(work, bare, ChangeKind.RESTORED, restored, actor, now)
        rows = [entry_row(work, row.entry.no) for row in rows]
    return alter(work, rows, ChangeKind.CANCELED, lambda entry: canceled(entry, actor, now, reason), actor, now, reason)


def restore_entries(work: Work, request: RestoreEntries, actor: Actor, now: datetime) -> Changed:
    """Takes the mark from all the entries, or from none: raises NotFound, NotAllowed, InvalidValue, SegmentCanceled."""
    rows = rows_to_change(work, request, actor, request.nos)
    refuse_of_canceled_segment(work, [row.entry for row in rows if row.entry.canceled])
    return alter(work, rows, ChangeKind.RESTORED, restored, actor, now)


def refuse_of_canceled_segment(work: Work, entries: Sequence[InteractionLogEntry]) -> None:
    """Raises SegmentCanceled for entries of which one belongs to a logged segment that is canceled."""
    nos = {entry.segment_no for entry in entries} - {""}
    canceled_nos = work.segments.canceled_of(nos) if nos else ()
    for entry in entries:
        if entry.segment_no in canceled_nos:
            raise SegmentCanceled(entry.no, entry.segment_no)


def canceled(entry: InteractionLogEntry, actor: Actor, now: datetime, reason: str) -> InteractionLogEntry:
    """The entry with the mark; the entry itself when it has one."""
    if entry.canceled:
        return entry
    return replace(entry, canceled=True, canceled_at=now, canceled_by=actor.person_id, cancel_reason=reason)


def restored(entry: InteractionLogEntry) -> InteractionLogEntry:
    """The entry without the mark."""
    return replace(entry, canceled=False, canceled_at=None, canceled_by=0, cancel_reason="")
