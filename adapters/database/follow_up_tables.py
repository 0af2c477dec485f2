"""The table of follow-ups, which belong to entries and go with them."""

from sqlalchemy import BigInteger, Date, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table, text

from adapters.database.tables import metadata
from adapters.database.types import Moment, columns

follow_up = Table(
    "follow_up",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(BigInteger, "entry_no", "person_id"),
    *columns(Date, "due_on"),
    *columns(Moment, "done_at", nullable=True),
    *columns(BigInteger, "done_by"),
    PrimaryKeyConstraint("organization_id", "entry_no"),
    ForeignKeyConstraint(
        ["organization_id", "entry_no"],
        ["interaction_log_entry.organization_id", "interaction_log_entry.no"],
        ondelete="CASCADE",
    ),
    Index(
        "ix_follow_up_person",
        "organization_id",
        "person_id",
        "due_on",
        "entry_no",
        sqlite_where=text("done_at IS NULL"),
        postgresql_where=text("done_at IS NULL"),
    ),
    sqlite_with_rowid=False,
)
