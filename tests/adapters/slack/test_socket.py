"""Socket Mode: the same answers through a WebSocket, and nothing lost or done twice when it is cut."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from adapters.chat.conversation import Conversation
from adapters.database import Database
from adapters.slack.app import SlackDoor
from adapters.slack.workspaces import OneWorkspace
from core.filters import EntryFilter
from core.work import Work
from tests.acceptance import world
from tests.adapters.slack.conftest import PUBLIC_URL, Clock
from tests.adapters.slack.reading import title, words
from tests.standins.slack import SlackStandIn
from tests.standins.slack_client import SocketClient
from tests.standins.slack_socket import APP_TOKEN, SlackSocket


@dataclass
class Connected:
    slack: SlackStandIn
    socket: SlackSocket
    door: SlackDoor
    database: Database
    clock: Clock
    kari: SocketClient

    async def entries(self) -> list[str]:
        """The notes of all entries, the newest first."""

        def read(work: Work) -> list[str]:
            return [row.entry.note or row.entry.description for row in work.entries.page(EntryFilter(), 100)]

        return await self.database.read(1, read)


def _door(slack: SlackStandIn, database: Database, clock: Clock) -> SlackDoor:
    workspaces = OneWorkspace(database.organization_of, slack.token)
    conversation = Conversation(database)
    return SlackDoor(conversation, database, workspaces, clock, app_token=APP_TOKEN, api_url=slack.api_url, public_url=PUBLIC_URL)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cut is noticed sooner. On a busy machine one that is slow to answer pings counts as cut, too."""
    monkeypatch.setattr("adapters.slack.socket._LOOK", 0.5)


@pytest.fixture
async def here(database: Database, slack: SlackStandIn, clock: Clock, quick: None) -> AsyncIterator[Connected]:
    await world.build(database)
    door = _door(slack, database, clock)
    await door.start()
    await slack.socket.connected()
    async with aiohttp.ClientSession() as session:
        yield Connected(slack, slack.socket, door, database, clock, SocketClient(slack, session, "", clock))
    await door.close()


async def test_commands_forms_pickers_and_events_are_answered(here: Connected) -> None:
    answer = await here.kari.command("log call anna: hello")
    assert title(answer.body) == "Logged #1: Phone call, Anna Olsen"
    await here.kari.command("log")
    await here.slack.wait_for("views.open")
    view = list(here.slack.views.values())[-1]
    assert [each["value"] for each in await here.kari.search(view, "contact", "olga")] == ["=CT000012"]
    refused = await here.kari.submit(view, contact="CT000012", template="CALL", duration="soon")
    assert refused.body["response_action"] == "errors"
    here.clock.move(minutes=1)
    assert (await here.kari.submit(view, contact="CT000012", template="CALL")).body == {"response_action": "clear"}
    assert (await here.kari.say("list")).body == {}
    assert "Olga Olsen" in words(await here.slack.wait_for("chat.postMessage"))
    assert len(await here.entries()) == 2


@pytest.mark.parametrize("how", ["refreshed", "closed", "cut"])
async def test_a_new_connection_takes_over_and_nothing_is_lost_or_done_twice(here: Connected, how: str) -> None:
    said = [asyncio.create_task(here.kari.command(f"log call anna: number {number}")) for number in range(5)]
    while len(here.socket.deliveries) < 5:
        await asyncio.sleep(0)
    if how == "refreshed":
        await here.socket.refresh()
    elif how == "closed":
        await here.socket.hang_up()
    else:
        here.socket.cut()
    # Said while nobody listens.
    said += [asyncio.create_task(here.kari.command(f"log call olga: number {number}")) for number in range(5, 10)]
    async with asyncio.timeout(10):
        answers = await asyncio.gather(*said)
    assert all(title(answer.body).startswith("Logged #") for answer in answers)
    assert sorted(await here.entries()) == [f"number {number}" for number in range(10)]
    assert here.socket.opened >= 2


