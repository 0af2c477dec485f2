"""Files that wait for consent, and follow-ups."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")

# What SQLite's planner is told of a grown database; see 0001.
STATISTICS = [{"tbl": "follow_up", "idx": "ix_follow_up_person", "stat": "10000 10000 100 5 1"}]

# The follow-ups that entries have so far; whoever recorded an entry is reminded.
FILL = (
    "INSERT INTO follow_up (organization_id, entry_no, person_id, due_on, done_at, done_by) "
    "SELECT organization_id, no, created_by, follow_up_on, NULL, 0 FROM interaction_log_entry "
    "WHERE follow_up_on IS NOT NULL AND created_by > 0"
)


def _columns(kind: Any, *names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=nullable, autoincrement=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "pending_file",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "id"),
        *_columns(sa.Text, "owner", "name", "media_type"),
        *_columns(sa.BigInteger, "size"),
        *_columns(MOMENT, "created_at"),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_pending_file"),
    )
    op.create_index("ix_pending_file_created_at", "pending_file", ["organization_id", "created_at"])
    op.create_table(
        "pending_file_part",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "file_id"),
        *_columns(sa.Integer, "number"),
        *_columns(sa.LargeBinary, "content"),
        sa.PrimaryKeyConstraint("organization_id", "file_id", "number", name="pk_pending_file_part"),
        sa.ForeignKeyConstraint(
            ["organization_id", "file_id"],
            ["pending_file.organization_id", "pending_file.id"],
            name="fk_pending_file_part_pending_file",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "follow_up",
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "entry_no", "person_id"),
        *_columns(sa.Date, "due_on"),
        *_columns(MOMENT, "done_at", nullable=True),
        *_columns(sa.BigInteger, "done_by"),
        sa.PrimaryKeyConstraint("organization_id", "entry_no", name="pk_follow_up"),
        sa.ForeignKeyConstraint(
            ["organization_id", "entry_no"],
            ["interaction_log_entry.organization_id", "interaction_log_entry.no"],
            name="fk_follow_up_interaction_log_entry",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_follow_up_person",
        "follow_up",
        ["organization_id", "person_id", "due_on", "entry_no"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.execute(FILL)
    if op.get_context().dialect.name == "sqlite":
        op.bulk_insert(sa.table("sqlite_stat1", *map(sa.column, ("tbl", "idx", "stat"))), STATISTICS)


def downgrade() -> None:
    for table in ("follow_up", "pending_file_part", "pending_file"):
        op.drop_table(table)
