"""Answers in a channel that the asker alone sees, and what is done where Teams does not take them."""

from collections.abc import AsyncIterator

import pytest

from adapters.chat.wording import wording
from adapters.database import Database
from core.person import Identity
from tests.adapters.teams.conftest import Clock, TeamsWorld, add_member, move_in, served
from tests.standins.teams import TENANT, Fault, TeamsStandIn
from tests.standins.teams_client import CHANNEL, GROUP, MEETING, Answer, labels, title, words

THREAD = f"{CHANNEL};messageid=7"
PLACES = [("channel", THREAD), ("groupChat", GROUP), ("meeting", MEETING)]
POINTER = "I answered you in our own chat."


@pytest.fixture
async def here(database: Database, standin: TeamsStandIn, clock: Clock) -> AsyncIterator[TeamsWorld]:
    """As usual, with TEAMS_TARGETED."""
    await move_in(standin, database)
    async with served(standin, database, clock, targeted=True) as everything:
        yield everything


def recipients(answer: Answer) -> list[str]:
    return [body["recipient"]["id"] for body in answer.aside]


@pytest.mark.parametrize(("kind", "place"), PLACES)
async def test_the_asker_alone_sees_the_answer_where_they_asked(here: TeamsWorld, kind: str, place: str) -> None:
    kari = here.person(kind=kind)
    answer = await kari.say("log call anna: hello")
    assert title(answer.card) == "✓  Logged #1: Phone call, Anna Olsen"
    assert answer.places == [place]
    assert recipients(answer) == ["29:kari"]
    assert answer.texts == []
    # Nobody asked for it without the others seeing that.
    assert "entities" not in answer.aside[0]
    # Everything else is answered there too, and what stays stays.
    undone = await kari.press(answer.card, "Undo")
    assert "Taken back" in title(undone.card)
    assert undone.calls == ()


@pytest.mark.parametrize(("kind", "place"), PLACES)
async def test_what_nobody_else_saw_is_heard_without_a_mention(here: TeamsWorld, kind: str, place: str) -> None:
    kari = here.person(kind=kind)
    answer = await kari.whisper("list")
    assert title(answer.card) == "Interaction log"
    assert answer.places == [place]
    (body,) = answer.aside
    asked = {"type": "targetedMessageInfo", "messageId": f"{body['entities'][0]['messageId']}"}
    assert body["entities"] == [asked]
    assert asked["messageId"].startswith("f:")


async def test_a_form_is_filled_in_where_it_was_asked_for(here: TeamsWorld) -> None:
    kari = here.person(kind="channel")
    form = await kari.whisper("log")
    assert recipients(form) == ["29:kari"]
    done = await kari.press(form.card, "Log", choice_contact="CT000011", choice_template="CALL")
    assert title(done.card) == "✓  Logged #1: Phone call, Anna Olsen"
    assert await here.entries() == [1]


async def test_share_here_makes_it_everybodys(here: TeamsWorld) -> None:
    kari = here.person(kind="channel")
    await kari.say("log call anna: hello")
    shown = (await kari.whisper("show 1")).card
    fresh = (await kari.refresh(shown)).card
    assert "Share here" in labels(fresh)
    for card in (shown, fresh):
        shared = await kari.press(card, "Share here")
        assert shared.places == [THREAD]
        assert shared.aside == []
        assert "Shared by Kari Haugen" in words(shared.card)
        assert shared.body["value"] == "Shared."
    # On what everybody sees it is offered no more.
    assert "Share here" not in labels((await kari.refresh(shared.card)).card)


async def test_where_it_is_is_not_kept_as_it_goes_after_a_day(here: TeamsWorld) -> None:
    kari = here.person(kind="channel")
    await kari.say("log call anna: hello")
    await here.door.close()
    assert await here.database.read(1, lambda work: work.outbox.copies([1], here.clock())) == []