async def test_one_cut_after_the_other(here: Connected) -> None:
    said = []
    for number in range(30):
        said.append(asyncio.create_task(here.kari.command(f"log call anna: number {number}")))
        await asyncio.sleep(0.02)
        if number % 10 == 3:
            here.socket.cut()
        elif number % 10 == 6 and here.socket.is_connected:
            await here.socket.refresh()
    async with asyncio.timeout(15):
        answers = await asyncio.gather(*said)
    assert len({title(answer.body) for answer in answers}) == 30
    assert sorted(await here.entries()) == sorted(f"number {number}" for number in range(30))


async def test_what_was_done_but_not_acknowledged_is_answered_again_and_done_once(here: Connected) -> None:
    here.socket.deaf = True
    said = asyncio.create_task(here.kari.command("log call anna: hello"))
    asked = asyncio.create_task(here.kari.say("log call olga: hello"))
    while len(await here.entries()) < 2:
        await asyncio.sleep(0.02)
    here.socket.deaf = False
    here.socket.cut()
    async with asyncio.timeout(10):
        answer = await said
        await asked
    assert title(answer.body) in [f"Logged #{no}: Phone call, Anna Olsen" for no in (1, 2)]
    assert max(here.socket.deliveries.values()) >= 2
    assert await here.entries() == ["hello", "hello"]
    await here.door.close()
    assert len(here.slack.sent("chat.postMessage")) == 1


async def test_an_envelope_that_comes_twice_at_once_is_done_once(here: Connected) -> None:
    said = asyncio.create_task(here.kari.command("log call anna: hello"))
    await asyncio.sleep(0)
    await here.socket.again()
    await said
    await here.door.close()
    assert await here.entries() == ["hello"]


async def test_stopping_finishes_what_is_under_way_and_leaves_the_rest_to_the_next(here: Connected) -> None:
    # The first turn waits for Slack to say who speaks.
    here.slack.delays["users.info"] = 0.4
    asked = here.slack.arrival("users.info")
    said = asyncio.create_task(here.kari.command("log call anna: before"))
    await asked.wait()
    closing = asyncio.create_task(here.door.close())
    await asyncio.sleep(0)
    late = asyncio.create_task(here.kari.command("log call anna: after"))
    assert title((await said).body) == "Logged #1: Phone call, Anna Olsen"
    await closing
    assert not late.done()
    assert await here.entries() == ["before"]
    other = _door(here.slack, here.database, here.clock)
    await other.start()
    async with asyncio.timeout(5):
        assert "#2" in str((await late).body)
    await other.close()
    assert sorted(await here.entries()) == ["after", "before"]


async def test_a_door_starts_while_slack_refuses_and_connects_when_it_does_not(
    database: Database, slack: SlackStandIn, clock: Clock, quick: None
) -> None:
    slack.socket.failures += ["internal_error", "fatal_error"]
    door = _door(slack, database, clock)
    await door.start()
    await slack.socket.connected()
    await door.close()
    assert slack.socket.failures == []


async def test_an_address_that_is_too_old_is_not_tried_for_ever(
    database: Database, slack: SlackStandIn, clock: Clock, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.socket._GOOD_FOR", 0.3)
    slack.socket.expired = 1
    door = _door(slack, database, clock)
    await door.start()
    await slack.socket.connected()
    await door.close()


async def test_a_door_that_never_connected_closes(database: Database, slack: SlackStandIn, clock: Clock) -> None:
    slack.socket.failures += ["internal_error"] * 99
    door = _door(slack, database, clock)
    await door.start()
    await asyncio.sleep(0.05)
    async with asyncio.timeout(2):
        await door.close()


def test_without_a_secret_and_a_token_there_is_no_door(database: Database, slack: SlackStandIn, clock: Clock) -> None:
    with pytest.raises(ValueError, match="empty"):
        SlackDoor(Conversation(database), database, OneWorkspace(database.organization_of, "t"), clock)
