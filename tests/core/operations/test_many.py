"""Changing all that a list shows."""

from datetime import timedelta

import pytest

from core.operations import listing, many
from core.operations.canceling import cancel_entries, restore_entries
from core.operations.evaluating import evaluate_entries
from core.operations.listing import list_entries
from core.operations.many import preview_change
from core.operations.undoing import undo
from core.requests.deleting import PreviewChange
from core.requests.entries import CancelEntries, EvaluateEntries, ListEntries, RestoreEntries, Undo
from core.values import ChangeKind, Evaluation
from tests.core.operations.conftest import ANNA, NOW, World


async def test_a_page_tells_how_many_there_are_in_all(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in range(12):
        await world.log("PHONE" if place else "MEMO", ANNA.no)
    assert (await world.do(list_entries, ListEntries(template="phone"))).total == 11
    assert (await world.do(list_entries, ListEntries(template="memo"))).total == 1
    assert (await world.do(list_entries, ListEntries(by="me"))).total == 12
    assert (await world.do(list_entries, ListEntries())).total == 0
    monkeypatch.setattr(listing, "AT_ONCE", 10)
    assert (await world.do(list_entries, ListEntries(template="phone"))).total == 0


async def test_all_are_changed_and_taken_back_as_one(world: World) -> None:
    for _ in range(12):
        await world.log()
    await world.log("MEMO", ANNA.no)
    preview = await world.do(preview_change, PreviewChange(kind=ChangeKind.CANCELED, template="phone"))
    assert (preview.nos, len(preview.rows), preview.others, preview.unchanged) == (tuple(range(12, 0, -1)), 10, 0, 0)
    # What is logged afterwards is not meant.
    await world.log()
    done = await world.do(cancel_entries, CancelEntries(nos=preview.nos))
    assert len(done.rows) == 12
    shown = await world.do(list_entries, ListEntries(template="phone"))
    assert [row.entry.no for row in shown.rows] == [14]
    undone = await world.do(undo, Undo(change=done.change))
    assert len(undone.rows) == 12
    assert (await world.do(list_entries, ListEntries(template="phone"))).total == 13
    back = await world.do(preview_change, PreviewChange(kind=ChangeKind.EVALUATED, template="phone"))
    done = await world.do(evaluate_entries, EvaluateEntries(nos=back.nos, evaluation=Evaluation.POSITIVE))
    await world.do(undo, Undo())
    assert {(await world.entry(no)).evaluation for no in back.nos} == {Evaluation.NONE}


async def test_reps_are_offered_their_own(world: World) -> None:
    await world.log()
    await world.log(actor=world.kim)
    await world.log()
    request = PreviewChange(kind=ChangeKind.CANCELED, contact=ANNA.no)
    mine = await world.do(preview_change, request)
    assert (mine.nos, mine.others) == ((3, 1), 1)
    assert (await world.do(preview_change, request, world.mia)).nos == (3, 2, 1)
    nobodys = await world.do(preview_change, PreviewChange(kind=ChangeKind.EVALUATED, by="kim@sales.example"))
    assert (nobodys.nos, nobodys.others) == ((), 1)


async def test_those_that_are_so_already_are_left_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        await world.log()
    await world.do(cancel_entries, CancelEntries(nos=(2, 3)))
    every = {"contact": ANNA.no, "canceled": None, "since": NOW.date() - timedelta(days=1)}
    canceled = await world.do(preview_change, PreviewChange(kind=ChangeKind.CANCELED, **every))  # type: ignore[arg-type]
    assert (canceled.nos, canceled.unchanged) == ((4, 1), 2)
    restored = await world.do(preview_change, PreviewChange(kind=ChangeKind.RESTORED, **every))  # type: ignore[arg-type]
    assert (restored.nos, restored.unchanged) == ((3, 2), 2)
    await world.do(restore_entries, RestoreEntries(nos=restored.nos))
    monkeypatch.setattr(many, "AT_ONCE", 3)
    newest = await world.do(preview_change, PreviewChange(kind=ChangeKind.CANCELED, contact=ANNA.no))
    assert (newest.nos, newest.more) == ((4, 3, 2), True)
