"""Jobs by the clock; canceled entries are found along an index of their own."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")


def _columns(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False, autoincrement=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "job",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "name"),
        *_columns(MOMENT, "next_at"),
        *_columns(sa.BigInteger, "claim_no"),
        sa.PrimaryKeyConstraint("organization_id", "name", name="pk_job"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_entry_canceled",
        "interaction_log_entry",
        ["organization_id", "canceled_at", "no"],
        sqlite_where=sa.text("canceled = 1"),
        postgresql_where=sa.text("canceled"),
    )


def downgrade() -> None:
    op.drop_index("ix_entry_canceled", "interaction_log_entry")
    op.drop_table("job")
