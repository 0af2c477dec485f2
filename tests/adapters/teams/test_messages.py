"""Messages: who speaks, what comes again, what takes long, what goes wrong."""

import asyncio
from collections.abc import Callable

import pytest

from adapters.chat.conversation import Conversation
from adapters.chat.plain import plain
from adapters.chat.turn import Reply, Turn
from adapters.teams import timing
from core.person import Identity, Profile
from core.storage import Storage
from tests.adapters.teams.conftest import TeamsWorld, add_member
from tests.factories import NOW
from tests.standins.teams import TENANT, Fault
from tests.standins.teams_client import title, words


async def test_a_message_is_answered_in_reply_to_it(here: TeamsWorld) -> None:
    answer = await here.person().say("log call anna: R&amp;D &lt;b&gt;now&lt;/b&gt;&nbsp;\r\nsecond line", id="17")
    assert (answer.status, answer.body) == (200, None)
    (call,) = [call for call in answer.calls if call.method == "POST"]
    assert call.path == ("a:kari", "activities", "17")
    assert call.body["summary"] == "Logged #1: Phone call, Anna Olsen"
    assert "text" not in call.body
    assert "R&D <b>now</b> \nsecond line" in words(answer.card)


@pytest.mark.parametrize(
    "text", ["", " ", "hi", "Hello!", "help", "<at>", "<script>", "\u202e", "&#0;", "x" * 7000, "**bold** [a](http://b)"]
)
async def test_every_line_gets_an_answer(here: TeamsWorld, text: str) -> None:
    answer = await here.person().say(text)
    assert answer.status == 200
    assert title(answer.card)


async def test_an_activity_that_comes_again_is_answered_once(here: TeamsWorld) -> None:
    kari = here.person()
    same = kari.activity("message", text="log call anna: hello", id="17")
    first = await kari.send(same)
    assert title(first.card) == "✓  Logged #1: Phone call, Anna Olsen"
    assert (await kari.send(same)).calls == ()
    async with here.another_door() as other:
        again = await other.person().send(same)
        assert (again.status, again.cards, again.texts) == (200, [], [])
    assert await here.entries() == [1]


async def test_the_same_three_times_at_once_is_logged_and_answered_once(here: TeamsWorld) -> None:
    kari = here.person()
    same = kari.activity("message", text="log call anna: hello", id="17")
    await asyncio.gather(*(kari.send(same) for _ in range(3)))
    assert len([call for call in here.standin.calls if call.method == "POST"]) == 1
    assert len(await here.entries()) == 1


