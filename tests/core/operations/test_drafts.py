from dataclasses import replace
from datetime import date, timedelta

from core.contact import Contact
from core.errors import NotAllowed, NotFound, PrivacyBlocked
from core.operations.canceling import restore_entries
from core.operations.drafts import drop_draft, finish_draft, list_drafts
from core.operations.listing import list_entries
from core.requests.entries import DropDraft, FinishDraft, ListDrafts, ListEntries, RestoreEntries
from core.values import ChangeKind, Status
from tests.core.operations.conftest import ANNA, ORGANIZATION, World


async def _drafts(world: World) -> list[int]:
    return [row.entry.no for row in (await world.do(list_drafts, ListDrafts())).rows]


async def test_drafts_are_listed_apart(world: World) -> None:
    await world.log()
    await world.log(postpone=True)
    await world.log(postpone=True, actor=world.mia, salesperson="JR")
    await world.log(postpone=True, actor=world.mia)
    assert await _drafts(world) == [3, 2]
    assert [row.entry.no for row in (await world.do(list_entries, ListEntries())).rows] == [1]


async def test_more_drafts_than_a_page(world: World) -> None:
    for _ in range(12):
        await world.log(postpone=True)
    page = await world.do(list_drafts, ListDrafts())
    assert [row.entry.no for row in page.rows] == list(range(12, 2, -1))
    rest = await world.do(list_entries, ListEntries(by="me", postponed=True, older=str(page.older)))
    assert [row.entry.no for row in rest.rows] == [2, 1]


async def test_finish_makes_it_of_today(world: World) -> None:
    old = (await world.log(postpone=True, on=date(2026, 11, 2))).row.entry
    world.now += timedelta(days=1)
    changed = await world.do(finish_draft, FinishDraft(no=1))
    assert changed.rows[0].entry == replace(old, postponed=False, at=world.now)
    assert await world.entry(1) == changed.rows[0].entry
    assert (await world.history(1))[-1].kind is ChangeKind.FINISHED
    again = await world.do(finish_draft, FinishDraft(no=1))
    assert (again.change, again.rows, len(again.unchanged)) == (0, (), 1)


async def test_drop_keeps_it_out_of_both_lists_and_is_idempotent(world: World) -> None:
    await world.log(postpone=True)
    changed = await world.do(drop_draft, DropDraft(no=1))
    assert changed.rows[0].entry.status is Status.CANCELED
    assert (await world.history(1))[-1].kind is ChangeKind.DROPPED
    assert await _drafts(world) == []
    assert (await world.do(list_entries, ListEntries(canceled=None))).rows == ()
    assert (await world.do(drop_draft, DropDraft(no=1))).change == 0
    assert (await world.do(finish_draft, FinishDraft(no=1))).change == 0
    await world.do(restore_entries, RestoreEntries(nos=(1,)))
    assert await _drafts(world) == [1]


async def test_an_entry_is_not_dropped(world: World) -> None:
    old = (await world.log()).row.entry
    changed = await world.do(drop_draft, DropDraft(no=1))
    assert (changed.change, [row.entry for row in changed.unchanged]) == (0, [old])


async def test_refused(world: World) -> None:
    await world.log(postpone=True)
    for operation, request in ((finish_draft, FinishDraft), (drop_draft, DropDraft)):
        await world.refused(NotFound, operation, request(no=9))  # type: ignore[arg-type]
        await world.refused(NotAllowed, operation, request(no=1), world.kim)  # type: ignore[arg-type]

    blocked: Contact = replace(ANNA, privacy_blocked=True)
    await world.database.write(ORGANIZATION, lambda work: work.contacts.update(blocked))
    assert (await world.refused(PrivacyBlocked, finish_draft, FinishDraft(no=1))).contact == blocked
    await world.do(drop_draft, DropDraft(no=1))
