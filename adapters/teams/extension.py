"""The message extension: finding something to share, and putting a message into the log."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from adapters.chat.codec import dump
from adapters.chat.conversation import Conversation
from adapters.chat.plain import plain
from adapters.chat.quoting import Quote
from adapters.chat.request import CoreRequest, OpenForm, Share
from adapters.chat.turn import Reply, Turn
from adapters.teams import invokes, limits, notices
from adapters.teams.cards.card import card_content
from adapters.teams.cards.text import Json, one_line
from adapters.teams.desk import Answer, Desk
from adapters.teams.inbound import Origin, Pressed, Quoted, Search
from adapters.teams.manifest import ENTRIES
from adapters.teams.people import People
from adapters.teams.rendering import Renderer, title_of
from adapters.teams.sending import Sender
from core.requests.contacts import FindContacts, ShowContact
from core.requests.entries import ListEntries, LogInteraction, ShowEntry


class Extension:
    """Answers the requests of the message extension, as the bodies that Teams takes. Nothing here raises."""

    def __init__(
        self,
        conversation: Conversation,
        desk: Desk,
        people: People,
        renderer: Renderer,
        sender: Sender,
        clock: Callable[[], datetime],
    ) -> None:
        self._conversation = conversation
        self._desk = desk
        self._people = people
        self._renderer = renderer
        self._sender = sender
        self._clock = clock

    async def search(self, search: Search) -> Json:
        """Contacts or entries, each with a card as everyone may see it."""
        where = search.origin
        cards: list[tuple[str, str, Json]] = []

        async def ask(organization_id: int) -> Answer:
            turn = self._desk.turn(organization_id, where)
            find = self._entries if search.kind == ENTRIES else self._contacts
            found, reply = await find(turn, search)
            for each in found:
                shared = await self._desk.take(replace(turn, said=Share(request=dump(each))), where)
                if shared.shared:
                    cards.append(_shown(shared))
            nothing = Reply(card=notices.nothing_found(where.language))
            return Answer(organization_id, reply if reply.outcome != "done" else nothing)

        answer = await self._desk.answer(where, ask)
        return invokes.results(cards) if cards else invokes.nothing_found(title_of(answer.reply.card))

    async def open(self, message: Quoted) -> Json:
        """The log form, filled with a message: its text, its author if that is a contact, and when it was written."""
        where = message.origin

        async def ask(organization_id: int) -> Answer:
            request = await self._request(organization_id, message)
            turn = self._desk.turn(organization_id, where, OpenForm(request=dump(request)))
            return Answer(organization_id, await self._desk.take_with_files(turn, where, message.files))

        return await self._dialog(await self._desk.answer(where, ask), where)

    async def submit(self, pressed: Pressed) -> Json:
        """The form again when something in it is wrong; else the answer goes to the asker's own chat, and the dialog closes."""
        where = pressed.origin
        if pressed.press.close:
            return invokes.done(title_of(notices.unchanged(where.language)))
        answer = await self._desk.press(pressed)
        told = bool(answer.organization_id) and answer.reply.form is None
        if told and (answer.reply.replay or await self._sender.privately(answer, where)):
            return invokes.done(title_of(answer.reply.card))
        return await self._dialog(answer, where)

    async def _dialog(self, answer: Answer, where: Origin) -> Json:
        content = await self._renderer.content(answer, where, dialog=True)
        form = answer.reply.form
        return invokes.dialog(form.title if form else title_of(answer.reply.card), content)

    async def _contacts(self, turn: Turn, search: Search) -> tuple[list[CoreRequest], Reply]:
        """Contacts that match, and the reply that says why there are none."""
        reply = await self._desk.take(replace(turn, said=FindContacts(words=search.words)), search.origin)
        found = await self._conversation.suggest_contacts(
            turn.organization_id, turn.identity, search.words, search.limit, turn.now
        )
        return [ShowContact(contact=no) for no, _ in found], reply

    async def _entries(self, turn: Turn, search: Search) -> tuple[list[CoreRequest], Reply]:
        """Entries by their number, of a contact, or with the words in their note; without words the newest."""
        number = search.words.removeprefix("#")
        if number.isascii() and number.isdigit() and len(number) < 12:
            request = ShowEntry(no=int(number))
            return [request], await self._desk.take(replace(turn, said=request), search.origin)
        asked = [ListEntries(contact=search.words), ListEntries(text=search.words)] if search.words else [ListEntries()]
        nos: list[int] = []
        for each in asked:
            reply = await self._desk.take(replace(turn, said=each), search.origin)
            # Of a contact that is not clear the likeliest are offered, which is no list of entries.
            nos += reply.entry_nos if reply.outcome == "done" else ()
        return [ShowEntry(no=no) for no in list(dict.fromkeys(nos))[: search.limit]], reply

    async def _request(self, organization_id: int, message: Quoted) -> LogInteraction:
        where = message.origin
        turn = self._desk.turn(organization_id, where)
        quote = Quote(text=message.text, email=await self._email(message), at=message.at)

        return await self._desk.known(
            turn, where, lambda: self._conversation.quoted(organization_id, quote, turn.identity, turn.now)
        )

    async def _email(self, message: Quoted) -> str:
        """The author's, "" where that is nobody else."""
        if not message.author or message.author == message.origin.user:
            return ""
        return await self._people.email_of(message.origin, message.author)


def _shown(reply: Reply) -> tuple[str, str, Json]:
    lines = plain(reply.card).split("\n")
    detail = one_line(" · ".join(line for line in lines[1:4] if line), limits.CHOICE)
    return title_of(reply.card), detail, card_content(reply.card, most=limits.SHARED_CARD_BYTES)
