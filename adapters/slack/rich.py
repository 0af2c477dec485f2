"""Rich text: elements whose characters Slack takes literally, with bold, code and links beside them."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from adapters.chat.formats import Formats
from adapters.chat.inline import Link, Moment, Text
from adapters.slack import limits
from adapters.slack.text import Json, clean, cut, is_blank, size

_BOLD = {"bold": True}
_CODE = {"code": True}
# Characters that no address has unless they are written as %XX.
_NOT_IN_ADDRESSES = frozenset(' <>|"\\^`{}')


def elements(text: Text, ways: Formats, *, style: Json | None = None) -> list[Json]:
    """The text as elements of a rich text section; "–" when there is nothing to show."""
    made: list[Json] = []
    blank = True
    for part in text:
        if isinstance(part, str):
            element = literal(part, style)
        elif isinstance(part, Link):
            element = _link(part, style)
        else:
            element = literal(ways.show(part) if isinstance(part, Moment) else part.name, style)
        shown = shown_text(element)
        if shown:
            made.append(element)
            blank = blank and is_blank(shown)
    return [literal("–", style)] if blank else made


def literal(text: str, style: Json | None = None) -> Json:
    """An element that shows these characters and nothing else."""
    element: Json = {"type": "text", "text": clean(text)}
    if style:
        element["style"] = style
    return element


def bold(text: str) -> Json:
    return literal(text, _BOLD)


def bold_elements(text: Text, ways: Formats) -> list[Json]:
    return elements(text, ways, style=_BOLD)


def code(text: str) -> Json:
    return literal(text, _CODE)


def shown_text(element: Json) -> str:
    """The text that an element shows; a link without a label shows its address."""
    text: str = element.get("text") or element.get("url", "")
    return text


def length(parts: Iterable[Json]) -> int:
    """How much text the elements show."""
    return sum([size(shown_text(part)) for part in parts])


def pack(lines: Iterable[list[Json]]) -> list[list[Json]]:
    """Lines put together into sections with a line break between them, each section no longer than Slack shows.

    A line too long for one section goes on in the next; nothing is lost.
    """
    packed: list[list[Json]] = []
    room = 0
    for line in lines:
        whole = length(line)
        for run in (line,) if whole < limits.RICH_TEXT else _runs(line):
            needed = (whole if run is line else length(run)) + 1
            if packed and needed <= room:
                packed[-1] += [literal("\n"), *run]
            else:
                packed.append(list(run))
                room = limits.RICH_TEXT
            room -= needed
    return packed


def head(line: list[Json]) -> list[Json]:
    """As much of the line as one section shows."""
    if length(line) < limits.RICH_TEXT:
        return line
    return [*next(_runs(line)), literal("…")]


def section(parts: list[Json]) -> Json:
    return {"type": "rich_text_section", "elements": _visible(parts)}


def preformatted(parts: list[Json]) -> Json:
    return {"type": "rich_text_preformatted", "elements": _visible(parts)}


def bullets(items: list[list[Json]]) -> Json:
    return {"type": "rich_text_list", "style": "bullet", "elements": [section(item) for item in items]}


def block(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": list(parts)}


def _visible(parts: list[Json]) -> list[Json]:
    """Without empty elements, which Slack refuses, as it does a section in which nothing shows."""
    return [part for part in parts if part.get("text") != ""] or [literal("–")]


def _link(link: Link, style: Json | None) -> Json:
    if not is_accepted(link.url):
        return literal(link.label, style)
    element: Json = {"type": "link", "url": link.url}
    label = cut(clean(link.label), limits.RICH_TEXT - 1)
    if not is_blank(label):
        element["text"] = label
    if style:
        element["style"] = style
    return element


def is_accepted(url: str) -> bool:
    """Whether Slack takes the address: one that it refuses would take the whole message with it."""
    if not url.isascii() or not url.isprintable() or len(url) >= limits.LINK_URL or _NOT_IN_ADDRESSES & set(url):
        return False
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:
        return False


def _runs(line: list[Json]) -> Iterator[list[Json]]:
    """The elements of a line in runs short enough for a section."""
    run: list[Json] = []
    for part in line:
        for piece in _pieces(part):
            if run and length(run) + length([piece]) >= limits.RICH_TEXT:
                yield run
                run = []
            run.append(piece)
    yield run


def _pieces(part: Json) -> Iterator[Json]:
    if part["type"] != "text" or size(part["text"]) < limits.RICH_TEXT:
        yield part
        return
    text = part["text"]
    # Half of the limit in characters is never more than the limit in units.
    step = limits.RICH_TEXT // 2
    for start in range(0, len(text), step):
        yield {**part, "text": text[start : start + step]}
