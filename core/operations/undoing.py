"""`undo`: the person's last change is taken back, or the one that a button names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.audit import AuditAction
from core.changes import with_values
from core.entry import Change, InteractionLogEntry
from core.errors import ChangedSince, NotAllowed, NotFound, NothingToUndo
from core.operations.attaching import detach
from core.operations.auditing import note
from core.operations.canceling import canceled, refuse_of_canceled_segment
from core.operations.changing import LAST_NO, write
from core.operations.logged_segments import unmarked
from core.operations.reminding import reopen
from core.person import Actor
from core.requests.entries import Undo
from core.results.entries import Undone
from core.rights import authorize
from core.segment import LoggedSegment
from core.values import ChangeKind, Role
from core.work import Work

REASON = "undo"


def undo(work: Work, request: Undo, actor: Actor, now: datetime) -> Undone:
    """Takes all of a change back, or nothing of it.

    A new entry is canceled, a comment or an attached file is removed, and after any other change the fields that it changed
    get their old values: a canceled entry is restored, a restored one has its mark again with who, when and why, a finished or
    dropped draft is a draft again. Undone once more, the change before that is taken back. Raises NothingToUndo, NotFound
    (change), ChangedSince when a field was changed again afterwards, NotAllowed for another person's change below manager,
    SegmentCanceled.
    A change of a whole logged segment is taken back with it: one that was logged is canceled.
    """
    authorize(request, actor)
    rows = _wanted(work, request, actor)
    work.entries.lock([change.entry_no for change in rows])
    # Read again: while this one waited, another request may have taken the same change back.
    rows = work.history.get(rows[0].id)
    if rows[0].undone:
        raise NothingToUndo(already=True)
    logged = work.segments.logged_by(rows[0].id)
    if logged is not None:
        return _undo_whole(work, rows, logged, actor, now)
    entries = [work.entries.get(change.entry_no) for change in rows]
    pairs = [(entry, _taken_back(work, change, entry, actor, now)) for change, entry in zip(rows, entries, strict=True)]
    refuse_of_canceled_segment(work, [old for old, new in pairs if old.canceled and not new.canceled])
    write(work, pairs, rows[0].kind, actor, now, REASON, undoes=rows[0].id)
    work.history.mark_undone(rows[0].id)
    return Undone(kind=rows[0].kind, rows=tuple(work.entries.row(change.entry_no) for change in rows))


def _undo_whole(work: Work, rows: Sequence[Change], logged: LoggedSegment, actor: Actor, now: datetime) -> Undone:
    """Takes back that a segment was logged, canceled or restored."""
    kind = rows[0].kind
    entries = {entry.no: entry for entry in work.entries.of_segment(logged.segment_no)}
    pairs = [(entries[row.entry_no], _taken_back(work, row, entries[row.entry_no], actor, now)) for row in rows]
    write(work, pairs, kind, actor, now, REASON, undoes=rows[0].id)
    work.history.mark_undone(rows[0].id)
    if kind is ChangeKind.CANCELED:
        logged = unmarked(logged)
    elif not logged.canceled:
        logged = replace(logged, canceled=True, canceled_at=now, canceled_by=actor.person_id, cancel_reason=REASON)
        if kind is ChangeKind.RESTORED and pairs:
            # It has its mark again as its entries have.
            mark = pairs[0][1]
            logged = replace(logged, canceled_at=mark.canceled_at, canceled_by=mark.canceled_by, cancel_reason=mark.cancel_reason)
    work.segments.update_logged(logged)
    done = AuditAction.LOGGED_SEGMENT_CANCELED if logged.canceled else AuditAction.LOGGED_SEGMENT_RESTORED
    note(work, done, logged.segment_no, actor, now, entries=len(pairs))
    return Undone(kind=kind, rows=(), segment=logged)


def _wanted(work: Work, request: Undo, actor: Actor) -> Sequence[Change]:
    if not request.change:
        rows = work.history.last_by(actor.person_id)
        if not rows:
            raise NothingToUndo
        return rows
    rows = work.history.get(request.change) if request.change <= LAST_NO else ()
    if not rows:
        raise NotFound("change", str(request.change))
    if actor.role < Role.MANAGER and any(row.by != actor.person_id for row in rows):
        raise NotAllowed(needed=Role.MANAGER, own=True, entry_no=rows[0].entry_no)
    if rows[0].undoes:
        raise NothingToUndo(already=True)
    if rows[0].kind is ChangeKind.DOCUMENT:
        raise NothingToUndo
    return rows


def _taken_back(work: Work, change: Change, entry: InteractionLogEntry, actor: Actor, now: datetime) -> InteractionLogEntry:
    if change.kind is ChangeKind.CREATED:
        return canceled(entry, actor, now, REASON)
    if change.kind is ChangeKind.COMMENTED:
        work.history.uncomment(entry.no, change.id)
        return entry
    if change.kind is ChangeKind.ATTACHED:
        detach(work, change)
        return entry
    if change.kind is ChangeKind.FOLLOWED_UP:
        reopen(work, entry.no)
        return entry
    old = with_values(entry, change.before)
    if old != entry and with_values(entry, change.after) != entry:
        raise ChangedSince(entry.no, _who_changed(work, change))
    return old


def _who_changed(work: Work, change: Change) -> str:
    """The name of who last touched the fields that `change` had changed."""
    later = work.history.since(change.entry_no, change.id)
    touching = [each for each in later if each.after.keys() & change.after.keys()]
    return touching[-1].by_name if touching else ""
