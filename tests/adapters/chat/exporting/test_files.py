"""Rows as CSV and as workbooks: nothing that somebody wrote is taken for a formula."""

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.exporting.csv_file import write_csv
from adapters.chat.exporting.xlsx_file import write_xlsx
from tests.adapters.chat.exporting.reading import sheets

ROW = (1042, datetime.fromisoformat("2026-11-19T15:05:30"), "Åse, “Bø”", Decimal("1250.50"), date(2026, 12, 1), None, "a\nb")


def test_a_csv_file_opens_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    assert write_csv(path, ["No.", "Dato"], [ROW, ROW]) == 2
    raw = path.read_bytes()
    assert raw.startswith("\ufeffNo.,Dato\r\n".encode())
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1] == ["1042", "2026-11-19 15:05", "Åse, “Bø”", "1250.50", "2026-12-01", "", "a\nb"]


@pytest.mark.parametrize("text", ["=1+1", "+47 22 33 44 55", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_calculate_is_marked_as_text_in_csv(tmp_path: Path, text: str) -> None:
    path = tmp_path / "log.csv"
    write_csv(path, ["a"], [(text, -5, Decimal("-2.5"))])
    with path.open(encoding="utf-8-sig", newline="") as file:
        # Numbers of ours stay numbers.
        assert list(csv.reader(file))[1] == [f"'{text}", "-5", "-2.5"]


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_no_text_becomes_a_formula_and_every_row_stays_one(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("csv") / "log.csv"
    write_csv(path, ["a"], [texts])
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 2
    assert len(rows[1]) == len(texts)
    assert not [cell for cell in rows[1] if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_workbook_has_numbers_dates_and_text(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    assert write_xlsx(path, "Log", ["No.", "Date"], [ROW, ("=1+1", "+47", "-1", "@x", "https://example.test", "007")]) == 2
    ((headings, first, second),) = sheets(path)
    assert headings == {"A": "No.", "B": "Date"}
    assert first["A"] == "1042"
    assert float(first["B"]) == pytest.approx(46345.628819, abs=1e-6)
    assert first["C"] == "Åse, “Bø”"
    assert first["D"] == "1250.5"
    assert float(first["E"]) == 46357
    assert "F" not in first
    assert second == {"A": "=1+1", "B": "+47", "C": "-1", "D": "@x", "E": "https://example.test", "F": "007"}


def test_a_full_sheet_is_followed_by_another(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    assert write_xlsx(path, "Log", ["No."], [(number,) for number in range(5)], sheet_rows=3) == 5
    assert [[row["A"] for row in sheet] for sheet in sheets(path)] == [["No.", "0", "1"], ["No.", "2", "3"], ["No.", "4"]]


def test_days_that_excel_does_not_have_are_text(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    write_xlsx(path, "Log", ["Day"], [(date(1900, 2, 1),), (datetime.fromisoformat("1899-01-01T08:00:00"),)])
    ((_, first, second),) = sheets(path)
    assert (first["A"], second["A"]) == ("1900-02-01", "1899-01-01T08:00:00")