async def test_the_same_text_under_another_id_is_asked_about(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("log call anna: hello")
    asked = (await kari.say("log call anna: hello")).card
    assert "#1" in title(asked)
    assert title((await kari.press(asked, "Leave it at one")).card) == "Nothing was changed"
    assert title((await kari.press(asked, "Log again")).card) == "✓  Logged #2: Phone call, Anna Olsen"


async def test_the_same_person_in_slack_and_in_teams_has_one_log(here: TeamsWorld) -> None:
    slack = Identity("slack", "T1", "U1")
    conversation = Conversation(here.database)
    await conversation.introduce(1, slack, Profile(name="Kari H", email="Kari@example.test"), NOW)
    await here.person().say("log call anna: hello")
    undone = await conversation.handle(Turn(organization_id=1, identity=slack, said="undo", now=here.clock.now))
    assert plain(undone.card).startswith("Taken back: #1 is canceled")


@pytest.mark.parametrize(
    "changes",
    [
        {"userRole": "guest"},
        {"userRole": "anonymous"},
        {"userPrincipalName": "kari_example.test#EXT#@tenant.test"},
        {"tenantId": "another"},
        {"aadObjectId": ""},
    ],
    ids=str,
)
async def test_who_is_no_member_gets_nothing(here: TeamsWorld, changes: dict[str, str]) -> None:
    await here.person().say("log call anna: hello")
    add_member(here.standin, "guest", "Gunn Guest", "kari@example.test", **changes)
    for line in ("list", "show 1", "contact anna", "log call anna: x", "log"):
        answer = await here.person("guest").say(line)
        assert "Olsen" not in words(answer.card)
        assert "hello" not in words(answer.card)
    assert await here.entries() == [1]


async def test_other_bots_and_nobody_get_no_answer(here: TeamsWorld) -> None:
    kari = here.person()
    for sender in ({"id": "28:other", "role": "bot", "aadObjectId": "b"}, {}, None, {"name": "x"}):
        answer = await kari.say("list", **{"from": sender})
        assert (answer.status, answer.calls) == (200, ())
    for kind in ("messageReaction", "typing", "event", "messageUpdate", "messageDelete", "endOfConversation", "handoff", "new"):
        assert (await kari.send(kari.activity(kind))).calls == ()
    assert (await kari.invoke("new/thing", {})).status == 501


async def test_another_tenant_gets_an_explanation_and_no_data(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("log call anna: hello")
    eve = here.person("eve", tenant="t2")
    for line in ("list", "log call anna: x", "whoami"):
        answer = await eve.say(line)
        assert title(answer.card) == "⚠  This organization is not connected"
    channel = await eve.at("channel").say("list")
    assert channel.places == [eve.at("channel").conversation_id]
    assert await here.entries() == [1]


async def test_teams_does_not_say_who_somebody_is(here: TeamsWorld) -> None:
    here.standin.faults += [Fault(403)]
    answer = await here.person().say("list")
    assert title(answer.card) == "⚠  Teams did not say who you are"
    assert title((await here.person().say("list")).card) == "Interaction log"


async def test_who_is_known_from_the_own_chat_is_asked_for_there(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("hello")
    here.clock.move(hours=25)
    # The bot was mentioned where it may not see the members.
    here.standin.rosters["19:team@thread.tacv2"] = set()
    answer = await kari.at("channel").say("list")
    assert title(answer.card) == "Interaction log"


async def test_the_language_and_the_zone_are_those_of_the_client(here: TeamsWorld) -> None:
    client = [{"type": "clientInfo", "locale": "nb-NO", "timezone": "America/New_York"}]
    said = words((await here.person().say("whoami", locale="nb-NO", entities=client)).card)
    assert "norsk (bokmål)" in said
    assert "America/New_York" in said
    # Not every activity tells them; a day later they are still known.
    here.clock.move(hours=25)
    said = words((await here.person().say("whoami", locale=None, entities=[])).card)
    assert "norsk (bokmål)" in said
    assert "America/New_York" in said


async def test_another_language_or_time_zone_counts_at_once(here: TeamsWorld) -> None:
    kari = here.person()
    assert "You are Kari" in words((await kari.say("whoami")).card)
    client = [{"type": "clientInfo", "timezone": "America/New_York"}]
    said = words((await kari.say("whoami", locale="nb-NO", entities=client)).card)
    assert "Du er Kari" in said
    assert "America/New_York" in said
    assert "Du er Kari" in words((await kari.say("whoami", locale=None, entities=[])).card)
    assert "You are Kari" in words((await kari.say("whoami", locale="en-GB")).card)


async def test_who_was_no_rep_yesterday_and_is_one_today(here: TeamsWorld) -> None:
    add_member(here.standin, "new", "Nina New", "")
    assert "no role" in words((await here.person("new").say("whoami")).card)
    add_member(here.standin, "new", "Nina New", "maria@example.test")
    here.clock.move(hours=25)
    assert "manager" in words((await here.person("new").say("whoami")).card)


class Slow(Conversation):
    """Takes its time, until it is let go."""

    def __init__(self, storage: Storage) -> None:
        super().__init__(storage)
        self.go = asyncio.Event()

    async def handle(self, turn: Turn) -> Reply:
        await self.go.wait()
        return await super().handle(turn)


@pytest.fixture
def slow(here: TeamsWorld, monkeypatch: pytest.MonkeyPatch) -> Slow:
    conversation = Slow(here.database)
    assert here.door._parts is not None
    monkeypatch.setattr(here.door._parts[2]._desk, "_conversation", conversation)
    return conversation


async def until(there: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not there():
            await asyncio.sleep(0.01)


async def test_what_takes_long_is_first_said_to_be_under_way(
    here: TeamsWorld, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timing, "ANSWER_WITHIN", 0.05)
    kari = here.person()
    answer = await kari.say("log call anna: hello", id="17")
    assert (answer.status, answer.texts) == (200, ["Working on it…"])
    # Teams sends again what is not answered in time.
    assert (await kari.say("log call anna: hello", id="17")).calls == ()
    slow.go.set()
    await until(lambda: len([call for call in here.standin.calls if call.method == "POST"]) == 2)
    assert here.standin.calls[-1].body["summary"] == "Logged #1: Phone call, Anna Olsen"
    await here.door.close()
    assert await here.entries() == [1]


async def test_a_press_that_takes_long_is_answered_by_a_message(
    here: TeamsWorld, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow.go.set()
    kari = here.person()
    card = (await kari.say("log call anna: hello")).card
    slow.go.clear()
    monkeypatch.setattr(timing, "ANSWER_WITHIN", 0.05)
    waiting = await kari.press(card, "Undo")
    assert waiting.body["value"] == "Working on it…"
    assert (await kari.press(card, "Undo")).body["value"] == "Working on it…"
    before = len(here.standin.calls)
    slow.go.set()
    await until(lambda: len(here.standin.calls) > before)
    assert here.standin.calls[-1].path == ("a:kari", "activities")
    assert here.standin.calls[-1].body["summary"].startswith("Taken back: #1 is canceled")
    await here.door.close()
    assert len(here.standin.calls) == before + 1


async def test_an_answer_that_cannot_be_sent_is_no_error_for_teams(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("hello")
    here.standin.faults += [Fault(500), Fault(500)]
    assert (await kari.say("log call anna: hello")).status == 200
    assert await here.entries() == [1]


async def test_a_fault_of_ours_is_said_with_a_reference(here: TeamsWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    kari = here.person()
    card = (await kari.say("log call anna: hello")).card

    async def broken(*_: object) -> int:
        raise RuntimeError("hush-hush")

    assert here.door._parts is not None
    monkeypatch.setattr(here.door._parts[2]._desk, "_organization_of", broken)
    answer = await kari.say("list")
    assert title(answer.card) == "⚠  Something went wrong"
    assert title((await kari.press(card, "Undo")).card) == "⚠  Something went wrong"
    assert "hush" not in str(answer.card)
    assert await kari.type_in("contacts", "anna") == []
    assert (await kari.send(kari.activity("installationUpdate", action="add"))).status == 200


async def test_without_a_token_nothing_is_done(here: TeamsWorld) -> None:
    kari = here.person()
    answer = await kari.send(kari.activity("message", text="log call anna: hello"), token="nonsense")
    assert (answer.status, answer.calls) == (401, ())
    assert await here.entries() == []


async def test_what_is_no_activity_is_refused(here: TeamsWorld) -> None:
    kari = here.person()
    assert (await kari.send(kari.activity("message", conversation=None))).status == 400
    assert (await kari.send(kari.activity("message", timestamp="yesterday", text="list"))).status in (200, 400)


async def test_the_case_of_a_tenant_does_not_matter(here: TeamsWorld) -> None:
    await here.person().say("log call anna: hello")
    assert "#1" in words((await here.person(tenant=TENANT.upper()).say("list")).card)


async def test_an_admin_connects_another_tenant(here: TeamsWorld) -> None:
    await here.person().say("log call anna: hello")
    add_member(here.standin, "eve", "Eve Else", "mads@example.test", tenantId="t2")
    eve = here.person("eve", tenant="t2")
    refused = (await eve.say("list")).card
    line = words(refused).split("\n")[-1]
    assert line == "connect teams t2"
    assert "admin" in title((await here.person().say(line)).card)
    assert title((await eve.say("list")).card) == "⚠  This organization is not connected"
    assert title((await here.person("ada").say(line)).card) == "✓  t2 is connected"
    assert "#1" in words((await eve.say("list")).card)
    assert title((await here.person("ada").say(line)).card) == "✓  t2 was connected already"
