"""What is put into the outbox gets to Slack, in order, once, and whatever goes wrong is dealt with."""

import asyncio
import json
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from adapters.chat.conversation import Conversation
from adapters.chat.delivering.round import ATTEMPTS
from adapters.chat.posting import Pace
from adapters.database.address import parse
from core.notification import Recipient
from core.operations.canceling import cancel_entries
from core.operations.deleting import delete_entries
from core.operations.outbox import NO_ACCOUNT, drop_messages, resume_sending, send_again
from core.outbox import MessageKind
from core.person import Actor, Identity
from core.requests.deleting import DeleteEntries
from core.requests.entries import CancelEntries
from core.requests.outbox import DropMessages, ResumeSending, SendAgain
from core.values import Role
from core.work import Work
from tests import postgres
from tests.acceptance.world import PROFILES
from tests.adapters.chat.delivering.conftest import CHANNEL, Office
from tests.standins.slack import TEAM, Fault

ADA = Actor(person_id=99, name="Ada", email="", role=Role.ADMIN)


async def test_a_recorded_entry_is_told_at_once(office: Office) -> None:
    late: list[float] = []
    async with office.worker():
        for number, name in enumerate(("kari", "maria", "ada"), 1):
            await asyncio.sleep(0.1)
            no = await office.recorded(name)
            committed = time.monotonic()
            await office.until_posted(number)
            late.append(office.slack.calls[-1].at - committed)
            sent = office.slack.sent("chat.postMessage")[-1]
            assert sent["channel"] == name
            assert f"#{no}" in sent["text"]
            assert "Anna Olsen" in sent["text"]
        await office.until_idle()
    # The quickest, as a busy machine makes others wait; without a word of the message it would be found after seconds.
    assert min(late) < 0.2
    assert office.told.sent == [("slack", MessageKind.RECORDED, 1)] * 3
    assert office.slack.refused() == []


async def test_what_was_put_before_the_worker_started_is_sent_in_order(office: Office) -> None:
    for number in range(30):
        await office.say(("kari", "maria", "ada")[number % 3], f"m{number}")
    async with office.worker(), office.worker("host/2/2"):
        await office.until_idle()
    for place, name in enumerate(("kari", "maria", "ada")):
        assert office.posted(name) == [f"m{number}" for number in range(place, 30, 3)]


async def test_what_is_due_later_waits(office: Office) -> None:
    now = office.clock()
    later = office.text("kari", "later", due_at=now + timedelta(seconds=0.6))
    await office.put(later, office.text("kari", "much later", due_at=now + timedelta(hours=1)))
    async with office.worker():
        await office.until_posted(1)
        assert office.clock() >= later.due_at
        await asyncio.sleep(0.1)
    assert office.posted() == ["later"]
    assert await office.waiting() == 1


async def test_no_lane_and_no_workspace_is_faster_than_its_pace(office: Office) -> None:
    await office.say("kari", *"abcd")
    await office.say("maria", *"efgh")
    await office.say("ada", *"ijkl")
    pace = Pace(timedelta(seconds=0.1), timedelta(seconds=0.05), timedelta(0))
    begun = time.monotonic()
    async with office.worker(pace=pace), office.worker("host/2/2", pace=pace):
        await office.until_idle()
    calls = [call for call in office.slack.calls if call.method == "chat.postMessage"]
    assert office.posted("kari") == list("abcd")
    # How long a request takes to arrive varies, so gaps between arrivals say little; none can arrive before its turn.
    for name in ("kari", "maria", "ada"):
        assert _soonest([call.at - begun for call in calls if call.arguments["channel"] == name], 0.1)
    assert _soonest([call.at - begun for call in calls], 0.05)


def _soonest(times: list[float], pace: float) -> bool:
    """Whether none of the moments, in seconds from the beginning, comes before its turn."""
    return all(at > turn * pace - 0.01 for turn, at in enumerate(sorted(times)))


async def test_too_many_requests_are_waited_for_and_not_counted(office: Office) -> None:
    office.slack.faults["chat.postMessage"] += [Fault(429, {"Retry-After": "1"})] * 2
    begun = time.monotonic()
    await office.say("kari", "one", "two")
    pace = Pace(timedelta(0), timedelta(seconds=0.001), timedelta(0))
    async with office.worker(pace=pace):
        await office.until_idle()
    assert office.posted() == ["one", "two"]
    assert time.monotonic() - begun > 2
    assert office.told.failed == [("status 429", False)] * 2
    assert await office.dead() == []


async def test_without_an_answer_it_is_tried_again(office: Office) -> None:
    """What Slack carried out without saying so comes twice: nobody can tell."""
    faults = {
        "kari": (Fault(status=500), 1),
        "maria": (Fault(cut=True), 1),
        "ada": (Fault(cut=True, done=True), 2),
        "nobody": (Fault(status=200, seconds=3, done=True), 2),
    }
    await office.grant("nobody")
    for name, (fault, _) in faults.items():
        office.slack.faults[name].append(fault)
        await office.say(name, "one", "two")
    async with office.worker(seconds=1.5):
        await office.until_idle()
    for name, (_, times) in faults.items():
        assert office.posted(name) == ["one"] * times + ["two"]
    assert len(office.told.failed) == len(faults)


