"""The bot is added and removed: who is welcomed, and where it may write."""

from typing import Any

import pytest

from core.conversation_reference import ConversationReference
from core.person import Identity
from tests.adapters.teams.conftest import TeamsWorld
from tests.standins.teams import TENANT, Fault
from tests.standins.teams_client import BOT, CHANNEL, GROUP, TEAM, Answer, TeamsClient, title, words


async def install(person: TeamsClient, action: str = "add") -> Answer:
    return await person.send(person.activity("installationUpdate", action=action))


async def members(person: TeamsClient, change: str, *who: str, **data: Any) -> Answer:
    activity = person.activity("conversationUpdate", **{change: [{"id": each} for each in who]})
    activity["channelData"] |= data
    return await person.send(activity)


async def own_chat(here: TeamsWorld, user: str = "kari") -> ConversationReference | None:
    identity = Identity("teams", TENANT, f"aad-{user}")
    return await here.database.read(1, lambda work: work.conversation_references.of_person(identity))


async def place(here: TeamsWorld, conversation_id: str) -> ConversationReference | None:
    return await here.database.read(1, lambda work: work.conversation_references.get("teams", TENANT, conversation_id))


async def test_who_installs_the_bot_is_told_in_three_lines_what_to_type(here: TeamsWorld) -> None:
    kari = here.person()
    answer = await install(kari)
    lines = words(answer.card).split("\n")
    assert lines[0] == "I keep the log of what you talk about with your contacts"
    assert [line.split(" – ")[0] for line in lines[1:]] == ["log call anna: sent the offer 15m", "list me", "help"]
    reference = await own_chat(here)
    assert reference is not None
    assert (reference.conversation_id, reference.address) == ("a:kari", "29:kari")
    assert reference.service_url == here.standin.service_url
    # Teams tells of it in two ways.
    assert (await members(kari, "membersAdded", BOT, "29:kari")).calls == ()


async def test_the_buttons_of_the_welcome_work(here: TeamsWorld) -> None:
    kari = here.person()
    card = (await install(kari)).card
    assert title((await kari.press(card, "Log an interaction")).card) == "Log an interaction"
    assert title((await kari.press(card, "Help")).card) == "What you can say"


@pytest.mark.parametrize(("kind", "kept"), [("channel", CHANNEL), ("groupChat", GROUP)])
async def test_a_team_and_a_chat_are_welcomed_once(here: TeamsWorld, kind: str, kept: str) -> None:
    kari = here.person(kind=kind)
    answer = await members(kari, "membersAdded", BOT)
    assert "@Aftercall list me" in words(answer.card)
    assert (await install(kari)).calls == ()
    assert (await members(kari, "membersAdded", "29:mads")).calls == ()
    reference = await place(here, kept)
    assert reference is not None
    assert reference.space == (TEAM if kind == "channel" else "")
    assert reference.user_id == ""


async def test_a_place_is_kept_when_somebody_writes_there(here: TeamsWorld) -> None:
    await here.person(kind="channel").say("hello")
    assert await place(here, CHANNEL) is not None
    await here.person("mads").say("hello")
    assert await own_chat(here, "mads") is not None


async def test_where_the_bot_was_removed_it_does_not_write(here: TeamsWorld) -> None:
    kari = here.person()
    await install(kari)
    assert (await install(kari, "remove")).calls == ()
    assert await own_chat(here) is None
    # A new version is no removal.
    assert title((await install(kari)).card).startswith("I keep the log")
    await install(kari, "remove-upgrade")
    assert await own_chat(here) is not None


async def test_with_a_team_all_its_channels_are_forgotten(here: TeamsWorld) -> None:
    kari = here.person(kind="channel")
    await kari.say("hello")
    await kari.at("groupChat").say("hello")
    await members(kari, "membersRemoved", "29:mads")
    assert await place(here, CHANNEL) is not None
    await members(kari, "membersRemoved", BOT)
    assert await place(here, CHANNEL) is None
    assert await place(here, GROUP) is not None


async def test_a_deleted_channel_is_forgotten(here: TeamsWorld) -> None:
    kari = here.person(kind="channel")
    await kari.say("hello")
    await members(kari, "none", eventType="channelDeleted", channel={"id": "19:other@thread.tacv2"})
    assert await place(here, CHANNEL) is not None
    await members(kari, "none", eventType="channelDeleted", channel={"id": CHANNEL})
    assert await place(here, CHANNEL) is None


async def test_another_tenant_gets_an_explanation_and_no_welcome(here: TeamsWorld) -> None:
    await here.person().say("hello")
    answer = await install(here.person("eve", tenant="t2"))
    assert title(answer.card) == "⚠  This organization is not connected"
    assert "connect teams t2" in words(answer.card)
    assert await here.database.read(1, lambda work: work.conversation_references.get("teams", "t2", "a:eve")) is None


async def test_a_welcome_that_cannot_be_sent_is_no_error_for_teams(here: TeamsWorld) -> None:
    here.standin.faults += [Fault(403, body={"error": {"code": "MessageWritesBlocked"}})]
    assert (await install(here.person())).status == 200
