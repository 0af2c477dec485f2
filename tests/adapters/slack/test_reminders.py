"""Reminders in Slack: a direct message in the morning, whose buttons do what they say."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.slack.posting import SlackPoster
from adapters.slack.workspaces import OneWorkspace
from tests.adapters.delivering import working
from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import title, words
from tests.standins.block_kit_parts import Json
from tests.standins.slack_client import labels


@asynccontextmanager
async def reminding(here: SlackWorld) -> AsyncIterator[None]:
    poster = SlackPoster(
        here.database,
        here.clock,
        workspaces=OneWorkspace(here.database.organization_of, here.slack.token),
        api_url=here.slack.api_url,
    )
    await poster.start()
    try:
        async with working(here.database, here.clock, {"slack": poster}):
            yield
    finally:
        await poster.close()


async def reminded(here: SlackWorld, days: int = 1) -> Json:
    """What comes on a later day; nothing comes before."""
    async with reminding(here):
        await asyncio.sleep(0.2)
        assert here.slack.sent("chat.postMessage") == []
    here.clock.move(days=days)
    async with reminding(here):
        return await here.slack.wait_for("chat.postMessage")


async def followed_up(here: SlackWorld, line: str = 'log call anna follow:tomorrow "send offer": talked about prices') -> Json:
    await here.person().command(line)
    return await reminded(here)


async def test_a_follow_up_comes_in_the_morning_and_is_done(here: SlackWorld) -> None:
    posted = await followed_up(here)
    assert posted["channel"] == "kari"
    assert title(posted) == "Follow up: send offer, Anna Olsen"
    assert "talked about prices" in words(posted)
    assert labels(posted) == ["Done", "Tomorrow", "Next week", "Another day", "Log", "Show"]
    kari = here.person(channel="Dkari")
    await kari.press(posted, "Done", ephemeral=False)
    answer = await here.slack.wait_for("response_url")
    assert title(answer) == "Done, followed up #1: Phone call, Anna Olsen"
    assert answer["replace_original"] is True
    assert "There are none" in words((await here.person().command("followups")).body)


async def test_it_is_put_off_to_another_day_by_a_form(here: SlackWorld) -> None:
    posted = await followed_up(here)
    kari = here.person(channel="Dkari")
    await kari.press(posted, "Another day", ephemeral=False)
    await here.slack.wait_for("views.open")
    view = next(iter(here.slack.views.values()))
    wrong = await kari.submit(view, until="2026-11-01")
    assert "until" in wrong.body["errors"]
    assert (await kari.submit(view, until="2026-11-25")).body == {"response_action": "clear"}
    assert "Wed 25 Nov 2026" in words((await here.person().command("followups")).body)
    here.clock.move(days=5)
    async with reminding(here):
        again = await here.slack.wait_for("chat.postMessage", 2)
    assert title(again) == title(posted)


async def test_what_was_done_canceled_or_put_off_is_not_reminded_of(here: SlackWorld) -> None:
    kari = here.person()
    for contact in ("anna", "olga", "sam", "joost"):
        await kari.command(f"log call {contact} follow:tomorrow: talked to {contact}")
    await kari.command("followups done #1")
    await kari.command("cancel #2 wrong")
    await kari.command("followups snooze #3 next week")
    here.clock.move(days=1)
    async with reminding(here):
        await here.slack.wait_for("chat.postMessage")
        await asyncio.sleep(0.2)
    (posted,) = here.slack.sent("chat.postMessage")
    assert title(posted) == "Follow up with Joost van den Berg"


async def test_many_of_one_morning_come_as_one(here: SlackWorld) -> None:
    kari = here.person()
    for number in range(7):
        await kari.command(f"log call anna follow:tomorrow: talk {number}")
    posted = await reminded(here)
    assert title(posted) == "7 follow-ups are due"
    await asyncio.sleep(0.1)
    assert len(here.slack.sent("chat.postMessage")) == 1


async def test_who_wants_nothing_gets_nothing(here: SlackWorld) -> None:
    await here.person().command("log call anna follow:tomorrow: talked about prices")
    await here.person().command("notify off")
    here.clock.move(days=1)
    async with reminding(here):
        await asyncio.sleep(0.3)
    assert here.slack.sent("chat.postMessage") == []


async def test_a_draft_is_reminded_of_and_finished(here: SlackWorld) -> None:
    posted = await followed_up(here, "log call anna postpone: ask about the contract")
    assert title(posted) == "Your draft #1 waits: Phone call, Anna Olsen"
    assert labels(posted) == ["Finish", "Edit", "Drop", "Show"]
    await here.person(channel="Dkari").press(posted, "Finish", ephemeral=False)
    answer = await here.slack.wait_for("response_url")
    assert title(answer) == "Logged #1, no draft any more: Phone call, Anna Olsen"


async def test_a_draft_is_dropped(here: SlackWorld) -> None:
    posted = await followed_up(here, "log call anna postpone: ask about the contract")
    await here.person(channel="Dkari").press(posted, "Drop", ephemeral=False)
    assert title(await here.slack.wait_for("response_url")) == "Dropped draft #1: Phone call, Anna Olsen"


async def test_a_draft_that_is_finished_is_not_reminded_of(here: SlackWorld) -> None:
    await here.person().command("log call anna postpone: ask about the contract")
    await here.person().command("finish #1")
    here.clock.move(days=1)
    async with reminding(here):
        await asyncio.sleep(0.3)
    assert here.slack.sent("chat.postMessage") == []


async def test_managers_see_others(here: SlackWorld) -> None:
    await here.person().command('log call anna follow:tomorrow "send offer": talked about prices')
    answer = await here.person("maria").command("followups kari@example.test")
    assert title(answer.body) == "Follow-ups of Kari Haugen"
    assert "send offer" in words(answer.body)
    assert "For that you need" in title((await here.person("mads").command("followups kari@example.test")).body)
