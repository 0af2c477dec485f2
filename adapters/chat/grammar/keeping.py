"""`audit [FILTER ...]` and `delete-canceled [FILTER ...]`."""

from adapters.chat.grammar.line import Line, joined
from adapters.chat.grammar.lists import filters
from adapters.chat.grammar.misunderstood import Problem
from adapters.chat.vocabulary import Kind
from core.requests.audit import ExportAudit, ListAudit
from core.requests.deleting import PreviewDeletion


def audit(line: Line) -> ListAudit | ExportAudit:
    """Days and `me` are understood without a key too; `audit export [FILTER ...]` makes a file."""
    rest, values = filters(line, line.head(Kind.AUDIT_FILTER, note=False).words, Kind.AUDIT_FILTER)
    export = bool(rest) and line.vocabulary.find(Kind.COMMAND, rest[0].text) == "export"
    if unread := rest[int(export) :]:
        raise line.misunderstood(Problem.UNEXPECTED, unread[0].start, unread[-1].end)
    return ExportAudit(**values) if export else ListAudit(**values)


def delete_canceled(line: Line) -> PreviewDeletion:
    """All words that are no filter and no period are CONTACT."""
    contact, values = filters(line, line.head(Kind.DELETION_FILTER, note=False).words, Kind.DELETION_FILTER)
    return PreviewDeletion(contact=joined(contact), **values)
