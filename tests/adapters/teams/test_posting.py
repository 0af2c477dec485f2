"""The outbox on its way to Teams."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.chat.card import Button, Card
from adapters.chat.posting import Address, Gone, NotPosted, Refused, TryLater, Uncertain
from adapters.teams.app import App
from adapters.teams.posting import TeamsPoster
from core.notification import Recipient
from core.outbox import MessageKind, OutboxMessage
from core.person import Identity
from core.requests.entries import ListEntries, ShowEntry
from core.work import Work
from tests.adapters.chat.delivering.conftest import QUICK, working
from tests.adapters.teams.conftest import TeamsWorld
from tests.factories import news
from tests.standins.adaptive_cards import problems
from tests.standins.teams import APP_ID, PASSWORD, TENANT, Fault, TeamsStandIn
from tests.standins.teams_client import CHANNEL, TEAM, words

CARD = Card(("Recorded #7",), (), (Button("Show", ShowEntry(no=7)),))


def new_poster(here: TeamsWorld, password: str = PASSWORD) -> TeamsPoster:
    app = App(APP_ID, password, login_url=here.standin.login_url, metadata_url=here.standin.metadata_url)
    return TeamsPoster(here.database, here.clock, app=app, pace=QUICK)


@pytest.fixture
async def poster(here: TeamsWorld) -> AsyncIterator[TeamsPoster]:
    poster = new_poster(here)
    await poster.start()
    yield poster
    await poster.close()


def to(standin: TeamsStandIn, conversation: str, space: str = "") -> Address:
    return Address(
        organization_id=1,
        platform="teams",
        workspace=TENANT,
        conversation=conversation,
        service_url=standin.service_url,
        space=space,
    )


async def test_a_card_is_posted_and_made_anew(poster: TeamsPoster, standin: TeamsStandIn) -> None:
    posted = await poster.post(to(standin, "a:kari"), CARD)
    await poster.update(to(standin, posted.conversation), posted.message, Card(("Canceled #7",)))
    sent, updated = standin.calls
    assert (sent.method, sent.path, sent.body["from"]) == ("POST", ("a:kari", "activities"), {"id": f"28:{APP_ID}"})
    assert (updated.method, updated.path) == ("PUT", ("a:kari", "activities", posted.message))
    assert sent.body["summary"] == "Recorded #7"
    for call in standin.calls:
        assert problems(call.body["attachments"][0]["content"]) == []


async def test_in_a_channel_a_thread_is_begun(poster: TeamsPoster, standin: TeamsStandIn) -> None:
    long = Card(("Long",), (), (Button("Again", ListEntries(text="x" * 900)),))
    posted = await poster.post(to(standin, CHANNEL, TEAM), long)
    (call,) = standin.calls
    assert (call.path, call.body["channelData"]["channel"]["id"]) == ((), CHANNEL)
    assert (posted.conversation, posted.message) == (f"{CHANNEL};messageid=activity-1", "activity-1")


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(403, body={"error": {"code": "MessageWritesBlocked"}}), Gone),
        (Fault(403, body={"error": {"code": "Forbidden"}}), Gone),
        (Fault(404), Gone),
        (Fault(400), Refused),
        (Fault(413), Refused),
        (Fault(500), Uncertain),
        (Fault(cut=True, done=True), Uncertain),
        (Fault(429, {"Retry-After": "7"}), TryLater),
        (Fault(502), TryLater),
    ],
)
async def test_refusals(poster: TeamsPoster, standin: TeamsStandIn, fault: Fault, kind: type[NotPosted]) -> None:
    standin.faults.append(fault)
    with pytest.raises(kind) as raised:
        await poster.post(to(standin, "a:kari"), CARD)
    if isinstance(raised.value, TryLater) and fault.headers:
        assert (raised.value.seconds, raised.value.everywhere) == (7, False)


async def test_a_wrong_password_is_waited_for(here: TeamsWorld) -> None:
    poster = new_poster(here, "wrong")
    await poster.start()
    with pytest.raises(TryLater) as raised:
        await poster.post(to(here.standin, "a:kari"), CARD)
    assert raised.value.everywhere
    await poster.close()


async def test_no_token_goes_to_an_address_in_the_clear(poster: TeamsPoster, standin: TeamsStandIn) -> None:
    with pytest.raises(Refused):
        await poster.post(replace(to(standin, "a:kari"), service_url="http://elsewhere.example"), CARD)
    assert standin.logins == []


async def test_people_and_channels_get_what_is_for_them(here: TeamsWorld) -> None:
    kari, now = here.person(), here.clock()
    await kari.say("log call anna: hello")
    await kari.at("channel").say("hello")
    who = await here.database.read(1, lambda work: work.people.by_identity(Identity("teams", TENANT, "aad-kari")))
    assert who is not None
    channel = Recipient(platform="teams", workspace=TENANT, channel=CHANNEL)

    def put(work: Work) -> None:
        told = {"kind": MessageKind.RECORDED, "created_at": now, "due_at": now, "entry_no": 1}
        recipients = (Recipient(person_id=who.id), channel, replace(channel, channel="19:unknown@thread.v2"))
        work.outbox.put([OutboxMessage(recipient=each, **told) for each in recipients])  # type: ignore[arg-type]

    before = len(here.standin.calls)
    async with working(here.database, here.clock, {"teams": new_poster(here)}):
        await here.database.write(1, put)
        await until(lambda: len(here.standin.calls) >= before + 2)
        calls = here.standin.calls[before:]
        assert {call.path for call in calls} == {("a:kari", "activities"), ()}
        await until_stopped(here)
        # The answer to kari's own line in the personal chat, and the two notices.
        before = len(here.standin.calls)
        await here.person("maria").say("cancel 1 entered twice")
        await until(lambda: len([call for call in here.standin.calls[before:] if call.method == "PUT"]) >= 2)
    updated = [call for call in here.standin.calls[before:] if call.method == "PUT"]
    assert all("anceled" in words(call.body["attachments"][0]["content"]) for call in updated)


async def until(condition: object) -> None:
    assert callable(condition)
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.02)


async def until_stopped(here: TeamsWorld) -> None:
    async with asyncio.timeout(30):
        while not (stopped := await here.database.read(1, lambda work: work.outbox.stopped())):
            await asyncio.sleep(0.02)
    assert [reason for _, reason in stopped] == ["not_in_conversation"]


async def test_shared_answers_are_made_anew(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("log call anna: hello")
    shown = (await kari.at("channel").say("show 1")).card
    shared = await kari.press(shown, "Share here")
    assert shared.places
    await here.door.close()
    before = len(here.standin.calls)
    async with here.another_door() as there, working(here.database, here.clock, {"teams": new_poster(here)}):
        await there.person("maria").say("cancel 1 entered twice")
        await until(lambda: len([call for call in here.standin.calls[before:] if call.method == "PUT"]) >= 2)
    updated = {
        call.path[0]: call.body["attachments"][0]["content"] for call in here.standin.calls[before:] if call.method == "PUT"
    }
    assert shared.places[0] in updated
    assert "a:kari" in updated
    assert all("Canceled by Maria Manager" in words(card) for card in updated.values())
    assert updated[shared.places[0]]["actions"] == []


async def test_what_waited_is_sent_when_the_bot_comes(here: TeamsWorld) -> None:
    channel, now = Recipient(platform="teams", workspace=TENANT, channel=CHANNEL), here.clock()
    message = news("News", channel, now)
    async with working(here.database, here.clock, {"teams": new_poster(here)}):
        await here.database.write(1, lambda work: work.outbox.put([message]))
        await until_stopped(here)
        await here.person("kari").at("channel").say("hello")
        await until(lambda: any(call.path == () and "News" in str(call.body) for call in here.standin.calls))
    assert await here.database.read(1, lambda work: work.outbox.stopped()) == []
