"""Talking to the conversation in tests, as a door would."""

from dataclasses import replace
from datetime import timedelta

from adapters.chat.card import Button, ButtonRow, Card, Choice, Confirm, Entries, Pick
from adapters.chat.conversation import Conversation
from adapters.chat.form import Form
from adapters.chat.request import Request
from adapters.chat.turn import Place, Reply, Turn, UnknownIdentity
from adapters.database import Database
from core.person import Identity
from tests.acceptance.world import PROFILES
from tests.factories import NOW


def identity(who: str) -> Identity:
    return Identity("slack", "T1", who)


class Talk:
    """Each turn has a key of its own and comes a minute after the one before, unless told otherwise."""

    def __init__(self, database: Database, place: Place | None = None) -> None:
        self.database = database
        self.conversation = Conversation(database)
        self.place = place or Place()
        self.now = NOW
        self.turns = 0

    def turn(self, said: str | Request, who: str = "kari", *, key: str = "", after: float = 60) -> Turn:
        self.turns += 1
        self.now += timedelta(seconds=after)
        return Turn(
            organization_id=1,
            identity=identity(who),
            said=said,
            now=self.now,
            place=self.place,
            source="test",
            key=key or f"turn {self.turns}",
        )

    async def handle(self, turn: Turn) -> Reply:
        """As a door does: introduces whoever is not known."""
        try:
            return await self.conversation.handle(turn)
        except UnknownIdentity:
            await self.conversation.introduce(1, turn.identity, PROFILES[turn.identity.user_id], turn.now)
            return await self.conversation.handle(turn)

    async def say(self, said: str | Request, who: str = "kari", *, key: str = "", after: float = 60) -> Reply:
        return await self.handle(self.turn(said, who, key=key, after=after))

    async def press(self, reply: Reply, label: str, who: str = "kari") -> Reply:
        return await self.say(button(reply, label).request, who)

    async def submit(self, form: Form | None, who: str = "kari", **values: str) -> Reply:
        """Sends a form off with these values in place of what it holds."""
        assert form is not None
        shown = {field.key: field.value for field in form.fields}
        assert values.keys() <= shown.keys()
        return await self.handle(replace(self.turn(form.request, who), values=shown | values))


def button(reply: Reply, label: str) -> Button:
    """The button, also one inside the card, that reads so."""
    return next(each for each in buttons_of(reply.card) if each.label == label)


def buttons_of(card: Card) -> list[Button]:
    """All buttons, also those inside the card."""
    found = [*card.buttons]
    for element in card.body:
        if isinstance(element, Confirm):
            found.append(element.yes)
        if isinstance(element, Entries):
            found.extend(row.show for row in element.rows)
        if isinstance(element, ButtonRow):
            found.extend(element.buttons)
    return found


def labels(reply: Reply) -> list[str]:
    return [each.label for each in reply.card.buttons]


def choices(reply: Reply) -> tuple[Choice, ...]:
    return next(element.choices for element in reply.card.body if isinstance(element, Pick))
