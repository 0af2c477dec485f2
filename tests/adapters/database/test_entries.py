from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

import pytest

from adapters.database import Database
from core.entry import InteractionLogEntry, LogRow
from core.errors import NotFound
from core.filters import EntryFilter, Position
from core.values import Evaluation
from core.work import Work
from tests.factories import NOW, WHOLE, company, contact, entry, salesperson, template


@pytest.fixture
async def log(database: Database) -> Database:
    def fill(work: Work) -> None:
        work.contacts.upsert([company(), contact(company_no="CT000001"), contact("CT000099", "Somebody Else")])
        work.templates.add(template())
        work.salespeople.upsert([salesperson()])

    await database.write(1, fill)
    return database


async def add(database: Database, *entries: InteractionLogEntry) -> list[int]:
    return await database.write(1, lambda work: [work.entries.add(each) for each in entries])


async def test_many_at_once_get_numbers_in_their_order(log: Database) -> None:
    assert await add(log, entry()) == [1]
    many = [replace(WHOLE, description=f"{number}") for number in range(60)]
    given = await log.write(1, lambda work: work.entries.add_many(many))
    assert list(given) == list(range(2, 62))
    assert list(await log.write(1, lambda work: work.entries.add_many([]))) == []
    assert list(await log.write(1, lambda work: work.entries.add_many(many[:2]))) == [62, 63]
    assert await add(log, entry()) == [64]
    stored = await log.read(1, lambda work: [work.entries.get(no) for no in given])
    assert stored == [replace(each, no=no) for each, no in zip(many, given, strict=True)]


async def page(
    database: Database,
    limit: int = 10,
    older_than: Position | None = None,
    newer_than: Position | None = None,
    **wanted: Any,
) -> list[int]:
    rows = await database.read(
        1, lambda work: work.entries.page(EntryFilter(**wanted), limit, older_than=older_than, newer_than=newer_than)
    )
    return [row.entry.no for row in rows]


async def test_numbers_begin_with_one(log: Database) -> None:
    assert await add(log, entry(), entry()) == [1, 2]
    assert await add(log, entry()) == [3]


async def test_an_entry_comes_back_as_it_was_kept(log: Database) -> None:
    [no] = await add(log, WHOLE)
    kept = await log.read(1, lambda work: work.entries.get(no))
    assert kept == replace(WHOLE, no=no)
    assert kept.at.tzinfo is UTC


async def test_a_row_has_the_names(log: Database) -> None:
    [no, other] = await add(log, entry(salesperson_code="JR"), entry(template_code="GONE", salesperson_code="GONE"))
    row = await log.read(1, lambda work: work.entries.row(no))
    assert row == LogRow(
        entry=entry(no=no, salesperson_code="JR"),
        contact_name="Anna Hansen",
        template_description="Telephone call",
        salesperson_name="John Roberts",
    )
    bare = await log.read(1, lambda work: work.entries.row(other))
    assert (bare.template_description, bare.salesperson_name) == ("", "")


async def test_all_fields_are_updated(log: Database) -> None:
    [no] = await add(log, entry("CT000099"))
    await log.write(1, lambda work: work.entries.update(replace(WHOLE, no=no)))
    assert await log.read(1, lambda work: work.entries.get(no)) == replace(WHOLE, no=no)
    await log.write(1, lambda work: work.entries.update(entry(no=no)))
    assert await log.read(1, lambda work: work.entries.get(no)) == entry(no=no)


async def test_what_is_not_there(log: Database) -> None:
    with pytest.raises(NotFound) as caught:
        await log.read(1, lambda work: work.entries.get(1))
    assert (caught.value.kind, caught.value.key) == ("entry", "1")
    with pytest.raises(NotFound):
        await log.read(1, lambda work: work.entries.row(1))
    with pytest.raises(NotFound):
        await log.write(1, lambda work: work.entries.update(entry(no=1)))


async def test_newest_first_in_pages(log: Database) -> None:
    times = [NOW + timedelta(hours=hours) for hours in (0, 5, 1, 5, 3, 2, 5)]
    entries = [entry(at=at) for at in times]
    await add(log, *entries)
    order = [7, 4, 2, 5, 6, 3, 1]
    assert await page(log) == order
    first = await page(log, 3)
    assert first == order[:3]
    second = await page(log, 3, older_than=Position(times[1], 2))
    assert second == order[3:6]
    assert await page(log, 3, older_than=Position(times[2], 3)) == order[6:]
    assert await page(log, 3, newer_than=Position(times[4], 5)) == order[:3]
    assert await page(log, 2, newer_than=Position(times[0], 1)) == order[4:6]
    assert await page(log, 2, newer_than=Position(times[6], 7)) == []


