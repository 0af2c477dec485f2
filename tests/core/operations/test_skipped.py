"""Documents that were not recorded: tried anew, listed and replayed."""

from datetime import timedelta
from typing import Any

from core.document import (
    DocumentEventKind,
    Side,
    SkipReason,
)
from core.errors import NotFound
from core.operations.skipped import list_skipped, replay_documents
from core.operations.templates import remove_template
from core.requests.documents import ListSkipped, ReplayDocuments
from core.requests.setup import RemoveTemplate
from tests.core.operations.conftest import BLOCKED, FABRIKAM, World
from tests.core.operations.delivered import AT, deliver, event, kept, recorded, relate, replay, set_up, skipped, updated


async def test_a_document_that_is_recorded_takes_events_that_the_setup_leaves_out(world: World) -> None:
    await set_up(world)
    created = event(event=DocumentEventKind.CREATED, occurred_at=AT - timedelta(days=1))
    assert await deliver(world, created, event()) == [skipped(SkipReason.EVENT_NOT_RECORDED), recorded(1)]
    assert await deliver(world, created) == [updated(1)]
    assert not await kept(world)


async def test_a_skipped_one_is_tried_anew_when_it_comes_again(world: World) -> None:
    said = event(contact_no="", bill_to_customer_no="10000")
    assert await deliver(world, said, said) == [skipped(SkipReason.NO_TEMPLATE)] * 2
    assert [row.reason for row in await kept(world)] == [SkipReason.NO_TEMPLATE]
    await set_up(world)
    assert await deliver(world, said) == [skipped(SkipReason.NO_CONTACT)]
    assert [(row.no, row.reason) for row in await kept(world)] == [(1, SkipReason.NO_CONTACT)]
    await relate(world, Side.CUSTOMER, "10000", FABRIKAM.no)
    assert await deliver(world, said) == [recorded(1)]
    assert not await kept(world)


async def test_a_template_that_was_removed_records_nothing(world: World) -> None:
    await set_up(world, "LETTER")
    await world.do(remove_template, RemoveTemplate(code="LETTER", confirmed=True), world.ada)
    assert await deliver(world, event()) == [skipped(SkipReason.NO_TEMPLATE)]


async def test_replay_records_what_can_be_and_says_what_cannot(world: World) -> None:
    late, early = event("1", occurred_at=AT + timedelta(hours=1)), event("1", event=DocumentEventKind.EMAILED)
    await deliver(world, late, event("2", contact_no="CT9"), early, event("3", contact_no=BLOCKED.no))
    await set_up(world)
    result = await replay(world, every=True)
    assert (result.recorded, result.updated, result.after, result.gone) == (1, 1, 0, ())
    assert result.skipped == ((SkipReason.NO_CONTACT, 1), (SkipReason.PRIVACY_BLOCKED, 1))
    assert [row.entry.no for row in result.rows] == [1]
    # The one that happened first makes the entry.
    assert (await world.entry(1)).at == AT
    assert [row.event.document_no for row in await kept(world)] == ["3", "2"]


async def test_replay_of_some(world: World) -> None:
    await deliver(world, event("1"), event("2"), event("3"))
    await set_up(world)
    result = await replay(world, 2, 2, 7)
    assert (result.recorded, result.gone) == (1, (7,))
    refusal = await world.refused(NotFound, replay_documents, ReplayDocuments(nos=(2, 2**70)), world.mia)
    assert refusal.kind == "skipped"
    assert (await replay(world, 1, 3)).recorded == 2
    assert (await replay(world, every=True)).recorded == 0


async def test_replay_of_one_reason_leaves_the_others(world: World) -> None:
    await set_up(world)
    await deliver(world, event("1", contact_no="CT9"), event("2", event=DocumentEventKind.PRINTED))
    await set_up(world, "PHONE", "posted", "printed")
    result = await replay(world, every=True, reason=SkipReason.NO_CONTACT)
    assert (result.recorded, result.skipped) == (0, ((SkipReason.NO_CONTACT, 1),))
    assert (await replay(world, every=True, reason=SkipReason.EVENT_NOT_RECORDED)).recorded == 1


async def test_skipped_pages_both_ways(world: World) -> None:
    await deliver(world, *(event(str(no)) for no in range(1, 24)))

    async def page(**fields: Any) -> tuple[list[int], int, int]:
        found = await world.do(list_skipped, ListSkipped(**fields), world.mia)
        assert found.counts == ((SkipReason.NO_TEMPLATE, 23),)
        return [row.no for row in found.rows], found.older, found.newer

    assert await page() == (list(range(23, 13, -1)), 14, 0)
    assert await page(older=14) == (list(range(13, 3, -1)), 4, 13)
    assert await page(older=4) == ([3, 2, 1], 0, 3)
    assert await page(newer=3) == (list(range(13, 3, -1)), 4, 13)
    assert await page(newer=13) == (list(range(23, 13, -1)), 14, 0)
    assert await page(older=1) == (list(range(23, 13, -1)), 14, 0)
