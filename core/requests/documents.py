"""Requests about business documents: how they are recorded, and those that were not."""

from dataclasses import dataclass

from core.document import DocumentEventKind, DocumentType, SkipReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDocumentSetup:
    """`setup documents`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowDocumentSetup:
    """`setup documents TYPE`."""

    document_type: DocumentType


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDocumentSetup:
    """`setup documents TYPE TEMPLATE [EVENT ...]`; `template` is the words of a TEMPLATE. No event: those that are usual."""

    document_type: DocumentType
    template: str = ""
    created: bool = False
    released: bool = False
    posted: bool = False
    printed: bool = False
    emailed: bool = False
    archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveDocumentSetup:
    """`setup documents TYPE off`."""

    document_type: DocumentType


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpUsualDocuments:
    """`setup documents usual`: the documents that most companies send, with a template each."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TryDocument:
    """*Try it*: what would become of such a document. `contact` is the words of a CONTACT, `party_no` a customer or vendor no.;
    with neither any contact serves. Without `event` the first that is recorded.
    """

    document_type: DocumentType
    event: DocumentEventKind | None = None
    contact: str = ""
    party_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSkipped:
    """`skipped [REASON]`. `older` and `newer` are the nos. next to which the page is, 0 for the newest page."""

    reason: SkipReason | None = None
    older: int = 0
    newer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayDocuments:
    """`replay NO [NO ...]`, or with `every` `replay all [REASON]`: those with a no. above `after`, a bounded number at once."""

    nos: tuple[int, ...] = ()
    every: bool = False
    reason: SkipReason | None = None
    after: int = 0


DocumentRequest = (
    ListDocumentSetup
    | ShowDocumentSetup
    | SaveDocumentSetup
    | RemoveDocumentSetup
    | SetUpUsualDocuments
    | TryDocument
    | ListSkipped
    | ReplayDocuments
)
