"""The log as a file, and what is said of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from adapters.chat.card import Button, Fact, Facts, Paragraph, Tone
from adapters.chat.exporting.columns import Cell, columns
from adapters.chat.exporting.csv_file import write_csv
from adapters.chat.reader import Reader
from adapters.chat.replies.listed import filters_in_words
from adapters.chat.temporary import temporary_file
from adapters.chat.turn import OutgoingFile, Reply
from core.filters import EntryFilter
from core.operations.exporting import exported_rows, recorders
from core.requests.exports import ExportEntries, ExportFormat
from core.work import Work

_MEDIA_TYPES = {
    ExportFormat.CSV: "text/csv",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def exporting(wanted: EntryFilter, request: ExportEntries, reader: Reader) -> Reply:
    """What a repeat is answered with, and how the file is made."""
    _ = reader.text
    again = Button(_("Export again"), request, fresh=True)
    body = Paragraph((_("The file was sent before and is not kept."),))

    def later(work: Work) -> Reply:
        return _exported(work, wanted, request, reader)

    return Reply(card=reader.card(_("This was exported already"), body, buttons=(again,)), later=later)


def _exported(work: Work, wanted: EntryFilter, request: ExportEntries, reader: Reader) -> Reply:
    _ = reader.text
    filters = filters_in_words(request, reader)
    only = Paragraph((_("Only: {filters}").format(filters=filters),), subtle=True) if filters else None
    count, path = _written(work, wanted, request.format, reader)
    if not count:
        path.unlink(missing_ok=True)
        everything = Button(_("Without the filter"), ExportEntries(format=request.format), fresh=True) if filters else None
        empty = Paragraph((_("There is no entry to export."),))
        return Reply(card=reader.card(_("Nothing was exported"), empty, only, buttons=(everything,)), outcome="refused")
    day = reader.today
    # Translators: letters a to z alone.
    said = reader.pgettext("file name", "interactions")
    name = f"{said}-{day.isoformat()}.{request.format.value}"
    title = reader.count("{count} entry was exported", "{count} entries were exported", count)
    card = reader.card(
        title.format(count=reader.ways.number(count)),
        Facts((Fact(_("File"), (name,)),)),
        only,
        Paragraph((_("The file comes to you alone."),), subtle=True),
        tone=Tone.DONE,
    )
    return Reply(card=card, file=OutgoingFile(name=name, media_type=_MEDIA_TYPES[request.format], path=path))


def _written(work: Work, wanted: EntryFilter, form: ExportFormat, reader: Reader) -> tuple[int, Path]:
    """How many entries were written into which temporary file; nothing is left of one that could not be finished."""
    found = columns(reader, recorders(work))
    headings = [heading for heading, _ in found]
    cells: list[Callable[..., Cell]] = [cell for _, cell in found]

    def rows() -> Iterator[Iterator[Cell]]:
        for row in exported_rows(work, wanted):
            yield (cell(row) for cell in cells)

    with temporary_file(f".{form.value}") as path:
        if form is ExportFormat.CSV:
            return write_csv(path, headings, rows()), path
        # Who makes no workbook does without its memory.
        from adapters.chat.exporting.xlsx_file import write_xlsx

        return write_xlsx(path, reader.text("Interactions"), headings, rows()), path
