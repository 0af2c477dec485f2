"""What operations on business documents give back."""

from dataclasses import dataclass

from core.document import DocumentEvent, DocumentSetup, DocumentType, SkippedDocument, SkipReason
from core.entry import LogRow
from core.template import InteractionTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupRow:
    """How a document type is recorded. `template` is None when the setup's was removed; `skipped` is how many documents of any
    type were skipped for want of a template or for their event.
    """

    document_type: DocumentType
    setup: DocumentSetup | None
    template: InteractionTemplate | None
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSetups:
    """All document types, in their order."""

    rows: tuple[SetupRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualSetup:
    """What is set up, or with `confirmed` False would be, and the codes of the templates that are added for it."""

    rows: tuple[SetupRow, ...]
    added: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTrial:
    """What would become of a sample event: the entry that it would make, or the reason why none."""

    event: DocumentEvent
    row: LogRow | None = None
    reason: SkipReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedPage:
    """Skipped documents, newest first, and how many there are for each reason. `older` and `newer` are where the neighbouring
    pages begin, 0 when there is none.
    """

    rows: tuple[SkippedDocument, ...]
    counts: tuple[tuple[SkipReason, int], ...] = ()
    older: int = 0
    newer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What became of skipped documents that were tried anew. `rows` are the first ten of the `recorded` entries, `updated` is
    how many were added to the entry of a document that was recorded meanwhile. `gone` are nos. that are not kept any more.
    `after` is where the rest begins that was not tried yet, 0 when there is none.
    """

    recorded: int
    updated: int
    rows: tuple[LogRow, ...]
    skipped: tuple[tuple[SkipReason, int], ...]
    gone: tuple[int, ...] = ()
    after: int = 0
