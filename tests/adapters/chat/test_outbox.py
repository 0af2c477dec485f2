"""The command `outbox`."""

from datetime import timedelta

import pytest

from adapters.chat.card import Pick, Table
from adapters.chat.plain import plain
from adapters.database import Database
from core.notification import Recipient
from core.operations.outbox import NO_ACCOUNT, tell_admins_of_stop
from core.outbox import Lane, MessageKind, OutboxMessage
from tests.adapters.chat.talk import Talk, choices, labels
from tests.factories import NOW

CHANNEL = Recipient(platform="slack", workspace="T1", channel="C7")
WORKER = "test/1/1"


async def claimed(database: Database, recipient: Recipient, kind: MessageKind = MessageKind.RECORDED) -> Lane:
    message = OutboxMessage(recipient=recipient, kind=kind, created_at=NOW, due_at=NOW, entry_no=1)
    await database.write(1, lambda work: work.outbox.put([message]))
    lane = await database.lanes.claim(WORKER, NOW, timedelta(minutes=1))
    assert lane is not None
    return lane


async def bury(database: Database, recipient: Recipient, error: str) -> int:
    """The id of a message that could not be sent."""
    lane = await claimed(database, recipient)
    ids = [each.id for each in lane.messages]
    await database.lanes.failed(lane, WORKER, ids, error, dead=True, counted=True)
    await database.lanes.release(lane, WORKER, NOW, None, 0)
    return ids[0]


async def stop(database: Database, recipient: Recipient, reason: str) -> None:
    await database.lanes.stop(await claimed(database, recipient), WORKER, reason)


@pytest.fixture
async def kari(talk: Talk) -> Recipient:
    await talk.say("hello")
    person = await talk.database.read(1, lambda work: work.people.by_email("kari@example.test"))
    assert person is not None
    return Recipient(person_id=person.id)


async def test_what_could_not_be_sent(talk: Talk, kari: Recipient) -> None:
    first, second = await bury(talk.database, kari, "msg_too_long"), await bury(talk.database, CHANNEL, "status 500")
    reply = await talk.say("outbox", "ada")
    said = plain(reply.card)
    assert "2 messages could not be sent" in said
    assert isinstance(reply.card.body[0], Table)
    assert "Kari Haugen" in said
    assert "channel C7 in Slack" in said
    assert "msg_too_long" in said
    assert labels(reply) == ["Send all again", "Drop all"]
    one = await talk.say(next(each.request for each in choices(reply) if each.label.startswith(f"#{first}:")), "ada")
    assert f"Message #{first} could not be sent" in plain(one.card)
    assert "entry #1, recorded" in plain(one.card)
    dropped = await talk.press(one, "Drop", "ada")
    assert "Dropped 1 message" in plain(dropped.card)
    assert "1 message is sent again" in plain((await talk.say(f"outbox send {second}", "ada")).card)
    assert "All messages were sent" in plain((await talk.say("outbox", "ada")).card)
    lane = await talk.database.lanes.claim(WORKER, talk.now, timedelta(minutes=1))
    assert lane is not None
    assert [each.id for each in lane.messages] == [second]


async def test_all_are_dropped_after_a_question(talk: Talk, kari: Recipient) -> None:
    for _ in range(3):
        await bury(talk.database, kari, "msg_too_long")
    asked = await talk.press(await talk.say("outbox", "ada"), "Drop all", "ada")
    assert "Drop 3 messages for good?" in plain(asked.card)
    await bury(talk.database, kari, "came later")
    assert "Dropped 3 messages" in plain((await talk.press(asked, "Drop", "ada")).card)
    assert "came later" in plain((await talk.say("outbox", "ada")).card)
    assert "no unsent message" in plain((await talk.press(asked, "Drop", "ada")).card)


async def test_who_cannot_be_written_to_is_resumed(talk: Talk, kari: Recipient) -> None:
    await stop(talk.database, CHANNEL, "is_archived")
    await stop(talk.database, kari, NO_ACCOUNT)
    reply = await talk.say("outbox", "ada")
    said = plain(reply.card)
    assert "channel C7 in Slack cannot be written to: is_archived" in said
    assert "Kari Haugen cannot be written to: was never met" in said
    pick = next(element for element in reply.card.body if isinstance(element, Pick))
    resume = next(each for each in pick.choices if each.label == "Resume channel C7 in Slack")
    assert "channel C7 in Slack is written to again" in plain((await talk.say(resume.request, "ada")).card)
    stopped = await talk.database.read(1, lambda work: work.outbox.stopped())
    assert [recipient for recipient, _ in stopped] == [kari]


async def test_admins_are_told_of_a_stop(talk: Talk, kari: Recipient) -> None:
    await talk.say("hello", "ada")
    await talk.database.write(1, lambda work: tell_admins_of_stop(work, CHANNEL, "is_archived", NOW))
    lane = await talk.database.lanes.claim(WORKER, NOW, timedelta(minutes=1))
    assert lane is not None
    ada = await talk.database.read(1, lambda work: work.people.by_email("ada@example.test"))
    assert ada is not None
    assert (lane.recipient, lane.messages[0].kind) == (Recipient(person_id=ada.id), MessageKind.STOPPED)
    assert await talk.database.lanes.claim(WORKER, NOW, timedelta(minutes=1)) is None


async def test_only_admins(talk: Talk, kari: Recipient) -> None:
    for line in ("outbox", "outbox send all", "outbox drop 1"):
        assert (await talk.say(line)).outcome == "refused"
        assert (await talk.say(line, "maria")).outcome == "refused"
