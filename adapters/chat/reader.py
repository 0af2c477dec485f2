"""Who reads an answer, and where: what every reply and form is worded for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from adapters.chat.card import Button, Card, Element, Style, Tone
from adapters.chat.codec import dump
from adapters.chat.formats import Formats, formats
from adapters.chat.inline import Text
from adapters.chat.request import OpenForm, Request
from adapters.chat.turn import Place
from adapters.chat.vocabulary import base_language
from adapters.chat.wording import languages, lines, wording
from core.attachment import Upload
from core.errors import FileRefused
from core.person import Actor
from core.requests.contacts import AddContact
from core.requests.entries import CommentEntry, LogAgain, LogInteraction
from core.requests.segments import FollowUpSegment, LogSegment


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """`language` is one with a catalog. `ways` are the reader's dates and numbers, `text`, `count` and `pgettext` gettext,
    ngettext and pgettext, `lines` is gettext of lines to type.

    `nonce` belongs to this turn: what its answer offers to create is created once. `file` is what came with the turn.
    `template_names` are descriptions by language and code, of the templates that have one in it.
    `default_language` and `default_time_zone` are those of people whose own are unknown. `public_url` is the server's
    address, "" where it has none.
    """

    actor: Actor
    place: Place
    now: datetime
    nonce: str
    language: str
    ways: Formats
    text: Callable[[str], str]
    count: Callable[[str, str, int], str]
    pgettext: Callable[[str, str], str]
    lines: Callable[[str], str]
    file: Upload | FileRefused | None = None
    template_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    default_language: str = "en"
    default_time_zone: str = "UTC"
    public_url: str = ""

    @property
    def today(self) -> date:
        """The day in the reader's time zone."""
        return self.now.astimezone(self.ways.zone).date()

    def uploaded(self) -> Upload | None:
        """The file that came, if one did. Raises FileRefused."""
        if isinstance(self.file, FileRefused):
            raise self.file
        return self.file

    def template(self, code: str, description: str) -> str:
        """What the template with this code and description is called for the reader; the code where it has no name."""
        return self.template_names.get(self.language, {}).get(code) or description or code

    def is_template(self, text: str, code: str, description: str) -> bool:
        """Whether the template with this code and description is called so in any language."""
        return text == (description or code) or any(names.get(code) == text for names in self.template_names.values())

    def card(
        self, title: Text | str, *body: Element | None, buttons: tuple[Button | None, ...] = (), tone: Tone = Tone.PLAIN
    ) -> Card:
        """A card for this reader; what is None is left out."""
        return Card(
            (title,) if isinstance(title, str) else title,
            tuple(element for element in body if element is not None),
            tuple(button for button in buttons if button is not None),
            tone,
            self.language,
            self.actor.time_zone,
        )

    def line(self, message: str, **names: object) -> str:
        """A line as it has to be typed in this place: a message of the context "line", with the names put in."""
        words = self.lines(message)
        return self.typed(words.format(**names) if names else words)

    def typed(self, words: str) -> str:
        """Words as they have to be typed in this place."""
        return self.place.command + words


def reader_for(
    actor: Actor,
    place: Place,
    now: datetime,
    nonce: str,
    language: str,
    *,
    file: Upload | FileRefused | None = None,
    template_names: Mapping[str, Mapping[str, str]] | None = None,
    default_time_zone: str = "UTC",
    public_url: str = "",
) -> Reader:
    """`language` counts where the person has none; English where there is no catalog."""
    code = base_language(actor.language or language)
    if code not in languages():
        code = "en"
    words = wording(code)
    return Reader(
        actor=actor,
        place=place,
        now=now,
        nonce=nonce,
        language=code,
        ways=formats(code, actor.time_zone),
        text=words.gettext,
        count=words.ngettext,
        pgettext=words.pgettext,
        lines=lines(code),
        file=file,
        template_names=template_names or {},
        default_language=language,
        default_time_zone=default_time_zone,
        public_url=public_url,
    )


def once(request: Request, reader: Reader, suffix: str = "") -> Request:
    """The request as a button carries it: what creates something gets this turn's nonce, so that two presses do it once."""
    if isinstance(request, LogInteraction | LogAgain | CommentEntry | AddContact | LogSegment | FollowUpSegment):
        return replace(request, nonce=reader.nonce + suffix)
    return request


def form_button(label: str, request: Request, style: Style = Style.DEFAULT) -> Button:
    """A button that opens the form of `request`; the card that it stands on stays as it is.

    The form gets a nonce each time it is opened, so that the same button can serve for two different entries.
    """
    return Button(label, OpenForm(request=dump(request)), style, fresh=True)
