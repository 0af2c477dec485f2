"""Rows as an Excel workbook, row by row onto the disk. Text is stored as text, so nothing in it is ever a formula or a link."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from adapters.chat.exporting.columns import Cell

SHEET_ROWS = 1_048_576
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_xlsx(
    path: Path, name: str, headings: Sequence[str], rows: Iterable[Iterable[Cell]], sheet_rows: int = SHEET_ROWS
) -> int:
    """Writes a file; returns how many rows it has below the headings. `name` is the sheet's; when a sheet is full, another
    begins: `sheet_rows` is how many rows Excel takes in one, headings included.
    """
    with Workbook(path, _OPTIONS) as workbook:
        sheets = _Sheets(workbook, name, headings, sheet_rows)
        count = 0
        for row in rows:
            sheets.add(row)
            count += 1
    return count


class _Sheets:
    def __init__(self, workbook: Workbook, name: str, headings: Sequence[str], rows: int) -> None:
        self._workbook = workbook
        self._name = name
        self._headings = headings
        self._rows = rows
        self._moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._bold = workbook.add_format({"bold": True})
        self._made = 0
        self._sheet = self._next()

    def add(self, row: Iterable[Cell]) -> None:
        if self._row == self._rows:
            self._sheet = self._next()
        sheet, at = self._sheet, self._row
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(at, column, cell)
            elif isinstance(cell, datetime):
                self._write_date(sheet, column, cell, self._moment)
            elif isinstance(cell, date):
                self._write_date(sheet, column, cell, self._day)
            elif isinstance(cell, int | Decimal):
                sheet.write_number(at, column, float(cell))
        self._row += 1

    def _write_date(self, sheet: Any, column: int, at: date, form: Any) -> None:
        # Excel has no days before, and counts one that never was.
        if at.year < 1900 or (at.year == 1900 and at.month < 3):
            sheet.write_string(self._row, column, at.isoformat())
        else:
            sheet.write_datetime(self._row, column, at, form)

    def _next(self) -> Any:
        self._made += 1
        sheet = self._workbook.add_worksheet(self._name if self._made == 1 else f"{self._name} {self._made}")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(self._headings) - 1, 16)
        for column, heading in enumerate(self._headings):
            sheet.write_string(0, column, heading, self._bold)
        self._row = 1
        return sheet
