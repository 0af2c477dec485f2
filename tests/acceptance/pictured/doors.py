"""The conversation of the pictures, and how each platform shows its answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from adapters.chat.card import Button, Card, Confirm
from adapters.chat.codec import dump
from adapters.chat.conversation import Conversation
from adapters.chat.form import Form
from adapters.chat.plain import plain
from adapters.chat.request import Request, Share
from adapters.chat.turn import Place, Reply, Turn, UnknownIdentity
from adapters.chat.wording import wording
from adapters.database import Database
from adapters.slack import limits
from adapters.slack.blocks import fallback, to_blocks
from adapters.slack.carried import Carried
from adapters.slack.modal import form_view
from adapters.teams.cards.card import card_content
from adapters.teams.cards.form import form_content
from core.attachment import Upload
from core.person import Identity, Profile
from core.requests.entries import ShowEntry
from core.requests.overview import ShowOverview
from tests.acceptance import told
from tests.acceptance.pictured.scenes import Scene
from tests.adapters.chat.talk import buttons_of
from tests.factories import NOW

_PLACE = Place(forms=True, shared=True, channel=told.CHANNEL.channel)
_LETTER = b"Prices of the year\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One answer: a card, or the form that is opened instead. `slack` has blocks, `text` what stands beside them, `teams` is an
    Adaptive Card. `view` is Slack's modal of a form.
    """

    title: str
    card: Card
    form: Form | None = None
    slack: list[dict[str, Any]]
    view: Mapping[str, Any] | None = None
    text: str
    teams: dict[str, Any]
    main: bool = False

    def as_json(self) -> dict[str, Any]:
        """What tools/pictures draws."""
        shown = {"title": self.title, "slack": self.slack, "teams": self.teams, "main": self.main}
        return shown if self.view is None else {**shown, "view": {key: self.view[key] for key in ("title", "submit", "close")}}


class Doors:
    """The conversation with everyone of a world in it, a minute a line; what is said is in English with {texts}."""

    def __init__(self, database: Database, profiles: Mapping[str, Profile], texts: Mapping[str, str], language: str) -> None:
        self._conversation = Conversation(
            database, language=language, time_zone=texts["zone"], public_url="https://aftercall.example.test"
        )
        self._profiles = profiles
        self._texts = texts
        self._wording = wording(language)
        self._now = NOW

    async def show(self, scene: Scene, folder: Path) -> Picture:
        """The answer to a scene; files are made in `folder`."""
        line = self._said(scene.line)
        reply = await self._turn(scene.who, line, upload=self._file(scene.file, folder))
        for label in scene.presses:
            reply = await self._turn(scene.who, self._pressed(reply.card, label).request)
        if scene.values:
            assert reply.form is not None
            values = {key: self._said(value) for key, value in scene.values.items()}
            reply = await self._turn(scene.who, reply.form.request, values=values)
        title = " > ".join((f"{scene.who}: {line[:70]}", *(label or "yes" for label in scene.presses)))
        return await self._drawn(title, reply, scene.who, main=scene.main)

    async def home(self, who: str) -> Picture:
        """The bot's own page, in Slack as large as a view may be."""
        card = (await self._turn(who, ShowOverview())).card
        return picture(f"{who}: home", card, blocks=limits.VIEW_BLOCKS, main=True)

    async def shared(self, who: str, no: int) -> Picture:
        """An entry as everyone sees it, as when its address is written."""
        return picture(f"{who}: shared", (await self._turn(who, Share(request=dump(ShowEntry(no=no))))).card)

    async def press(self, who: str, card: Card, label: str) -> Picture:
        """The answer to a button of a card that was sent."""
        reply = await self._turn(who, self._pressed(card, label).request)
        return await self._drawn(f"{who} > {label}", reply, who)

    def _said(self, line: str) -> str:
        return line.format_map(self._texts)

    def _pressed(self, card: Card, label: str) -> Button:
        if not label:
            return next(element.yes for element in card.body if isinstance(element, Confirm))
        shown = re.escape(self._wording.gettext(label)).replace(r"\{count\}", ".+")
        found = [each for each in buttons_of(card) if re.fullmatch(shown, each.label)]
        assert found, f"no button “{label}” on: {plain(card)}"
        return found[0]

    async def _turn(
        self, who: str, said: str | Request, *, upload: Upload | None = None, values: dict[str, str] | None = None
    ) -> Reply:
        self._now += timedelta(minutes=1)
        identity = Identity("teams", "T", who)
        turn = Turn(
            organization_id=1,
            identity=identity,
            said=said,
            now=self._now,
            place=_PLACE,
            source="t",
            key=str(self._now),
            values=values,
            file=upload,
        )
        try:
            reply = await self._conversation.handle(turn)
        except UnknownIdentity:
            await self._conversation.introduce(1, identity, self._profiles[who], self._now)
            reply = await self._conversation.handle(turn)
        if reply.file is not None:
            reply.file.remove()
        return reply

    def _file(self, name: str, folder: Path) -> Upload | None:
        if not name:
            return None
        path = folder / "upload"
        path.write_bytes(_LETTER)
        return Upload(name=self._said(name), path=path, size=len(_LETTER), checksum=sha256(_LETTER).hexdigest())

    async def _drawn(self, title: str, reply: Reply, who: str, *, main: bool = False) -> Picture:
        if reply.form is None:
            return picture(title, reply.card, main=main)
        templates = await self._conversation.suggest_templates(1, Identity("teams", "T", who), "", 20, self._now)
        view = form_view(reply.form, "")
        return Picture(
            title=title,
            card=reply.card,
            form=reply.form,
            slack=view["blocks"],
            view=view,
            text=fallback(reply.card),
            teams=form_content(reply.form, templates=templates),
            main=main,
        )


def picture(title: str, card: Card, *, blocks: int = limits.MESSAGE_BLOCKS, main: bool = False) -> Picture:
    """A card as each platform shows it."""
    native = blocks == limits.MESSAGE_BLOCKS
    return Picture(
        title=title,
        card=card,
        slack=to_blocks(card, Carried(), blocks, native_charts=native),
        text=fallback(card),
        teams=card_content(card),
        main=main,
    )
