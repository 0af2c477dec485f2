"""Lines of a CSV file: UTF-8 with or without BOM, comma or semicolon, with a header. What is wrong is named with its line."""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

# Longer lines, and records of more lines, come from a quote that is never closed or from no CSV file at all.
_LONGEST_LINE = 1 << 20
_MOST_LINES = 50
# By such a first line Excel is told what separates the columns.
_SEPARATOR = re.compile(rb"(?:\xef\xbb\xbf)?sep=[,;]\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Columns:
    """What a file may have in its header; the required ones have to be there."""

    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return self.required + self.optional


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record by column, without blanks around. `line` is where it begins in the file, from 1."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BadLine:
    """`column` is "" when the whole line cannot be read."""

    line: int
    column: str
    reason: str


class BadFile(Exception):
    """Nothing of the file can be used, because its header or its form is wrong; the message says what to do."""


def read(path: Path, columns: Columns, progress: Callable[[int], None] = lambda _: None) -> Iterator[Record | BadLine]:
    """The records of the file and the lines that are none, in the order of the file, one at a time.

    `progress` is told how many bytes were read since it was last told. Raises BadFile before anything is given, and OSError.
    """
    with path.open("rb") as file:
        first = file.readline(_LONGEST_LINE)
        progress(len(first))
        no = 1
        if _SEPARATOR.fullmatch(first):
            first, no = file.readline(_LONGEST_LINE), 2
            progress(len(first))
        header, delimiter = _header(first, columns)
        lines = _decoded(file, no, progress)
        yield from _records(lines, header, delimiter)


def _header(raw: bytes, columns: Columns) -> tuple[list[str], str]:
    try:
        text = raw.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise BadFile("the header is no UTF-8 text; save the file as CSV UTF-8") from None
    if not text.strip() or "\0" in text:
        raise BadFile(f"there is no header; the first line names the columns: {', '.join(columns.required)} ...")
    parsed = {delimiter: _split(text, delimiter) for delimiter in ",;"}
    delimiter = max(parsed, key=lambda key: (len(set(parsed[key]) & set(columns.all)), len(parsed[key])))
    names = parsed[delimiter]
    if "\t" in text and len(names) == 1:
        raise BadFile("columns are separated by tabs; save the file with commas or semicolons between them")
    if unknown := [name for name in names if name not in columns.all]:
        shown = ", ".join(repr(name) for name in unknown[:20])
        raise BadFile(f"unknown columns: {shown}; known are {', '.join(columns.all)}")
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise BadFile(f"columns that stand there twice: {', '.join(doubled)}")
    if missing := [name for name in columns.required if name not in names]:
        raise BadFile(f"missing columns: {', '.join(missing)}")
    return names, delimiter


def _split(text: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return [text]
    return [cell.strip().lower() for cell in cells]


@dataclass(frozen=True, slots=True)
class _Line:
    no: int
    text: str
    wrong: str = ""


def _decoded(file: BinaryIO, no: int, progress: Callable[[int], None]) -> Iterator[_Line]:
    """`no` is the number of the header's line."""
    while raw := file.readline(_LONGEST_LINE):
        no += 1
        progress(len(raw))
        wrong = ""
        if len(raw) == _LONGEST_LINE:
            wrong = "longer than a line can be"
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(_LONGEST_LINE)
                progress(len(raw))
        elif b"\0" in raw:
            wrong = "holds a NUL character"
        try:
            text = "" if wrong else raw.decode()
        except UnicodeDecodeError as error:
            text, wrong = "", f"no UTF-8 text (byte {raw[error.start]:#04x} at position {error.start + 1})"
        yield _Line(no, text, wrong)


def _records(lines: Iterator[_Line], header: list[str], delimiter: str) -> Iterator[Record | BadLine]:
    """Puts lines together to records. After a quote that is never closed it begins again with the line after it."""
    again: deque[_Line] = deque()
    pending: list[_Line] = []
    while True:
        line = again.popleft() if again else next(lines, None)
        if line is None or line.wrong:
            if pending:
                yield _unclosed(pending[0])
                again.extendleft(reversed([*pending[1:], *([line] if line else [])]))
                pending = []
            elif line is None:
                return
            else:
                yield BadLine(line.no, "", line.wrong)
            continue
        if not pending and not line.text.strip():
            continue
        pending.append(line)
        try:
            cells = next(csv.reader([part.text for part in pending], delimiter=delimiter, strict=True))
        except csv.Error as error:
            if "unexpected end of data" in str(error) and len(pending) < _MOST_LINES:
                continue
            found: Record | BadLine = BadLine(line.no, "", f"quotes stand wrong ({error})")
        else:
            found = _record(pending[0].no, cells, header)
        if isinstance(found, BadLine) and len(pending) > 1:
            found = _unclosed(pending[0])
            again.extendleft(reversed(pending[1:]))
        pending = []
        yield found


def _unclosed(line: _Line) -> BadLine:
    return BadLine(line.no, "", "a quote is not closed")


def _record(no: int, cells: list[str], header: list[str]) -> Record | BadLine:
    if len(cells) != len(header):
        return BadLine(no, "", f"{len(cells)} fields where the header has {len(header)}")
    return Record(no, {name: cell.strip() for name, cell in zip(header, cells, strict=True)})
