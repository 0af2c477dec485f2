"""Card -> rich renderables, for a terminal. Only Text is used, never markup, so that what people wrote stays what it is."""

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

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
from adapters.chat.drawing import drawn
from adapters.chat.formats import formats
from adapters.chat.vocabulary import Kind, vocabulary
from adapters.console.numbers import numbered, unlisted
from adapters.console.text import one_line, words
from core.values import Status

_TITLE = {Tone.PLAIN: "bold", Tone.DONE: "bold green", Tone.ASK: "bold yellow", Tone.REFUSED: "bold red"}
_STATUS = {
    Status.OPEN: "green",
    Status.CANCELED: "red",
    Status.DRAFT: "yellow",
    Status.DELIVERY_ERROR: "red",
    Status.DELIVERY_IN_PROGRESS: "yellow",
    Status.ATTEMPT_FAILED: "yellow",
}
_INDENT = (0, 0, 0, 2)
_WIDE = 120
_BAR = 30


def renderables(card: Card) -> Iterator[RenderableType]:
    """What a rich console prints for the card, top to bottom."""
    yield Text(words(card.title, card), _TITLE[card.tone])
    for element in numbered(card.body):
        if (shown := _element(element, card)) is not None:
            yield shown


def _element(element: Element, card: Card) -> RenderableType | None:
    match element:
        case Heading():
            return Text(one_line(element.text), "bold")
        case Paragraph():
            return Text(words(element.text, card), "dim" if element.subtle else "")
        case Facts():
            grid = _grid("dim", "")
            for fact in element.rows:
                grid.add_row(Text(one_line(fact.label)), Text(words(fact.value, card)))
            return Padding(grid, _INDENT)
        case Entries():
            return _EntryRows(element, card)
        case Table():
            table = Grid(box=SIMPLE_HEAD, pad_edge=False)
            for index, column in enumerate(element.columns):
                table.add_column(Text(one_line(column)), justify="right" if index in element.numeric else "left")
            for cells in element.rows:
                table.add_row(*(Text(words(cell, card)) for cell in cells))
            return table
        case Chart():
            grid = Grid(box=None, show_header=False, pad_edge=False, title=Text(one_line(element.title)), title_justify="left")
            grid.add_column()
            grid.add_column(justify="right")
            grid.add_column(style="cyan", no_wrap=True)
            for bar, blocks in zip(element.bars, drawn(element, _BAR), strict=True):
                grid.add_row(Text(one_line(bar.label)), Text(one_line(bar.shown)), Text(blocks))
            return Padding(grid, _INDENT)
        case Bullets():
            grid = _grid("dim", "")
            for item in element.items:
                grid.add_row(Text("•"), Text(words(item, card)))
            return Padding(grid, _INDENT)
        case Examples():
            grid = _grid("cyan", "dim")
            for example, does in element.rows:
                grid.add_row(Text(one_line(example)), Text(one_line(does)))
            return Padding(grid, _INDENT)
        case Pick():
            grid = _grid("yellow", "", "dim")
            for number, choice in unlisted(element):
                grid.add_row(Text(f"{number}."), Text(one_line(choice.label)), Text(one_line(choice.detail)))
            return Padding(grid, _INDENT)
        case ButtonRow():
            # All is said here, nothing pressed.
            return None
        case Confirm():
            grid = _grid("yellow", "")
            known = vocabulary(card.language)
            grid.add_row(Text(known.word(Kind.ANSWER, "yes")), Text(one_line(element.yes.label)))
            grid.add_row(Text(known.word(Kind.ANSWER, "no")), Text(one_line(element.no_label)))
            return Padding(grid, _INDENT)


class _EntryRows:
    """A line for each entry where the terminal is wide enough, else two: six narrow columns could not be read."""

    def __init__(self, entries: Entries, card: Card) -> None:
        self._entries = entries
        self._card = card

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield (_in_columns if options.max_width >= _WIDE else _in_two_lines)(self._entries, self._card)


def _in_two_lines(entries: Entries, card: Card) -> Grid:
    ways = formats(card.language, card.time_zone)
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold", justify="right", no_wrap=True)
    grid.add_column()
    for row in entries.rows:
        status = (one_line(row.status), _STATUS[row.status_kind])
        first = Text.assemble((ways.show(row.at), "dim"), "  ", (one_line(row.contact), "bold"), "  ", status)
        grid.add_row(Text(one_line(row.no)), first)
        grid.add_row("", Text.assemble(one_line(row.what), "  ", (one_line(row.detail), "dim")))
    return grid


def _in_columns(entries: Entries, card: Card) -> Grid:
    ways = formats(card.language, card.time_zone)
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold", justify="right", no_wrap=True)
    grid.add_column(style="dim", no_wrap=True)
    for _ in range(4):
        grid.add_column()
    for row in entries.rows:
        grid.add_row(
            Text(one_line(row.no)),
            Text(ways.show(row.at)),
            Text(one_line(row.contact)),
            Text(one_line(row.what)),
            Text(one_line(row.detail), "dim"),
            Text(one_line(row.status), _STATUS[row.status_kind]),
        )
    return grid


def _grid(*styles: str) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    for style in styles:
        grid.add_column(style=style)
    return grid
