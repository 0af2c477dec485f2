"""The chat of a meeting is one of a group: mentions, what is for the asker alone, what is shared, and what is told there."""

from core.notification import Recipient
from tests.adapters.chat.delivering.conftest import working
from tests.adapters.chat.talk import Talk
from tests.adapters.chat.telling.conftest import Telling, invoice, set_up
from tests.adapters.teams.conftest import TeamsWorld, add_member
from tests.adapters.teams.test_posting import new_poster, until
from tests.standins.teams import TENANT
from tests.standins.teams_client import BOT, MEETING, title, words

PLACE = Recipient(platform="teams", workspace=TENANT, channel=MEETING)


async def test_the_chat_is_welcomed_once_and_left(here: TeamsWorld) -> None:
    kari = here.person(kind="meeting")
    answer = await kari.send(kari.activity("installationUpdate", action="add"))
    assert answer.places == [MEETING]
    assert "@Aftercall list me" in words(answer.card)
    assert (await kari.send(kari.activity("conversationUpdate", membersAdded=[{"id": BOT}]))).calls == ()

    reference = await here.database.read(1, lambda work: work.conversation_references.get("teams", TENANT, MEETING))
    assert reference is not None
    assert (reference.space, reference.user_id) == ("", "")

    await kari.send(kari.activity("installationUpdate", action="remove"))
    assert await here.database.read(1, lambda work: work.conversation_references.get("teams", TENANT, MEETING)) is None


async def test_only_what_mentions_it_is_heard(here: TeamsWorld) -> None:
    kari = here.person(kind="meeting")
    assert (await kari.say("log call anna: hello", entities=[])).calls == ()
    # What happens in the meeting is told to the bot too.
    for event in ("meetingStart", "meetingEnd", "meetingParticipantJoin"):
        happened = kari.activity("event", name=f"application/vnd.microsoft.{event}", value={"MeetingType": "Scheduled"})
        answer = await kari.send(happened)
        assert (answer.status, answer.calls) == (200, ())
    joined = kari.activity("conversationUpdate", membersAdded=[{"id": "8:orgid:anonymous"}])
    assert (await kari.send(joined)).calls == ()
    assert await here.entries() == []


async def test_the_answer_is_for_the_asker_alone_until_it_is_shared(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("hello")
    answer = await kari.at("meeting").say("log meeting anna 45m: agreed on the terms")
    assert answer.places == ["a:kari", MEETING]
    assert answer.texts == ["I answered you in our own chat."]

    shown = (await kari.at("meeting").say("show 1")).card
    shared = await kari.press(shown, "Share here")
    assert shared.places == [MEETING]
    assert "agreed on the terms" in words(shared.card)
    assert shared.body["value"] == "Shared."
    # Who is not in the meeting shares nothing there.
    here.standin.rosters[MEETING] = {"29:mads"}
    assert (await kari.press(shown, "Share here")).places == []


async def test_who_only_takes_part_gets_nothing(here: TeamsWorld) -> None:
    await here.person().say("log call anna: hello")
    add_member(here.standin, "guest", "Gunn Guest", "kari@example.test", userRole="anonymous")
    add_member(here.standin, "other", "Olga Other", "kari@example.test", tenantId="another")
    for user in ("guest", "other"):
        answer = await here.person(user, "meeting").say("list")
        assert all("Olsen" not in words(card) for card in answer.cards)


async def test_the_chat_is_told_of_documents(here: TeamsWorld) -> None:
    maria = here.person("maria")
    await maria.say("hello")
    answer = await maria.at("meeting").say("notify here invoices above:1000")
    assert title(answer.card) == "✓  This channel is told of invoices above 1,000, at once"
    (rule,) = await here.database.read(1, lambda work: work.notifications.rules())
    assert rule.recipient == PLACE

    await here.database.write(1, set_up)
    before = len(here.standin.calls)
    async with working(here.database, here.clock, {"teams": new_poster(here)}):
        await Telling(Talk(here.database)).record(invoice(), now=here.clock.now)
        await until(lambda: any(call.path == (MEETING, "activities") for call in here.standin.calls[before:]))
    (told,) = [call for call in here.standin.calls[before:] if call.path == (MEETING, "activities")]
    assert "Invoice sent" in words(told.body["attachments"][0]["content"])