async def test_a_refused_message_is_dead_at_once_and_can_be_sent_again(office: Office) -> None:
    office.slack.failures["chat.postMessage"].append("msg_too_long")
    await office.say("kari", "one", "two")
    async with office.worker():
        await office.until_idle()
        assert office.posted() == ["two"]
        (dead,) = await office.dead()
        assert (dead.error, dead.attempts, dead.payload["channel"]) == ("msg_too_long", 1, "one")
        assert await office.database.write(1, lambda work: send_again(work, SendAgain(), ADA, office.clock())) == 1
        await office.until_posted(2)
        await office.until_idle()
    assert office.posted() == ["two", "one"]
    assert await office.dead() == []
    assert office.told.failed == [("msg_too_long", True)]


async def test_after_many_attempts_it_is_dead(office: Office) -> None:
    await office.say("kari", "one", "two")
    lanes, now = office.database.lanes, office.clock()
    for _ in range(ATTEMPTS - 1):
        lane = await lanes.claim("x/1/1", now, timedelta(seconds=60))
        assert lane is not None
        assert await lanes.failed(lane, "x/1/1", [lane.messages[0].id], "status 500", dead=False, counted=True)
        await lanes.release(lane, "x/1/1", now, None, 0)
    office.slack.faults["chat.postMessage"].append(Fault(status=500))
    async with office.worker():
        await office.until_idle()
    assert office.posted() == ["two"]
    assert [(each.attempts, each.error) for each in await office.dead()] == [(ATTEMPTS, "status 500")]


async def test_what_another_version_put_is_a_dead_letter_in_the_end(office: Office, database_url: str) -> None:
    await office.put(office.text("kari", "one", attempts=ATTEMPTS - 1), office.text("kari", "two"))
    engine = create_engine(parse(postgres.everywhere(database_url)), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("UPDATE outbox_message SET kind = 'text' WHERE attempts > 0"))
    async with office.worker():
        await office.until_idle()
    assert office.posted() == ["two"]
    (dead,) = await office.dead()
    assert (dead.error, dead.attempts, dead.payload["channel"]) == ("UnknownKind", ATTEMPTS, "one")
    # Sent again it would fail again; it stays for the version that knows it, or is dropped.
    assert await office.database.write(1, lambda work: send_again(work, SendAgain(), ADA, office.clock())) == 0
    with engine.begin() as connection:
        assert connection.execute(text("SELECT kind FROM dead_message")).scalar_one() == "text"
    assert (
        await office.database.write(1, lambda work: drop_messages(work, DropMessages(messages=(dead.id,)), ADA, office.clock()))
        == 1
    )


async def test_a_conversation_that_is_gone_stops_its_lane_and_admins_are_told_once(office: Office) -> None:
    office.slack.channels["C1"] = set()
    await office.say(CHANNEL, "one", "two")
    async with office.worker():
        await office.until_posted(1)
        await office.say(CHANNEL, "three")
        await asyncio.sleep(0.2)
        assert await office.stopped() == [(CHANNEL, "not_in_channel")]
        (told,) = office.slack.sent("chat.postMessage")
        assert told["channel"] == "ada"
        assert "channel C1 in Slack cannot be written to any more" in told["text"]
        office.slack.channels["C1"] = {"U0BOT"}
        resume = ResumeSending(platform="slack", workspace=TEAM, channel="C1")
        await office.database.write(1, lambda work: resume_sending(work, resume, ADA, office.clock()))
        await office.until_idle()
    assert office.posted("C1") == ["one", "two", "three"]
    assert office.told.stopped == ["not_in_channel"]


async def test_an_admin_who_is_gone_is_not_told_of_it(office: Office) -> None:
    office.slack.failures["chat.postMessage"].append("user_disabled")
    await office.say("ada", "one")
    async with office.worker():
        async with asyncio.timeout(30):
            while not await office.stopped():
                await asyncio.sleep(0.02)
    assert await office.stopped() == [(office.person("ada"), "user_disabled")]
    assert office.posted() == []
    assert await office.waiting() == 1


async def test_a_person_without_an_account_is_looked_up_by_address(office: Office) -> None:
    await office.say("mads", "hello")
    async with office.worker():
        await office.until_idle()
    assert office.posted("mads") == ["hello"]
    found = await office.database.read(1, lambda work: work.people.accounts(office.ids["mads"]))
    assert found == [Identity("slack", TEAM, "mads")]


async def test_whoever_has_no_account_is_written_to_after_the_first_word(office: Office) -> None:
    del office.slack.users["mads"]
    await office.say("mads", "hello")
    async with office.worker():
        async with asyncio.timeout(30):
            while not await office.stopped():
                await asyncio.sleep(0.02)
        assert await office.stopped() == [(office.person("mads"), NO_ACCOUNT)]
        assert office.told.stopped == []
        office.slack.add_user("mads", "Mads Juhl", "mads@example.test")
        conversation = Conversation(office.database)
        await conversation.introduce(1, Identity("slack", TEAM, "mads"), PROFILES["mads"], office.clock())
        await office.until_idle()
    assert office.posted() == ["hello"]


