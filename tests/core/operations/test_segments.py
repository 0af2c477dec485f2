"""Segments and their contacts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.contact import Contact
from core.errors import (
    AlreadyExists,
    ContactAmbiguous,
    InvalidValue,
    NotAllowed,
    NotFound,
    PrivacyBlocked,
)
from core.operations import segment_contacts
from core.operations.canceling import cancel_entries
from core.operations.segment_contacts import add_to_segment, change_segment_line, reduce_segment, remove_from_segment
from core.operations.segments import follow_up_segment, list_segments, remove_segment, save_segment, show_segment
from core.requests.entries import CancelEntries
from core.requests.segments import (
    AddToSegment,
    ChangeSegmentLine,
    FollowUpSegment,
    ListSegments,
    ReduceSegment,
    RemoveFromSegment,
    RemoveSegment,
    SaveSegment,
    ShowSegment,
)
from core.segment import LeftOut, SegmentLine
from core.values import ContactType, CorrespondenceType
from tests.core.operations.conftest import ANNA, ANNA_BERG, BLOCKED, CARL, FABRIKAM, ORGANIZATION, World

EXCLUDED = Contact(no="CT000006", type=ContactType.PERSON, name="Eva Excluded", salesperson_code="ML", exclude_from_segment=True)
DORA = Contact(
    no="CT000007",
    type=ContactType.PERSON,
    name="Dora Dahl",
    country="NORWAY",
    city="Ålesund",
    language_code="nb",
    job_title="Chief Buyer",
    salesperson_code="JR",
)


async def contacts_of(world: World, segment: str = "MAIL") -> list[str]:
    rows = await world.database.read(ORGANIZATION, lambda work: work.segments.all_lines(segment))
    return [row.contact.no for row in rows]


@pytest.fixture
async def mail(world: World) -> World:
    """With a segment MAIL that is empty, and two more contacts."""
    await world.database.write(ORGANIZATION, lambda work: work.contacts.upsert([EXCLUDED, DORA]))
    await world.do(save_segment, SaveSegment(code="mail", new=True, description="Spring mailing"))
    return world


async def test_a_segment_is_added_changed_and_removed(world: World) -> None:
    made = await world.do(
        save_segment,
        SaveSegment(
            code="mail",
            new=True,
            description="Spring mailing",
            template="letter",
            unit_cost=Decimal("2.5"),
            unit_duration=5,
            language="nb",
            correspondence_type=CorrespondenceType.EMAIL,
            ignore_contact_correspondence_type=True,
            campaign="c1",
            salesperson="me",
            on=date(2026, 11, 18),
            subject="Prices",
        ),
    )
    segment = made.segment
    assert (segment.no, segment.template_code, segment.campaign_no, segment.salesperson_code) == ("MAIL", "LETTER", "C1", "JR")
    assert (segment.unit_cost, segment.unit_duration, segment.on) == (Decimal("2.50"), 5, date(2026, 11, 18))
    assert (segment.created_by, made.contacts, made.salesperson_name) == (world.jo.person_id, 0, "Jo Rep")
    await world.refused(AlreadyExists, save_segment, SaveSegment(code="MAIL", new=True, description="Again"))
    changed = await world.do(save_segment, SaveSegment(code="mail", template="", subject="New prices", unit_cost=Decimal(0)))
    assert changed.segment == replace(segment, template_code="", subject="New prices", unit_cost=Decimal(0))
    assert not (await world.do(remove_segment, RemoveSegment(code="MAIL"))).confirmed
    await world.do(remove_segment, RemoveSegment(code="MAIL", confirmed=True))
    await world.refused(NotFound, show_segment, ShowSegment(segment="MAIL"))


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"code": "MAIL"}, InvalidValue),
        ({"code": "two words", "description": "x"}, InvalidValue),
        ({"code": "MAIL", "description": "x", "language": "xx"}, InvalidValue),
        ({"code": "MAIL", "description": "x", "salesperson": "ML"}, NotAllowed),
    ],
)
async def test_what_is_no_segment_is_refused(world: World, values: dict[str, Any], refusal: type) -> None:
    await world.refused(refusal, save_segment, SaveSegment(new=True, **values))


async def test_a_segment_is_found_by_the_beginning_of_its_no_or_description(mail: World) -> None:
    await mail.do(save_segment, SaveSegment(code="MAP", new=True, description="Autumn"))
    assert (await mail.do(show_segment, ShowSegment(segment="mai"))).segment.no == "MAIL"
    assert (await mail.do(show_segment, ShowSegment(segment="spring"))).segment.no == "MAIL"
    await mail.refused(NotFound, show_segment, ShowSegment(segment="ma"))
    await mail.refused(NotFound, show_segment, ShowSegment(segment=""))


async def test_one_contact_comes_in_and_leaves(mail: World) -> None:
    added = await mail.do(add_to_segment, AddToSegment(segment="MAIL", contact="anna larsen"))
    assert (added.count, added.there, added.now) == (1, 0, 1)
    again = await mail.do(add_to_segment, AddToSegment(segment="MAIL", contact=ANNA.no))
    assert (again.count, again.there, again.now) == (0, 1, 1)
    left = await mail.do(add_to_segment, AddToSegment(segment="MAIL", contact="eva"))
    assert (left.count, [(each.reason, each.contacts) for each in left.left_out]) == (0, [(LeftOut.EXCLUDED, (EXCLUDED,))])
    await mail.refused(PrivacyBlocked, add_to_segment, AddToSegment(segment="MAIL", contact=BLOCKED.no))
    await mail.refused(ContactAmbiguous, add_to_segment, AddToSegment(segment="MAIL", contact="anna"))
    await mail.refused(InvalidValue, add_to_segment, AddToSegment(segment="MAIL"))
    gone = await mail.do(remove_from_segment, RemoveFromSegment(segment="MAIL", contact=ANNA.no))
    assert (gone.count, gone.now) == (1, 0)
    assert (await mail.do(remove_from_segment, RemoveFromSegment(segment="MAIL", contact=ANNA.no))).there == 1


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        ({"by": "ML"}, [FABRIKAM, ANNA, ANNA_BERG]),
        ({"by": "me"}, [DORA]),
        ({"company": "fabrikam"}, [FABRIKAM, ANNA]),
        ({"company": "anna larsen", "type": ContactType.PERSON}, [ANNA]),
        ({"country": "norway"}, [DORA]),
        ({"city": "alesund"}, [DORA]),
        ({"language": "nb"}, [FABRIKAM, ANNA, DORA]),
        ({"job_title": "buy chief"}, [DORA]),
        ({"job_title": "seller"}, []),
        ({"type": ContactType.COMPANY}, [FABRIKAM]),
        ({"before": date(2026, 11, 20)}, [CARL, ANNA_BERG, DORA]),
        ({"before": date(2026, 11, 21)}, [FABRIKAM, ANNA, CARL, ANNA_BERG, DORA]),
        ({"template": "phone"}, [ANNA]),
        ({"template": "meeting"}, []),
        ({"other": "OTHER"}, [CARL]),
        ({"by": "ML", "language": "nb", "type": ContactType.PERSON}, [ANNA]),
    ],
)
async def test_contacts_by_criteria(mail: World, criteria: dict[str, Any], found: list[Contact]) -> None:
    await mail.log()  # with Anna, of Fabrikam, on 20 November
    await mail.log("PHONE", CARL.no, failed=True, salesperson="me")
    canceled = await mail.log("MEETING", DORA.no)
    await mail.do(cancel_entries, CancelEntries(nos=(canceled.row.entry.no,)))
    await mail.do(save_segment, SaveSegment(code="OTHER", new=True, description="Other"))
    await mail.do(add_to_segment, AddToSegment(segment="OTHER", contact=CARL.no))
    if "template" in criteria and criteria["template"] == "phone":
        found = [ANNA, CARL]
    added = await mail.do(add_to_segment, AddToSegment(segment="MAIL", **criteria))
    assert await contacts_of(mail) == [each.no for each in found]
    assert added.count == len(found)
    if criteria == {"by": "ML"}:
        assert [(each.reason, each.count, each.contacts) for each in added.left_out] == [
            (LeftOut.EXCLUDED, 1, (EXCLUDED,)),
            (LeftOut.PRIVACY_BLOCKED, 1, (BLOCKED,)),
        ]


async def test_reducing_and_refining(mail: World) -> None:
    await mail.do(add_to_segment, AddToSegment(segment="MAIL", by="ML"))
    await mail.do(add_to_segment, AddToSegment(segment="MAIL", by="JR"))
    reduced = await mail.do(reduce_segment, ReduceSegment(segment="MAIL", type=ContactType.COMPANY))
    assert (reduced.count, reduced.now) == (1, 3)
    refined = await mail.do(reduce_segment, ReduceSegment(segment="MAIL", language="nb", keep=True))
    assert (refined.count, refined.now) == (1, 2)
    assert await contacts_of(mail) == [ANNA.no, DORA.no]
    await mail.refused(InvalidValue, reduce_segment, ReduceSegment(segment="MAIL", keep=True))
    assert (await mail.do(reduce_segment, ReduceSegment(segment="MAIL", city="nowhere"))).count == 0


async def test_a_line_of_its_own(mail: World) -> None:
    await mail.do(add_to_segment, AddToSegment(segment="MAIL", contact=ANNA.no))
    request = ChangeSegmentLine(segment="MAIL", contact="anna larsen", unit_duration=45, template="meeting", language="en")
    row = await mail.do(change_segment_line, request)
    assert row.line == SegmentLine(
        segment_no="MAIL", contact_no=ANNA.no, unit_duration=45, template_code="MEETING", language_code="en"
    )
    row = await mail.do(change_segment_line, ChangeSegmentLine(segment="MAIL", contact=ANNA.no, template=""))
    assert (row.line.template_code, row.line.unit_duration) == ("", 45)
    refusal = await mail.refused(NotFound, change_segment_line, ChangeSegmentLine(segment="MAIL", contact=CARL.no))
    assert refusal.kind == "segment contact"


async def test_pages(mail: World) -> None:
    people = [Contact(no=f"P{n:03}", type=ContactType.PERSON, name=f"Person {n}", country="Chad") for n in range(25)]
    await mail.database.write(ORGANIZATION, lambda work: work.contacts.upsert(people))
    await mail.do(add_to_segment, AddToSegment(segment="MAIL", country="chad"))
    first = await mail.do(show_segment, ShowSegment(segment="MAIL"))
    assert (first.contacts, first.lines[-1].contact.no, first.after, first.before) == (25, "P009", "P009", "")
    second = await mail.do(show_segment, ShowSegment(segment="MAIL", after=first.after))
    assert (second.lines[0].contact.no, second.after, second.before) == ("P010", "P019", "P010")
    third = await mail.do(show_segment, ShowSegment(segment="MAIL", after=second.after))
    assert (len(third.lines), third.after, third.before) == (5, "", "P020")
    back = await mail.do(show_segment, ShowSegment(segment="MAIL", before=third.before))
    assert back == second
    assert (await mail.do(show_segment, ShowSegment(segment="MAIL", before=back.before))).lines == first.lines
    for n in range(12):
        await mail.do(save_segment, SaveSegment(code=f"S{n:02}", new=True, description="S"))
    page = await mail.do(list_segments, ListSegments())
    counts = {row.segment.no: row.contacts for row in page.rows}
    assert (counts["MAIL"], counts["S00"], len(counts)) == (25, 0, 10)
    assert page.after
    rest = await mail.do(list_segments, ListSegments(after=page.after))
    assert rest.rows[-1].segment.no == "S11"
    assert (await mail.do(list_segments, ListSegments(before=rest.before))).rows == page.rows


async def test_a_segment_has_a_most(mail: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment_contacts, "MOST_CONTACTS", 3)
    await mail.do(add_to_segment, AddToSegment(segment="MAIL", by="ML"))
    refusal = await mail.refused(InvalidValue, add_to_segment, AddToSegment(segment="MAIL", by="me"))
    assert (refusal.rule, refusal.limit) == ("too_many_contacts", 3)
    assert len(await contacts_of(mail)) == 3


async def test_following_up(mail: World) -> None:
    await mail.do(add_to_segment, AddToSegment(segment="MAIL", by="ML"))
    await mail.do(change_segment_line, ChangeSegmentLine(segment="MAIL", contact=ANNA.no, subject="Hello Anna"))
    await mail.do(save_segment, SaveSegment(code="MAIL", on=date(2026, 11, 1), subject="Hello"))
    blocked = replace(ANNA_BERG, privacy_blocked=True)
    await mail.database.write(ORGANIZATION, lambda work: work.contacts.upsert([blocked]))
    made = await mail.do(follow_up_segment, FollowUpSegment(segment="MAIL"))
    assert (made.segment.no, made.segment.on, made.segment.subject, made.count) == ("MAIL-2", None, "Hello", 2)
    assert [each.contacts for each in made.left_out] == [(blocked,)]
    line = await mail.database.read(ORGANIZATION, lambda work: work.segments.line("MAIL-2", ANNA.no))
    assert line is not None
    assert line.subject == "Hello Anna"
    assert (await mail.do(follow_up_segment, FollowUpSegment(segment="MAIL-2"))).segment.no == "MAIL-3"
    named = await mail.do(follow_up_segment, FollowUpSegment(segment="MAIL-2", code="calls", description="Call them"))
    assert (named.segment.no, named.segment.description) == ("CALLS", "Call them")
    await mail.refused(AlreadyExists, follow_up_segment, FollowUpSegment(segment="MAIL", code="CALLS"))


async def test_a_removed_segment_takes_its_lines_with_it(mail: World) -> None:
    await mail.do(add_to_segment, AddToSegment(segment="MAIL", by="ML"))
    await mail.do(remove_segment, RemoveSegment(code="MAIL", confirmed=True))
    await mail.do(save_segment, SaveSegment(code="MAIL", new=True, description="Anew"))
    assert await contacts_of(mail) == []


async def test_one_organization_sees_nothing_of_another(mail: World) -> None:
    await mail.do(add_to_segment, AddToSegment(segment="MAIL", by="ML"))
    other = await mail.database.read(2, lambda work: (work.segments.page(10), work.segments.all_lines("MAIL")))
    assert other == ([], [])
