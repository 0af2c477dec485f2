"""Contents of attachments outside the database."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

from adapters.database.walls import wall_off

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.add_column("attachment_blob", sa.Column("object", sa.Text, nullable=False, server_default=""))
    op.create_index(
        "ix_attachment_blob_inside",
        "attachment_blob",
        ["organization_id", "checksum"],
        sqlite_where=sa.text("object = ''"),
        postgresql_where=sa.text("object = ''"),
    )
    op.create_table(
        "stray_object",
        sa.Column("organization_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("organization_id", "name", name="pk_stray_object"),
        sqlite_with_rowid=False,
    )
    if op.get_context().dialect.name == "postgresql":
        for statement in wall_off("stray_object"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("stray_object")
    op.drop_index("ix_attachment_blob_inside", "attachment_blob")
    op.drop_column("attachment_blob", "object")
