"""Changes of one entry by several people at the same moment: none is lost, and what is done once is done once."""

import asyncio
import threading
import time
from typing import Any

import pytest

from core.errors import NothingToUndo
from core.operations.canceling import cancel_entries
from core.operations.drafts import finish_draft
from core.operations.editing import edit_entry
from core.operations.undoing import undo
from core.requests.entries import CancelEntries, EditEntry, FinishDraft, Undo
from core.values import ChangeKind
from tests.core.operations.conftest import ORGANIZATION, World


async def _while_uncommitted(world: World, operation: Any, first: Any, second: Any) -> tuple[Any, Any]:
    """What both requests give when the second comes after the work for the first is done, and before its COMMIT."""

    worked = threading.Event()

    def lingering(work: Any) -> Any:
        result = operation(work, first, world.jo, world.now)
        worked.set()
        time.sleep(0.1)
        return result

    begun = asyncio.create_task(world.database.write(ORGANIZATION, lingering))
    await asyncio.to_thread(worked.wait)
    later = await asyncio.gather(world.do(operation, second, world.mia), return_exceptions=True)
    return await begun, later[0]


async def test_both_edits_count(world: World) -> None:
    await world.log()
    await _while_uncommitted(world, edit_entry, EditEntry(no=1, duration=33), EditEntry(no=1, note="more"))
    entry = await world.entry(1)
    assert (entry.duration, entry.description) == (33, "more")


async def test_the_first_cancel_counts(world: World) -> None:
    await world.log()
    wanted = CancelEntries(nos=(1,), reason="first")
    first, second = await _while_uncommitted(world, cancel_entries, wanted, CancelEntries(nos=(1,), reason="second"))
    assert (len(first.rows), len(second.rows), len(second.unchanged)) == (1, 0, 1)
    entry = await world.entry(1)
    assert (entry.canceled_by, entry.cancel_reason) == (world.jo.person_id, "first")
    assert [each.kind for each in await world.history(1)] == [ChangeKind.CREATED, ChangeKind.CANCELED]


async def test_a_draft_is_finished_once(world: World) -> None:
    await world.log(postpone=True)
    first, second = await _while_uncommitted(world, finish_draft, FinishDraft(no=1), FinishDraft(no=1))
    assert (len(first.rows), len(second.rows)) == (1, 0)


@pytest.mark.parametrize("postpone", [False, True])
async def test_a_change_is_taken_back_once(world: World, postpone: bool) -> None:
    logged = await world.log(postpone=postpone)
    _, second = await _while_uncommitted(world, undo, Undo(change=logged.change), Undo(change=logged.change))
    assert isinstance(second, NothingToUndo)
    assert second.already
    assert len(await world.history(1)) == 2


async def test_several_entries_in_any_order(world: World) -> None:
    nos = tuple([(await world.log()).row.entry.no for _ in range(8)])
    orders = [nos, nos[::-1], nos[3:] + nos[:3], nos[::2] + nos[1::2]]
    results = await asyncio.gather(*(world.do(cancel_entries, CancelEntries(nos=each)) for each in orders))
    assert sorted(row.entry.no for each in results for row in each.rows) == list(nos)
