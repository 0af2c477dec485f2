"""A card as blocks of a message, a modal or the App Home."""

from collections.abc import Iterator
from typing import assert_never

import orjson

from adapters.chat.card import (
    Bullets,
    ButtonRow,
    Card,
    Chart,
    Confirm,
    Element,
    Entries,
    Examples,
    Facts,
    Heading,
    Paragraph,
    Pick,
    Table,
    Tone,
)
from adapters.chat.formats import Formats, formats
from adapters.chat.inline import Link
from adapters.chat.plain import plain
from adapters.chat.plain import plain_text as plain_inline
from adapters.chat.wording import wording
from adapters.slack import charts, limits, rich
from adapters.slack.buttons import Buttons
from adapters.slack.carried import Carried
from adapters.slack.rows import entry_row, table
from adapters.slack.text import Json, clean, cut, escape, is_blank, one_line, plain_text, size

_EMOJI = {Tone.DONE: "white_check_mark", Tone.ASK: "speech_balloon", Tone.REFUSED: "warning"}


def fallback(card: Card) -> str:
    """The card as the text beside the blocks, for notifications and screen readers."""
    text = cut(clean(plain(card)), limits.FALLBACK_TEXT)
    return "–" if is_blank(text) else escape(text)


def has_charts(blocks: list[Json]) -> bool:
    """Whether there is a chart that Slack may refuse."""
    return any(block["type"] == charts.TYPE for block in blocks)


def to_blocks(card: Card, carried: Carried, most: int = limits.MESSAGE_BLOCKS, *, native_charts: bool = False) -> list[Json]:
    """At most `most` blocks that hold as much of the card as Slack takes, with a note where something was left out.

    The title, questions and buttons are always there. Buttons whose request `carried` cannot hold yet are left out. With
    `native_charts`, which are for messages, charts are Slack's own, else drawn with characters.
    """
    ways = formats(card.language, card.time_zone)
    buttons = Buttons(carried, card.language)
    title = _title(card, ways)
    body = [
        (isinstance(element, Confirm), group)
        for element, native in _with_native(card.body, limits.CHARTS if native_charts else 0)
        for group in _groups(element, ways, buttons, native=native)
    ]
    last = buttons.actions(card.buttons, card.links)
    blocks = [*title, *(block for _, group in body for block in group), *last]
    # Most cards are small; what shows is never more than the bytes of it all.
    if len(blocks) <= most and len(orjson.dumps(blocks)) <= limits.MESSAGE_TEXT_TOTAL:
        return blocks
    needed = [*title, *last, *(block for is_needed, group in body if is_needed for block in group)]
    # One block is for the note that something was left out.
    room = most - len(needed) - 1
    text = limits.MESSAGE_TEXT_TOTAL - shown(needed)
    blocks = title
    left_out = False
    for is_needed, group in body:
        left_out = left_out or (not is_needed and (len(group) > room or shown(group) > text))
        if is_needed or not left_out:
            blocks.extend(group)
            if not is_needed:
                room -= len(group)
                text -= shown(group)
    if left_out:
        blocks.append(context(wording(card.language).gettext("There is more than fits here. Ask for less to see the rest.")))
    return [*blocks[: most - len(last)], *last]


def _with_native(body: tuple[Element, ...], most: int) -> Iterator[tuple[Element, bool]]:
    """Each element, and whether it is one of the first `most` charts that have something to show."""
    for element in body:
        native = most > 0 and isinstance(element, Chart) and bool(element.bars)
        most -= native
        yield element, native


def shown(part: object) -> int:
    """How much text a part of a payload shows."""
    total = 0
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "text" and isinstance(value, str):
                total += size(value)
            elif isinstance(value, dict | list):
                total += shown(value)
    elif isinstance(part, list):
        for item in part:
            total += shown(item)
    return total


def context(text: str) -> Json:
    """A line in small grey letters."""
    return {"type": "context", "elements": [plain_text(text, limits.SECTION_TEXT)]}


def _title(card: Card, ways: Formats) -> list[Json]:
    if card.tone is Tone.PLAIN and not any(isinstance(part, Link) for part in card.title):
        text = one_line(plain_inline(card.title, ways))
        if size(text) <= limits.HEADER_TEXT:
            return [_header(text)]
    parts = rich.bold_elements(card.title, ways)
    if card.tone in _EMOJI:
        parts = [{"type": "emoji", "name": _EMOJI[card.tone]}, rich.literal("  "), *parts]
    return [rich.block(rich.section(rich.head(parts)))]


def _header(text: str) -> Json:
    return {"type": "header", "text": plain_text(one_line(text), limits.HEADER_TEXT)}


def _groups(element: Element, ways: Formats, buttons: Buttons, *, native: bool) -> Iterator[list[Json]]:
    """The blocks of an element, in groups that stay together."""
    match element:
        case Heading():
            yield [_header(element.text)]
        case Paragraph(subtle=True) if not any(isinstance(part, Link) for part in element.text):
            yield [context(plain_inline(element.text, ways))]
        case Paragraph():
            yield from _lines([rich.elements(element.text, ways)])
        case Facts():
            yield from _lines([[rich.bold(f"{fact.label}: "), *rich.elements(fact.value, ways)] for fact in element.rows])
        case Entries():
            yield from (entry_row(row, ways, buttons) for row in element.rows)
        case Table():
            yield from table(element, ways)
        case Chart() if native:
            yield [charts.native(element)]
        case Chart():
            yield from charts.as_text(element)
        case Bullets():
            items = [rich.head(rich.elements(item, ways)) for item in element.items]
            yield from ([rich.block(rich.bullets(run))] for run in _runs(items))
        case Examples():
            yield from _lines([[rich.code(line), rich.literal(f"  {does}")] for line, does in element.rows])
        case Pick():
            yield from buttons.pick(element)
        case ButtonRow():
            yield buttons.actions(element.buttons, about=element.about)
        case Confirm():
            yield buttons.confirm(element)
        case _:
            assert_never(element)


def _lines(lines: list[list[Json]]) -> Iterator[list[Json]]:
    return ([rich.block(rich.section(run))] for run in rich.pack(lines))


def _runs(items: list[list[Json]]) -> Iterator[list[list[Json]]]:
    run: list[list[Json]] = []
    for item in items:
        if run and sum(map(rich.length, run)) + rich.length(item) > limits.RICH_TEXT:
            yield run
            run = []
        run.append(item)
    if run:
        yield run
