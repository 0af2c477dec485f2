from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.database import Database
from core.access import AccessPolicy
from core.errors import NotFound
from core.person import Identity, Person
from core.values import Role
from tests.factories import ANNA, NOW, profile, salesperson

TEAMS = Identity("teams", "tenant", "anna-object")
MALLORY = Identity("slack", "T1", "U666")


@pytest.fixture
def access() -> AccessPolicy:
    return AccessPolicy(admin_emails=frozenset({"boss@example.test"}))


async def test_an_unknown_account(database: Database) -> None:
    assert await database.read(1, lambda work: work.people.actor(ANNA)) is None
    assert await database.read(1, lambda work: work.people.by_identity(ANNA)) is None


async def test_an_account_is_bound(database: Database) -> None:
    bound = await database.write(1, lambda work: work.people.bind(ANNA, profile(language="nb"), NOW))
    assert (bound.name, bound.email, bound.role, bound.salesperson_code) == ("Anna Rep", "anna@example.test", Role.NONE, "")
    assert (bound.language, bound.time_zone, bound.checked_at) == ("nb", "Europe/Oslo", NOW)
    assert await database.read(1, lambda work: work.people.actor(ANNA)) == bound
    assert await database.read(2, lambda work: work.people.actor(ANNA)) is None


async def test_what_is_unknown_of_an_account(database: Database) -> None:
    bound = await database.write(1, lambda work: work.people.bind(ANNA, profile(email="", time_zone=""), NOW))
    assert (bound.language, bound.time_zone, bound.email) == ("", "", "")


async def test_the_profile_is_kept_in_step(database: Database) -> None:
    await database.write(1, lambda work: work.people.bind(ANNA, profile(), NOW))
    later = NOW + timedelta(days=1)
    renamed = profile("Anna Married", language="da", time_zone="UTC")
    bound = await database.write(1, lambda work: work.people.bind(ANNA, renamed, later))
    assert (bound.name, bound.language, bound.time_zone, bound.checked_at) == ("Anna Married", "da", "UTC", later)


async def test_a_later_address_is_not_followed(database: Database) -> None:
    first = await database.write(1, lambda work: work.people.bind(ANNA, profile(), NOW))
    await database.write(1, lambda work: work.people.ensure("boss@example.test"))
    again = await database.write(1, lambda work: work.people.bind(ANNA, profile(email="boss@example.test"), NOW))
    assert again == first


async def test_an_address_that_becomes_known_later_is_bound(database: Database) -> None:
    first = await database.write(1, lambda work: work.people.bind(ANNA, profile(email=""), NOW))
    again = await database.write(1, lambda work: work.people.bind(ANNA, profile(), NOW))
    assert again.person_id == first.person_id
    assert again.email == "anna@example.test"


async def test_an_address_that_becomes_known_later_may_be_another_persons(database: Database) -> None:
    granted = await database.write(1, lambda work: work.people.ensure("anna@example.test"))
    await database.write(1, lambda work: work.people.bind(ANNA, profile(email=""), NOW))
    again = await database.write(1, lambda work: work.people.bind(ANNA, profile(), NOW))
    assert again.person_id == granted.id


async def test_one_person_on_two_platforms(database: Database) -> None:
    first = await database.write(1, lambda work: work.people.bind(ANNA, profile(), NOW))
    second = await database.write(1, lambda work: work.people.bind(TEAMS, profile(email="ANNA@example.test"), NOW))
    assert first.person_id == second.person_id
    assert len(await database.read(1, lambda work: work.people.all())) == 1


async def test_the_address_of_a_guest_proves_nothing(database: Database) -> None:
    boss = await database.write(1, lambda work: work.people.ensure("boss@example.test", "The Boss"))
    guest = await database.write(1, lambda work: work.people.bind(MALLORY, profile(email="boss@example.test", member=False), NOW))
    assert guest.person_id != boss.id
    assert (guest.role, guest.email) == (Role.NONE, "")
    assert (await database.read(1, lambda work: work.people.get(boss.id))).name == "The Boss"


async def test_a_member_who_becomes_a_guest_has_no_role(database: Database) -> None:
    await database.write(1, lambda work: work.people.bind(ANNA, profile(email="boss@example.test"), NOW))
    guest = profile(email="boss@example.test", member=False)
    assert (await database.write(1, lambda work: work.people.bind(ANNA, guest, NOW))).role is Role.NONE


async def test_exactly_one_salesperson_makes_a_rep(database: Database) -> None:
    await database.write(1, lambda work: work.people.bind(ANNA, profile(), NOW))
    await database.write(1, lambda work: work.salespeople.upsert([salesperson("A", email="ANNA@example.test")]))
    actor = await database.read(1, lambda work: work.people.actor(ANNA))
    assert actor is not None
    assert (actor.role, actor.salesperson_code) == (Role.REP, "A")
    await database.write(1, lambda work: work.salespeople.upsert([salesperson("B", email="anna@example.test")]))
    actor = await database.read(1, lambda work: work.people.actor(ANNA))
    assert actor is not None
    assert (actor.role, actor.salesperson_code) == (Role.NONE, "")
    await database.write(1, lambda work: work.salespeople.upsert([salesperson("A", email="anna@example.test", blocked=True)]))
    actor = await database.read(1, lambda work: work.people.actor(ANNA))
    assert actor is not None
    assert (actor.role, actor.salesperson_code) == (Role.REP, "B")


