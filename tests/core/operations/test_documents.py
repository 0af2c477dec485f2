"""Recording documents: what becomes of each event, in one batch and over many."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta, timezone
from decimal import Decimal

from core.document import (
    Document,
    DocumentEventKind,
    DocumentStatus,
    DocumentType,
    Side,
    SkipReason,
)
from core.errors import NothingToUndo
from core.filters import EntryFilter
from core.operations.canceling import cancel_entries
from core.operations.undoing import undo
from core.requests.entries import CancelEntries, Undo
from core.values import ChangeKind, CorrespondenceType
from core.work import Work
from tests.core.operations.conftest import ANNA, BLOCKED, CARL, FABRIKAM, ORGANIZATION, PHONE, World
from tests.core.operations.delivered import (
    AT,
    INVOICE,
    deliver,
    document,
    duplicate,
    event,
    kept,
    recorded,
    relate,
    replay,
    set_up,
    skipped,
    updated,
)


async def test_an_entry_is_made_as_by_hand_and_by_nobody(world: World) -> None:
    await set_up(world)
    said = event(
        description="Invoice 103045",
        salesperson_code="jr",
        occurred_at=AT.astimezone(timezone(timedelta(hours=5))),
        amount=Decimal("1250.00"),
        currency="EUR",
        url="https://example.test/invoice/103045",
    )
    assert await deliver(world, said) == [recorded(1)]
    entry = await world.entry(1)
    assert (entry.contact_no, entry.company_no, entry.created_by, entry.salesperson_code) == (ANNA.no, FABRIKAM.no, 0, "JR")
    assert (entry.at, entry.created_at) == (AT, world.now)
    assert (entry.description, entry.note) == ("Invoice 103045", "")
    assert (entry.document_type, entry.document_no) == ("sales_invoice", "103045")
    assert entry.automatic
    copied = ("group_code", "information_flow", "initiated_by", "language_code", "campaign_no", "campaign_target")
    assert {name: getattr(entry, name) for name in copied} == {name: getattr(PHONE, name) for name in copied}
    assert (entry.cost, entry.duration, entry.campaign_response) == (PHONE.unit_cost, PHONE.unit_duration, True)
    assert entry.correspondence_type is CorrespondenceType.EMAIL
    assert await document(world, 1) == Document(
        system="default",
        document_type=INVOICE,
        document_no="103045",
        entry_no=1,
        version=1,
        url=said.url,
        amount=said.amount,
        currency="EUR",
    )
    (created,) = await world.history(1)
    assert (created.kind, created.by, created.at) == (ChangeKind.CREATED, 0, world.now)
    assert created.after == {"event": "posted", "version": 1, "occurred_at": AT.isoformat()}


async def test_what_the_document_does_not_say(world: World) -> None:
    await set_up(world, "LETTER")
    await set_up(world, "BARE", of=DocumentType.SALES_CREDIT_MEMO)
    await deliver(world, event("1"), event("2", contact_no=CARL.no), event("3", document_type=DocumentType.SALES_CREDIT_MEMO))
    letter, unassigned, bare = [await world.entry(no) for no in (1, 2, 3)]
    assert (letter.description, letter.salesperson_code) == ("Letter by post", "ML")
    assert letter.correspondence_type is CorrespondenceType.HARD_COPY
    assert unassigned.salesperson_code == ""
    assert bare.description == "Sales credit memo 3"


async def test_a_long_description_is_kept_whole(world: World) -> None:
    await set_up(world)
    await deliver(world, event(description="many words " * 20))
    entry = await world.entry(1)
    assert len(entry.description) <= 100
    assert entry.note == ("many words " * 20).strip()


async def test_each_event_of_a_batch_has_its_own_fate(world: World) -> None:
    await set_up(world)
    await relate(world, Side.CUSTOMER, "10000", FABRIKAM.no)
    first = event("1")
    outcomes = await deliver(
        world,
        first,
        event("2", contact_no="", bill_to_customer_no="10000"),
        replace(first, version=2),
        first,
        event("3", contact_no="CT9"),
        event("4", contact_no=BLOCKED.no),
        event("5", event=DocumentEventKind.PRINTED),
        event("6", document_type=DocumentType.PURCHASE_ORDER),
        event("1", event=DocumentEventKind.PRINTED),
        event("1", system="other"),
    )
    assert outcomes == [
        recorded(1),
        recorded(2),
        updated(1),
        duplicate(1),
        skipped(SkipReason.NO_CONTACT),
        skipped(SkipReason.PRIVACY_BLOCKED),
        skipped(SkipReason.EVENT_NOT_RECORDED),
        skipped(SkipReason.NO_TEMPLATE),
        updated(1),
        recorded(3),
    ]
    assert (await world.entry(2)).contact_no == FABRIKAM.no
    assert [(row.event.document_no, row.reason) for row in reversed(await kept(world))] == [
        ("3", SkipReason.NO_CONTACT),
        ("4", SkipReason.PRIVACY_BLOCKED),
        ("5", SkipReason.EVENT_NOT_RECORDED),
        ("6", SkipReason.NO_TEMPLATE),
    ]
    assert [change.kind for change in await world.history(1)] == [ChangeKind.CREATED, ChangeKind.DOCUMENT, ChangeKind.DOCUMENT]


async def test_an_empty_batch(world: World) -> None:
    assert await deliver(world) == []


async def test_what_comes_again_changes_nothing(world: World) -> None:
    await set_up(world)
    said = event()
    await deliver(world, said)
    before = await world.everything()
    assert await deliver(world, said, replace(said, description="other words", contact_no=CARL.no)) == [duplicate(1)] * 2
    assert await world.everything() == before


async def test_a_reprint_is_history_of_the_same_entry_even_a_canceled_one(world: World) -> None:
    await set_up(world)
    await deliver(world, event(url="https://example.test/1", amount=Decimal(10), currency="EUR"))
    await world.do(cancel_entries, CancelEntries(nos=(1,), reason="paid twice"), world.mia)
    before = await world.entry(1)
    later = AT + timedelta(days=1)
    again = event(event=DocumentEventKind.PRINTED, version=2, occurred_at=later, contact_no=CARL.no)
    assert await deliver(world, again) == [updated(1)]
    assert await world.entry(1) == before
    assert before.canceled
    *_, change = await world.history(1)
    assert (change.kind, change.by) == (ChangeKind.DOCUMENT, 0)
    assert change.after == {"event": "printed", "version": 2, "occurred_at": later.isoformat()}
    found = await document(world, 1)
    assert found is not None
    # What the event left out stays.
    assert (found.version, found.url, found.amount, found.currency) == (2, "https://example.test/1", Decimal(10), "EUR")
    events = await world.database.read(ORGANIZATION, lambda work: work.documents.events(1))
    assert [each.event for each in events] == [DocumentEventKind.POSTED, DocumentEventKind.PRINTED]


async def test_an_older_version_that_comes_late_is_history_alone(world: World) -> None:
    await set_up(world)
    await deliver(
        world, event(version=3, amount=Decimal(30), currency="EUR"), event(version=2, amount=Decimal(20), currency="SEK")
    )
    assert await deliver(world, event(version=1, amount=Decimal(10))) == [updated(1)]
    found = await document(world, 1)
    assert found is not None
    assert (found.version, found.amount, found.currency) == (3, Decimal(30), "EUR")
    assert len(await world.history(1)) == 3


async def test_nobody_takes_back_what_a_document_did(world: World) -> None:
    await set_up(world)
    await deliver(world, event(), event(version=2))
    *_, change = await world.history(1)
    await world.refused(NothingToUndo, undo, Undo(change=change.id), world.ada)


async def test_the_same_delivered_at_the_same_time_is_recorded_once(world: World) -> None:
    """By several web servers, in any order within a batch, and replayed meanwhile."""
    events = [event(str(no)) for no in range(20)]
    await deliver(world, *events[:10])
    await set_up(world)
    batches = [events, events[::-1], events[5:] + events[:5], events]
    replaying = asyncio.create_task(replay(world, every=True))
    delivered = await asyncio.gather(*(deliver(world, *batch) for batch in batches))
    statuses = Counter(outcome.status for outcomes in delivered for outcome in outcomes)
    assert statuses[DocumentStatus.RECORDED] + (await replaying).recorded == 20
    assert statuses[DocumentStatus.RECORDED] + statuses[DocumentStatus.DUPLICATE] == 80
    assert len(await world.database.read(ORGANIZATION, _automatic)) == 20
    assert not await kept(world)
    for no in await world.database.read(ORGANIZATION, _automatic):
        assert len(await world.history(no)) == 1


async def test_a_large_batch(world: World) -> None:
    await set_up(world)
    await relate(world, Side.CUSTOMER, "10000", FABRIKAM.no)
    events = [event(str(no), contact_no="" if no % 2 else ANNA.no, bill_to_customer_no="10000") for no in range(1200)]
    assert [outcome.entry_no for outcome in await deliver(world, *events)] == list(range(1, 1201))
    assert await deliver(world, *events) == [duplicate(no) for no in range(1, 1201)]
    rows = await world.database.read(ORGANIZATION, _automatic)
    assert len(rows) == 1200


def _automatic(work: Work) -> list[int]:
    return [row.entry.no for row in work.entries.page(EntryFilter(automatic=True), 2000)]
