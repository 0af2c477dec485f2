"""Languages of templates, and attachments."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")

# What SQLite's planner is told of a grown database; see 0001.
STATISTICS = [
    {"tbl": table, "idx": index, "stat": statistic}
    for table, index, statistic in (
        ("attachment_blob", "attachment_blob", "10000 10000 1"),
        ("attachment_chunk", "sqlite_autoindex_attachment_chunk_1", "100000 100000 10 1"),
        ("attachment", "attachment", "10000 10000 1"),
        ("attachment", "ix_attachment_checksum", "10000 10000 1 1"),
        ("template_language", "template_language", "100 100 3 1"),
        ("template_language", "ix_template_language_attachment", "100 100 1"),
        ("entry_attachment", "entry_attachment", "100000 100000 1 1"),
        ("entry_attachment", "ix_entry_attachment_attachment", "100000 100000 10"),
    )
]


def _columns(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False, autoincrement=False) for name in names]


def upgrade() -> None:
    op.add_column("interaction_template", sa.Column("wizard_action", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "attachment_blob",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "checksum"),
        *_columns(sa.BigInteger, "size"),
        sa.PrimaryKeyConstraint("organization_id", "checksum", name="pk_attachment_blob"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attachment_chunk",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "checksum"),
        *_columns(sa.Integer, "place"),
        *_columns(sa.LargeBinary, "content"),
        sa.PrimaryKeyConstraint("organization_id", "checksum", "place", name="pk_attachment_chunk"),
        sa.ForeignKeyConstraint(
            ["organization_id", "checksum"],
            ["attachment_blob.organization_id", "attachment_blob.checksum"],
            name="fk_attachment_chunk_attachment_blob",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "attachment",
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "no"),
        *_columns(sa.Text, "file_name", "extension"),
        *_columns(sa.BigInteger, "size"),
        *_columns(KEY, "checksum"),
        *_columns(sa.Text, "media_type"),
        *_columns(MOMENT, "created_at"),
        *_columns(sa.BigInteger, "created_by"),
        sa.PrimaryKeyConstraint("organization_id", "no", name="pk_attachment"),
        sa.ForeignKeyConstraint(
            ["organization_id", "checksum"],
            ["attachment_blob.organization_id", "attachment_blob.checksum"],
            name="fk_attachment_attachment_blob",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_attachment_checksum", "attachment", ["organization_id", "checksum", "no"])
    op.create_table(
        "template_language",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "template_code", "language_code"),
        *_columns(sa.Text, "description"),
        *_columns(sa.BigInteger, "attachment_no"),
        sa.PrimaryKeyConstraint("organization_id", "template_code", "language_code", name="pk_template_language"),
        sa.ForeignKeyConstraint(
            ["organization_id", "template_code"],
            ["interaction_template.organization_id", "interaction_template.code"],
            name="fk_template_language_interaction_template",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_template_language_attachment", "template_language", ["organization_id", "attachment_no"])
    op.create_table(
        "entry_attachment",
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "entry_no", "attachment_no"),
        sa.PrimaryKeyConstraint("organization_id", "entry_no", "attachment_no", name="pk_entry_attachment"),
        sa.ForeignKeyConstraint(
            ["organization_id", "entry_no"],
            ["interaction_log_entry.organization_id", "interaction_log_entry.no"],
            name="fk_entry_attachment_interaction_log_entry",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "attachment_no"],
            ["attachment.organization_id", "attachment.no"],
            name="fk_entry_attachment_attachment",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entry_attachment_attachment", "entry_attachment", ["organization_id", "attachment_no"])
    if op.get_context().dialect.name == "sqlite":
        op.bulk_insert(sa.table("sqlite_stat1", *map(sa.column, ("tbl", "idx", "stat"))), STATISTICS)


def downgrade() -> None:
    for table in ("entry_attachment", "template_language", "attachment", "attachment_chunk", "attachment_blob"):
        op.drop_table(table)
    op.drop_column("interaction_template", "wizard_action")
