"""Text of a card: plain characters with three values that each platform shows in its own way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from string import Formatter


@dataclass(frozen=True, slots=True)
class Link:
    """`url` is http or https, ours or a document's; anything else is refused."""

    label: str
    url: str

    def __post_init__(self) -> None:
        if not self.url.lower().startswith(("https://", "http://")):
            raise ValueError(f"not a web address: {self.url!r}")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's name. Never a mention: nobody is notified by being named."""

    name: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, aware, shown in the reader's zone and way; `day` shows the date alone."""

    at: datetime
    day: bool = False


Inline = str | Link | Person | Moment
Text = tuple[Inline, ...]


def fill(message: str, /, **values: Inline | int | Text) -> Text:
    """Puts values at the `{names}` of a translated message: fill(_("Logged {no} on {date}."), no="#7", date=Moment(at))."""
    parts: list[Inline] = []
    for literal, name, _, _ in Formatter().parse(message):
        if literal:
            parts.append(literal)
        if name is not None:
            value = values[name]
            if isinstance(value, tuple):
                parts.extend(value)
            else:
                parts.append(str(value) if isinstance(value, int) else value)
    return tuple(parts)


def join(separator: str, texts: Iterable[Text]) -> Text:
    """Texts with a separator between them."""
    parts: list[Inline] = []
    for text in texts:
        if parts:
            parts.append(separator)
        parts.extend(text)
    return tuple(parts)
