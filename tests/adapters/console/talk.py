"""Talking in the console: lines in, lines out."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO

from adapters.chat.conversation import Conversation
from adapters.console.screen import PlainScreen
from adapters.console.session import Session
from adapters.database import Database
from core.person import Identity
from tests.acceptance.world import PROFILES
from tests.factories import NOW


class Terminal:
    """A console on a database with the small company in it. The clock goes on by a minute a turn."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.conversation = Conversation(database)
        self.clock = _minutes()
        self.noticed: list[str] = []

    async def say(self, *lines: str, who: str = "kari") -> list[str]:
        """What is answered to the lines, by one session that ends with them; `noticed` has what nobody asked for."""
        identity = Identity("console", "", PROFILES[who].email)
        await self.conversation.introduce(1, identity, PROFILES[who], NOW)
        out = StringIO()
        notices = StringIO()
        screen = PlainScreen(StringIO("".join(f"{line}\n" for line in lines)), out, notices)
        await Session(self.conversation, 1, identity, screen, clock=self.clock.__next__, language="en").run()
        self.noticed = notices.getvalue().splitlines()
        return out.getvalue().splitlines()


def _minutes() -> Iterator[datetime]:
    now = NOW
    while True:
        now += timedelta(minutes=1)
        yield now
