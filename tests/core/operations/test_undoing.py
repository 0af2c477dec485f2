from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from core.errors import ChangedSince, NotAllowed, NotFound, NothingToUndo
from core.operations.canceling import cancel_entries, restore_entries
from core.operations.commenting import comment_entry
from core.operations.drafts import drop_draft, finish_draft
from core.operations.editing import edit_entry, put_back_in_note
from core.operations.evaluating import evaluate_entries
from core.operations.undoing import undo
from core.requests.entries import (
    CancelEntries,
    CommentEntry,
    DropDraft,
    EditEntry,
    EvaluateEntries,
    FinishDraft,
    PutBackInNote,
    RestoreEntries,
    Undo,
)
from core.values import ChangeKind, Evaluation, Role
from tests.core.operations.conftest import World


@pytest.mark.parametrize("postpone", [False, True])
async def test_a_new_entry_is_canceled(world: World, postpone: bool) -> None:
    old = (await world.log(postpone=postpone)).row.entry
    undone = await world.do(undo, Undo())
    expected = replace(old, canceled=True, canceled_at=world.now, canceled_by=world.jo.person_id, cancel_reason="undo")
    assert (undone.kind, [row.entry for row in undone.rows]) == (ChangeKind.CREATED, [expected])
    assert await world.entry(1) == expected


EDIT: dict[str, Any] = {
    "duration": 25,
    "cost": Decimal("12.50"),
    "on": date(2026, 11, 1),
    "note": "first\nsecond",
    "contact": "anna berg",
    "template": "memo",
    "follow_up_on": date(2026, 12, 1),
    "evaluation": Evaluation.POSITIVE,
}


@pytest.mark.parametrize(
    ("operation", "request_", "postponed", "kind"),
    [
        (cancel_entries, CancelEntries(nos=(1,), reason="wrong"), False, ChangeKind.CANCELED),
        (edit_entry, EditEntry(no=1, **EDIT), False, ChangeKind.EDITED),
        (put_back_in_note, PutBackInNote(no=1, text="10m", options=("duration",)), False, ChangeKind.EDITED),
        (evaluate_entries, EvaluateEntries(nos=(1,), evaluation=Evaluation.NEGATIVE), False, ChangeKind.EVALUATED),
        (finish_draft, FinishDraft(no=1), True, ChangeKind.FINISHED),
        (drop_draft, DropDraft(no=1), True, ChangeKind.DROPPED),
    ],
)
async def test_old_values_come_back(world: World, operation: Any, request_: Any, postponed: bool, kind: ChangeKind) -> None:
    old = (await world.log(postpone=postponed, duration=15, note="talked")).row.entry
    changed = await world.do(operation, request_)
    assert await world.entry(1) != old
    undone = await world.do(undo, Undo(change=changed.change))
    assert (undone.kind, [row.entry for row in undone.rows]) == (kind, [old])
    assert await world.entry(1) == old
    last = (await world.history(1))[-1]
    assert (last.kind, last.undoes, last.by) == (kind, changed.change, world.jo.person_id)
    assert [each.undone for each in await world.history(1)] == [False, True, False]
    assert (await world.refused(NothingToUndo, undo, Undo(change=changed.change))).already


async def test_a_restored_entry_has_its_mark_again(world: World) -> None:
    await world.log()
    await world.do(cancel_entries, CancelEntries(nos=(1,), reason="wrong"), world.mia)
    canceled = await world.entry(1)
    await world.do(restore_entries, RestoreEntries(nos=(1,)))
    await world.do(undo, Undo())
    assert await world.entry(1) == canceled


async def test_a_comment_is_removed(world: World) -> None:
    await world.log()
    await world.do(comment_entry, CommentEntry(no=1, text="first"))
    await world.do(comment_entry, CommentEntry(no=1, text="second"))
    undone = await world.do(undo, Undo())
    assert undone.kind is ChangeKind.COMMENTED
    assert [each.text for each in await world.comments(1)] == ["first"]
    await world.do(undo, Undo())
    assert await world.comments(1) == []


