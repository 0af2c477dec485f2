"""Logged segments: canceled, restored and taken back as a whole."""

from core.audit import AuditAction
from core.errors import (
    ChangedSince,
    NotAllowed,
    NotFound,
    NothingToUndo,
    SegmentCanceled,
)
from core.operations.auditing import list_audit
from core.operations.canceling import cancel_entries, restore_entries
from core.operations.editing import edit_entry
from core.operations.logged_segments import cancel_logged_segment, list_logged_segments, restore_logged_segment
from core.operations.segment_contacts import add_to_segment
from core.operations.segments import save_segment, show_segment
from core.operations.undoing import undo
from core.requests.audit import ListAudit
from core.requests.entries import CancelEntries, EditEntry, RestoreEntries, Undo
from core.requests.segments import (
    AddToSegment,
    CancelLoggedSegment,
    ListLoggedSegments,
    RestoreLoggedSegment,
    SaveSegment,
    ShowSegment,
)
from core.values import ChangeKind
from tests.core.operations.conftest import ANNA, ORGANIZATION, World
from tests.core.operations.mailing import entries_of, log


async def test_canceling_takes_the_entries_along_and_restoring_brings_them_back(mail: World) -> None:
    await log(mail)
    await mail.do(cancel_entries, CancelEntries(nos=(2,), reason="wrong"))
    canceled = await mail.do(cancel_logged_segment, CancelLoggedSegment(segment="MAIL", reason="not sent"))
    assert (canceled.count, canceled.logged.canceled, canceled.logged.cancel_reason) == (3, True, "not sent")
    assert [(entry.canceled, entry.cancel_reason) for entry in await entries_of(mail)] == [
        (True, "not sent"),
        (True, "wrong"),
        (True, "not sent"),
        (True, "not sent"),
    ]
    assert (await mail.do(cancel_logged_segment, CancelLoggedSegment(segment="MAIL"))).count == 0
    refusal = await mail.refused(SegmentCanceled, restore_entries, RestoreEntries(nos=(1, 2)))
    assert (refusal.entry_no, refusal.segment_no) == (1, "MAIL")
    await mail.refused(SegmentCanceled, restore_entries, RestoreEntries(nos=(2,)))
    restored = await mail.do(restore_logged_segment, RestoreLoggedSegment(segment="MAIL"))
    assert (restored.count, restored.logged.canceled) == (3, False)
    assert [entry.canceled for entry in await entries_of(mail)] == [False, True, False, False]
    assert (await mail.do(restore_logged_segment, RestoreLoggedSegment(segment="MAIL"))).count == 0
    await mail.do(restore_entries, RestoreEntries(nos=(2,)))


async def test_undo_does_not_restore_an_entry_of_a_canceled_one(mail: World) -> None:
    await log(mail)
    change = (await mail.do(cancel_entries, CancelEntries(nos=(2,)))).change
    await mail.do(cancel_logged_segment, CancelLoggedSegment(segment="MAIL"))
    await mail.refused(SegmentCanceled, undo, Undo(change=change))


async def test_others_are_for_managers(mail: World) -> None:
    await log(mail)
    await mail.refused(NotAllowed, cancel_logged_segment, CancelLoggedSegment(segment="MAIL"), mail.kim)
    await mail.do(cancel_logged_segment, CancelLoggedSegment(segment="MAIL"), mail.mia)
    await mail.refused(NotAllowed, restore_logged_segment, RestoreLoggedSegment(segment="MAIL"), mail.kim)
    assert not (await mail.do(show_segment, ShowSegment(segment="MAIL"), mail.kim)).may_cancel
    await mail.do(save_segment, SaveSegment(code="NEW", new=True, description="Not logged"))
    await mail.refused(NotFound, cancel_logged_segment, CancelLoggedSegment(segment="NEW"))


async def test_undo_takes_each_step_back_as_a_whole(mail: World) -> None:
    await log(mail)

    async def state() -> tuple[bool, str, set[tuple[bool, str]]]:
        logged = await mail.database.read(ORGANIZATION, lambda work: work.segments.logged_of("MAIL"))
        assert logged is not None
        marks = {(entry.canceled, entry.cancel_reason) for entry in await entries_of(mail)}
        return logged.canceled, logged.cancel_reason, marks

    await mail.do(cancel_logged_segment, CancelLoggedSegment(segment="MAIL", reason="why"))
    await mail.do(restore_logged_segment, RestoreLoggedSegment(segment="MAIL"))
    undone = await mail.do(undo, Undo())
    assert undone.segment is not None
    assert (undone.kind, undone.rows, undone.segment.canceled) == (ChangeKind.RESTORED, (), True)
    assert await state() == (True, "why", {(True, "why")})
    assert (await mail.do(undo, Undo())).kind is ChangeKind.CANCELED
    assert await state() == (False, "", {(False, "")})
    assert (await mail.do(undo, Undo())).kind is ChangeKind.CREATED
    assert await state() == (True, "undo", {(True, "undo")})
    await mail.refused(NothingToUndo, undo, Undo())
    await mail.do(restore_logged_segment, RestoreLoggedSegment(segment="MAIL"))
    assert await state() == (False, "", {(False, "")})


async def test_undo_keeps_what_was_changed_since(mail: World) -> None:
    await log(mail)
    canceled = await mail.do(cancel_logged_segment, CancelLoggedSegment(segment="MAIL"))
    await mail.do(edit_entry, EditEntry(no=1, duration=99))
    await mail.do(undo, Undo(change=canceled.change))
    assert [entry.duration for entry in await entries_of(mail)] == [99, 10, 10, 10]
    second = await mail.do(cancel_logged_segment, CancelLoggedSegment(segment="MAIL"))
    restored = await mail.do(restore_logged_segment, RestoreLoggedSegment(segment="MAIL"))
    await mail.do(cancel_entries, CancelEntries(nos=(3,)))
    await mail.refused(ChangedSince, undo, Undo(change=restored.change))
    await mail.refused(ChangedSince, undo, Undo(change=second.change))


async def test_what_concerns_a_whole_segment_is_in_the_audit(mail: World) -> None:
    await log(mail)
    await mail.do(cancel_logged_segment, CancelLoggedSegment(segment="MAIL"))
    await mail.do(undo, Undo())
    page = await mail.do(list_audit, ListAudit(), mail.ada)
    assert [(row.action, row.about, row.details) for row in page.records] == [
        (AuditAction.LOGGED_SEGMENT_RESTORED, "MAIL", {"entries": 4}),
        (AuditAction.LOGGED_SEGMENT_CANCELED, "MAIL", {"entries": 4}),
        (AuditAction.SEGMENT_LOGGED, "MAIL", {"entries": 4}),
    ]


async def test_logged_segments_newest_first(mail: World) -> None:
    for n in range(12):
        await mail.do(save_segment, SaveSegment(code=f"S{n:02}", new=True, description=f"Segment {n}"))
        await mail.do(add_to_segment, AddToSegment(segment=f"S{n:02}", contact=ANNA.no))
        await log(mail, segment=f"S{n:02}")
    page = await mail.do(list_logged_segments, ListLoggedSegments())
    assert [row.segment_no for row in page.rows] == [f"S{n:02}" for n in range(11, 1, -1)]
    assert (page.rows[0].created_by_name, page.newer) == ("Jo", 0)
    older = await mail.do(list_logged_segments, ListLoggedSegments(older=page.older))
    assert ([row.segment_no for row in older.rows], older.older) == (["S01", "S00"], 0)
    assert (await mail.do(list_logged_segments, ListLoggedSegments(newer=older.newer))).rows == page.rows
