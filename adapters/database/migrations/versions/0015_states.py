"""Nothing is kept of installations that only begin."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.drop_table("install_state")


def downgrade() -> None:
    op.create_table(
        "install_state",
        sa.Column("state", KEY, nullable=False),
        sa.Column("browser", sa.Text, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("state", name="pk_install_state"),
        sqlite_with_rowid=False,
    )
