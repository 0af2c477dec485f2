"""Reminders in Teams: a card in the person's own chat, whose buttons do what they say."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.teams.app import App
from adapters.teams.posting import TeamsPoster
from tests.adapters.delivering import working
from tests.adapters.teams.conftest import TeamsWorld
from tests.standins.teams import APP_ID, PASSWORD
from tests.standins.teams_client import Json, labels, title, words


@asynccontextmanager
async def reminding(here: TeamsWorld) -> AsyncIterator[None]:
    app = App(APP_ID, PASSWORD, login_url=here.standin.login_url, metadata_url=here.standin.metadata_url)
    poster = TeamsPoster(here.database, here.clock, app=app)
    await poster.start()
    try:
        async with working(here.database, here.clock, {"teams": poster}):
            yield
    finally:
        await poster.close()


async def reminded(here: TeamsWorld) -> Json:
    """The card that comes on the next day."""
    here.clock.move(days=1)
    before = len(here.standin.calls)
    async with reminding(here), asyncio.timeout(30):
        while not (sent := [call for call in here.standin.calls[before:] if call.body and "attachments" in call.body]):
            await asyncio.sleep(0.02)
    assert [call.path for call in sent] == [("a:kari", "activities")]
    card: Json = sent[0].body["attachments"][0]["content"]
    return card


async def test_a_follow_up_is_put_off_and_done(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say('log call anna follow:tomorrow "send offer": talked about prices')
    card = await reminded(here)
    assert title(card) == "Follow up: send offer, Anna Olsen"
    assert {"Done", "Tomorrow", "Next week", "Another day", "Log", "Show"} <= set(labels(card))
    put_off = await kari.press(card, "Tomorrow")
    assert title(put_off.card) == "✓  Changed #1: Phone call, Anna Olsen"
    again = await reminded(here)
    done = await kari.press(again, "Done")
    assert title(done.card) == "✓  Done, followed up #1: Phone call, Anna Olsen"
    taken_back = await kari.press(done.card, "Undo")
    assert "open again" in title(taken_back.card)


async def test_another_day_is_asked_for_by_a_form(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("log call anna follow:tomorrow: talked about prices")
    card = await reminded(here)
    form = (await kari.press(card, "Another day")).card
    saved = await kari.press(form, "Save", field_until="2026-11-25")
    assert title(saved.card) == "✓  Changed #1: Phone call, Anna Olsen"
    assert "Wed 25 Nov 2026" in words((await kari.say("followups")).card)


async def test_a_draft_is_finished_from_its_reminder(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("log call anna postpone: ask about the contract")
    card = await reminded(here)
    assert title(card) == "Your draft #1 waits: Phone call, Anna Olsen"
    finished = await kari.press(card, "Finish")
    assert title(finished.card) == "✓  Logged #1, no draft any more: Phone call, Anna Olsen"
