"""The neutral card: what an answer says, with nothing of how a platform shows it.

All text is plain; renderers escape it and keep their platform's limits by cutting or leaving out, never by failing.
A card is in one reader's language; times are shown in `time_zone`.
"""

from dataclasses import dataclass
from enum import StrEnum

from adapters.chat.inline import Link, Moment, Text
from adapters.chat.request import Request
from core.values import Status


class Tone(StrEnum):
    PLAIN = "plain"
    DONE = "done"
    ASK = "ask"
    REFUSED = "refused"


class Style(StrEnum):
    DEFAULT = "default"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """Asks for `request` when pressed. With `fresh` the answer is a message of its own, else it replaces the card."""

    label: str
    request: Request
    style: Style = Style.DEFAULT
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What the elements after it are, up to the next heading."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text
    subtle: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: Text


@dataclass(frozen=True, slots=True)
class Facts:
    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry in a list: `#1042`, when, whom, what (template and note), what else (salesperson, duration), status in words."""

    no: str
    at: Moment
    contact: str
    what: str
    detail: str
    status: str
    status_kind: Status
    show: Button


@dataclass(frozen=True, slots=True)
class Entries:
    rows: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`numeric` holds the indexes of the columns that align right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` is what is drawn, finite and not negative; `shown` is the same as the reader writes it."""

    label: str
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Values side by side, the most telling first. `over_time`: they follow each other in time, the oldest first."""

    title: str
    bars: tuple[Bar, ...]
    over_time: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """Lines that work as they stand when typed, each with what it does."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    detail: str
    request: Request


@dataclass(frozen=True, slots=True)
class Pick:
    """Which of these? Numbered from 1 in the console, a select or buttons elsewhere. The first `listed` choices are the
    first rows of the table above, where the console puts the numbers.
    """

    choices: tuple[Choice, ...]
    listed: int = 0


@dataclass(frozen=True, slots=True)
class ButtonRow:
    """Buttons for what stands above them; `about` says in a word what that is ("#1042"), for who hears them read out."""

    buttons: tuple[Button, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Are you sure? `yes` and `no` in the console, two buttons elsewhere; no closes the question and asks for nothing."""

    yes: Button
    no_label: str


Element = Heading | Paragraph | Facts | Entries | Table | Chart | Bullets | Examples | Pick | ButtonRow | Confirm


@dataclass(frozen=True, slots=True)
class Card:
    """`title` is one line and says by itself what happened. `language` and `time_zone` are those of the reader.

    `links` are addresses that stand in the card and are shown as buttons too, where a platform has such.
    """

    title: Text
    body: tuple[Element, ...] = ()
    buttons: tuple[Button, ...] = ()
    tone: Tone = Tone.PLAIN
    language: str = "en"
    time_zone: str = "UTC"
    links: tuple[Link, ...] = ()
