"""Rows as CSV: comma, decimal point, ISO dates; UTF-8 with the byte order mark without which Excel takes it for another
encoding.
"""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from adapters.chat.exporting.columns import Cell

# A spreadsheet takes a cell that begins so for a formula. Source: OWASP, "CSV Injection".
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(path: Path, headings: Iterable[str], rows: Iterable[Iterable[Cell]]) -> int:
    """Writes a file; returns how many rows it has below the headings."""
    count = 0
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        for row in rows:
            writer.writerow(map(_text, row))
            count += 1
    return count


def _text(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, Decimal) else cell
