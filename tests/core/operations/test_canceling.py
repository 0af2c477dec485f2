from dataclasses import replace

import pytest

from core.errors import InvalidValue, NotAllowed, NotFound, Refusal
from core.operations.canceling import cancel_entries, restore_entries
from core.operations.undoing import undo
from core.requests.entries import CancelEntries, RestoreEntries, Undo
from core.values import ChangeKind, Role, Status
from tests.core.operations.conftest import World


async def test_cancel_keeps_who_when_and_why(world: World) -> None:
    old = (await world.log()).row.entry
    changed = await world.do(cancel_entries, CancelEntries(nos=(1,), reason=" wrong\ncontact "), world.mia)
    expected = replace(old, canceled=True, canceled_at=world.now, canceled_by=world.mia.person_id, cancel_reason="wrong contact")
    assert [row.entry for row in changed.rows] == [expected]
    assert await world.entry(1) == expected
    assert expected.status is Status.CANCELED
    last = (await world.history(1))[-1]
    assert (last.id, last.kind, last.by, last.at, last.reason) == (
        changed.change,
        ChangeKind.CANCELED,
        world.mia.person_id,
        world.now,
        "wrong contact",
    )


async def test_canceling_again_changes_nothing(world: World) -> None:
    await world.log()
    await world.do(cancel_entries, CancelEntries(nos=(1,), reason="first"))
    first = await world.entry(1)
    changed = await world.do(cancel_entries, CancelEntries(nos=(1,), reason="second"), world.mia)
    assert (changed.rows, changed.change, [row.entry for row in changed.unchanged]) == ((), 0, [first])
    assert await world.entry(1) == first
    assert len(await world.history(1)) == 2


async def test_a_reason_can_be_given_afterwards_by_whoever_canceled(world: World) -> None:
    await world.log()
    await world.do(cancel_entries, CancelEntries(nos=(1,)))
    late = CancelEntries(nos=(1,), reason="wrong contact", anew=True)
    assert (await world.do(cancel_entries, late, world.mia)).change == 0
    changed = await world.do(cancel_entries, late)
    assert (changed.kind, changed.rows[0].entry.cancel_reason) == (ChangeKind.CANCELED, "wrong contact")
    assert (await world.do(cancel_entries, replace(late, reason="another"))).change == 0
    await world.do(undo, Undo())
    assert not (await world.entry(1)).canceled


async def test_restore_takes_the_mark_away_and_is_idempotent(world: World) -> None:
    old = (await world.log()).row.entry
    unchanged = await world.do(restore_entries, RestoreEntries(nos=(1,)))
    assert (unchanged.rows, unchanged.change) == ((), 0)
    await world.do(cancel_entries, CancelEntries(nos=(1,), reason="oops"))
    changed = await world.do(restore_entries, RestoreEntries(nos=(1,)))
    assert changed.rows[0].entry == old
    assert await world.entry(1) == old
    assert [each.kind for each in await world.history(1)] == [ChangeKind.CREATED, ChangeKind.CANCELED, ChangeKind.RESTORED]


async def test_several_at_once(world: World) -> None:
    for _ in range(4):
        await world.log()
    await world.do(cancel_entries, CancelEntries(nos=(2,)))
    changed = await world.do(cancel_entries, CancelEntries(nos=(3, 1, 2, 3)))
    assert [row.entry.no for row in changed.rows] == [3, 1]
    assert [row.entry.no for row in changed.unchanged] == [2]
    assert {each.id for no in (1, 3) for each in await world.history(no) if each.kind is ChangeKind.CANCELED} == {changed.change}
    assert not (await world.entry(4)).canceled


async def test_all_or_nothing(world: World) -> None:
    await world.log(actor=world.jo)
    await world.log(actor=world.kim)
    cases: list[tuple[tuple[int, ...], type[Refusal]]] = [((1, 99), NotFound), ((1, 2), NotAllowed), ((), InvalidValue)]
    for nos, kind in cases:
        await world.refused(kind, cancel_entries, CancelEntries(nos=nos))
    await world.do(cancel_entries, CancelEntries(nos=(1, 2)), world.mia)
    for nos, kind in cases:
        await world.refused(kind, restore_entries, RestoreEntries(nos=nos))


async def test_the_refusal_names_the_entry(world: World) -> None:
    await world.log()
    await world.log("PHONE", "anna berg", actor=world.kim)
    not_found = await world.refused(NotFound, cancel_entries, CancelEntries(nos=(1, 99)))
    assert (not_found.kind, not_found.key) == ("entry", "99")
    not_allowed = await world.refused(NotAllowed, cancel_entries, CancelEntries(nos=(1, 2)))
    assert (not_allowed.needed, not_allowed.own, not_allowed.entry_no) == (Role.MANAGER, True, 2)


async def test_a_long_reason_is_refused(world: World) -> None:
    await world.log()
    refusal = await world.refused(InvalidValue, cancel_entries, CancelEntries(nos=(1,), reason="x" * 251))
    assert (refusal.field, refusal.rule, refusal.limit) == ("reason", "too_long", 250)


@pytest.mark.parametrize("postpone", [False, True])
async def test_a_draft_is_a_draft_again(world: World, postpone: bool) -> None:
    old = (await world.log(postpone=postpone)).row.entry
    await world.do(cancel_entries, CancelEntries(nos=(1,)))
    await world.do(restore_entries, RestoreEntries(nos=(1,)))
    assert await world.entry(1) == old