async def test_guests_are_not_written_to(office: Office) -> None:
    office.slack.users["mads"]["is_restricted"] = True
    await office.say("mads", "hello")
    async with office.worker():
        async with asyncio.timeout(30):
            while not await office.stopped():
                await asyncio.sleep(0.02)
    assert office.posted() == []


async def test_a_lane_of_a_platform_that_is_off_waits(office: Office) -> None:
    await office.say(Recipient(platform="teams", workspace="t", channel="19:x"), "one")
    async with office.worker():
        await office.say("kari", "two")
        await office.until_posted(1)
        await asyncio.sleep(0.2)
    assert await office.waiting() == 1
    assert await office.stopped() == []


async def cancel(office: Office, no: int) -> None:
    def do(work: Work) -> Any:
        return cancel_entries(work, CancelEntries(nos=(no,), reason="wrong"), ADA, office.clock())

    await office.database.write(1, do)


async def test_posted_copies_are_made_anew_when_the_entry_changes(office: Office) -> None:
    async with office.worker():
        no = await office.recorded("kari", CHANNEL)
        await office.until_posted(2)
        await office.until_idle()
        await cancel(office, no)
        await office.until_idle()
    updated = office.slack.sent("chat.update")
    assert {each["channel"] for each in updated} == {"Dkari", "C1"}
    assert all(f"Canceled #{no}" in each["text"] for each in updated)
    assert len(updated) == 2


async def test_posted_copies_say_that_the_entry_was_deleted(office: Office) -> None:
    async with office.worker():
        no = await office.recorded("kari", CHANNEL)
        await office.until_posted(2)
        await office.until_idle()
        await cancel(office, no)
        await office.until_idle()
        await office.database.write(1, lambda work: delete_entries(work, DeleteEntries(nos=(no,)), ADA, office.clock()))
        await office.until_idle()
    deleted = office.slack.sent("chat.update")[2:]
    assert {each["channel"] for each in deleted} == {"Dkari", "C1"}
    assert all(each["text"].startswith(f"Entry #{no} was deleted") for each in deleted)
    assert all("Anna" not in json.dumps(each) for each in deleted)


async def test_copies_are_kept_up_for_thirty_days(office: Office) -> None:
    async with office.worker():
        no = await office.recorded("kari")
        await office.until_idle()
    office.clock.step(days=31)
    await cancel(office, no)
    assert await office.waiting() == 0


async def test_many_changes_make_one_update(office: Office) -> None:
    async with office.worker():
        no = await office.recorded("kari")
        await office.until_idle()
    for _ in range(5):
        await cancel(office, no)
        await office.database.write(1, lambda work: work.entries.update(replace(work.entries.get(no), canceled=False)))
    await cancel(office, no)
    async with office.worker():
        await office.until_idle()
    assert len(office.slack.sent("chat.update")) == 1


async def test_an_update_of_a_message_that_is_gone_is_dropped(office: Office) -> None:
    async with office.worker():
        no = await office.recorded("kari")
        await office.until_idle()
        office.slack.messages.clear()
        await cancel(office, no)
        await office.until_idle()
    assert await office.dead() == []
    assert await office.stopped() == []


async def test_a_change_while_it_is_being_posted_is_not_missed(office: Office) -> None:
    no = await office.recorded("kari")

    async def change(method: str, arguments: dict[str, Any]) -> None:
        if method == "chat.postMessage":
            await cancel(office, no)

    office.slack.answering = change
    async with office.worker():
        await office.slack.wait_for("chat.update", 1, 30)
        await office.until_idle()
    assert f"Canceled #{no}" in office.slack.sent("chat.update")[0]["text"]


async def test_stopping_finishes_what_is_under_way_and_gives_the_lane_back(office: Office) -> None:
    office.slack.delays["chat.postMessage"] = 0.3
    await office.say("kari", "one", "two", "three")
    arrived = asyncio.Event()

    async def arriving(method: str, arguments: dict[str, Any]) -> None:
        arrived.set()

    office.slack.arriving = arriving
    async with office.worker():
        await arrived.wait()
    assert office.posted() == ["one"]
    assert await office.database.lanes.holders("host") == []
    async with office.worker("host/2/2"):
        await office.until_idle()
    assert office.posted() == ["one", "two", "three"]


@pytest.mark.parametrize("hours", [1, -1])
async def test_clock_steps_lose_and_repeat_nothing(office: Office, hours: int) -> None:
    """Two workers that see the clock put forward or back in the middle of their work."""
    for number in range(60):
        await office.say(("kari", "maria", "ada")[number % 3], f"m{number}")
    office.slack.delays["chat.postMessage"] = 0.02
    async with office.worker(lease=4), office.worker("host/2/2", lease=4):
        await office.until_posted(15)
        office.clock.step(hours=hours)
        await office.until_posted(60)
        await asyncio.sleep(0.3)
    for place, name in enumerate(("kari", "maria", "ada")):
        assert office.posted(name) == [f"m{number}" for number in range(place, 60, 3)]
