"""Turns what arrived into turns of the conversation, and always comes back with an answer."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

import structlog

from adapters.chat.card import Card
from adapters.chat.codec import Unreadable
from adapters.chat.conversation import Conversation
from adapters.chat.failures import failed, report
from adapters.chat.grammar.mentions import mark
from adapters.chat.receiving import remove
from adapters.chat.request import Request
from adapters.chat.turn import Place, Reply, Turn, UnknownIdentity
from adapters.teams import notices
from adapters.teams.carried import restore
from adapters.teams.downloading import Downloads
from adapters.teams.inbound import Line, Origin, Pressed, Search, SharedFile, without_thread
from adapters.teams.people import People, ProfileUnavailable
from adapters.teams.references import PLATFORM
from core.errors import NotFound
from core.notification import Recipient
from core.person import Identity
from core.requests.entries import CancelEntries, RestoreEntries
from core.storage import Storage

T = TypeVar("T")

# These may be asked for again from the same card and then mean the present state; done twice they do nothing.
_MEANT_ANEW = (CancelEntries, RestoreEntries)
_TEMPLATES = 100
_REMEMBERED = 10_000

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply, and the organization whose it is (0: none, there is nothing of one in it).

    `key` is the same whenever the same is answered again, "" where nothing is known of that. `share_to` is the conversation with
    others that it answers to, "" where it answers to nobody but the asker.
    """

    organization_id: int
    reply: Reply
    key: str = ""
    share_to: str = ""


