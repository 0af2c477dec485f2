"""Text in cards. What people wrote goes into text runs, which Teams shows as they are; the few other places are escaped."""

import json
import re
from typing import Any
from unicodedata import category
from urllib.parse import urlsplit

from adapters.chat.formats import Formats
from adapters.chat.inline import Link, Moment, Person, Text
from adapters.teams import limits

Json = dict[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode

# Control characters, half surrogates (they cannot be sent), and the marks that turn the direction of a line around.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Clients put a date in place of {{DATE(...)}}, in text runs too; an invisible joiner keeps the braces apart.
_FUNCTION = re.compile(r"\{(?=\{(?:DATE|TIME)\()", re.IGNORECASE)
_MARKS = re.compile(r"([\\`*_\[\]<>&~|!])")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
# What begins a list, a quotation or a heading, or makes a line below another one a heading or a rule.
_LINE_START = re.compile(r"^([-+=#:]|\d+(?=[.)]))", re.MULTILINE)
# A bare address becomes a link.
_ADDRESS = re.compile(r"(?<=[a-z])(:)(?=//)|(?<=www)(\.)|(?<=mailto)(:)|(@)", re.IGNORECASE)


def clean(text: str) -> str:
    """The text without what upsets a line or is not shown as it is written; line breaks are "\\n"."""
    if not text.isprintable():
        text = _UNWANTED.sub("", _BREAKS.sub("\n", text))
    return _FUNCTION.sub("{\u2060", text) if "{{" in text else text


def one_line(text: str, limit: int) -> str:
    """Clean, every run of white space one space, and at most `limit` long."""
    return cut(" ".join(clean(text).split()), limit)


def named(text: str, limit: int) -> str:
    """As one_line; "–" where there is nothing to show, which would be refused."""
    return "–" if is_blank(text) else one_line(text, limit)


def is_blank(text: str) -> bool:
    """Whether the text shows nothing at all."""
    return all(category(character)[0] in "CZ" for character in text)


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def sendable(text: str) -> str:
    """The text as it is but for half surrogates, which cannot be sent."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def cut(text: str, limit: int) -> str:
    """At most `limit` long, with "…" at the end where something is missing."""
    if len(text) * 2 <= limit or units(text) <= limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: (limit - 1) * 2].decode("utf-16-le", "ignore")
    return kept.rstrip() + "…"


def size(part: object) -> int:
    """How much of the limit a part of a card takes, in bytes."""
    return units(_encode(part)) * 2


def literal(text: str) -> str:
    """For the places that Teams reads as Markdown: shown as it is written where Markdown is understood.

    Only what would have a meaning is escaped, as some clients show the backslash; our own wording stays what it is.
    """
    escaped = _MARKS.sub(r"\\\1", _INDENT.sub("", clean(text)))
    escaped = _LINE_START.sub(_escape_start, escaped)
    return _ADDRESS.sub(lambda match: "\\" + match[0], escaped)


def _escape_start(match: re.Match[str]) -> str:
    # A number begins a list by the point behind it, which an invisible joiner keeps away.
    return f"{match[0]}\u2060" if match[0].isdigit() else f"\\{match[0]}"


def run(text: str, **style: Any) -> Json:
    """A text run; `style` as Adaptive Cards name it (weight, color, isSubtle, size, fontType, strikethrough)."""
    return {"type": "TextRun", "text": text, **style}


def runs(text: Text, ways: Formats, limit: int, **style: Any) -> list[Json]:
    """The text as runs, cut at `limit`; empty when there is nothing to show."""
    made: list[Json] = []
    room, links = limit, limits.LINKS
    for part in text:
        shown = clean(_plain(part, ways))
        if not shown or room <= 0:
            continue
        shown = cut(shown, room)
        room -= units(shown)
        if isinstance(part, Link) and links and is_accepted(part.url):
            links -= 1
            made.append(run(shown, **style, selectAction={"type": "Action.OpenUrl", "url": part.url}))
        elif made and "selectAction" not in made[-1]:
            made[-1]["text"] = clean(made[-1]["text"] + shown)
        else:
            made.append(run(shown, **style))
    return [] if all(is_blank(part["text"]) for part in made) else made


def block(inlines: list[Json], **layout: Any) -> Json:
    """A block of runs; `layout` as Adaptive Cards name it (spacing, horizontalAlignment, separator)."""
    return {"type": "RichTextBlock", "inlines": inlines, **layout}


def _plain(part: object, ways: Formats) -> str:
    match part:
        case Moment():
            return ways.show(part)
        case Person():
            return part.name
        case Link():
            return part.label or part.url
        case _:
            return str(part)


def is_accepted(url: str) -> bool:
    """Whether the address can be opened as it stands; anything odd is shown as text alone."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    odd = not url.isascii() or not url.isprintable() or set(url) & set(' <>"\\^`{}|')
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not odd and len(url) <= limits.URL
