"""The tables of files that wait for consent."""

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text

from adapters.database.tables import metadata
from adapters.database.types import Moment, columns, key_text

pending_file = Table(
    "pending_file",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "id"),
    *columns(Text, "owner", "name", "media_type"),
    *columns(BigInteger, "size"),
    *columns(Moment, "created_at"),
    PrimaryKeyConstraint("organization_id", "id"),
    Index("ix_pending_file_created_at", "organization_id", "created_at"),
)

pending_file_part = Table(
    "pending_file_part",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "file_id"),
    *columns(Integer, "number"),
    *columns(LargeBinary, "content"),
    PrimaryKeyConstraint("organization_id", "file_id", "number"),
    ForeignKeyConstraint(["organization_id", "file_id"], ["pending_file.organization_id", "pending_file.id"], ondelete="CASCADE"),
)
