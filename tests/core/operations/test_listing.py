from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from core.errors import ContactNotFound, InvalidValue, NotFound, Refusal, SalespersonAmbiguous, TemplateNotFound
from core.filters import Position
from core.operations import listing
from core.operations.canceling import cancel_entries
from core.operations.commenting import comment_entry
from core.operations.listing import list_entries, show_entry
from core.requests.entries import CancelEntries, CommentEntry, ListEntries, ShowEntry
from core.results.entries import EntryPage
from core.values import ChangeKind, Evaluation
from tests.core.operations.conftest import ANNA, ANNA_BERG, CARL, FABRIKAM, NOW, ORGANIZATION, World


async def _nos(world: World, **wanted: Any) -> list[int]:
    page = await world.do(list_entries, ListEntries(**wanted), world.kim)
    assert page.newer is None
    return [row.entry.no for row in page.rows]


async def test_filters(world: World) -> None:
    await world.log("PHONE", ANNA.no, note="spring offer", evaluation=Evaluation.POSITIVE)  # 1
    await world.log("MEMO", FABRIKAM.no, failed=True, on=date(2026, 11, 18))  # 2
    await world.log("MEETING", CARL.no, campaign="C9", on=date(2026, 11, 19), at=time(23, 30))  # 3
    await world.log("PHONE", ANNA_BERG.no, actor=world.kim, on=date(2026, 11, 20), at=time(0, 30))  # 4
    await world.log("PHONE", ANNA_BERG.no, actor=world.mia, on=date(2026, 11, 17))  # 5
    await world.log("PHONE", ANNA.no, postpone=True)  # 6
    await world.log("LETTER", ANNA.no)  # 7
    await world.do(cancel_entries, CancelEntries(nos=(7,)))

    cases: list[tuple[dict[str, Any], list[int]]] = [
        ({}, [1, 4, 3, 2, 5]),
        ({"contact": "anna larsen"}, [1]),
        ({"contact": "fabrikam"}, [1, 2]),
        ({"company": "fabrikam"}, [1, 2]),
        ({"company": ANNA.no}, [1, 2]),
        ({"contact": ANNA.no, "company": FABRIKAM.no}, [1]),
        ({"contact": FABRIKAM.no, "company": FABRIKAM.no}, [2]),
        ({"contact": "carl"}, [3]),
        # Days are the reader's: 23:30 and 0:30 in Oslo are both on the 19th in UTC.
        ({"since": date(2026, 11, 20)}, [1, 4]),
        ({"until": date(2026, 11, 19)}, [3, 2, 5]),
        ({"since": date(2026, 11, 19), "until": date(2026, 11, 19)}, [3]),
        ({"since": date.min, "until": date.max}, [1, 4, 3, 2, 5]),
        ({"template": "pho"}, [1, 4, 5]),
        ({"group": "talk"}, [1, 4, 3, 5]),
        ({"group": "t"}, [1, 4, 3, 5]),
        ({"by": "me"}, [4]),
        ({"by": "<@jo>"}, [1, 3, 2]),
        ({"by": "jo@sales.example"}, [1, 3, 2]),
        ({"by": "JR"}, [1, 3, 2]),
        ({"by": "ml"}, [4, 5]),
        ({"by": "mia@sales.example"}, [4, 5]),
        ({"by": "kim@sales.example"}, [4]),
        ({"by": "OLD"}, []),
        ({"evaluation": Evaluation.POSITIVE}, [1]),
        ({"evaluation": Evaluation.NONE}, [4, 3, 2, 5]),
        ({"canceled": True}, [7]),
        ({"canceled": None}, [7, 1, 4, 3, 2, 5]),
        ({"postponed": True}, [6]),
        ({"failed": True}, [2]),
        ({"failed": False}, [1, 4, 3, 5]),
        ({"automatic": True}, []),
        ({"automatic": False}, [1, 4, 3, 2, 5]),
        ({"document_type": "sales_invoice"}, []),
        ({"document_no": "103"}, []),
        ({"campaign": "c9"}, [3]),
        ({"no_from": 2, "no_to": 4}, [4, 3, 2]),
        ({"no_from": 10**30}, []),
        ({"no_to": 10**30}, [1, 4, 3, 2, 5]),
        ({"text": "offer"}, [1]),
        ({"text": "\x00offer"}, [1]),
        ({"contact": "fabrikam", "failed": True, "template": "memo"}, [2]),
    ]
    for wanted, expected in cases:
        assert await _nos(world, **wanted) == expected, wanted


