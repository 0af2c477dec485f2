"""The tables of segments and logged segments."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from adapters.database.tables import metadata
from adapters.database.types import Choice, ExactDecimal, Moment, columns, key_text
from core.values import CorrespondenceType

segment = Table(
    "segment",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "no"),
    *columns(Text, "description", "salesperson_code", "campaign_no", "template_code", "language_code"),
    *columns(Choice(CorrespondenceType), "correspondence_type"),
    *columns(Boolean, "ignore_contact_correspondence_type"),
    *columns(ExactDecimal, "unit_cost"),
    *columns(Integer, "unit_duration"),
    Column("on", Date, nullable=True),
    *columns(Text, "subject"),
    *columns(Moment, "created_at"),
    *columns(BigInteger, "created_by", "logged_no"),
    PrimaryKeyConstraint("organization_id", "no"),
    sqlite_with_rowid=False,
)

# A contact that is removed leaves its segments.
segment_line = Table(
    "segment_line",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "segment_no", "contact_no"),
    *columns(Text, "salesperson_code", "template_code", "language_code"),
    *columns(Choice(CorrespondenceType), "correspondence_type"),
    *columns(ExactDecimal, "unit_cost"),
    *columns(Integer, "unit_duration"),
    *columns(Text, "subject"),
    PrimaryKeyConstraint("organization_id", "segment_no", "contact_no"),
    ForeignKeyConstraint(["organization_id", "segment_no"], ["segment.organization_id", "segment.no"], ondelete="CASCADE"),
    ForeignKeyConstraint(["organization_id", "contact_no"], ["contact.organization_id", "contact.no"], ondelete="CASCADE"),
    Index("ix_segment_line_contact", "organization_id", "contact_no", "segment_no"),
    sqlite_with_rowid=False,
)

logged_segment = Table(
    "logged_segment",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(BigInteger, "no"),
    *columns(key_text(), "segment_no"),
    *columns(Text, "description", "template_code"),
    *columns(Moment, "created_at"),
    *columns(BigInteger, "created_by"),
    *columns(Integer, "entries"),
    *columns(ExactDecimal, "cost"),
    *columns(BigInteger, "duration"),
    *columns(Boolean, "canceled"),
    Column("canceled_at", Moment, nullable=True),
    *columns(BigInteger, "canceled_by"),
    *columns(Text, "cancel_reason"),
    PrimaryKeyConstraint("organization_id", "no"),
    UniqueConstraint("organization_id", "segment_no"),
    sqlite_with_rowid=False,
)

# Which changes of entries were of a whole logged segment, so that one is taken back as a whole.
logged_segment_change = Table(
    "logged_segment_change",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(BigInteger, "change", "logged_no"),
    PrimaryKeyConstraint("organization_id", "change"),
    ForeignKeyConstraint(["organization_id", "logged_no"], ["logged_segment.organization_id", "logged_segment.no"]),
    sqlite_with_rowid=False,
)
