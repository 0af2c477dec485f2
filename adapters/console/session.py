"""One person's conversation in the console: a line, an answer, and the questions in between."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from adapters.chat.card import Card
from adapters.chat.conversation import Conversation
from adapters.chat.form import FieldKind
from adapters.chat.request import Request
from adapters.chat.turn import OutgoingFile, Place, Reply, Turn
from adapters.chat.wording import wording
from adapters.console.dialog import SHOWN, Dialog
from adapters.console.files import save
from adapters.console.question import Answer, answered, choices, hints
from adapters.console.screen import Dropped, Screen
from core.person import Identity

_LEAVE = ("exit", "quit")
_PLACE = Place(forms=True, shared=False, command="")


class Session:
    """`identity` is of an account that was introduced. `clock` gives the time of each turn, aware. `language` is the one that the
    console itself begins in.
    """

    def __init__(
        self,
        conversation: Conversation,
        organization_id: int,
        identity: Identity,
        screen: Screen,
        *,
        clock: Callable[[], datetime],
        language: str,
    ) -> None:
        self._conversation = conversation
        self._organization_id = organization_id
        self._identity = identity
        self._screen = screen
        self._clock = clock
        self._language = language
        self._shown: Card | None = None

    async def run(self) -> None:
        """Answers line by line until the end of input, `exit` or `quit`. Who has to set everything up is told how first."""
        if welcome := await self._conversation.welcome(self._said("")):
            self._language, self._shown = welcome.card.language, welcome.card
            self._screen.notice(welcome.card, self._hint(welcome.card))
        line: str | None = ""
        while line is not None and line.strip().lower() not in _LEAVE:
            line = await self._answer(line.strip()) if line.strip() else await self._screen.read("")

    async def _answer(self, line: str) -> str | None:
        """Answers a line. Gives the line that dropped a form and is to be answered itself, else ""; None at the end of input."""
        _ = wording(self._language).gettext
        card, self._shown = self._shown, None
        said = answered(line, card, self._language) if card else None
        if said is Answer.NO:
            self._screen.say(_("Nothing was changed."))
            return ""
        if isinstance(said, Answer):
            self._screen.say(_("Say a number from 1 to {count}.").format(count=choices(card, self._language) if card else 0))
            self._shown = card
            return ""
        try:
            reply = await self._complete(await self._turn(line if said is None else said))
        except Dropped as dropped:
            return dropped.line
        self._show(reply.card)
        if reply.file:
            self._screen.say(await self._saved(reply.file))
        return ""

    async def _complete(self, reply: Reply) -> Reply:
        """Asks for what forms need until there is an answer without one. Raises Dropped."""
        values: dict[str, str] = {}
        while reply.form:
            self._language = reply.form.language
            dialog = Dialog(self._screen, self._suggest, self._language)
            values = await dialog.fill(reply.form, values if reply.form.errors else {})
            reply = await self._turn(reply.form.request, values)
        return reply

    async def _turn(self, said: str | Request, values: dict[str, str] | None = None) -> Reply:
        return await self._conversation.handle(self._said(said, values))

    def _said(self, said: str | Request, values: dict[str, str] | None = None) -> Turn:
        return Turn(
            organization_id=self._organization_id,
            identity=self._identity,
            said=said,
            now=self._clock(),
            place=_PLACE,
            source="console",
            values=values,
        )

    async def _saved(self, file: OutgoingFile) -> str:
        """Where the file is now, or why it is nowhere."""
        _ = wording(self._language).gettext
        try:
            path = await asyncio.to_thread(save, file, Path.cwd())
        except OSError as error:
            return _("The file could not be saved: {reason}").format(reason=error.strerror or type(error).__name__)
        finally:
            file.remove()
        return _("Saved: {path}").format(path=path)

    async def _suggest(self, kind: FieldKind, words: str) -> Sequence[tuple[str, str]]:
        find = self._conversation.suggest_contacts if kind is FieldKind.CONTACT else self._conversation.suggest_templates
        return await find(self._organization_id, self._identity, words, SHOWN, self._clock())

    def _show(self, card: Card) -> None:
        self._language, self._shown = card.language, card
        self._screen.card(card)
        if hint := self._hint(card):
            self._screen.hint(hint)

    def _hint(self, card: Card) -> str:
        _ = wording(card.language).gettext
        words = ", ".join(hints(card, card.language))
        return _("You can say: {words}").format(words=words) if words else ""