async def test_whose_log_it_is(world: World) -> None:
    await world.log()
    assert (await world.do(list_entries, ListEntries())).contact is None
    assert (await world.do(list_entries, ListEntries(contact="fabrikam"))).contact == FABRIKAM
    assert (await world.do(list_entries, ListEntries(contact=ANNA.no))).contact == ANNA


async def test_by_a_person_who_left_among_twins(world: World) -> None:
    """A shared e-mail address tells one person only when one of its salespeople is not blocked."""
    await world.refused(SalespersonAmbiguous, list_entries, ListEntries(by="twins@sales.example"))

    twin = await world.database.read(ORGANIZATION, lambda work: work.salespeople.get("T1"))
    await world.database.write(ORGANIZATION, lambda work: work.salespeople.upsert([replace(twin, blocked=True)]))
    await world.log(salesperson="T2", actor=world.mia)
    await world.log()
    assert await _nos(world, by="twins@sales.example") == [1]


@pytest.mark.parametrize(
    ("wanted", "kind", "field"),
    [
        ({"contact": "zzzzzzz"}, ContactNotFound, "contact"),
        ({"company": "zzzzzzz"}, ContactNotFound, "company"),
        ({"template": "zzz"}, TemplateNotFound, "template"),
        ({"group": "zzz"}, NotFound, ""),
        ({"group": "\x00"}, NotFound, ""),
        ({"segment": "nope"}, NotFound, "segment"),
        ({"segment": "\x00"}, NotFound, "segment"),
        ({"by": "zzz"}, NotFound, ""),
        ({"by": "<@U9||>"}, NotFound, ""),
        ({"by": "nobody@sales.example"}, NotFound, ""),
        ({"older": "yesterday"}, InvalidValue, "older"),
        ({"newer": "2026-11-19T14:05:00Z/x"}, InvalidValue, "newer"),
        ({"campaign": "x" * 30}, InvalidValue, "campaign"),
    ],
)
async def test_refused(world: World, wanted: dict[str, Any], kind: type[Refusal], field: str) -> None:
    assert (await world.refused(kind, list_entries, ListEntries(**wanted))).field == field


def _page(page: EntryPage) -> list[int]:
    return [row.entry.no for row in page.rows]