class Desk:
    """`organization_of` gives the organization of ("teams", tenant id), None for a tenant that is not connected."""

    def __init__(
        self,
        conversation: Conversation,
        storage: Storage,
        organization_of: Callable[[str, str], Awaitable[int | None]],
        people: People,
        downloads: Downloads,
        clock: Callable[[], datetime],
    ) -> None:
        self._conversation = conversation
        self._storage = storage
        self._organization_of = organization_of
        self._people = people
        self._downloads = downloads
        self._clock = clock
        # What the clients of people were set to when they were last heard.
        self._clients: dict[Identity, tuple[str, str]] = {}

    async def organization(self, where: Origin) -> int:
        """The organization of a tenant, 0 for one that is not connected."""
        found = await self._organization_of(PLATFORM, where.tenant)
        if found is None:
            log.warning("tenant not connected", tenant=where.tenant)
        return found or 0

    def spoken(self, where: Origin) -> Origin:
        """With the language of who asks."""
        identity = Identity(PLATFORM, where.tenant, where.user)
        return replace(where, language=self._conversation.language_of(identity, where.locale))

    async def spoken_to_all(self, where: Origin) -> Origin:
        """With the language of what everybody reads, where others are and see what was said."""
        organization_id = await self.organization(where) if where.shared and not where.targeted else 0
        if not organization_id:
            return where
        channel = Recipient(platform=PLATFORM, workspace=where.tenant, channel=where.place_id)
        return replace(where, language=await self._conversation.language_in(organization_id, channel))

    async def say(self, line: Line) -> Answer:
        """The answer to a line."""

        async def ask(organization_id: int) -> Answer:
            text = line.text
            for someone in line.people:
                user, email = await self._people.account_of(line.origin, someone.address)
                text = text.replace(someone.marked, mark(user, someone.name, email))
            place = Place(shared=line.origin.shared, channel=line.origin.place_id if line.origin.shared else "")
            turn = replace(self.turn(organization_id, line.origin), said=text, place=place, source=PLATFORM, key=line.key)
            reply = await self.take_with_files(turn, line.origin, line.files)
            return Answer(organization_id, reply, line.key, _shared_place(line.origin))

        return await self.answer(line.origin, ask)

    async def press(self, pressed: Pressed, *, refreshing: bool = False) -> Answer:
        """The answer to a button, a choice or a form; one that has a form again names what is wrong in it."""
        where = pressed.origin

        async def ask(organization_id: int) -> Answer:
            restored = await restore(self._storage, organization_id, pressed.press.request)
            # On a card that everyone sees nothing is offered to be shared once more; those that one person sees carry where to.
            share_to = restored.share_to if refreshing else _shared_place(where) or restored.share_to
            key = self._key(pressed, restored.request)
            turn = replace(
                self.turn(organization_id, where),
                said=restored.request,
                place=Place(shared=bool(share_to), channel=without_thread(share_to)),
                source=PLATFORM,
                key=key,
                values=pressed.press.values,
            )
            return Answer(organization_id, await self.take(turn, where), key, share_to)

        return await self.answer(where, ask)

    async def suggest(self, search: Search) -> list[tuple[str, str]]:
        """(value, label) of what a picker offers; nothing where something is wrong, as a picker can show no message."""
        template = search.kind == "templates"
        suggest = self._conversation.suggest_templates if template else self._conversation.suggest_contacts
        try:
            organization_id = await self.organization(search.origin)
            if not organization_id:
                return []
            turn = self.turn(organization_id, search.origin)
            return await self.known(
                turn,
                search.origin,
                lambda: suggest(organization_id, turn.identity, search.words, search.limit, turn.now),
            )
        except Exception as error:
            report("suggestions failed", error)
            return []

    async def templates(self, organization_id: int, where: Origin) -> list[tuple[str, str]]:
        """(code, description) of the templates that a form offers."""
        turn = self.turn(organization_id, where)
        return await self._conversation.suggest_templates(organization_id, turn.identity, "", _TEMPLATES, turn.now)

    async def first_steps(self, organization_id: int, where: Origin) -> Answer | None:
        """What leads an admin who brings the bot to an organization that lacks something; None for anybody else."""
        turn = self.turn(organization_id, where)
        try:
            reply = await self.known(turn, where, lambda: self._conversation.welcome(turn))
        except ProfileUnavailable:
            return None
        return None if reply is None else Answer(organization_id, reply)

    async def answer(self, where: Origin, ask: Callable[[int], Awaitable[Answer]]) -> Answer:
        """What `ask` gives for the organization of who asks, or why there is no such answer."""
        organization_id = 0
        try:
            organization_id = await self.organization(where)
            if not organization_id:
                return Answer(0, _notice(notices.not_connected(where.language, where.tenant), "refused"))
            return await ask(organization_id)
        except (Unreadable, NotFound):
            return Answer(organization_id, _notice(notices.too_old(where.language), "refused"))
        except ProfileUnavailable:
            return Answer(0, _notice(notices.no_profile(where.language), "failed"))
        except Exception as error:
            return Answer(organization_id, _notice(failed(where.language, report("request failed", error)), "failed"))

    async def take(self, turn: Turn, where: Origin) -> Reply:
        """The reply to a turn of somebody who may have to be introduced first."""
        return await self.known(turn, where, lambda: self._conversation.handle(turn))

    async def take_with_files(self, turn: Turn, where: Origin, files: Sequence[SharedFile]) -> Reply:
        """The reply to a turn that files came with."""
        file = await self._downloads.fetch(files)
        try:
            return await self.take(replace(turn, file=file), where)
        finally:
            remove(file)

    def turn(self, organization_id: int, where: Origin, said: str | Request = "") -> Turn:
        identity = Identity(PLATFORM, where.tenant, where.user)
        return Turn(organization_id=organization_id, identity=identity, said=said, now=self._clock())

    async def known(self, turn: Turn, where: Origin, ask: Callable[[], Awaitable[T]]) -> T:
        """Asks; when the account is not known, its profile is old, or another language or time zone was set, first has it
        introduced.
        """
        if self._is_set_anew(turn.identity, where):
            with suppress(ProfileUnavailable):
                await self._introduce(turn, where)
        try:
            return await ask()
        except UnknownIdentity:
            await self._introduce(turn, where)
            return await ask()

    async def _introduce(self, turn: Turn, where: Origin) -> None:
        profile = await self._people.profile(turn.organization_id, where)
        await self._conversation.introduce(turn.organization_id, turn.identity, profile, turn.now)

    def _is_set_anew(self, identity: Identity, where: Origin) -> bool:
        """Whether the person's client has another language or time zone than before, as far as it tells."""
        before = self._clients.get(identity, ("", ""))
        now = where.locale or before[0], where.time_zone or before[1]
        if len(self._clients) >= _REMEMBERED:
            self._clients.clear()
        self._clients[identity] = now
        return any(old and old != new for old, new in zip(before, now, strict=True))

    def _key(self, pressed: Pressed, request: Request) -> str:
        """A press belongs to who pressed; Teams sends it again under a new id.

        A button that stays, and opens a form each time, is another press each time; what the form creates has a nonce.
        """
        key = pressed.press.key
        if not key or pressed.press.fresh or isinstance(request, _MEANT_ANEW):
            return pressed.delivery
        return f"{pressed.origin.user}/{key}"


def _shared_place(where: Origin) -> str:
    return where.conversation_id if where.shared else ""


def _notice(card: Card, outcome: str) -> Reply:
    return Reply(card=card, outcome=outcome)
