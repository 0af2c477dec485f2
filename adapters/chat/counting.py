"""From a request about statistics, campaigns or opportunities to its answer."""

from adapters.chat.reader import Reader
from adapters.chat.replies import references, statistics
from adapters.chat.turn import Reply
from core.operations.references import list_references, remove_reference, save_reference, show_reference
from core.operations.statistics import show_statistics
from core.requests.references import ListReferences, ReferenceRequest, RemoveReference, SaveReference, ShowReference
from core.requests.statistics import ShowStatistics
from core.statistics import IdleContacts
from core.work import Work

Counting = ShowStatistics | ReferenceRequest
WRITING = (SaveReference, RemoveReference)
SHAREABLE = (ShowStatistics, ListReferences, ShowReference)


def counted(work: Work, request: Counting, reader: Reader) -> Reply:
    """Does what is asked and words what came of it. Raises the refusals of the operation."""
    actor, now = reader.actor, reader.now
    match request:
        case ShowStatistics():
            value = show_statistics(work, request, actor, now)
            if isinstance(value, IdleContacts):
                return statistics.idle(value, request, reader)
            return statistics.statistics(value, request, reader)
        case ListReferences():
            return references.references(list_references(work, request, actor, now), request, reader)
        case ShowReference():
            return references.reference(show_reference(work, request, actor, now), request, reader)
        case SaveReference():
            return references.saved(save_reference(work, request, actor, now), request, reader)
        case RemoveReference():
            return references.removed(remove_reference(work, request, actor, now), request, reader)
