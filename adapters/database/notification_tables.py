"""The tables of who is told of what, when."""

from sqlalchemy import BigInteger, Boolean, Index, Integer, PrimaryKeyConstraint, Table, Text, Time

from adapters.database.tables import metadata
from adapters.database.types import Choice, ExactDecimal, RecipientKey, Several, columns
from core.document import DocumentType
from core.notification import Frequency

notification_rule = Table(
    "notification_rule",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(BigInteger, "id"),
    *columns(RecipientKey, "recipient"),
    *columns(Boolean, "mute"),
    *columns(Several(DocumentType), "document_types"),
    *columns(Several(), "template_codes", "contact_nos", "salesperson_codes"),
    *columns(ExactDecimal, "above", nullable=True),
    *columns(Choice(Frequency), "frequency"),
    *columns(Time, "at", nullable=True),
    *columns(Integer, "weekday"),
    *columns(BigInteger, "created_by"),
    PrimaryKeyConstraint("organization_id", "id"),
    Index("ix_notification_rule_recipient", "organization_id", "recipient", "id"),
    sqlite_with_rowid=False,
)

notification_settings = Table(
    "notification_settings",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(RecipientKey, "recipient"),
    *columns(Boolean, "off", "own"),
    *columns(Time, "quiet_from", "quiet_until", nullable=True),
    *columns(Text, "language", "time_zone"),
    PrimaryKeyConstraint("organization_id", "recipient"),
    sqlite_with_rowid=False,
)
