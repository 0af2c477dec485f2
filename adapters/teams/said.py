"""Text as Teams sends it, made the text that a person sees."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from adapters.chat.grammar.mentions import mark, unmarked
from adapters.teams.activity import Json, child, entities, text

_AT = re.compile(r"<at\b[^>]*>(.*?)</at>", re.IGNORECASE | re.DOTALL)
_NEVER = re.compile(r"(?!)")
# Where a card of a message extension stands in a message.
_CARD = re.compile(
    r'<span\b[^<>]*\bitemtype="https?://schema\.skype\.com/InputExtension"[^<>]*>(\s*<span\b[^<>]*>\s*</span>)*\s*</span>',
    re.IGNORECASE,
)
_MORE_SPACES = re.compile(r"[ \t]+")
_MORE_LINES = re.compile(r"\n{3,}")
_BLOCKS = frozenset({"p", "div", "li", "tr", "blockquote", "h1", "h2", "h3", "ul", "ol", "table", "pre"})
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u200b": "", "\ufeff": ""})


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Somebody who is mentioned: the id that Teams has for the account in messages, and the name."""

    address: str
    name: str

    @property
    def marked(self) -> str:
        return mark(self.address, self.name)


def is_addressed(activity: Json) -> bool:
    """Whether the bot is mentioned. What a person types as `<at>` comes escaped, so that a mention by name is one."""
    bot = text(child(activity, "recipient"), "id")
    mentioned = any(text(child(each, "mentioned"), "id") == bot for each in entities(activity, "mention"))
    return mentioned or _by_name(activity).search(text(activity, "text")) is not None


def plain(activity: Json) -> tuple[str, Sequence[Mentioned]]:
    """The text of a message for `parse`: without mentions of the bot, with marks for those of people, and who these are.

    Teams writes a mention as `<at>Anna Olsen</at>`, escapes what a person typed as HTML does, and puts non-breaking spaces
    where somebody types several.
    """
    said = _CARD.sub(" ", unmarked(text(activity, "text")))
    bot = text(child(activity, "recipient"), "id")
    people: list[Mentioned] = []
    for address, name, written in _mentions(activity):
        if address == bot:
            said = said.replace(written, " ")
        elif written in said:
            someone = Mentioned(address, name)
            people.append(someone)
            said = said.replace(written, someone.marked)
    said = _AT.sub(lambda match: match[1], _by_name(activity).sub(" ", said))
    return unescape(said).translate(_SPACES).strip(), people


def _by_name(activity: Json) -> re.Pattern[str]:
    """A mention of the bot that stands in the text, where no mention is listed beside it."""
    name = text(child(activity, "recipient"), "name")
    if not name or any(entities(activity, "mention")):
        return _NEVER
    return re.compile(rf"<at\b[^>]*>\s*{re.escape(name)}\s*</at>", re.IGNORECASE)


def from_html(content: str) -> str:
    """The text of a message that comes as HTML, a line for each paragraph."""
    reader = _Reader()
    reader.feed(content)
    reader.close()
    lines = (_MORE_SPACES.sub(" ", line).strip() for line in "".join(reader.parts).translate(_SPACES).split("\n"))
    return _MORE_LINES.sub("\n\n", "\n".join(lines)).strip()


def _mentions(activity: Json) -> Iterator[tuple[str, str, str]]:
    """(address, name, as it is written in the text); the longest first, as one may be a part of another."""
    found = []
    for each in entities(activity, "mention"):
        mentioned, written = child(each, "mentioned"), text(each, "text")
        if written and text(mentioned, "id"):
            name = text(mentioned, "name") or _AT.sub(lambda match: match[1], written)
            found.append((text(mentioned, "id"), unescape(name), written))
    return iter(sorted(dict.fromkeys(found), key=lambda each: -len(each[2])))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" or tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in ("emoji", "img"):
            self.parts.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " ").replace("\r", " "))
