"""The conversation: a turn in, a reply out, the same for every platform."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from time import perf_counter

from adapters.chat.attaching import without_file_kept
from adapters.chat.card import Paragraph
from adapters.chat.failures import failed, report
from adapters.chat.forms.fields import contact_labels
from adapters.chat.grammar.mentions import told
from adapters.chat.hearing import Heard, Voice, hear, known_actor
from adapters.chat.letters.enclosing import enclosed_file
from adapters.chat.quoting import Quote, quoted
from adapters.chat.reader import reader_for
from adapters.chat.replies.refusals import refused_file
from adapters.chat.starting import welcome_card
from adapters.chat.template_names import TemplateNames
from adapters.chat.turn import Enclosed, Reply, Turn, UnknownIdentity
from adapters.chat.turning import Refused, Writes, name_of, nonce_of, take_turn, word_refusal
from adapters.chat.vocabulary import base_language
from adapters.chat.wording import languages, wording
from core.errors import FileRefused, Refusal
from core.mention import MentionUnknown
from core.notification import Recipient
from core.operations.contacts import suggest_contacts
from core.operations.first_steps import may_lead
from core.operations.notifying import settings_of
from core.operations.templates import list_templates
from core.person import Identity, Profile
from core.requests.entries import LogInteraction
from core.requests.overview import ShowOverview
from core.requests.setup import ListTemplates, ShowFirstSteps
from core.storage import Storage
from core.values import Hint
from core.work import Work

_VOICES_KEPT = 10_000
# After these templates may be called otherwise.
_NAMING_TEMPLATES = frozenset(("savetemplate", "removetemplate", "templatelanguage", "removetemplatelanguage", "usualtemplates"))


class Conversation:
    """`language` and `time_zone` count where a person's are unknown. `public_url` is the address that entries are linked with, ""
    where there is none. `observe` is told of every turn with its reply and the seconds it took.
    """

    def __init__(
        self,
        storage: Storage,
        *,
        language: str = "en",
        time_zone: str = "UTC",
        public_url: str = "",
        observe: Callable[[Turn, Reply, float], None] | None = None,
    ) -> None:
        self._storage = storage
        self._default = Voice(language, time_zone)
        self._public_url = public_url
        self._observe = observe
        # A line is read before it is known who said it, since a line that writes needs another transaction than one that
        # reads. Remembering how a person speaks makes that reading the only one.
        self._voices: dict[Identity, Voice] = {}
        self._names = TemplateNames()
        # What takes long leaves little of the process to others, so it is done one at a time.
        self._long = asyncio.Lock()
        self._merging = asyncio.Lock()

    async def handle(self, turn: Turn) -> Reply:
        """The answer to a turn, in one unit of work.

        What writes keeps its answer under the turn's key, or under the nonce of its button or form: a repeat gets the same
        answer and writes nothing. A refusal is not kept, as it has written nothing; repeated, it is refused again or, once
        what it lacked is there, done. Raises UnknownIdentity alone: whatever else goes wrong is logged, and said.
        """
        started = perf_counter()
        try:
            reply = await self._known(turn)
            if reply.later is not None:
                reply = await self._made(turn, reply, reply.later)
            if reply.enclosed is not None:
                reply = await self._with_file(turn, reply, reply.enclosed)
            if turn.file is not None:
                reply = without_file_kept(reply)
        except UnknownIdentity:
            raise
        except Exception as error:
            reply = self._failed(turn, error)
        if self._observe is not None:
            self._observe(turn, reply, perf_counter() - started)
        return reply

    async def introduce(self, organization_id: int, identity: Identity, profile: Profile, now: datetime) -> None:
        """Makes an account known, or its profile new, after UnknownIdentity; what waited for the person's account is sent."""

        def bind(work: Work) -> None:
            actor = work.people.bind(identity, profile, now)
            work.outbox.resume(Recipient(person_id=actor.person_id), now)

        await self._storage.write(organization_id, bind)

    async def welcome(self, turn: Turn) -> Reply | None:
        """The first steps, for an admin who has not seen them, of an organization that lacks some; None for anybody else. What
        `turn` says does not matter. Raises UnknownIdentity.
        """

        def word(work: Work) -> Reply | None:
            actor = known_actor(work, turn.identity, turn.now, self._default)
            if not may_lead(actor) or not work.people.show_hint(actor.person_id, Hint.FIRST_STEPS):
                return None
            card = welcome_card(work, reader_for(actor, turn.place, turn.now, nonce_of(turn), self._default.language))
            return None if card is None else Reply(card=card, again=ShowFirstSteps(), command="start")

        return await self._storage.write(turn.organization_id, word)

    def language_of(self, identity: Identity | None = None, locale: str = "") -> str:
        """The language that an account was answered in last, else that of a locale, else the organization's: for what has to be
        said before it is known who asks.
        """
        voice = self._voices.get(identity) if identity is not None else None
        if voice is not None:
            return voice.language
        return base_language(locale) if locale and base_language(locale) in languages() else self._default.language

    async def language_in(self, organization_id: int, channel: Recipient) -> str:
        """The language of a channel, for what is said there to everybody."""
        settings = await self._storage.read(organization_id, lambda work: settings_of(work, channel))
        return settings.language or self._default.language

    async def suggest_contacts(
        self, organization_id: int, identity: Identity, words: str, limit: int, now: datetime
    ) -> list[tuple[str, str]]:
        """Contacts for a picker as (no., "Anna Olsen · Fjord AS"); none for a person without a role."""

        def search(work: Work) -> list[tuple[str, str]]:
            actor = known_actor(work, identity, now, self._default)
            return contact_labels(work, suggest_contacts(work, words, actor, now, limit))

        return await self._suggest(organization_id, search)

    async def suggest_templates(
        self, organization_id: int, identity: Identity, words: str, limit: int, now: datetime
    ) -> list[tuple[str, str]]:
        """Templates for a picker as (code, description), those in which every given word begins a word."""

        def search(work: Work) -> list[tuple[str, str]]:
            actor = known_actor(work, identity, now, self._default)
            wanted = words.casefold().split()
            language = base_language(actor.language or self._default.language)
            names = self._names.of(work, organization_id, now).get(language, {})
            found = []
            for each in list_templates(work, ListTemplates(), actor, now).templates:
                name = names.get(each.code, each.description)
                has = f"{each.code} {name} {each.description}".casefold().split()
                if all(any(word.startswith(begin) for word in has) for begin in wanted):
                    found.append((each.code, name))
            return found[:limit]

        return await self._suggest(organization_id, search)

    async def quoted(self, organization_id: int, quote: Quote, identity: Identity, now: datetime) -> LogInteraction:
        """The message that a person wants in the log, as the request whose form opens filled with it. Raises UnknownIdentity."""
        return await self._storage.read(organization_id, lambda work: quoted(work, quote, identity, now, self._default))

    async def home(self, turn: Turn) -> Reply:
        """What concerns the reader now: what a platform shows as the bot's own page."""
        return await self.handle(replace(turn, said=ShowOverview(), values=None))

    async def _suggest(self, organization_id: int, search: Callable[[Work], list[tuple[str, str]]]) -> list[tuple[str, str]]:
        try:
            return await self._storage.read(organization_id, search)
        except Refusal:
            return []

    async def _known(self, turn: Turn) -> Reply:
        """The answer, after whom the mentions mean was asked where that is needed: where a contact is named by one."""
        while True:
            try:
                return await self._answer(turn)
            except MentionUnknown as mention:
                if not isinstance(turn.said, str):
                    raise
                profile = await turn.look_up(mention.user_id) if turn.look_up else None
                name, email = (profile.name, profile.email) if profile else ("", "")
                said = told(turn.said, mention.user_id, name, email)
                if said == turn.said:
                    raise
                turn = replace(turn, said=said)

    async def _answer(self, turn: Turn) -> Reply:
        nonce = nonce_of(turn)
        heard = hear(turn, self._voices.get(turn.identity, self._default))
        try:
            try:
                reply, voice = await self._run(turn, heard, nonce, writing=heard.writes)
            except Writes as other:
                heard = other.heard
                reply, voice = await self._run(turn, heard, nonce, writing=True)
        except Refused as refused:
            voice = refused.voice
            reply = await self._word(turn, refused)
        self._remember(turn.identity, voice)
        if reply.command in _NAMING_TEMPLATES:
            self._names.forget(turn.organization_id)
        return reply

    async def _made(self, turn: Turn, reply: Reply, later: Callable[[Work], Reply]) -> Reply:
        async with self._long:
            made = await self._storage.read_long(turn.organization_id, later)
        return replace(made, command=reply.command)

    async def _with_file(self, turn: Turn, reply: Reply, enclosed: Enclosed) -> Reply:
        """The answer with the file that goes with it, or why it goes without: what was asked for is done all the same."""
        card = reply.card
        _ = wording(card.language).gettext
        file, why = None, _("There is no file now. Open it once more.")
        try:
            async with self._merging:
                file = await enclosed_file(
                    self._storage, turn.organization_id, enclosed, turn.identity, card.language, card.time_zone, turn.now
                )
        except FileRefused as refusal:
            why = refused_file(refusal, _)
        if file is None:
            card = replace(card, body=(*card.body, Paragraph((why,))))
        return replace(reply, card=card, file=file)

    async def _run(self, turn: Turn, heard: Heard, nonce: str, *, writing: bool) -> tuple[Reply, Voice]:
        runs = 0

        def take(work: Work) -> tuple[Reply, Voice]:
            nonlocal runs
            runs += 1
            # A turn that comes again fails on the key of the kept answer, and is run again to find it: so the inbox is not
            # read for the many turns that come once.
            return take_turn(
                work,
                turn,
                heard,
                nonce,
                self._default,
                writing=writing,
                seen=runs > 1,
                names=self._names,
                public_url=self._public_url,
            )

        run = self._storage.write if writing else self._storage.read
        return await run(turn.organization_id, take)

    async def _word(self, turn: Turn, refused: Refused) -> Reply:
        def word(work: Work) -> Reply:
            return word_refusal(work, turn, refused)

        run = self._storage.write if refused.hint or turn.file is not None else self._storage.read
        return await run(turn.organization_id, word)

    def _remember(self, identity: Identity, voice: Voice) -> None:
        if voice == self._voices.get(identity, self._default):
            return
        if len(self._voices) >= _VOICES_KEPT:
            self._voices.clear()
        self._voices[identity] = voice

    def _failed(self, turn: Turn, error: Exception) -> Reply:
        command = "" if isinstance(turn.said, str) else name_of(turn.said)
        reference = report("turn failed", error, command=command)
        card = failed(self._voices.get(turn.identity, self._default).language, reference)
        return Reply(card=card, outcome="failed", command=command)
