"""Answers that stay in Slack follow the entry that they show."""

import asyncio
from datetime import timedelta

from adapters.slack.posting import SlackPoster
from adapters.slack.workspaces import OneWorkspace
from core.outbox import PostedCopy
from tests.adapters.chat.delivering.conftest import QUICK, working
from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import words


async def copies(here: SlackWorld, count: int) -> list[PostedCopy]:
    since = here.clock() - timedelta(days=1)
    async with asyncio.timeout(30):
        while len(found := list(await here.database.read(1, lambda work: work.outbox.copies((1, 2), since)))) < count:
            await asyncio.sleep(0.05)
    return found


async def test_shared_and_lasting_answers_are_made_anew(here: SlackWorld) -> None:
    kari = here.person()
    await kari.say("log call anna: talked about the offer")
    await here.slack.wait_for("chat.postMessage")
    shown = await kari.command("show 1")
    await kari.press(shown.body, "Share here")
    shared = await here.slack.wait_for("chat.postMessage", 2)
    assert shared["channel"] == "C1"
    assert "Shared by Kari Haugen" in words(shared)
    assert {copy.conversation for copy in await copies(here, 2)} == {"Dkari", "C1"}
    poster = SlackPoster(
        here.database,
        here.clock,
        workspaces=OneWorkspace(here.database.organization_of, here.slack.token),
        api_url=here.slack.api_url,
        pace=QUICK,
    )
    async with working(here.database, here.clock, {"slack": poster}):
        # Her own change is answered to her; the answer before it is as it was.
        await kari.command("evaluate 1 positive")
        updated = await here.slack.wait_for("chat.update")
        assert (updated["channel"], updated["ts"]) == ("C1", (await copies(here, 2))[1].message)
        assert "Evaluation: positive" in words(updated)
        assert not any(block["type"] == "actions" for block in updated["blocks"])
        await here.person("maria").command("cancel 1 entered twice")
        await here.slack.wait_for("chat.update", 3)
    own = next(each for each in here.slack.sent("chat.update") if each["channel"] == "Dkari")
    assert "Canceled by Maria Manager" in words(own)
    assert here.slack.refused() == []


async def test_lists_and_slash_commands_leave_no_copies(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log call anna: hello")
    await kari.say("list me")
    await here.slack.wait_for("chat.postMessage")
    await here.door.close()
    assert await here.database.read(1, lambda work: work.outbox.copies((1,), here.clock() - timedelta(days=1))) == []


async def test_where_the_bot_is_no_member_it_is_shared_without_a_copy(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log call anna: hello")
    shown = await kari.command("show 1")
    here.slack.channels["C1"].discard("U0BOT")
    await kari.press(shown.body, "Share here")
    shared = await here.slack.wait_for("response_url")
    assert shared["response_type"] == "in_channel"
