"""The tables of business documents: how they are recorded, which are, and which events were skipped."""

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table, Text

from adapters.database.tables import metadata
from adapters.database.types import Choice, ExactDecimal, Moment, Several, columns, key_text
from core.document import DocumentEventKind, DocumentType, Side, SkipReason

document_setup = Table(
    "document_setup",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(Choice(DocumentType), "document_type"),
    *columns(key_text(), "template_code"),
    *columns(Several(DocumentEventKind, frozenset), "events"),
    PrimaryKeyConstraint("organization_id", "document_type"),
    sqlite_with_rowid=False,
)

business_relation = Table(
    "business_relation",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(Choice(Side), "side"),
    *columns(key_text(), "no", "contact_no"),
    PrimaryKeyConstraint("organization_id", "side", "no"),
    sqlite_with_rowid=False,
)

document = Table(
    "document",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "system"),
    *columns(Choice(DocumentType), "document_type"),
    *columns(key_text(), "document_no"),
    *columns(BigInteger, "entry_no", "version"),
    *columns(Text, "url"),
    *columns(ExactDecimal, "amount", nullable=True),
    *columns(Text, "currency"),
    PrimaryKeyConstraint("organization_id", "system", "document_type", "document_no"),
    ForeignKeyConstraint(
        ["organization_id", "entry_no"],
        ["interaction_log_entry.organization_id", "interaction_log_entry.no"],
        ondelete="CASCADE",
    ),
    Index("ix_document_entry", "organization_id", "entry_no"),
    sqlite_with_rowid=False,
)


def _event_columns() -> list[Column[Any]]:
    return [
        *columns(key_text(), "system"),
        *columns(Choice(DocumentType), "document_type"),
        *columns(key_text(), "document_no"),
        *columns(BigInteger, "version"),
        *columns(Choice(DocumentEventKind), "event"),
        *columns(Moment, "occurred_at"),
        *columns(Text, "description"),
        *columns(Text, "contact_no", "bill_to_contact_no", "sell_to_contact_no", "bill_to_customer_no", "sell_to_customer_no"),
        *columns(Text, "pay_to_vendor_no", "buy_from_vendor_no", "customer_no", "vendor_no", "salesperson_code"),
        *columns(ExactDecimal, "amount", nullable=True),
        *columns(Text, "currency", "url"),
    ]


_EVENT_KEY = ("organization_id", "system", "document_type", "document_no", "version", "event", "occurred_at")

document_event = Table(
    "document_event",
    metadata,
    *columns(Integer, "organization_id"),
    *_event_columns(),
    *columns(Moment, "seen_at"),
    PrimaryKeyConstraint(*_EVENT_KEY),
    ForeignKeyConstraint(
        ["organization_id", "system", "document_type", "document_no"],
        ["document.organization_id", "document.system", "document.document_type", "document.document_no"],
        ondelete="CASCADE",
    ),
    sqlite_with_rowid=False,
)

skipped_document = Table(
    "skipped_document",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(BigInteger, "no"),
    *_event_columns(),
    *columns(Choice(SkipReason), "reason"),
    *columns(Moment, "at"),
    PrimaryKeyConstraint("organization_id", "no"),
    Index("ix_skipped_document_event", *_EVENT_KEY, unique=True),
    Index("ix_skipped_document_reason", "organization_id", "reason", "no"),
    sqlite_with_rowid=False,
)
