"""Workspaces that were installed by their own admins."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")


def _columns(kind: Any, *names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=nullable, autoincrement=False) for name in names]


def upgrade() -> None:
    op.add_column("workspace", sa.Column("enterprise", KEY, nullable=False, server_default=""))
    op.create_table(
        "installation",
        *_columns(KEY, "platform", "workspace", "enterprise"),
        *_columns(sa.Text, "name", "bot_user", "installed_by"),
        *_columns(MOMENT, "installed_at"),
        *_columns(sa.Text, "tokens"),
        *_columns(sa.BigInteger, "version"),
        *_columns(MOMENT, "expires_at", "refreshing_until", "gone_at", nullable=True),
        *_columns(sa.Text, "gone_reason"),
        sa.PrimaryKeyConstraint("platform", "workspace", name="pk_installation"),
        sa.ForeignKeyConstraint(
            ["platform", "workspace"], ["workspace.platform", "workspace.workspace"], name="fk_installation_workspace"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "install_state",
        *_columns(KEY, "state"),
        *_columns(sa.Text, "browser"),
        *_columns(MOMENT, "until"),
        sa.PrimaryKeyConstraint("state", name="pk_install_state"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("install_state")
    op.drop_table("installation")
    op.drop_column("workspace", "enterprise")
