"""What leads an admin in Teams, and what need not be typed there."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.database import Database
from core.operations.first_steps import set_up_usual_templates
from core.person import Identity
from core.requests.setup import SetUpUsualTemplates
from core.work import Work
from tests.acceptance import world
from tests.adapters.teams.conftest import Clock, TeamsWorld, add_member, served
from tests.adapters.teams.test_installing import install
from tests.factories import NOW
from tests.standins.adaptive_cards import inputs
from tests.standins.block_kit_parts import Json
from tests.standins.teams import TENANT, TeamsStandIn
from tests.standins.teams_client import labels, title, words


@pytest.fixture
async def empty(database: Database, standin: TeamsStandIn, clock: Clock) -> AsyncIterator[TeamsWorld]:
    """An organization that has nothing, in Teams; `ada` is its admin."""
    for name, profile in world.PROFILES.items():
        add_member(standin, name, profile.name, profile.email)
    async with served(standin, database, clock) as everything:
        yield everything


def mentioning(text: str, user: str, name: str) -> Json:
    mention = {"type": "mention", "mentioned": {"id": f"29:{user}", "name": name}, "text": f"<at>{name}</at>"}
    return {"text": text, "entities": [mention]}


async def test_the_admin_who_installs_it_is_led_in_place_of_the_welcome(empty: TeamsWorld) -> None:
    ada = empty.person("ada")
    card = (await install(ada)).card
    assert title(card) == "Three steps, and your team can log"
    assert labels(card)[:4] == ["Add contact", "Choose templates", "Invite reps", "What is left?"]
    usual = (await ada.press(card, "Choose templates")).card
    left = (await ada.press(usual, "Add these")).card
    assert title(left).endswith("There are 9 templates now")
    assert "Invite reps" in labels(left)
    assert "Choose templates" not in labels(left)
    # Opened again later, the card shows what is done by then.
    assert "Choose templates" not in labels((await ada.refresh(card)).card)
    # Once is enough, wherever else the bot comes.
    assert "What can" not in title((await install(ada.at("channel"))).card)
    assert title((await install(empty.person("kari"))).card) == "I keep the log of what you talk about with your contacts"


async def test_in_a_team_they_come_to_the_admin_alone(empty: TeamsWorld) -> None:
    ada = empty.person("ada", kind="channel")
    answer = await install(ada)
    titles = {place: title(card) for place, card in zip(answer.places, answer.cards, strict=True)}
    welcome, steps = titles.values()
    assert welcome == "I keep the log of what you talk about with your contacts"
    assert steps == "Three steps, and your team can log"
    assert len(set(answer.places)) == 2


async def test_whose_profile_teams_does_not_give_is_welcomed(empty: TeamsWorld) -> None:
    empty.standin.members.clear()
    assert title((await install(empty.person("ada"))).card) == "I keep the log of what you talk about with your contacts"


async def test_where_all_is_set_up_there_is_only_the_welcome(here: TeamsWorld) -> None:
    def add(work: Work) -> None:
        actor = work.people.actor(Identity("teams", TENANT, "aad-maria"))
        assert actor is not None
        set_up_usual_templates(work, SetUpUsualTemplates(confirmed=True), replace(actor, role=actor.role.ADMIN), NOW)

    await here.person("maria").say("whoami")
    await here.database.write(1, add)
    assert title((await install(here.person("ada"))).card) == "I keep the log of what you talk about with your contacts"


async def test_a_guest_is_a_contact_by_e_mail(here: TeamsWorld) -> None:
    add_member(here.standin, "guest", "Sam Sailor", "sam@single.example", userRole="guest")
    kari = here.person()
    await kari.say("add contact Sam Sailor email:sam@single.example")
    answer = await kari.say(**mentioning("log call <at>Sam Sailor</at>: met", "guest", "Sam Sailor"))
    assert title(answer.card).endswith("Logged #1: Phone call, Sam Sailor")


async def test_who_is_mentioned_and_no_contact_is_offered_to_be_added(here: TeamsWorld) -> None:
    upn = "nina_new.example#EXT#@tenant.example"
    add_member(here.standin, "new", "Nina New", "nina@new.example", userRole="guest", userPrincipalName=upn)
    kari = here.person()
    answer = await kari.say(**mentioning("log call <at>Nina New</at>: met", "new", "Nina New"))
    assert "No contact matches “@Nina New”" in title(answer.card)
    form = (await kari.press(answer.card, "Add contact")).card
    assert {"Nina New", "nina@new.example"} <= {each.get("value") for each in inputs(form).values()}


async def test_a_picker_offers_contacts_used_lately(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("log call sam: spoke")
    assert (await kari.type_in("contacts", ""))[0]["title"] == "Sam Single"
    form = (await kari.say("log")).card
    contact = next(each for each in inputs(form).values() if each.get("choices.data", {}).get("dataset") == "contacts")
    assert contact["choices"] == [{"title": "Sam Single", "value": "CT000015"}]
    assert "value" not in contact
    assert "15m" in [each.get("value") for each in inputs(form).values()]


async def test_the_first_log_has_a_hint(here: TeamsWorld) -> None:
    kari = here.person()
    assert "Tip: one line is enough" in words((await kari.say("log call sam: spoke")).card)
    assert "Tip:" not in words((await kari.say("log call sam: spoke again")).card)
