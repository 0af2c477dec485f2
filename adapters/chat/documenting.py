"""From a request about how business documents are recorded, or about those that were not, to its answer."""

from adapters.chat.reader import Reader
from adapters.chat.replies import documents, skipped
from adapters.chat.turn import Reply
from core.operations.document_setup import (
    list_document_setup,
    remove_document_setup,
    save_document_setup,
    set_up_usual_documents,
    show_document_setup,
    try_document,
)
from core.operations.skipped import list_skipped, replay_documents
from core.requests.documents import (
    DocumentRequest,
    ListDocumentSetup,
    ListSkipped,
    RemoveDocumentSetup,
    ReplayDocuments,
    SaveDocumentSetup,
    SetUpUsualDocuments,
    ShowDocumentSetup,
    TryDocument,
)
from core.work import Work

WRITING = (
    SaveDocumentSetup,
    RemoveDocumentSetup,
    SetUpUsualDocuments,
    ReplayDocuments,
)


def documented(work: Work, request: DocumentRequest, reader: Reader) -> Reply:
    """Does what is asked and words what came of it. Raises the refusals of the operation."""
    actor, now = reader.actor, reader.now
    match request:
        case ListDocumentSetup():
            return documents.setups(list_document_setup(work, request, actor, now), reader)
        case ShowDocumentSetup():
            return documents.setup(show_document_setup(work, request, actor, now), reader)
        case SaveDocumentSetup():
            return documents.saved(save_document_setup(work, request, actor, now), reader)
        case RemoveDocumentSetup():
            return documents.removed(remove_document_setup(work, request, actor, now), reader)
        case SetUpUsualDocuments():
            usual = set_up_usual_documents(work, request, actor, now, documents.usual_names(reader.text))
            return documents.usual(usual, reader)
        case TryDocument():
            return documents.tried(try_document(work, request, actor, now), reader)
        case ListSkipped():
            return skipped.skipped(list_skipped(work, request, actor, now), request, reader)
        case ReplayDocuments():
            replayed = replay_documents(work, request, actor, now, default_time_zone=reader.default_time_zone)
            return skipped.replayed(replayed, request, reader)
