"""Statistics against the same counted by hand, and who may see whose."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from core.contact import Contact
from core.entry import InteractionLogEntry
from core.errors import ContactNotFound, NotAllowed, NotFound
from core.operations.statistics import show_statistics
from core.requests.statistics import ShowStatistics
from core.statistics import Breakdown, Figures, IdleContacts, Statistics
from core.values import ContactType, Evaluation, InitiatedBy
from tests.core.operations.conftest import ANNA, ANNA_BERG, BLOCKED, CARL, FABRIKAM, NOW, ORGANIZATION, World
from tests.factories import entry

TODAY = date(2026, 11, 20)
KEYS = {
    Breakdown.TEMPLATE: "template_code",
    Breakdown.GROUP: "group_code",
    Breakdown.SALESPERSON: "salesperson_code",
    Breakdown.EVALUATION: "evaluation",
    Breakdown.CONTACT: "contact_no",
    Breakdown.SEGMENT: "segment_no",
    Breakdown.CAMPAIGN: "campaign_no",
}


async def add(world: World, *entries: InteractionLogEntry) -> None:
    await world.database.write(ORGANIZATION, lambda work: work.entries.add_many(entries))


async def stats(world: World, who: str = "mia", **said: Any) -> Statistics:
    value = await world.do(show_statistics, ShowStatistics(**said), getattr(world, who))
    assert isinstance(value, Statistics)
    return value


async def idle(world: World, who: str = "mia", **said: Any) -> IdleContacts:
    value = await world.do(show_statistics, ShowStatistics(**said), getattr(world, who))
    assert isinstance(value, IdleContacts)
    return value


def of(contact: Contact, days: float = 0, **fields: Any) -> InteractionLogEntry:
    at = NOW - timedelta(days=days)
    return entry(contact.no, company_no=contact.group_no, at=at, created_at=at, created_by=0, **fields)


def figures(entries: Iterable[InteractionLogEntry]) -> Figures:
    """Counted by hand."""
    found = list(entries)
    return Figures(
        number=len(found),
        failed=sum(each.attempt_failed for each in found),
        duration=sum(each.duration for each in found),
        cost=sum((each.cost for each in found), Decimal(0)),
        last_interaction=max((each.at for each in found if not each.attempt_failed), default=None),
        last_attempt=max((each.at for each in found if each.initiated_by is InitiatedBy.US), default=None),
    )


def _of_jo(each: InteractionLogEntry, world: World) -> bool:
    return each.created_by == world.jo.person_id or each.salesperson_code == "JR"


def some(seed: int, world: World) -> list[InteractionLogEntry]:
    random = Random(seed)
    made = []
    for _ in range(120):
        contact = random.choice((FABRIKAM, ANNA, CARL, ANNA_BERG))
        at = NOW - timedelta(minutes=random.randrange(200 * 24 * 60))
        made.append(
            entry(
                contact.no,
                company_no=contact.group_no,
                at=at,
                created_at=at,
                created_by=random.choice((0, world.jo.person_id, world.mia.person_id)),
                template_code=random.choice(("PHONE", "LETTER", "GONE")),
                group_code=random.choice(("TALK", "WRITE", "")),
                salesperson_code=random.choice(("JR", "ML", "")),
                initiated_by=random.choice(list(InitiatedBy)),
                evaluation=random.choice(list(Evaluation)),
                cost=Decimal(random.randrange(100_000)) / 100,
                duration=random.randrange(90),
                attempt_failed=random.random() < 0.3,
                canceled=random.random() < 0.1,
                postponed=random.random() < 0.1,
                campaign_no=random.choice(("", "", "SPRING")),
                segment_no=random.choice(("", "", "S1")),
            )
        )
    return made


@pytest.mark.parametrize("seed", [1, 2])
async def test_statistics_are_what_counting_by_hand_gives(world: World, seed: int) -> None:
    entries = some(seed, world)
    await add(world, *entries)
    counting = [each for each in entries if not each.canceled and not each.postponed]
    for breakdown, field in KEYS.items():
        value = await stats(world, team=True, breakdown=breakdown, since=date(2026, 1, 1))
        assert value.whole == figures(counting)
        keys = {str(getattr(each, field)) for each in counting}
        expected = {key: figures(each for each in counting if str(getattr(each, field)) == key) for key in keys}
        assert {row.key: row.figures for row in value.rows} == expected
        numbers = [row.figures.number for row in value.rows]
        assert numbers == sorted(numbers, reverse=True)
    for said, condition in (
        ({"by": "jo@sales.example"}, lambda each: _of_jo(each, world)),
        ({"team": True, "template": "PHONE"}, lambda each: each.template_code == "PHONE"),
        ({"team": True, "failed": True}, lambda each: each.attempt_failed),
        ({"team": True, "campaign": "spring"}, lambda each: each.campaign_no == "SPRING"),
        ({"team": True, "canceled": True, "postponed": True}, lambda each: True),
        ({"contact": ANNA.no}, lambda each: each.contact_no == ANNA.no),
        ({"contact": FABRIKAM.no}, lambda each: each.company_no == FABRIKAM.no),
        ({"company": ANNA.no}, lambda each: each.company_no == FABRIKAM.no),
        ({"contact": ANNA.no, "by": "JR"}, lambda each: each.contact_no == ANNA.no and _of_jo(each, world)),
    ):  # fmt: skip
        value = await stats(world, since=date(2026, 1, 1), breakdown=Breakdown.TEMPLATE, **said)
        assert value.whole == figures(filter(condition, counting)), said


async def test_weeks_are_those_of_the_reader_and_follow_each_other(world: World) -> None:
    # Midnight in Oslo between Sunday and Monday is an hour earlier in UTC, in summer two.
    monday, summer = datetime(2026, 11, 8, 23, tzinfo=UTC), datetime(2026, 9, 6, 22, tzinfo=UTC)
    second = timedelta(seconds=1)
    await add(world, *(replace(of(ANNA), at=at) for at in (monday, monday - second, summer, summer - second, summer - second)))
    value = await stats(world, team=True, breakdown=Breakdown.WEEK)
    assert value.since == TODAY - timedelta(days=89)
    numbers = {row.key: row.figures.number for row in value.rows}
    assert list(numbers) == [str(date(2026, 8, 17) + timedelta(weeks=week)) for week in range(14)]
    assert {key: number for key, number in numbers.items() if number} == {
        "2026-08-31": 2, "2026-09-07": 1, "2026-11-02": 1, "2026-11-09": 1
    }  # fmt: skip
    assert value.whole.number == 5
    year = await stats(world, team=True, breakdown=Breakdown.WEEK, since=date(2020, 1, 1))
    assert (year.since, len(year.rows)) == (date(2025, 11, 17), 53)


async def test_without_days_the_last_ninety_count_but_all_of_a_contact(world: World) -> None:
    await add(world, of(ANNA, 1), of(ANNA, 88), of(ANNA, 100))
    assert (await stats(world, team=True)).whole.number == 2
    assert (await stats(world, team=True, until=TODAY)).whole.number == 3
    assert (await stats(world, contact=ANNA.no)).whole.number == 3
    assert (await stats(world, contact=ANNA.no)).breakdown is Breakdown.TEMPLATE


async def test_of_many_contacts_the_largest_are_shown_and_all_counted(world: World) -> None:
    people = [Contact(no=f"P{n:03}", type=ContactType.PERSON, name=f"Person {n}") for n in range(30)]
    await world.database.write(ORGANIZATION, lambda work: work.contacts.upsert(people))
    await add(world, of(people[7]), *(of(each) for each in people))
    value = await stats(world, team=True, breakdown=Breakdown.CONTACT)
    assert (value.whole.number, len(value.rows), value.more) == (31, 20, 1)
    assert (value.rows[0].key, value.rows[0].name) == ("P007", "Person 7")


async def test_names_are_those_of_what_is_there(world: World) -> None:
    await add(world, of(ANNA, template_code="PHONE", salesperson_code="JR"), of(ANNA, template_code="GONE"))
    by_template = await stats(world, team=True, breakdown=Breakdown.TEMPLATE)
    assert {(row.key, row.name) for row in by_template.rows} == {("PHONE", "Phone call"), ("GONE", "GONE")}
    by_salesperson = await stats(world, team=True, breakdown=Breakdown.SALESPERSON)
    assert {(row.key, row.name) for row in by_salesperson.rows} == {("JR", "Jo Rep"), ("", "")}


async def test_a_rep_sees_own_and_contacts(world: World) -> None:
    await add(world, of(ANNA, salesperson_code="ML"), of(ANNA, salesperson_code="JR"), of(CARL))
    own = await stats(world, "jo")
    assert (own.whole.number, own.own, own.name) == (1, True, "Jo")
    assert (await stats(world, "jo", by="me")).whole == own.whole
    assert (await stats(world, "jo", contact="JR")).whole == own.whole
    assert (await stats(world, "jo", contact="jo@sales.example")).whole == own.whole
    assert (await stats(world, "jo", contact=ANNA.no)).whole.number == 2
    assert (await stats(world, "jo", contact=FABRIKAM.no)).whole.number == 2
    for said in (
        {"team": True},
        {"by": "ML"},
        {"contact": "ML"},
        {"contact": "mia@sales.example"},
        {"by": "ML", "idle_since": TODAY},
    ):
        refusal = await world.refused(NotAllowed, show_statistics, ShowStatistics(**said), world.jo)
        assert refusal.own is False
    for said in ({"team": True}, {"by": "JR"}, {"contact": "JR"}):
        assert await stats(world, "mia", **said)
    # Whoever has no salesperson has what they recorded; one who may see others' has then everybody's.
    assert (await stats(world, "kim")).whole.number == 0
    assert (await stats(world, "ada")).whole.number == 3


async def test_what_is_nobody_is_a_contact(world: World) -> None:
    await world.refused(ContactNotFound, show_statistics, ShowStatistics(contact="zzz@nowhere.example"))
    await world.refused(NotFound, show_statistics, ShowStatistics(by="zzz"))


async def test_idle_contacts_wait_longest_first(world: World) -> None:
    since = TODAY - timedelta(days=60)
    await add(
        world,
        of(ANNA, 100),
        of(ANNA, 10, attempt_failed=True),
        of(ANNA, 5, canceled=True),
        of(ANNA, 5, postponed=True),
        of(ANNA_BERG, 70),
        of(CARL, 3),
        of(BLOCKED, 300),
    )
    value = await idle(world, team=True, idle_since=since)
    assert [each.contact.no for each in value.contacts] == [FABRIKAM.no, ANNA.no, ANNA_BERG.no]
    assert value.total == 3
    assert value.contacts[1].last == NOW - timedelta(days=100)
    # What is done with a person is done with the company.
    await add(world, of(ANNA, 2))
    assert [each.contact.no for each in (await idle(world, team=True, idle_since=since)).contacts] == [ANNA_BERG.no]
    assert (await idle(world, "mia", by="me", idle_since=since)).total == 1
    assert (await idle(world, "jo", idle_since=since)).total == 0
    assert (await idle(world, "kim", idle_since=since)).total == 0
    assert (await idle(world, "jo", contact=FABRIKAM.no, idle_since=TODAY)).total == 2


async def test_a_contact_that_never_had_an_interaction_is_idle(world: World) -> None:
    await add(world, of(ANNA, 100))
    (never,) = [each for each in (await idle(world, team=True, idle_since=TODAY)).contacts if each.contact.no == CARL.no]
    assert never.last is None
