"""The cards and forms of the acceptance conversation, as each platform gets them, for the picture that `make cards` draws.

`python -m tests.acceptance.pictures CARDS.json`
"""

import asyncio
import json
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from adapters.chat.card import Card
from adapters.chat.codec import dump
from adapters.chat.conversation import Conversation
from adapters.chat.request import Request, Share
from adapters.chat.turn import Place, Reply, Turn, UnknownIdentity
from adapters.database import Database, migrate
from adapters.slack import limits
from adapters.slack.blocks import to_blocks
from adapters.slack.carried import Carried
from adapters.slack.modal import form_view
from adapters.teams.cards.card import card_content
from adapters.teams.cards.form import form_content
from core.person import Identity
from core.requests.entries import ShowEntry
from core.requests.overview import ShowOverview
from tests.acceptance import told, world
from tests.acceptance.cases import CASES
from tests.adapters.chat.talk import button
from tests.factories import NOW

# What the conversation of the tests leaves out and is worth a look.
MORE = (
    ("kari", "contacts o"),
    ("kari", "list canceled:all"),
    ("kari", "help log"),
    ("ada", "template create"),
    ("ada", "start"),
    ("ada", "people", "Give a role"),
    ("kari", "add contact Olsen, Anna"),
    ("kari", "contact anna"),
    ("kari", "cancel 1"),
    ("maria", "stats team by salesperson"),
    ("kari", "stats"),
    ("maria", "stats team idle:1d"),
    ("ada", "campaigns"),
    ("kari", "log meeting joost -: *not* happy with <b>delivery</b>\n\n- and a list\nhttps://example.test"),
    ("ada", "setup documents usual", "Set them up"),
    ("ada", "setup documents invoice", "Change"),
    ("ada", "setup documents invoice", "Try it"),
    ("ada", "setup documents invoice", "Try it", "Try another one"),
    ("maria", "replay all"),
    ("kari", "notify me purchases hourly quiet:22:00-6:00"),
    ("kari", "notify mute"),
    ("kari", "notify own on"),
    ("kari", "notify", "Quiet hours"),
    ("maria", "notify here invoices above:500 daily"),
    ("maria", "notify"),
)
# What the home then tells of.
HOME = (
    'log call anna 20m follow:today "send offer": likes the new crates',
    "log meeting olga follow:tomorrow: visit to the warehouse",
    "log call joost postpone: ask about the prices of tulips",
    "log call olga failed",
)
# Said once documents were recorded and messages could not be sent.
UNSENT = (
    ("kari", "list auto:yes"),
    ("ada", "outbox"),
    ("ada", "outbox 2"),
    ("ada", "outbox drop all"),
    ("ada", "outbox send all"),
)
_PLACE = Place(forms=True, shared=True, channel=told.CHANNEL.channel)


class Doors:
    """The conversation with everyone of the acceptance world in it, a minute a line."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._now = NOW

    async def say(self, who: str, line: str, *labels: str) -> dict[str, Any]:
        """The answer to a line, or to the last of the buttons that are pressed after it, as the picture tool takes it."""
        reply = await self._turn(who, line)
        for label in labels:
            reply = await self._turn(who, button(reply, label).request)
        title = " > ".join((f"{who}: {line[:70]}", *labels))
        return {"title": title, **await self._drawn(reply, Identity("teams", "T", who), self._now)}

    async def home(self, who: str) -> dict[str, Any]:
        """The bot's own page, in Slack as large as a view may be."""
        card = (await self._turn(who, ShowOverview())).card
        return {"title": f"{who}: home", "slack": to_blocks(card, Carried(), limits.VIEW_BLOCKS), "teams": card_content(card)}

    async def shared(self, who: str, no: int) -> dict[str, Any]:
        """An entry as everyone sees it, as when its address is written."""
        card = (await self._turn(who, Share(request=dump(ShowEntry(no=no))))).card
        return {"title": f"{who}: shared", "slack": to_blocks(card, Carried()), "teams": card_content(card)}

    async def press(self, who: str, card: Card, label: str) -> dict[str, Any]:
        """The answer to a button of a card that was sent."""
        reply = await self._turn(who, button(Reply(card=card), label).request)
        return {"title": f"{who} > {label}", **await self._drawn(reply, Identity("teams", "T", who), self._now)}

    async def _turn(self, who: str, said: str | Request) -> Reply:
        self._now += timedelta(minutes=1)
        identity = Identity("teams", "T", who)
        turn = Turn(organization_id=1, identity=identity, said=said, now=self._now, place=_PLACE, source="t", key=str(self._now))
        try:
            return await self._conversation.handle(turn)
        except UnknownIdentity:
            await self._conversation.introduce(1, identity, world.PROFILES[who], self._now)
            return await self._conversation.handle(turn)

    async def _drawn(self, reply: Reply, identity: Identity, now: datetime) -> dict[str, Any]:
        if reply.form is None:
            return {"slack": to_blocks(reply.card, Carried()), "teams": card_content(reply.card)}
        templates = await self._conversation.suggest_templates(1, identity, "", 20, now)
        return {"slack": form_view(reply.form, "")["blocks"], "teams": form_content(reply.form, templates=templates)}


async def cards() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/cards.db"
        migrate(url)
        database = Database.open(url, world.ACCESS)
        await world.build(database)
        doors = Doors(Conversation(database, time_zone="Europe/Oslo", public_url="https://aftercall.example.test"))
        drawn = [await doors.say(case.who, case.line) for case in CASES]
        drawn += [await doors.say(*each) for each in MORE]
        for line in HOME:
            await doors.say("kari", line)
        drawn.append(await doors.home("kari"))
        drawn.append(await doors.shared("kari", 7))
        sent = await told.notices(database)
        drawn += [{"title": title, "slack": to_blocks(card, Carried()), "teams": card_content(card)} for title, card in sent]
        drawn += [await doors.press("kari", sent[0][1], label) for label in ("Cancel", "Evaluate", "Comment", "Mute this")]
        await told.fail(database)
        drawn += [await doors.say(*each) for each in UNSENT]
        await database.close()
    return drawn


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(asyncio.run(cards())))
