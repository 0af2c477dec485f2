"""What leads an admin in Slack, and what need not be typed there."""

from collections.abc import AsyncIterator

import pytest

from adapters.database import Database
from tests.adapters.slack.conftest import Clock, SlackWorld, served
from tests.adapters.slack.reading import title, words
from tests.adapters.slack.test_reminders import reminding
from tests.standins.block_kit_parts import Json
from tests.standins.slack import SlackStandIn
from tests.standins.slack_client import labels


@pytest.fixture
async def empty(database: Database, slack: SlackStandIn, clock: Clock) -> AsyncIterator[SlackWorld]:
    """An organization that has nothing, in Slack; `ada` is its admin."""
    async with served(slack, database, clock) as everything:
        yield everything


async def opened(here: SlackWorld) -> Json:
    """The form that is opened next."""
    await here.slack.wait_for("views.open")
    return list(here.slack.views.values())[-1]


@pytest.mark.parametrize("first", ["line", "home"])
async def test_the_first_admin_gets_a_message_of_three_steps(empty: SlackWorld, first: str) -> None:
    await empty.person("nobody").command("help")
    ada = empty.person("ada")
    if first == "home":
        await ada.open_home()
        await empty.slack.wait_for("views.publish")
    else:
        await ada.command("help")
    await ada.command("whoami")
    async with reminding(empty):
        posted = await empty.slack.wait_for("chat.postMessage")
    assert posted["channel"] == "ada"
    assert title(posted) == "Three steps, and your team can log"
    assert labels(posted) == ["Add contact", "Choose templates", "Invite reps", "What is left?"]
    await ada.command("help")
    assert len(empty.slack.sent("chat.postMessage")) == 1


async def test_its_buttons_do_the_steps_and_the_message_is_renewed(empty: SlackWorld) -> None:
    ada = empty.person("ada", channel="Dada")
    await ada.command("help")
    async with reminding(empty):
        posted = await empty.slack.wait_for("chat.postMessage")
    await ada.press(posted, "Add contact", ephemeral=False)
    await ada.submit(await opened(empty), name="Anna Olsen", email="anna@fjord.example")
    assert "Added Anna Olsen" in title(await empty.slack.wait_for("response_url"))
    await ada.press(posted, "Choose templates", ephemeral=False)
    usual = await empty.slack.wait_for("response_url", 2)
    assert (title(usual), usual["replace_original"]) == ("The usual templates", True)
    await ada.press(usual, "Add these", ephemeral=False)
    left = await empty.slack.wait_for("response_url", 3)
    assert (title(left), left["replace_original"]) == ("There are 9 templates now", True)
    assert "1. Contacts: Done\n2. Templates: Done\n3. Reps: Whoever" in words(left)
    await ada.press(left, "Invite reps", ephemeral=False)
    people = await empty.slack.wait_for("response_url", 4)
    await ada.press(people, "Give a role", ephemeral=False)
    await empty.slack.wait_for("views.open", 2)
    await ada.submit(list(empty.slack.views.values())[-1], person="kari@example.test", role="rep", salesperson="KH")
    await empty.slack.wait_for("response_url", 5)
    await ada.press(left, "What is left?", ephemeral=False)
    done = await empty.slack.wait_for("response_url", 6)
    assert (title(done), done["replace_original"]) == ("All is set up: your team can log", True)
    logged = await empty.person().command("log call anna 15m: likes it")
    assert "Logged #1" in title(logged.body)
    assert "Tip: one line is enough" in words(logged.body)


async def test_a_guest_is_a_contact_by_e_mail(here: SlackWorld) -> None:
    here.slack.add_user("UGUEST", "Anna Guest", "sam@single.example", is_restricted=True)
    kari = here.person()
    await kari.command("add contact Sam Sailor email:sam@single.example")
    logged = await kari.say("log call <@UGUEST>: met <@UGUEST>")
    assert logged.status == 200
    posted = await here.slack.wait_for("chat.postMessage")
    assert title(posted).endswith("Logged #1: Phone call, Sam Sailor")
    assert "met @Anna Guest" in words(posted)


async def test_who_is_mentioned_and_no_contact_is_offered_to_be_added(here: SlackWorld) -> None:
    here.slack.add_user("UNEW", "Nina New", "nina@new.example", is_stranger=True)
    kari = here.person(channel="Dkari")
    await kari.say("log call <@UNEW>: met")
    posted = await here.slack.wait_for("chat.postMessage")
    assert "No contact matches “@Nina New”" in title(posted)
    await kari.press(posted, "Add contact", ephemeral=False)
    await kari.submit(await opened(here))
    added = await here.slack.wait_for("response_url")
    assert "Nina New" in title(added)
    assert "nina@new.example" in words(added)


async def test_a_picker_offers_contacts_used_lately_before_a_letter_is_typed(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log call sam: spoke")
    await kari.command("log")
    view = await opened(here)
    assert (await kari.search(view, "contact", ""))[0]["text"]["text"] == "Sam Single"
    template = next(block for block in view["blocks"] if block["block_id"] == "template")
    assert template["element"]["initial_option"]["text"]["text"] == "Phone call"
