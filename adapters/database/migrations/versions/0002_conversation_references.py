"""Where the bot may write without having been asked."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _columns(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False, autoincrement=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "conversation_reference",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "platform", "workspace", "conversation_id"),
        *_columns(sa.Text, "service_url"),
        *_columns(KEY, "user_id"),
        *_columns(sa.Text, "address"),
        *_columns(KEY, "space"),
        sa.PrimaryKeyConstraint("organization_id", "platform", "workspace", "conversation_id", name="pk_conversation_reference"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_conversation_reference_user", "conversation_reference", ["organization_id", "platform", "workspace", "user_id"]
    )


def downgrade() -> None:
    op.drop_table("conversation_reference")