async def test_no_address_matches_no_salesperson(database: Database) -> None:
    await database.write(1, lambda work: work.salespeople.upsert([salesperson("A", email="")]))
    actor = await database.write(1, lambda work: work.people.bind(ANNA, profile(email=""), NOW))
    assert (actor.role, actor.salesperson_code) == (Role.NONE, "")


async def test_what_was_granted_counts(database: Database) -> None:
    granted = await database.write(1, lambda work: work.people.ensure("Anna@Example.test"))
    await database.write(1, lambda work: work.people.update(replace(granted, role=Role.MANAGER)))
    actor = await database.write(1, lambda work: work.people.bind(ANNA, profile(), NOW))
    assert (actor.person_id, actor.role, actor.name) == (granted.id, Role.MANAGER, "Anna Rep")


async def test_the_persons_own_language_wins(database: Database) -> None:
    bound = await database.write(1, lambda work: work.people.bind(ANNA, profile(language="en"), NOW))
    who = await database.read(1, lambda work: work.people.get(bound.person_id))
    await database.write(1, lambda work: work.people.update(replace(who, language="fi")))
    actor = await database.write(1, lambda work: work.people.bind(ANNA, profile(language="en"), NOW))
    assert actor.language == "fi"


async def test_people_are_found(database: Database) -> None:
    made = await database.write(1, lambda work: work.people.ensure(" Anna@Example.test ", "Anna"))
    assert made == Person(id=made.id, name="Anna", email="Anna@Example.test")
    assert await database.write(1, lambda work: work.people.ensure("anna@example.test")) == made
    assert await database.read(1, lambda work: work.people.by_email("ANNA@example.test")) == made
    assert await database.read(1, lambda work: work.people.by_email("")) is None
    assert await database.read(1, lambda work: work.people.get(made.id)) == made
    with pytest.raises(NotFound):
        await database.read(1, lambda work: work.people.get(404))
    with pytest.raises(NotFound):
        await database.write(1, lambda work: work.people.update(replace(made, id=404)))
    bound = await database.write(1, lambda work: work.people.bind(ANNA, profile(), NOW))
    found = await database.read(1, lambda work: work.people.by_identity(ANNA))
    assert found is not None
    assert found.id == bound.person_id == made.id


async def test_all_with_the_role_that_counts(database: Database) -> None:
    boss = await database.write(1, lambda work: work.people.ensure("boss@example.test", "Boss"))
    granted = await database.write(1, lambda work: work.people.ensure("g@example.test", "Granted"))
    await database.write(1, lambda work: work.people.update(replace(granted, role=Role.REP)))
    guest = await database.write(1, lambda work: work.people.bind(MALLORY, profile("Zed", member=False), NOW))
    everyone = await database.read(1, lambda work: work.people.all())
    assert [(each.id, role) for each, role in everyone] == [
        (boss.id, Role.ADMIN),
        (granted.id, Role.REP),
        (guest.person_id, Role.NONE),
    ]


async def test_a_console_account_is_never_stale(database: Database) -> None:
    console = Identity("console", "", "boss@example.test")
    bound = await database.write(
        1, lambda work: work.people.bind(console, profile("boss@example.test", "boss@example.test"), NOW)
    )
    assert (bound.role, bound.checked_at) == (Role.ADMIN, None)


async def test_an_address_never_replaces_a_name(database: Database) -> None:
    await database.write(1, lambda work: work.people.bind(ANNA, profile(), NOW))
    console = Identity("console", "", "anna@example.test")
    bound = await database.write(1, lambda work: work.people.bind(console, profile("anna@example.test"), NOW))
    assert bound.name == "Anna Rep"


async def test_the_accounts_of_a_person_the_last_used_first(database: Database) -> None:
    bound = await database.write(1, lambda work: work.people.bind(ANNA, profile(), NOW))
    for identity, minutes in ((TEAMS, 5), (Identity("slack", "T2", "U2"), 2)):
        at = NOW + timedelta(minutes=minutes)
        await database.write(1, lambda work, identity=identity, at=at: work.people.bind(identity, profile(), at))  # type: ignore[misc]
    await database.write(1, lambda work: work.people.bind(MALLORY, profile("Guest", member=False), NOW))
    of_anna = await database.read(1, lambda work: work.people.accounts(bound.person_id))
    assert of_anna == [TEAMS, Identity("slack", "T2", "U2"), ANNA]
    # Who is no member any more is not written to.
    await database.write(1, lambda work: work.people.bind(TEAMS, profile(member=False), NOW))
    assert TEAMS not in await database.read(1, lambda work: work.people.accounts(bound.person_id))
    assert await database.read(1, lambda work: work.people.accounts(999)) == []
