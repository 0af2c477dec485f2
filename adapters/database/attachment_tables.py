"""The tables of attachments, and of the languages of templates that have them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from adapters.database.tables import metadata
from adapters.database.types import Moment, columns, key_text

# Content is kept once, however many attachments have it: in pieces, or outside the database as the object of this name.
attachment_blob = Table(
    "attachment_blob",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "checksum"),
    *columns(BigInteger, "size"),
    *columns(Text, "object"),
    PrimaryKeyConstraint("organization_id", "checksum"),
    Index(
        "ix_attachment_blob_inside",
        "organization_id",
        "checksum",
        sqlite_where=text("object = ''"),
        postgresql_where=text("object = ''"),
    ),
    sqlite_with_rowid=False,
)

# Objects that nothing refers to, noted before they are made and when they are not needed any more. `until` is how long one that
# is being made is left alone.
stray_object = Table(
    "stray_object",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "name"),
    Column("until", Moment, nullable=True),
    PrimaryKeyConstraint("organization_id", "name"),
    sqlite_with_rowid=False,
)

# Rows of this size are better kept beside their key in SQLite than in it.
attachment_chunk = Table(
    "attachment_chunk",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "checksum"),
    *columns(Integer, "place"),
    *columns(LargeBinary, "content"),
    PrimaryKeyConstraint("organization_id", "checksum", "place"),
    ForeignKeyConstraint(
        ["organization_id", "checksum"],
        ["attachment_blob.organization_id", "attachment_blob.checksum"],
        ondelete="CASCADE",
    ),
)

attachment = Table(
    "attachment",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(BigInteger, "no"),
    *columns(Text, "file_name", "extension"),
    *columns(BigInteger, "size"),
    *columns(key_text(), "checksum"),
    *columns(Text, "media_type"),
    *columns(Moment, "created_at"),
    *columns(BigInteger, "created_by"),
    PrimaryKeyConstraint("organization_id", "no"),
    ForeignKeyConstraint(["organization_id", "checksum"], ["attachment_blob.organization_id", "attachment_blob.checksum"]),
    Index("ix_attachment_checksum", "organization_id", "checksum", "no"),
    sqlite_with_rowid=False,
)

# attachment_no is 0 for none.
template_language = Table(
    "template_language",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "template_code", "language_code"),
    *columns(Text, "description"),
    *columns(BigInteger, "attachment_no"),
    PrimaryKeyConstraint("organization_id", "template_code", "language_code"),
    ForeignKeyConstraint(
        ["organization_id", "template_code"],
        ["interaction_template.organization_id", "interaction_template.code"],
        ondelete="CASCADE",
    ),
    Index("ix_template_language_attachment", "organization_id", "attachment_no"),
    sqlite_with_rowid=False,
)

entry_attachment = Table(
    "entry_attachment",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(BigInteger, "entry_no", "attachment_no"),
    *columns(Boolean, "unmerged"),
    PrimaryKeyConstraint("organization_id", "entry_no", "attachment_no"),
    ForeignKeyConstraint(
        ["organization_id", "entry_no"],
        ["interaction_log_entry.organization_id", "interaction_log_entry.no"],
        ondelete="CASCADE",
    ),
    ForeignKeyConstraint(["organization_id", "attachment_no"], ["attachment.organization_id", "attachment.no"]),
    Index("ix_entry_attachment_attachment", "organization_id", "attachment_no"),
    sqlite_with_rowid=False,
)
