"""Campaigns and opportunities, and what is counted in the index of the log by time."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES = ("campaign", "opportunity")
COUNTED = (
    *("salesperson_code", "created_by", "template_code", "group_code", "campaign_no", "segment_no", "document_type"),
    *("evaluation", "initiated_by", "attempt_failed", "canceled", "postponed", "duration", "cost"),
)

# What SQLite's planner is told of a grown database; see 0001.
STATISTICS = [{"tbl": table, "idx": table, "stat": "1000 1000 1"} for table in TABLES]


def upgrade() -> None:
    for table in TABLES:
        op.create_table(
            table,
            sa.Column("organization_id", sa.Integer, nullable=False, autoincrement=False),
            sa.Column("code", KEY, nullable=False),
            sa.Column("description", sa.Text, nullable=False),
            sa.Column("status", sa.Text, nullable=False),
            sa.PrimaryKeyConstraint("organization_id", "code", name=f"pk_{table}"),
            sqlite_with_rowid=False,
        )
    op.drop_index("ix_entry_at", "interaction_log_entry")
    op.create_index("ix_entry_at", "interaction_log_entry", ["organization_id", "at", "no", *COUNTED])
    op.create_index(
        "ix_entry_campaign",
        "interaction_log_entry",
        ["organization_id", "campaign_no", "contact_no", "campaign_target", "campaign_response", "canceled", "postponed"],
        sqlite_where=sa.text("campaign_no <> ''"),
        postgresql_where=sa.text("campaign_no <> ''"),
    )
    if op.get_context().dialect.name == "sqlite":
        op.bulk_insert(sa.table("sqlite_stat1", *map(sa.column, ("tbl", "idx", "stat"))), STATISTICS)


def downgrade() -> None:
    op.drop_index("ix_entry_campaign", "interaction_log_entry")
    op.drop_index("ix_entry_at", "interaction_log_entry")
    op.create_index("ix_entry_at", "interaction_log_entry", ["organization_id", "at", "no"])
    for table in TABLES:
        op.drop_table(table)
