"""What a new organization is led through, and hints that come once."""

import asyncio
from datetime import timedelta

import pytest

from adapters.database import Database
from core.access import AccessPolicy
from core.errors import InvalidValue, NotAllowed
from core.operations.first_steps import lead_first_admin, lead_installer, set_up_usual_templates, show_first_steps
from core.operations.people import grant_role
from core.outbox import MessageKind
from core.person import Actor, Identity, Profile
from core.requests.setup import GrantRole, SetUpUsualTemplates, ShowFirstSteps
from core.results.setup import FirstSteps
from core.values import Hint, Role
from core.work import Work
from tests.factories import NOW, contact, salesperson


@pytest.fixture
def access() -> AccessPolicy:
    return AccessPolicy(admin_emails=frozenset({"ada@example.test", "abe@example.test"}))


def bound(work: Work, who: str) -> Actor:
    return work.people.bind(Identity("slack", "T1", who), Profile(name=who.title(), email=f"{who}@example.test"), NOW)


async def led(database: Database) -> list[int]:
    """Whom the first steps are sent to, by person."""
    found = []
    while lane := await database.lanes.claim("here/1", NOW, timedelta(minutes=1)):
        assert {message.kind for message in lane.messages} == {MessageKind.FIRST_STEPS}
        found += [lane.recipient.person_id] * len(lane.messages)
    return found


async def test_a_step_is_done_when_there_is_something(database: Database) -> None:
    def steps(work: Work) -> FirstSteps:
        return show_first_steps(work, ShowFirstSteps(), bound(work, "ada"), NOW)

    assert await database.write(1, steps) == FirstSteps(contacts=False, templates=False, reps=False)
    await database.write(1, lambda work: work.contacts.upsert([contact("CT000001", "Anna Olsen")]))
    await database.write(
        1, lambda work: set_up_usual_templates(work, SetUpUsualTemplates(confirmed=True), bound(work, "ada"), NOW)
    )
    assert await database.write(1, steps) == FirstSteps(contacts=True, templates=True, reps=False)
    await database.write(1, lambda work: bound(work, "guest"))  # without a role
    await database.write(1, lambda work: work.salespeople.upsert([salesperson("AA", "Ada", email="Ada@example.test")]))
    assert not (await database.write(1, steps)).reps
    await database.write(1, lambda work: work.salespeople.upsert([salesperson("KJ", "Kim", email="kim@example.test")]))
    assert (await database.write(1, steps)).reps
    await database.write(
        1, lambda work: work.salespeople.upsert([salesperson("KJ", "Kim", email="kim@example.test", blocked=True)])
    )
    assert not (await database.write(1, steps)).reps
    await database.write(1, lambda work: grant_role(work, GrantRole(person="kim@example.test"), bound(work, "ada"), NOW))
    assert (await database.write(1, steps)).done


async def test_the_usual_templates_are_added_once_and_nothing_is_replaced(database: Database) -> None:
    def usual(work: Work, confirmed: bool) -> tuple[bool, list[str]]:
        names = {"CALL": "Telefonsamtale", "PHONE": "Telefon"}
        request = SetUpUsualTemplates(confirmed=confirmed)
        added = set_up_usual_templates(work, request, bound(work, "ada"), NOW, names)
        return added.added, [each.description for each in added.templates]

    shown = await database.write(1, lambda work: usual(work, False))
    assert shown[0] is False
    assert not await database.read(1, lambda work: work.templates.all())
    assert await database.write(1, lambda work: usual(work, True)) == (True, shown[1])
    assert await database.read(1, lambda work: work.templates.get("CALL").description) == "Telefonsamtale"
    assert await database.read(1, lambda work: {each.code: each.description for each in work.groups.all()}["PHONE"]) == "Telefon"
    await database.write(1, lambda work: work.templates.remove("VISIT"))
    again = await database.write(1, lambda work: usual(work, True))
    assert (again[0], len(again[1])) == (True, len(shown[1]) - 1)


async def test_the_installer_is_led_once_and_only_an_admin(database: Database) -> None:
    for _ in range(2):
        await database.write(1, lambda work: lead_installer(work, bound(work, "ada"), NOW))
    await database.write(1, lambda work: lead_installer(work, bound(work, "kim"), NOW))
    assert await led(database) == [await database.write(1, lambda work: bound(work, "ada").person_id)]


async def test_where_nobody_is_known_to_have_installed_it_the_first_admin_is_led(database: Database) -> None:
    for who in ("abe", "ada", "abe"):
        await database.write(1, lambda work, who=who: lead_first_admin(work, bound(work, who), NOW))  # type: ignore[misc]
    assert await led(database) == [await database.write(1, lambda work: bound(work, "abe").person_id)]
    assert (await database.write(1, lambda work: bound(work, "ada"))).hints == Hint.FIRST_STEPS


async def test_a_hint_is_shown_once_whoever_asks_at_the_same_time(database: Database) -> None:
    ada = await database.write(1, lambda work: bound(work, "ada"))

    async def shown(hint: Hint) -> bool:
        return await database.write(1, lambda work: work.people.show_hint(ada.person_id, hint))

    assert sum(await asyncio.gather(*(shown(Hint.LOG) for _ in range(20)))) == 1
    assert await shown(Hint.LIST)
    # Another account of the same person knows it too, and what is changed of the person keeps it.
    await database.write(1, lambda work: grant_role(work, GrantRole(person="ada@example.test", role=Role.ADMIN), ada, NOW))
    other = Identity("teams", "tenant", "u1")
    actor = await database.write(1, lambda work: work.people.bind(other, Profile(name="Ada", email="ada@example.test"), NOW))
    assert actor.hints == Hint.LOG | Hint.LIST


async def test_a_role_comes_with_a_salesperson_where_that_is_wanted(database: Database) -> None:
    def grant(work: Work, person: str, code: str) -> Role:
        return grant_role(work, GrantRole(person=person, salesperson=code), bound(work, "ada"), NOW)[1]

    assert await database.write(1, lambda work: grant(work, "kim@example.test", "kj")) is Role.REP
    assert (await database.write(1, lambda work: bound(work, "kim"))).salesperson_code == "KJ"
    assert await database.write(1, lambda work: grant(work, "Kim@example.test", "KJ")) is Role.REP
    for person, code in (("lee@example.test", "KJ"), ("kim@example.test", "KK"), ("lee@example.test", "no code")):
        with pytest.raises(InvalidValue) as refused:
            await database.write(1, lambda work, person=person, code=code: grant(work, person, code))  # type: ignore[misc]
        assert refused.value.field == "salesperson"
    assert len(await database.read(1, lambda work: work.salespeople.all())) == 1


async def test_nobody_but_admins_sees_the_steps(database: Database) -> None:
    await database.write(1, lambda work: grant_role(work, GrantRole(person="kim@example.test"), bound(work, "ada"), NOW))
    with pytest.raises(NotAllowed):
        await database.write(1, lambda work: show_first_steps(work, ShowFirstSteps(), bound(work, "kim"), NOW))