@pytest.mark.parametrize(
    "fault",
    [
        Fault(400, body={"error": {"code": "ServiceError", "message": "Unknown"}}),
        Fault(403, body={"error": {"code": "BotNotInConversationRoster"}}),
        Fault(403, body={"errorCode": 209, "message": "ThreadAccessDenied"}),
        Fault(404, body={"error": {"code": "ActivityNotFoundInConversation"}}),
        Fault(500),
    ],
    ids=lambda fault: str(fault.status),
)
async def test_where_teams_does_not_take_it_the_own_chat_has_it(here: TeamsWorld, fault: Fault) -> None:
    kari = here.person()
    await kari.say("hello")
    here.standin.targeting_refused = fault
    answer = await kari.at("channel").say("log call anna: hello")
    assert title(answer.card) == "✓  Logged #1: Phone call, Anna Olsen"
    assert answer.places == ["a:kari", THREAD]
    assert answer.texts == [POINTER]
    assert await here.entries() == [1]


async def test_of_what_nobody_saw_nobody_is_told(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("hello")
    here.standin.targeting_refused = Fault(403)
    answer = await kari.at("channel").whisper("list")
    assert answer.places == ["a:kari"]
    assert answer.texts == []


async def test_who_cannot_be_written_to_anywhere_is_told_for_all_to_see(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("hello")
    here.standin.targeting_refused = Fault(403)
    here.standin.faults += [Fault(400), Fault(403, body={"error": {"code": "MessageWritesBlocked"}})]
    answer = await kari.at("channel").whisper("list")
    assert answer.cards == []
    (text,) = answer.texts
    assert text.startswith("I cannot write to you.")


async def test_a_file_comes_in_the_own_chat_with_its_answer(here: TeamsWorld) -> None:
    maria = here.person("maria")
    await maria.say("log call anna: hello")
    answer = await maria.at("channel").say("export csv")
    assert set(answer.places) == {"a:maria", THREAD}
    assert recipients(answer) == ["29:maria"]
    assert answer.texts == [POINTER]


async def test_what_nobody_else_reads_is_in_the_askers_language(here: TeamsWorld) -> None:
    maria = here.person("maria", "channel")
    await maria.at("personal").say("hello")
    await maria.say("notify here language nl")
    here.standin.targeting_refused = Fault(403)
    assert (await maria.say("list")).texts == [wording("nl").gettext(POINTER)]
    blocked = Fault(403, body={"error": {"code": "MessageWritesBlocked"}})
    here.standin.faults += [Fault(400), blocked]
    (text,) = (await maria.whisper("list")).texts
    assert text.startswith("I cannot write to you.")


async def test_another_tenant_is_told_why_alone(here: TeamsWorld) -> None:
    await here.person().say("hello")
    add_member(here.standin, "eve", "Eve Else", "eve@example.test", tenantId="another")
    stranger = await here.person("eve", "channel", tenant="another").whisper("list")
    assert "not connected" in title(stranger.card)
    assert recipients(stranger) == ["29:eve"]


async def test_without_the_setting_a_private_question_is_answered_in_the_own_chat(
    database: Database, standin: TeamsStandIn, clock: Clock
) -> None:
    await move_in(standin, database)
    async with served(standin, database, clock) as here:
        kari = here.person()
        await kari.say("hello")
        answer = await kari.at("channel").whisper("log call anna: hello")
        assert answer.places == ["a:kari"]
        assert answer.aside == []
        assert await here.entries() == [1]


async def test_in_the_own_chat_nothing_is_different(here: TeamsWorld) -> None:
    kari = here.person()
    for answer in (await kari.say("list"), await kari.whisper("list")):
        assert title(answer.card) == "Interaction log"
        assert answer.aside == []
        assert answer.places == ["a:kari"]
    identity = Identity("teams", TENANT, "aad-kari")
    assert await here.database.read(1, lambda work: work.conversation_references.of_person(identity)) is not None
