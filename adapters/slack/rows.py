"""Entries of the log and tables as blocks."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from unicodedata import combining, east_asian_width

from adapters.chat.card import EntryRow, Table
from adapters.chat.formats import Formats
from adapters.chat.inline import Text
from adapters.chat.plain import plain_text as plain_inline
from adapters.slack import rich
from adapters.slack.buttons import Buttons
from adapters.slack.text import Json, one_line, plain_text
from core.values import Status

_ROW_TEXT = 400
_ROW_DETAIL = 300
_CELL = 36
_CELL_LINES = 6
# What a narrow Slack window shows of a line in fixed width.
_TABLE_WIDTH = 72
# Letters, digits and blanks alone mean nothing to mrkdwn.
_HARMLESS = re.compile(r"[^\W_]+(?: [^\W_]+)*")


def entry_row(row: EntryRow, ways: Formats, buttons: Buttons) -> list[Json]:
    """Who and what, with the Show button; below in grey when, by whom, and the status."""
    heading = " · ".join(filter(None, (row.no, one_line(row.contact))))
    section: Json = {"type": "section", "text": plain_text(f"{heading}\n{one_line(row.what)}".strip(), _ROW_TEXT)}
    button = buttons.show(row)
    if button:
        section["accessory"] = button
    details = " · ".join(filter(None, (ways.show(row.at), one_line(row.detail))))
    return [section, {"type": "context", "elements": [*_status(row), plain_text(details, _ROW_DETAIL)]}]


def _status(row: EntryRow) -> list[Json]:
    """The status in words, bold where it is not the usual one."""
    status = one_line(row.status)
    if not status:
        return []
    if row.status_kind is not Status.OPEN and _HARMLESS.fullmatch(status):
        return [{"type": "mrkdwn", "text": f"*{status[:_ROW_DETAIL]}*"}]
    return [plain_text(status, _ROW_DETAIL)]


def table(element: Table, ways: Formats) -> Iterator[list[Json]]:
    """In fixed width where it fits into a narrow window, else a paragraph a row."""
    rows = [[_cell(cell, ways) for cell in row] for row in element.rows]
    header = [one_line(column) for column in element.columns]
    lines = ([header] if any(header) else []) + rows
    widths = _widths(lines)
    if widths and sum(widths) + 2 * len(widths) <= _TABLE_WIDTH:
        for part in rich.pack([[rich.literal(line)] for row in columns(lines, element.numeric) for line in row]):
            yield [rich.block(rich.preformatted(part))]
    else:
        lines_of = [
            _paragraph(row, header, element.numeric, ways) for row in element.rows if any(_cell(cell, ways) for cell in row)
        ]
        for part in rich.pack(lines_of):
            yield [rich.block(rich.section(part))]


def columns(rows: list[list[str]], numeric: tuple[int, ...]) -> list[list[str]]:
    """The lines of each row in fixed width, cells under each other; a long cell goes on in the next line."""
    widths = _widths(rows)
    return [_lines(cells, widths, numeric) for cells in rows]


def _widths(rows: list[list[str]]) -> list[int]:
    return [min(_CELL, max(map(_width, column))) for column in zip(*rows, strict=False)]


def _paragraph(row: tuple[Text, ...], header: list[str], numeric: tuple[int, ...], ways: Formats) -> list[Json]:
    """A row whose cells follow each other, the first in bold; links stay links."""
    # A number says nothing without the name of its column.
    named = {index: (f"{header[index]} ",) for index in numeric if index < len(header) and header[index]}
    first, *others = [(*named.get(index, ()), *cell) for index, cell in enumerate(row) if _cell(cell, ways)]
    more = ((rich.literal(" · "), *rich.elements(cell, ways)) for cell in others)
    return [*rich.bold_elements(first, ways), *(part for parts in more for part in parts)]


def _cell(text: Text, ways: Formats) -> str:
    return one_line(plain_inline(text, ways))


def _lines(cells: list[str], widths: list[int], numeric: tuple[int, ...]) -> list[str]:
    broken = [_broken(cell, width) for cell, width in zip(cells, widths, strict=False)]
    return [_line(list(parts), widths, numeric) for parts in zip_longest(*broken, fillvalue="")] or ["–"]


def _broken(text: str, width: int) -> list[str]:
    """The text in a few lines, broken between words."""
    lines: list[str] = []
    for word in text.split():
        if lines and _width(lines[-1]) + 1 + _width(word) <= width:
            lines[-1] += f" {word}"
        elif len(lines) == _CELL_LINES:
            lines[-1] = _narrow(f"{lines[-1]} {word}", width)
            break
        else:
            lines.append(word)
    return lines or [""]


def _line(cells: list[str], widths: list[int], numeric: tuple[int, ...]) -> str:
    padded = []
    for index, (cell, width) in enumerate(zip(cells, widths, strict=False)):
        shown = _narrow(cell, width)
        blank = " " * (width - _width(shown))
        padded.append(blank + shown if index in numeric else shown + blank)
    return "  ".join(padded).rstrip() or "–"


def _width(text: str) -> int:
    """Columns in fixed width: East Asian characters and emoji take two."""
    return (
        len(text)
        if text.isascii()
        else sum(0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1 for character in text)
    )


def _narrow(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    kept = text[: width - 1]
    while _width(kept) > width - 1:
        kept = kept[:-1]
    return kept + "…"
