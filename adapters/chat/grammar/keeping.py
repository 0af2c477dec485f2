"""`audit [FILTER ...]` and `delete-canceled [FILTER ...]`."""

from adapters.chat.grammar.line import Line, joined
from adapters.chat.grammar.lists import filters
from adapters.chat.grammar.misunderstood import Problem
from adapters.chat.vocabulary import Kind
from core.requests.audit import ListAudit
from core.requests.deleting import PreviewDeletion


def audit(line: Line) -> ListAudit:
    """Days and `me` are understood without a key too."""
    rest, values = filters(line, line.head(Kind.AUDIT_FILTER, note=False).words, Kind.AUDIT_FILTER)
    if rest:
        raise line.misunderstood(Problem.UNEXPECTED, rest[0].start, rest[-1].end)
    return ListAudit(**values)


def delete_canceled(line: Line) -> PreviewDeletion:
    """All words that are no filter and no period are CONTACT."""
    contact, values = filters(line, line.head(Kind.DELETION_FILTER, note=False).words, Kind.DELETION_FILTER)
    return PreviewDeletion(contact=joined(contact), **values)
