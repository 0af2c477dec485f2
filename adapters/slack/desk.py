"""Turns what arrived into turns of the conversation, and always comes back with an answer."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.card import Card
from adapters.chat.codec import Unreadable, dump
from adapters.chat.conversation import Conversation
from adapters.chat.failures import failed, report
from adapters.chat.links import entry_no
from adapters.chat.posting import NotPosted
from adapters.chat.quoting import Quote
from adapters.chat.receiving import remove
from adapters.chat.request import OpenForm, Request, Share
from adapters.chat.turn import Place, Reply, Turn, UnknownIdentity
from adapters.slack import limits, notices
from adapters.slack.carried import restore
from adapters.slack.downloading import Downloads
from adapters.slack.inbound import Line, Origin, Pressed, Search, SharedFile, Submitted
from adapters.slack.linked import Links
from adapters.slack.profile import to_profile
from adapters.slack.quoted import mentioned, named
from adapters.slack.shortcuts import Quoted
from adapters.slack.workspaces import PLATFORM, Workspaces
from core.errors import NotFound
from core.person import Identity, Profile
from core.requests.entries import ShowEntry
from core.storage import Storage

T = TypeVar("T")

SOURCE = PLATFORM
_NAMES_ASKED = 5

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply, and the organization whose it is (0: none, there is nothing of one in it)."""

    organization_id: int
    reply: Reply


class ProfileUnavailable(Exception):
    """Slack did not give the profile of a user; the log says why."""


