"""Segments and logged segments."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CHOICE = sa.Text
DECIMAL = sa.Text().with_variant(sa.Numeric(), "postgresql")
MOMENT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")

# What SQLite's planner is told of a grown database; see 0001.
STATISTICS = [
    {"tbl": table, "idx": index, "stat": statistic}
    for table, index, statistic in (
        ("segment", "segment", "1000 1000 1"),
        ("segment_line", "segment_line", "1000000 1000000 1000 1"),
        ("segment_line", "ix_segment_line_contact", "1000000 1000000 10 1"),
        ("logged_segment", "logged_segment", "1000 1000 1"),
        ("logged_segment_change", "logged_segment_change", "1000 1000 1"),
    )
]


def _columns(kind: Any, *names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=nullable, autoincrement=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "segment",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "no"),
        *_columns(sa.Text, "description", "salesperson_code", "campaign_no", "template_code", "language_code"),
        *_columns(CHOICE, "correspondence_type"),
        *_columns(sa.Boolean, "ignore_contact_correspondence_type"),
        *_columns(DECIMAL, "unit_cost"),
        *_columns(sa.Integer, "unit_duration"),
        *_columns(sa.Date, "on", nullable=True),
        *_columns(sa.Text, "subject"),
        *_columns(MOMENT, "created_at"),
        *_columns(sa.BigInteger, "created_by", "logged_no"),
        sa.PrimaryKeyConstraint("organization_id", "no", name="pk_segment"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "segment_line",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "segment_no", "contact_no"),
        *_columns(sa.Text, "salesperson_code", "template_code", "language_code"),
        *_columns(CHOICE, "correspondence_type"),
        *_columns(DECIMAL, "unit_cost"),
        *_columns(sa.Integer, "unit_duration"),
        *_columns(sa.Text, "subject"),
        sa.PrimaryKeyConstraint("organization_id", "segment_no", "contact_no", name="pk_segment_line"),
        sa.ForeignKeyConstraint(
            ["organization_id", "segment_no"],
            ["segment.organization_id", "segment.no"],
            name="fk_segment_line_segment",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "contact_no"],
            ["contact.organization_id", "contact.no"],
            name="fk_segment_line_contact",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_segment_line_contact", "segment_line", ["organization_id", "contact_no", "segment_no"])
    op.create_table(
        "logged_segment",
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "no"),
        *_columns(KEY, "segment_no"),
        *_columns(sa.Text, "description", "template_code"),
        *_columns(MOMENT, "created_at"),
        *_columns(sa.BigInteger, "created_by"),
        *_columns(sa.Integer, "entries"),
        *_columns(DECIMAL, "cost"),
        *_columns(sa.BigInteger, "duration"),
        *_columns(sa.Boolean, "canceled"),
        *_columns(MOMENT, "canceled_at", nullable=True),
        *_columns(sa.BigInteger, "canceled_by"),
        *_columns(sa.Text, "cancel_reason"),
        sa.PrimaryKeyConstraint("organization_id", "no", name="pk_logged_segment"),
        sa.UniqueConstraint("organization_id", "segment_no", name="uq_logged_segment_organization_id_segment_no"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "logged_segment_change",
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "change", "logged_no"),
        sa.PrimaryKeyConstraint("organization_id", "change", name="pk_logged_segment_change"),
        sa.ForeignKeyConstraint(
            ["organization_id", "logged_no"],
            ["logged_segment.organization_id", "logged_segment.no"],
            name="fk_logged_segment_change_logged_segment",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_entry_segment",
        "interaction_log_entry",
        ["organization_id", "segment_no", "at", "no"],
        sqlite_where=sa.text("segment_no <> ''"),
        postgresql_where=sa.text("segment_no <> ''"),
    )
    if op.get_context().dialect.name == "sqlite":
        op.bulk_insert(sa.table("sqlite_stat1", *map(sa.column, ("tbl", "idx", "stat"))), STATISTICS)


def downgrade() -> None:
    op.drop_index("ix_entry_segment", "interaction_log_entry")
    for table in ("logged_segment_change", "logged_segment", "segment_line", "segment"):
        op.drop_table(table)