async def test_one_contact_or_a_company_with_its_persons(log: Database) -> None:
    await add(log, entry(company_no="CT000001"), entry("CT000001"), entry("CT000099"))
    assert await page(log, contact_no="CT000012") == [1]
    assert await page(log, contact_no="CT000001") == [2]
    assert await page(log, company_no="CT000001") == [2, 1]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [5, 4, 3, 1]),
        ({"canceled": True}, [2]),
        ({"canceled": None}, [5, 4, 3, 2, 1]),
        ({"postponed": True}, [3]),
        ({"postponed": False}, [5, 4, 1]),
        ({"failed": True}, [4]),
        ({"failed": False}, [5, 3, 1]),
        ({"automatic": True}, [5]),
        ({"automatic": False}, [4, 3, 1]),
        ({"document_type": "sales_invoice", "document_no": "1"}, [5]),
        ({"template_code": "MEET"}, [3]),
        ({"group_code": "PHONE"}, [1]),
        ({"evaluation": Evaluation.POSITIVE}, [4]),
        ({"evaluation": Evaluation.NONE}, [5, 3, 1]),
        ({"segment_no": "S1"}, [1]),
        ({"campaign_no": "C1"}, [1]),
        ({"no_from": 3}, [5, 4, 3]),
        ({"no_to": 3}, [3, 1]),
        ({"no_from": 2, "no_to": 4}, [4, 3]),
        ({"since": NOW + timedelta(minutes=3)}, [5, 4, 3]),
        ({"until": NOW + timedelta(minutes=3)}, [1]),
        ({"by_person": 2}, [4, 1]),
        ({"by_salesperson": "JR"}, [5, 1]),
        ({"by_person": 2, "by_salesperson": "JR"}, [5, 4, 1]),
        ({"by_person": 2, "by_salesperson": "JR", "canceled": None}, [5, 4, 2, 1]),
        ({"text": "OFFER soren"}, [3]),
        ({"text": "søren"}, [3]),
        ({"text": "%"}, [4]),
        ({"text": "nothing"}, []),
        ({"text": "subject"}, [5]),
    ],
)
async def test_filters(log: Database, wanted: dict[str, Any], found: list[int]) -> None:
    await add(
        log,
        entry(
            at=NOW + timedelta(minutes=1),
            group_code="PHONE",
            segment_no="S1",
            campaign_no="C1",
            created_by=2,
            salesperson_code="JR",
        ),
        entry(at=NOW + timedelta(minutes=2), canceled=True, canceled_at=NOW, created_by=2, salesperson_code="JR"),
        entry(at=NOW + timedelta(minutes=3), postponed=True, template_code="MEET", note="An offer for Søren"),
        entry(at=NOW + timedelta(minutes=4), attempt_failed=True, evaluation=Evaluation.POSITIVE, created_by=2, note="20% off"),
        entry(
            at=NOW + timedelta(minutes=5),
            document_type="sales_invoice",
            document_no="1",
            salesperson_code="JR",
            subject="A Subject",
        ),
    )
    assert await page(log, **wanted) == found


async def test_both_of_a_person_in_pages(log: Database) -> None:
    mine = [
        entry(at=NOW + timedelta(minutes=n), created_by=2 + n % 2, salesperson_code="JR" if n % 3 == 0 else "") for n in range(12)
    ]
    await add(log, *mine)
    expected = [n + 1 for n in range(11, -1, -1) if n % 2 == 0 or n % 3 == 0]
    wanted: dict[str, Any] = {"by_person": 2, "by_salesperson": "JR"}
    assert await page(log, 20, **wanted) == expected
    place = expected[3]
    assert await page(log, 3, older_than=Position(mine[place - 1].at, place), **wanted) == expected[4:7]
    assert await page(log, 2, newer_than=Position(mine[place - 1].at, place), **wanted) == expected[1:3]


async def test_entries_that_are_alike(log: Database) -> None:
    first = entry(created_by=2, description="Same")
    await add(
        log,
        first,
        entry(created_by=2, description="Same", at=NOW - timedelta(seconds=30)),
        entry(created_by=2, description="Same", at=NOW - timedelta(seconds=31)),
        entry(created_by=2, description="Other"),
        entry(created_by=3, description="Same"),
        entry(created_by=2, description="Same", contact_no="CT000099"),
    )
    found = await log.read(1, lambda work: work.entries.alike(first, timedelta(seconds=30)))
    assert sorted(each.no for each in found) == [1, 2]


async def test_what_a_person_recorded_last(log: Database) -> None:
    await add(log, entry(created_by=2, at=NOW + timedelta(days=1)), entry(created_by=3), entry(created_by=2, canceled=True))
    recent = await log.read(1, lambda work: work.entries.recent_by(2, 5))
    assert [each.no for each in recent] == [3, 1]
    assert [each.no for each in await log.read(1, lambda work: work.entries.recent_by(2, 1))] == [3]


async def test_another_organization_sees_nothing(log: Database) -> None:
    await add(log, entry())
    assert list(await log.read(2, lambda work: work.entries.page(EntryFilter(), 10))) == []
    assert list(await log.read(2, lambda work: work.entries.recent_by(1, 10))) == []
    with pytest.raises(NotFound):
        await log.read(2, lambda work: work.entries.get(1))
