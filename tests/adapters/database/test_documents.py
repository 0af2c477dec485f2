"""Business documents on both databases."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from adapters.database import Database
from core.document import (
    Document,
    DocumentEvent,
    DocumentEventKind,
    DocumentSetup,
    DocumentType,
    Relation,
    Side,
    SkippedDocument,
    SkipReason,
)
from core.filters import EntryFilter
from core.work import Work
from tests.factories import NOW, contact, entry


def event(document_no: str = "103045", **fields: Any) -> DocumentEvent:
    values: dict[str, Any] = {
        "document_type": DocumentType.SALES_INVOICE,
        "document_no": document_no,
        "event": DocumentEventKind.POSTED,
        "occurred_at": NOW,
    }
    return DocumentEvent(**values | fields)


FULL = event(
    system="erp",
    version=3,
    description="Invoice 103045",
    contact_no="CT000012",
    bill_to_contact_no="1",
    sell_to_contact_no="2",
    bill_to_customer_no="3",
    sell_to_customer_no="4",
    pay_to_vendor_no="5",
    buy_from_vendor_no="6",
    customer_no="7",
    vendor_no="8",
    salesperson_code="JR",
    amount=Decimal("1250.00"),
    currency="EUR",
    url="https://example.test/1",
)


def record(*events: DocumentEvent) -> Callable[[Work], list[int]]:
    """Records documents that are new, as an operation does; gives the entry of each event."""

    def operation(work: Work) -> list[int]:
        work.documents.lock(events)
        entries = {document.key: document.entry_no for document in work.documents.find(events)}
        new = [each for each in {each.document: each for each in events}.values() if each.document not in entries]
        for each, no in zip(new, work.entries.add_many([entry()] * len(new)), strict=True):
            entries[each.document] = no
        work.documents.add([of(each, entries[each.document]) for each in new])
        seen = work.documents.seen(events)
        work.documents.add_events([each for each in events if each not in seen], NOW)
        return [entries[each.document] for each in events]

    return operation


def of(each: DocumentEvent, entry_no: int) -> Document:
    return Document(
        system=each.system,
        document_type=each.document_type,
        document_no=each.document_no,
        entry_no=entry_no,
        version=each.version,
        url=each.url,
        amount=each.amount,
        currency=each.currency,
    )


@pytest.fixture
async def log(database: Database) -> Database:
    await database.write(1, lambda work: work.contacts.add(contact()))
    return database


async def test_setup(database: Database) -> None:
    quote = DocumentSetup(
        document_type=DocumentType.SALES_QUOTE, template_code="QUOTE", events=frozenset({DocumentEventKind.CREATED})
    )
    invoice = DocumentSetup(
        document_type=DocumentType.SALES_INVOICE,
        template_code="INV",
        events=frozenset({DocumentEventKind.POSTED, DocumentEventKind.EMAILED}),
    )
    none = DocumentSetup(document_type=DocumentType.MEETING_INVITATION, template_code="MEET", events=frozenset())
    for each in (none, invoice, quote):
        await database.write(1, lambda work, each=each: work.documents.save_setup(each))  # type: ignore[misc]
    assert await database.read(1, lambda work: work.documents.setup()) == [quote, invoice, none]
    other = replace(invoice, template_code="OTHER")
    await database.write(1, lambda work: work.documents.save_setup(other))
    await database.write(1, lambda work: work.documents.remove_setup(DocumentType.SALES_QUOTE))
    await database.write(1, lambda work: work.documents.remove_setup(DocumentType.EMAIL))
    assert await database.read(1, lambda work: work.documents.setup()) == [other, none]
    assert await database.read(2, lambda work: work.documents.setup()) == []


async def test_a_document_is_found_by_each_part_of_its_key(log: Database) -> None:
    await log.write(1, record(FULL))
    (found,) = await log.read(1, lambda work: work.documents.find([FULL, replace(FULL, version=9)]))
    assert found == of(FULL, 1)
    assert str(found.amount) == "1250.00"
    assert await log.read(1, lambda work: work.documents.of_entry(1)) == found
    assert await log.read(1, lambda work: work.documents.of_entry(2)) is None
    others = [
        replace(FULL, system="other"),
        replace(FULL, document_type=DocumentType.SALES_QUOTE),
        replace(FULL, document_no="103046"),
    ]
    assert await log.read(1, lambda work: work.documents.find(others)) == []
    assert await log.read(2, lambda work: work.documents.find([FULL])) == []


async def test_a_document_that_is_kept_is_replaced(log: Database) -> None:
    first, other = event(amount=None), event("103046")
    await log.write(1, record(first, other))
    later = replace(first, version=2, amount=Decimal("7.5"), currency="NOK", url="https://example.test/2")
    await log.write(1, lambda work: work.documents.add([of(later, 1)]))
    assert await log.read(1, lambda work: work.documents.of_entry(1)) == of(later, 1)
    assert await log.read(1, lambda work: work.documents.of_entry(2)) == of(other, 2)


async def test_an_event_was_seen_when_all_of_its_key_is_the_same(log: Database) -> None:
    await log.write(1, record(FULL))
    oslo = timezone(timedelta(hours=1))
    same = replace(FULL, description="", amount=None, occurred_at=FULL.occurred_at.astimezone(oslo))
    others = [
        replace(FULL, version=4),
        replace(FULL, event=DocumentEventKind.PRINTED),
        replace(FULL, occurred_at=NOW + timedelta(microseconds=1)),
        replace(FULL, system="default"),
    ]
    assert await log.read(1, lambda work: work.documents.seen([same, *others])) == {same}
    assert await log.read(1, lambda work: work.documents.seen(others)) == frozenset()
    assert await log.read(1, lambda work: work.documents.seen([])) == frozenset()


async def test_the_events_of_an_entry_whole_and_by_time(log: Database) -> None:
    early = replace(FULL, occurred_at=NOW - timedelta(days=1), event=DocumentEventKind.CREATED, amount=None)
    await log.write(1, record(FULL, early, event("other")))
    found = await log.read(1, lambda work: work.documents.events(1))
    assert found == [early, FULL]
    assert found[1].occurred_at.tzinfo is UTC
    assert await log.read(1, lambda work: work.documents.events(7)) == []


async def test_batches_of_many_systems_and_types(log: Database) -> None:
    events = [
        event(f"D{number}", system=f"s{number % 3}", document_type=list(DocumentType)[number % 7], version=number)
        for number in range(1200)
    ]
    entries = await log.write(1, record(*events))
    assert entries == list(range(1, 1201))
    assert await log.write(1, record(*events)) == entries
    assert await log.read(1, lambda work: work.documents.seen(events)) == frozenset(events)
    found = await log.read(1, lambda work: work.documents.find(events))
    assert {document.key: document.version for document in found} == {each.document: each.version for each in events}


async def test_the_same_documents_at_once_are_recorded_once(log: Database) -> None:
    def batch(number: int) -> list[DocumentEvent]:
        events = [event(f"D{place:03}") for place in range(number % 7, 60)]
        return events if number % 2 else events[::-1]

    recorded = await asyncio.gather(*(log.write(1, record(*batch(number))) for number in range(16)))
    rows = await log.read(1, lambda work: work.entries.page(EntryFilter(), 1000))
    assert len(rows) == 60
    by_document: dict[str, int] = {}
    for number, entries in enumerate(recorded):
        for each, no in zip(batch(number), entries, strict=True):
            assert by_document.setdefault(each.document_no, no) == no


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_who_records_the_same_documents_waits(log: Database) -> None:
    recording, found = asyncio.Event(), []
    loop = asyncio.get_running_loop()

    def slow(work: Work) -> None:
        record(event(), event("other"))(work)
        loop.call_soon_threadsafe(recording.set)
        time.sleep(0.2)

    def look(work: Work) -> None:
        work.documents.lock([event("third"), event()])
        found.append(len(work.documents.find([event()])))

    first = asyncio.ensure_future(log.write(1, slow))
    await recording.wait()
    await log.write(1, look)
    await first
    assert found == [1]


async def test_relations(database: Database) -> None:
    customer = Relation(side=Side.CUSTOMER, no="10000", contact_no="CT000012")
    vendor = Relation(side=Side.VENDOR, no="10000", contact_no="CT000013")
    assert await database.write(1, lambda work: work.documents.upsert_relations([customer, vendor])) == 2
    moved = replace(customer, contact_no="CT000014")
    added = Relation(side=Side.VENDOR, no="20000", contact_no="CT000015")
    assert await database.write(1, lambda work: work.documents.upsert_relations([moved, vendor, added])) == 2
    customers = await database.read(1, lambda work: work.documents.contacts_of(Side.CUSTOMER, ["10000", "20000", "10000"]))
    assert customers == {"10000": "CT000014"}
    vendors = await database.read(1, lambda work: work.documents.contacts_of(Side.VENDOR, ["10000", "20000"]))
    assert vendors == {"10000": "CT000013", "20000": "CT000015"}
    assert await database.read(1, lambda work: work.documents.contacts_of(Side.VENDOR, [])) == {}
    assert await database.read(2, lambda work: work.documents.contacts_of(Side.VENDOR, ["10000"])) == {}


async def test_skipped_events(database: Database) -> None:
    events = [event(f"D{number}") for number in range(5)]
    reasons = [SkipReason.NO_CONTACT, SkipReason.NO_TEMPLATE] * 2 + [SkipReason.NO_CONTACT]
    await database.write(1, lambda work: work.documents.skip(list(zip(events, reasons, strict=True)), NOW))
    await database.write(1, lambda work: work.documents.skip([(FULL, SkipReason.PRIVACY_BLOCKED)], NOW))
    kept = await database.read(1, lambda work: work.documents.skipped(10))
    assert [each.no for each in kept] == [6, 5, 4, 3, 2, 1]
    assert kept[0] == SkippedDocument(no=6, event=FULL, reason=SkipReason.PRIVACY_BLOCKED, at=NOW)
    assert [each.event for each in kept[:0:-1]] == events
    assert await database.read(1, lambda work: work.documents.skipped(2, before=4)) == kept[3:5]
    assert await database.read(1, lambda work: work.documents.skipped(2, after=2)) == [kept[3], kept[2]]
    found = await database.read(1, lambda work: work.documents.skipped(9, before=5, reason=SkipReason.NO_CONTACT))
    assert [each.no for each in found] == [3, 1]
    assert await database.read(1, lambda work: work.documents.skipped_counts()) == {
        SkipReason.NO_CONTACT: 3,
        SkipReason.NO_TEMPLATE: 2,
        SkipReason.PRIVACY_BLOCKED: 1,
    }
    assert sorted(await database.read(1, lambda work: work.documents.get_skipped([2, 6, 99])), key=lambda each: each.no) == [
        kept[4],
        kept[0],
    ]
    assert await database.read(2, lambda work: work.documents.skipped(10)) == []


async def test_an_event_that_is_skipped_again_keeps_its_no(database: Database) -> None:
    other = event("other")
    first = [(event(), SkipReason.NO_CONTACT), (other, SkipReason.NO_CONTACT)]
    await database.write(1, lambda work: work.documents.skip(first, NOW))
    later, mended = NOW + timedelta(hours=1), event(contact_no="CT000012")
    again = [(mended, SkipReason.PRIVACY_BLOCKED), (event("third"), SkipReason.NO_TEMPLATE)]
    await database.write(1, lambda work: work.documents.skip(again, later))
    assert await database.read(1, lambda work: work.documents.get_skipped([1])) == [
        SkippedDocument(no=1, event=mended, reason=SkipReason.PRIVACY_BLOCKED, at=later)
    ]
    await database.write(1, lambda work: work.documents.unskip([event(), event("never skipped"), event(version=2)]))
    assert [each.no for each in await database.read(1, lambda work: work.documents.skipped(10))] == [3, 2]
    await database.write(1, lambda work: work.documents.skip([(event(), SkipReason.NO_CONTACT)], later))
    assert [each.no for each in await database.read(1, lambda work: work.documents.skipped(10))] == [4, 3, 2]


async def test_the_same_event_skipped_at_once_is_kept_once(database: Database) -> None:
    skipped = [(event(f"D{number}"), SkipReason.NO_CONTACT) for number in range(20)]

    def skip(number: int) -> Callable[[Work], None]:
        return lambda work: work.documents.skip(skipped[:: 1 if number % 2 else -1], NOW)

    await asyncio.gather(*(database.write(1, skip(number)) for number in range(12)))
    assert await database.read(1, lambda work: work.documents.skipped_counts()) == {SkipReason.NO_CONTACT: 20}


async def test_times_are_read_in_utc(log: Database) -> None:
    at = datetime(2026, 3, 29, 2, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    await log.write(1, record(event(occurred_at=at)))
    (found,) = await log.read(1, lambda work: work.documents.events(1))
    assert found.occurred_at == at
    assert found.occurred_at.utcoffset() == timedelta(0)
