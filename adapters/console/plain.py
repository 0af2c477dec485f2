"""Card -> plain lines, for pipes and files: no colour, no wrapping, one entry a line."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

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
)
from adapters.chat.drawing import drawn
from adapters.chat.formats import formats
from adapters.chat.vocabulary import Kind, vocabulary
from adapters.console.numbers import numbered, unlisted
from adapters.console.text import line, one_line, words

_GAP = "  "
_BAR = 30


def lines(card: Card) -> list[str]:
    """The card as lines without their ends; never one that is empty."""
    found = [line(card.title, card)]
    for element in numbered(card.body):
        found.extend(_element(element, card))
    return [text for text in found if text]


def _element(element: Element, card: Card) -> Iterator[str]:
    match element:
        case Heading():
            yield one_line(element.text)
        case Paragraph():
            yield from (part.strip() for part in words(element.text, card).split("\n"))
        case Facts():
            for fact in element.rows:
                yield f"{one_line(fact.label)}: {line(fact.value, card)}"
        case Entries():
            ways = formats(card.language, card.time_zone)
            for row in element.rows:
                cells = (row.no, ways.show(row.at), row.contact, row.what, row.detail, row.status)
                yield _GAP.join(filter(None, map(one_line, cells)))
        case Table():
            rows = [tuple(line(cell, card) for cell in row) for row in element.rows]
            yield from _table([element.columns, *rows], element.numeric)
        case Chart():
            yield one_line(element.title)
            bars = zip(element.bars, drawn(element, _BAR), strict=True)
            # The bar stands last, so that its length moves nothing.
            yield from _table([(bar.label, bar.shown, blocks) for bar, blocks in bars], numeric=(1,))
        case Bullets():
            for item in element.items:
                yield f"- {line(item, card)}"
        case Examples():
            yield from _table(element.rows)
        case Pick():
            for number, choice in unlisted(element):
                yield _GAP.join(filter(None, (f"{number}. {one_line(choice.label)}", one_line(choice.detail))))
        case ButtonRow():
            # All is said here, nothing pressed.
            return
        case Confirm():
            known = vocabulary(card.language)
            yield f"{known.word(Kind.ANSWER, 'yes')}: {one_line(element.yes.label)}"
            yield f"{known.word(Kind.ANSWER, 'no')}: {one_line(element.no_label)}"


def _table(rows: Sequence[Sequence[str]], numeric: Sequence[int] = ()) -> Iterator[str]:
    cells = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = []
        for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - cell_len(cell))
            padded.append(space + cell if index in numeric else cell + space)
        yield _GAP.join(padded).rstrip()
