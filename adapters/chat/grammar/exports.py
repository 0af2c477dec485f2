"""`export [FILTER ...] [csv|xlsx]`."""

from adapters.chat.grammar.line import Line, joined
from adapters.chat.grammar.lists import filters
from adapters.chat.vocabulary import Kind
from core.requests.exports import ExportEntries, ExportFormat


def export(line: Line) -> ExportEntries:
    """The last word may say the format; the others are read as those of `list`."""
    words = list(line.head(Kind.FILTER, note=False).words)
    chosen = ""
    if words and not words[-1].key and not words[-1].quoted:
        chosen = line.vocabulary.find(Kind.EXPORT_FORMAT, words[-1].text)
    contact, values = filters(line, words[:-1] if chosen else words)
    if chosen:
        values["format"] = ExportFormat(chosen)
    return ExportEntries(contact=joined(contact), **values)