async def test_once_more_takes_back_the_one_before(world: World) -> None:
    old = (await world.log(duration=15)).row.entry
    await world.do(edit_entry, EditEntry(no=1, duration=30))
    await world.do(edit_entry, EditEntry(no=1, duration=45))
    await world.do(undo, Undo())
    assert (await world.entry(1)).duration == 30
    await world.do(undo, Undo())
    assert await world.entry(1) == old
    await world.do(undo, Undo())
    assert (await world.entry(1)).canceled
    assert not (await world.refused(NothingToUndo, undo, Undo())).already


async def test_all_entries_of_one_command(world: World) -> None:
    for _ in range(3):
        await world.log()
    await world.do(cancel_entries, CancelEntries(nos=(2,), reason="before"))
    await world.do(cancel_entries, CancelEntries(nos=(1, 2, 3), reason="all"))
    undone = await world.do(undo, Undo())
    assert [row.entry.no for row in undone.rows] == [1, 3]
    assert [(await world.entry(no)).canceled for no in (1, 2, 3)] == [False, True, False]


async def test_refused_when_changed_since(world: World) -> None:
    await world.log()
    await world.log()
    mine = await world.do(evaluate_entries, EvaluateEntries(nos=(1, 2), evaluation=Evaluation.POSITIVE))
    await world.do(edit_entry, EditEntry(no=2, evaluation=Evaluation.NEGATIVE), world.mia)
    await world.do(edit_entry, EditEntry(no=2, duration=1), world.ada)
    refusal = await world.refused(ChangedSince, undo, Undo(change=mine.change))
    assert (refusal.entry_no, refusal.by_name) == (2, "Mia")
    # Once that is taken back, it can be done.
    await world.do(edit_entry, EditEntry(no=2, evaluation=Evaluation.POSITIVE), world.mia)
    await world.do(undo, Undo(change=mine.change))
    assert {(await world.entry(no)).evaluation for no in (1, 2)} == {Evaluation.NONE}


async def test_other_fields_may_have_changed_since(world: World) -> None:
    await world.log(duration=15)
    mine = await world.do(edit_entry, EditEntry(no=1, duration=30))
    await world.do(edit_entry, EditEntry(no=1, note="more", cost=Decimal(9)), world.mia)
    await world.do(undo, Undo(change=mine.change))
    entry = await world.entry(1)
    assert (entry.duration, entry.description, entry.cost) == (15, "more", Decimal(9))


async def test_what_somebody_else_put_right_already_is_fine(world: World) -> None:
    await world.log()
    canceled = await world.do(cancel_entries, CancelEntries(nos=(1,)))
    await world.do(restore_entries, RestoreEntries(nos=(1,)), world.mia)
    await world.do(undo, Undo(change=canceled.change))
    assert not (await world.entry(1)).canceled


async def test_a_new_entry_that_is_canceled_by_now_keeps_its_mark(world: World) -> None:
    logged = await world.log()
    await world.do(cancel_entries, CancelEntries(nos=(1,), reason="wrong"), world.mia)
    canceled = await world.entry(1)
    await world.do(undo, Undo(change=logged.change))
    assert await world.entry(1) == canceled


async def test_whose_change(world: World) -> None:
    theirs = await world.log(actor=world.kim)
    await world.refused(NothingToUndo, undo, Undo())
    refusal = await world.refused(NotAllowed, undo, Undo(change=theirs.change))
    assert (refusal.needed, refusal.own, refusal.entry_no) == (Role.MANAGER, True, 1)
    await world.do(undo, Undo(change=theirs.change), world.mia)
    assert (await world.entry(1)).canceled


async def test_no_such_change(world: World) -> None:
    for change in (12345, 10**30):
        assert (await world.refused(NotFound, undo, Undo(change=change))).kind == "change"


async def test_taking_back_is_not_taken_back(world: World) -> None:
    logged = await world.log()
    await world.do(undo, Undo(change=logged.change))
    (_, taken_back) = await world.history(1)
    assert taken_back.undoes == logged.change
    assert (await world.refused(NothingToUndo, undo, Undo(change=taken_back.id))).already
    assert isinstance((await world.entry(1)).canceled_at, datetime)
