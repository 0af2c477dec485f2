import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Barrier, BrokenBarrierError

import pytest

from core.errors import InvalidValue, LastAdmin, NotFound
from core.languages import LANGUAGES
from core.operations.people import grant_role, list_people, set_language, who_am_i
from core.person import Identity
from core.requests.setup import GrantRole, ListPeople, SetLanguage, WhoAmI
from core.values import Role
from core.work import Work
from tests.core.operations.conftest import NOW, ORGANIZATION, World


async def test_who_am_i(world: World) -> None:
    me = await world.do(who_am_i, WhoAmI())
    assert me.actor == world.jo
    assert me.salesperson is not None
    assert me.salesperson.name == "Jo Rep"
    assert (await world.do(who_am_i, WhoAmI(), world.kim)).salesperson is None


async def test_nobody_is_told_of_no_salesperson(world: World) -> None:
    without_role = replace(world.jo, role=Role.NONE)
    assert (await world.do(who_am_i, WhoAmI(), without_role)).salesperson is None
    assert (await world.do(set_language, SetLanguage(language="nb"), without_role)).salesperson is None


@pytest.mark.parametrize(("words", "code"), [("nb", "nb"), ("Norwegian", "nb"), (" svenska ", "sv"), ("EN", "en")])
async def test_language(world: World, words: str, code: str) -> None:
    me = await world.do(set_language, SetLanguage(language=words))
    assert me.actor == replace(world.jo, language=code)
    actor = await world.database.read(ORGANIZATION, lambda work: work.people.actor(Identity("slack", "T1", "jo")))
    assert actor is not None
    assert actor.language == code


async def test_language_refused(world: World) -> None:
    for words, rule in (("", "empty"), ("klingon", "not_a_language")):
        refusal = await world.refused(InvalidValue, set_language, SetLanguage(language=words))
        assert (refusal.field, refusal.rule, refusal.allowed) == ("language", rule, LANGUAGES)


async def test_people_with_the_role_that_counts(world: World) -> None:
    people = (await world.do(list_people, ListPeople(), world.ada)).people
    assert [(person.name, role) for person, role in people] == [
        ("Ada", Role.ADMIN),
        ("Jo", Role.REP),
        ("Kim", Role.REP),
        ("Mia", Role.MANAGER),
        ("Nell", Role.NONE),
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("<@kim>", "Kim"),
        ("kim@sales.example", "Kim"),
        ("KIM@sales.example", "Kim"),
        ("JR", "Jo"),
        ("nell@sales.example", "Nell"),
    ],
)
async def test_grant(world: World, words: str, name: str) -> None:
    person, role = await world.do(grant_role, GrantRole(person=words, role=Role.MANAGER), world.ada)
    assert (person.name, person.role, role) == (name, Role.MANAGER, Role.MANAGER)
    people = (await world.do(list_people, ListPeople(), world.ada)).people
    assert [each for each in people if each[0].name == name] == [(person, Role.MANAGER)]


async def test_none_withdraws_what_access_would_give(world: World) -> None:
    person, role = await world.do(grant_role, GrantRole(person="JR", role=Role.NONE), world.ada)
    assert (person.role, role) == (Role.NONE, Role.NONE)


async def test_a_role_for_somebody_who_comes_later(world: World) -> None:
    person, role = await world.do(grant_role, GrantRole(person="new@sales.example", role=Role.REP), world.ada)
    assert (person.email, role) == ("new@sales.example", Role.REP)
    person, role = await world.do(grant_role, GrantRole(person="OLD", role=Role.REP), world.ada)
    assert (person.email, person.name, role) == ("olga@sales.example", "Olga Old", Role.REP)


async def test_an_admin_stays(world: World) -> None:
    refusal = await world.refused(LastAdmin, grant_role, GrantRole(person="me", role=Role.MANAGER), world.ada)
    assert refusal.name == "Ada"
    await world.do(grant_role, GrantRole(person="me", role=Role.ADMIN), world.ada)
    await world.do(grant_role, GrantRole(person="<@mia>", role=Role.ADMIN), world.ada)
    _, role = await world.do(grant_role, GrantRole(person="me", role=Role.NONE), world.ada)
    assert role is Role.NONE
    await world.refused(LastAdmin, grant_role, GrantRole(person="<@mia>", role=Role.NONE), replace(world.mia, role=Role.ADMIN))


@pytest.mark.parametrize("words", ["", "<@U9||>", "ZZ", "nobody"])
async def test_grant_to_nobody(world: World, words: str) -> None:
    assert (await world.refused(NotFound, grant_role, GrantRole(person=words, role=Role.REP), world.ada)).kind == "person"


async def test_grant_to_no_address(world: World) -> None:
    refusal = await world.refused(InvalidValue, grant_role, GrantRole(person="a@b", role=Role.REP), world.ada)
    assert (refusal.field, refusal.rule) == ("person", "not_an_email")


async def at_once(world: World, *operations: Callable[[Work], object]) -> list[object]:
    """What comes of operations none of which commits before all have done their work, as far as the database lets them."""
    together = Barrier(len(operations))

    def waiting(operation: Callable[[Work], object]) -> Callable[[Work], object]:
        def run(work: Work) -> object:
            value = operation(work)
            with suppress(BrokenBarrierError):
                together.wait(0.3)
            return value

        return run

    writes = (world.database.write(ORGANIZATION, waiting(operation)) for operation in operations)
    return await asyncio.gather(*writes, return_exceptions=True)


async def test_two_admins_cannot_both_step_down_at_once(world: World) -> None:
    await world.do(grant_role, GrantRole(person="kim@sales.example", role=Role.ADMIN), world.ada)

    def step_down(email: str) -> Callable[[Work], object]:
        return lambda work: grant_role(work, GrantRole(person=email, role=Role.REP), world.ada, NOW)

    outcomes = await at_once(world, step_down("ada@sales.example"), step_down("kim@sales.example"))
    assert sorted(isinstance(each, LastAdmin) for each in outcomes) == [False, True]


async def test_who_chooses_a_language_while_a_role_is_taken_does_not_keep_it(world: World) -> None:
    await at_once(
        world,
        lambda work: grant_role(work, GrantRole(person="mia@sales.example", role=Role.REP), world.ada, NOW),
        lambda work: set_language(work, SetLanguage(language="nb"), world.mia, NOW),
    )
    person = await world.database.read(ORGANIZATION, lambda work: work.people.get(world.mia.person_id))
    assert (person.role, person.language) == (Role.REP, "nb")