async def test_paging_there_and_back(world: World) -> None:
    for minute in range(25):
        await world.log(on=date(2026, 11, 1), at=time(8, minute // 2))
    everything = list(range(25, 0, -1))

    first = await world.do(list_entries, ListEntries())
    assert (_page(first), first.newer) == (everything[:10], None)
    second = await world.do(list_entries, ListEntries(older=str(first.older)))
    assert _page(second) == everything[10:20]
    third = await world.do(list_entries, ListEntries(older=str(second.older)))
    assert (_page(third), third.older) == (everything[20:], None)

    back = await world.do(list_entries, ListEntries(newer=str(third.newer)))
    assert (_page(back), back.older, back.newer) == (everything[10:20], second.older, second.newer)
    front = await world.do(list_entries, ListEntries(newer=str(back.newer)))
    assert (_page(front), front.older, front.newer) == (everything[:10], first.older, None)

    # Three new ones are not enough for a page of their own, so the first page comes, whole.
    for _ in range(3):
        await world.log()
    between = await world.do(list_entries, ListEntries(newer=str(back.newer)))
    assert _page(between) == everything[:10]
    newest = await world.do(list_entries, ListEntries(newer=str(between.newer)))
    assert (_page(newest), newest.newer) == ([28, 27, 26, *everything[:7]], None)


async def test_pages_stand_still_while_entries_come_and_go(world: World) -> None:
    for minute in range(21):
        await world.log(on=date(2026, 11, 1), at=time(8, minute))
    first = await world.do(list_entries, ListEntries())
    await world.log()
    await world.do(cancel_entries, CancelEntries(nos=(12, 5)))
    second = await world.do(list_entries, ListEntries(older=str(first.older)))
    assert _page(second) == [11, 10, 9, 8, 7, 6, 4, 3, 2, 1]
    assert second.older is None


async def test_exactly_one_page(world: World) -> None:
    for _ in range(10):
        await world.log()
    page = await world.do(list_entries, ListEntries())
    assert (len(page.rows), page.older, page.newer) == (10, None, None)


async def test_where_nothing_is_left_the_first_page_comes(world: World) -> None:
    await world.log()
    positions = {"older": Position(NOW - timedelta(days=1), 1), "newer": Position(NOW + timedelta(days=1), 9)}
    for direction, position in positions.items():
        wanted: dict[str, Any] = {direction: str(position)}
        page = await world.do(list_entries, ListEntries(**wanted))
        assert (_page(page), page.older, page.newer) == ([1], None, None)


async def test_show(world: World) -> None:
    logged = await world.log()
    await world.do(comment_entry, CommentEntry(no=1, text="good talk"), world.mia)
    for actor, may_change in ((world.jo, True), (world.kim, False), (world.mia, True), (world.ada, True)):
        details = await world.do(show_entry, ShowEntry(no=1), actor)
        assert details.row.entry == logged.row.entry
        assert (details.row.contact_name, details.row.salesperson_name) == ("Anna Larsen", "Jo Rep")
        assert [(each.text, each.by_name) for each in details.comments] == [("good talk", "Mia")]
        assert [(each.kind, each.by_name) for each in details.history] == [
            (ChangeKind.CREATED, "Jo"),
            (ChangeKind.COMMENTED, "Mia"),
        ]
        assert (details.recorded_by, details.may_change) == ("Jo", may_change)


async def test_show_what_the_system_recorded(world: World) -> None:
    entry = replace((await world.log(salesperson="me")).row.entry, created_by=0, document_type="sales_invoice", document_no="103")
    await world.database.write(ORGANIZATION, lambda work: work.entries.add(replace(entry, no=0)))
    assert (await world.do(show_entry, ShowEntry(no=2))).recorded_by == ""
    assert await _nos(world, automatic=True) == [2]
    assert await _nos(world, document_type="sales_invoice", document_no="103") == [2]
    assert await _nos(world, document_no="104") == []


async def test_show_nothing(world: World) -> None:
    for no in (1, 0, -1, 10**30):
        assert (await world.refused(NotFound, show_entry, ShowEntry(no=no))).kind == "entry"


async def test_in_a_long_log_a_text_is_looked_for_in_steps(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LOOKED_THROUGH", 20)
    for number in range(50):
        note = "pallets" if number in (3, 4, 33, 34) else f"talk {number}"
        await world.log("PHONE", ANNA.no if number % 2 else CARL.no, note=note, at=time(8, number))

    def found(page: EntryPage) -> list[str]:
        return [row.entry.description for row in page.rows]

    whole = await world.do(list_entries, ListEntries(text="pallets"), world.kim)
    assert found(whole) == ["pallets"] * 2
    pages = [whole]
    while (older := pages[-1].older) is not None:
        assert pages[-1].back_to is not None
        pages.append(await world.do(list_entries, ListEntries(text="pallets", older=str(older)), world.kim))
    numbers = [row.entry.no for page in pages for row in page.rows]
    assert numbers == [35, 34, 5, 4]
    assert pages[-1].back_to is None
    # Where something else leads to few entries, or where it was said how far, all is looked through.
    for narrowed in (ListEntries(text="pallets", contact=ANNA.no), ListEntries(text="pallets", since=date(2026, 1, 1))):
        page = await world.do(list_entries, narrowed, world.kim)
        assert (page.older, page.back_to) == (None, None)