class Desk:
    """Addresses of entries begin with `public_url`, "" where there are none."""

    def __init__(
        self,
        conversation: Conversation,
        storage: Storage,
        workspaces: Workspaces,
        client: AsyncWebClient,
        downloads: Downloads,
        clock: Callable[[], datetime],
        public_url: str = "",
    ) -> None:
        self._conversation = conversation
        self._storage = storage
        self._workspaces = workspaces
        self._client = client
        self._downloads = downloads
        self._clock = clock
        self._public_url = public_url

    def language(self, origin: Origin | None) -> str:
        """The language for what is said before it is known who asks."""
        return self._conversation.language_of(_identity(origin) if origin else None)

    async def say(self, line: Line, *, forms: bool) -> Answer:
        """The answer to a line."""
        place = Place(
            forms=forms, shared=line.origin.shared, command=line.command or line.origin.command, channel=line.origin.place
        )

        async def ask(organization_id: int) -> Reply:
            return await self._handle(organization_id, line, line.text, place, files=line.files)

        return await self._answer(line.origin, ask)

    async def press(self, pressed: Pressed) -> Answer:
        """The answer to a button or a choice."""
        return await self._answer(pressed.origin, lambda organization_id: self._carried(organization_id, pressed))

    async def quote(self, message: Quoted) -> Answer:
        """The log form, filled with a message."""

        async def ask(organization_id: int) -> Reply:
            turn = self._turn(organization_id, message.origin)
            quote = Quote(
                text=await self._named(message.text, message.origin.team), email=await self._email(message), at=message.at
            )
            request = await self._known(turn, lambda: self._conversation.quoted(organization_id, quote, turn.identity, turn.now))
            place = Place(shared=message.origin.shared, command=message.origin.command, channel=message.origin.place)
            return await self._handle(organization_id, message, OpenForm(request=dump(request)), place, files=message.files)

        return await self._answer(message.origin, ask)

    async def submit(self, form: Submitted) -> Answer:
        """The answer to a filled form; one that has a form again names what is wrong in it."""
        return await self._answer(form.origin, lambda organization_id: self._carried(organization_id, form, form.values))

    async def unfurl(self, links: Links) -> dict[str, Answer]:
        """By address of an entry what everyone there may see of it, as if the person had shared it; those that the person may not
        share are left out.
        """
        found: dict[str, Answer] = {}
        for url in links.urls[: limits.UNFURLS]:
            no = entry_no(url, self._public_url) if self._public_url else None
            if no is None:
                continue
            answer = await self._answer(links.origin, partial(self._shared, links, no))
            if answer.reply.outcome == "done" and answer.reply.shared:
                found[url] = answer
        return found

    async def _shared(self, links: Links, no: int, organization_id: int) -> Reply:
        turn = replace(
            self._turn(organization_id, links.origin),
            said=Share(request=dump(ShowEntry(no=no))),
            place=Place(shared=True, channel=links.origin.channel),
        )
        return await self._known(turn, lambda: self._conversation.handle(turn))

    async def home(self, origin: Origin) -> Answer:
        """What the App Home shows."""

        async def ask(organization_id: int) -> Reply:
            turn = self._turn(organization_id, origin)
            return await self._known(turn, lambda: self._conversation.home(turn))

        return await self._answer(origin, ask)

    async def suggest(self, search: Search) -> list[tuple[str, str]]:
        """(value, label) of what a picker offers; nothing where something is wrong, as a picker can show no message."""
        suggest = self._conversation.suggest_templates if search.kind == "template" else self._conversation.suggest_contacts
        try:
            organization_id = await self._organization_of(search.origin)
            if organization_id is None:
                return []
            turn = self._turn(organization_id, search.origin)
            return await self._known(
                turn, lambda: suggest(turn.organization_id, turn.identity, search.words, limits.OPTIONS, turn.now)
            )
        except Exception as error:
            report("suggestions failed", error)
            return []

    async def _answer(self, origin: Origin, ask: Callable[[int], Awaitable[Reply]]) -> Answer:
        organization_id = 0
        try:
            organization_id = await self._organization_of(origin) or 0
            if not organization_id:
                log.warning("workspace not connected", team=origin.team)
                return Answer(0, _notice(notices.not_connected(self.language(origin)), "refused"))
            return Answer(organization_id, await ask(organization_id))
        except (Unreadable, NotFound):
            return Answer(organization_id, _notice(notices.too_old(self.language(origin)), "refused"))
        except ProfileUnavailable:
            return Answer(organization_id, _notice(notices.no_profile(self.language(origin)), "failed"))
        except Exception as error:
            return Answer(organization_id, _notice(failed(self.language(origin), report("request failed", error)), "failed"))

    async def _organization_of(self, origin: Origin) -> int | None:
        return await self._workspaces.organization_of(origin.team, origin.enterprise)

    async def _carried(self, organization_id: int, asked: Pressed | Submitted, values: dict[str, str] | None = None) -> Reply:
        request = await restore(self._storage, organization_id, asked.request)
        place = Place(shared=asked.origin.shared, command=asked.origin.command, channel=asked.origin.place)
        files = asked.files if isinstance(asked, Submitted) else ()
        return await self._handle(organization_id, asked, request, place, values, files)

    async def _handle(
        self,
        organization_id: int,
        asked: Line | Pressed | Submitted | Quoted,
        said: str | Request,
        place: Place,
        values: dict[str, str] | None = None,
        files: Sequence[SharedFile] = (),
    ) -> Reply:
        async def look_up(user: str) -> Profile | None:
            try:
                return await self._profile(Identity(SOURCE, asked.origin.team, user))
            except ProfileUnavailable:
                return None

        file = await self._downloads.fetch(files, asked.origin.team)
        turn = Turn(
            organization_id=organization_id,
            identity=_identity(asked.origin),
            said=said,
            now=self._clock(),
            place=place,
            source=SOURCE,
            key=asked.key,
            values=values,
            file=file,
            look_up=look_up,
        )
        try:
            return await self._known(turn, lambda: self._conversation.handle(turn))
        finally:
            remove(file)

    def _turn(self, organization_id: int, origin: Origin) -> Turn:
        return Turn(organization_id=organization_id, identity=_identity(origin), said="", now=self._clock())

    async def _known(self, turn: Turn, ask: Callable[[], Awaitable[T]]) -> T:
        """Asks; when the account is not known, or its profile is old, first has it introduced."""
        try:
            return await ask()
        except UnknownIdentity:
            profile = await self._profile(turn.identity)
            await self._conversation.introduce(turn.organization_id, turn.identity, profile, turn.now)
            return await ask()

    async def _profile(self, identity: Identity) -> Profile:
        try:
            token = await self._workspaces.token(identity.workspace)
            response = await self._client.users_info(user=identity.user_id, include_locale=True, token=token)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, NotPosted) as error:
            log.warning("users.info failed", error=failure(error))
            raise ProfileUnavailable from error
        return to_profile(response["user"], identity.workspace)

    async def _email(self, message: Quoted) -> str:
        """The author's, "" where Slack does not tell or it is who logs the message."""
        if not message.author or message.author == message.origin.user:
            return ""
        try:
            return (await self._profile(Identity(SOURCE, message.origin.team, message.author))).email
        except ProfileUnavailable:
            return ""

    async def _named(self, text: str, team: str) -> str:
        """The text with the names of people who are mentioned in it; of many people the first few are asked for."""
        users = mentioned(text)[:_NAMES_ASKED]
        found = await asyncio.gather(*(self._profile(Identity(SOURCE, team, user)) for user in users), return_exceptions=True)
        names = {user: each.name for user, each in zip(users, found, strict=True) if isinstance(each, Profile) and each.name}
        return named(text, names)


def _identity(origin: Origin) -> Identity:
    return Identity(SOURCE, origin.team, origin.user)


def failure(error: Exception) -> str:
    """What went wrong with a call, without anything that somebody wrote."""
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    # An answer that is no JSON, as of a proxy, is text.
    data = getattr(error.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else f"status {getattr(error.response, 'status_code', '?')}"


def _notice(card: Card, outcome: str) -> Reply:
    return Reply(card=card, outcome=outcome)
