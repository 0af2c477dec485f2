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

from adapters.chat.conversation import Conversation
from adapters.chat.turn import Place, Reply, Turn, UnknownIdentity
from adapters.database import Database, migrate
from adapters.slack.blocks import to_blocks
from adapters.slack.carried import Carried
from adapters.slack.modal import form_view
from adapters.teams.cards.card import card_content
from adapters.teams.cards.form import form_content
from core.person import Identity
from tests.acceptance import world
from tests.acceptance.cases import CASES
from tests.factories import NOW

# What the conversation of the tests leaves out and is worth a look.
MORE = (
    ("kari", "contacts o"),
    ("kari", "list canceled:all"),
    ("kari", "help log"),
    ("ada", "template create"),
    ("kari", "contact anna"),
    ("kari", "cancel 1"),
    ("maria", "stats team by salesperson"),
    ("kari", "stats"),
    ("maria", "stats team idle:1d"),
    ("ada", "campaigns"),
    ("kari", "log meeting joost -: *not* happy with <b>delivery</b>\n\n- and a list\nhttps://example.test"),
)
_PLACE = Place(forms=True, shared=True)


class Doors:
    """The conversation with everyone of the acceptance world in it, a minute a line."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._now = NOW

    async def say(self, who: str, line: str) -> dict[str, Any]:
        """The answer to a line as the picture tool takes it."""
        self._now += timedelta(minutes=1)
        identity = Identity("teams", "T", who)
        turn = Turn(organization_id=1, identity=identity, said=line, now=self._now, place=_PLACE, source="t", key=str(self._now))
        try:
            reply = await self._conversation.handle(turn)
        except UnknownIdentity:
            await self._conversation.introduce(1, identity, world.PROFILES[who], self._now)
            reply = await self._conversation.handle(turn)
        return {"title": f"{who}: {line[:70]}", **await self._drawn(reply, identity, self._now)}

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
        doors = Doors(Conversation(database, time_zone="Europe/Oslo"))
        drawn = [await doors.say(who, line) for who, line in (*((case.who, case.line) for case in CASES), *MORE)]
        await database.close()
    return drawn


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(asyncio.run(cards())))
