"""Reading workbooks back, without the library that writes them."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets(path: Path) -> list[list[dict[str, str]]]:
    """The rows of each sheet, as text by column letter. A formula would be an error."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        return [_rows(archive.read(name)) for name in names]


def _rows(xml: bytes) -> list[dict[str, str]]:
    rows = []
    for row in ElementTree.fromstring(xml).iter(f"{_MAIN}row"):
        cells = {}
        for cell in row.iter(f"{_MAIN}c"):
            assert cell.find(f"{_MAIN}f") is None, "a formula"
            cells[cell.get("r", "").rstrip("0123456789")] = "".join(cell.itertext())
        rows.append(cells)
    return rows
