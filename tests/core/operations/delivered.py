"""Documents as they are delivered in tests, and what becomes of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from core.document import (
    Document,
    DocumentEvent,
    DocumentEventKind,
    DocumentOutcome,
    DocumentSetup,
    DocumentStatus,
    DocumentType,
    Relation,
    Side,
    SkippedDocument,
    SkipReason,
)
from core.operations.documents import record_documents
from core.operations.skipped import replay_documents
from core.requests.documents import ReplayDocuments
from core.results.documents import Replayed
from tests.core.operations.conftest import ANNA, ORGANIZATION, World

AT = datetime(2026, 11, 19, 14, 5, tzinfo=UTC)
INVOICE = DocumentType.SALES_INVOICE


def event(no: str = "103045", **fields: Any) -> DocumentEvent:
    values: dict[str, Any] = {"document_type": INVOICE, "document_no": no, "event": DocumentEventKind.POSTED, "occurred_at": AT}
    return DocumentEvent(**values | {"contact_no": ANNA.no} | fields)


async def set_up(world: World, template: str = "PHONE", *events: str, of: DocumentType = INVOICE) -> None:
    kinds = frozenset(map(DocumentEventKind, events or ("posted", "emailed")))
    row = DocumentSetup(document_type=of, template_code=template, events=kinds)
    await world.database.write(ORGANIZATION, lambda work: work.documents.save_setup(row))


async def relate(world: World, side: Side, no: str, contact_no: str) -> None:
    relation = Relation(side=side, no=no, contact_no=contact_no)
    await world.database.write(ORGANIZATION, lambda work: work.documents.upsert_relations([relation]))


async def deliver(world: World, *events: DocumentEvent) -> list[DocumentOutcome]:
    world.now += timedelta(seconds=1)
    now = world.now
    return await world.database.write(ORGANIZATION, lambda work: record_documents(work, events, now))


async def kept(world: World) -> Sequence[SkippedDocument]:
    """What is skipped, the newest first."""
    return await world.database.read(ORGANIZATION, lambda work: work.documents.skipped(100))


async def document(world: World, no: int) -> Document | None:
    return await world.database.read(ORGANIZATION, lambda work: work.documents.of_entry(no))


async def replay(world: World, *nos: int, **fields: Any) -> Replayed:
    return await world.do(replay_documents, ReplayDocuments(nos=nos, **fields), world.mia)


def recorded(no: int) -> DocumentOutcome:
    return DocumentOutcome(status=DocumentStatus.RECORDED, entry_no=no)


def updated(no: int) -> DocumentOutcome:
    return DocumentOutcome(status=DocumentStatus.UPDATED, entry_no=no)


def duplicate(no: int) -> DocumentOutcome:
    return DocumentOutcome(status=DocumentStatus.DUPLICATE, entry_no=no)


def skipped(reason: SkipReason) -> DocumentOutcome:
    return DocumentOutcome(status=DocumentStatus.SKIPPED, reason=reason)
