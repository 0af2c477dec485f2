"""Business documents, notifications and the outbox."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CHOICE = sa.Text
DECIMAL = sa.Text().with_variant(sa.Numeric(), "postgresql")
MOMENT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")
EVENT_KEY = ("organization_id", "system", "document_type", "document_no", "version", "event", "occurred_at")
SEQUENCES = ("outbox_message_id", "posted_copy_id")

# What SQLite's planner is told of a grown database; see 0001.
STATISTICS = [
    {"tbl": table, "idx": index, "stat": statistic}
    for table, index, statistic in (
        ("business_relation", "business_relation", "1000000 1000000 500000 1"),
        ("document", "document", "1000000 1000000 1000000 100000 1"),
        ("document", "ix_document_entry", "1000000 1000000 1"),
        ("document_event", "document_event", "2000000 2000000 2000000 200000 2 2 1 1"),
        ("skipped_document", "skipped_document", "100000 100000 1"),
        ("skipped_document", "ix_skipped_document_event", "100000 100000 100000 10000 2 2 1 1"),
        ("skipped_document", "ix_skipped_document_reason", "100000 100000 25000 1"),
        ("notification_rule", "notification_rule", "10000 10000 1"),
        ("notification_rule", "ix_notification_rule_recipient", "10000 10000 3 1"),
        ("lane", "lane", "10000 10000 1"),
        ("lane", "ix_lane_next_at", "10000 2"),
        ("lane", "ix_lane_stopped", "100 100 1"),
        ("outbox_message", "outbox_message", "100000 100000 100 2 1"),
        ("outbox_message", "ix_outbox_message_copy", "10000 10000 1"),
        ("posted_copy", "posted_copy", "1000000 1000000 2 1"),
    )
]


def _columns(kind: Any, *names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=nullable, autoincrement=False) for name in names]


def _event_columns() -> list[sa.Column[Any]]:
    return [
        *_columns(KEY, "system"),
        *_columns(CHOICE, "document_type"),
        *_columns(KEY, "document_no"),
        *_columns(sa.BigInteger, "version"),
        *_columns(CHOICE, "event"),
        *_columns(MOMENT, "occurred_at"),
        *_columns(sa.Text, "description"),
        *_columns(
            sa.Text, "contact_no", "bill_to_contact_no", "sell_to_contact_no", "bill_to_customer_no", "sell_to_customer_no"
        ),
        *_columns(sa.Text, "pay_to_vendor_no", "buy_from_vendor_no", "customer_no", "vendor_no", "salesperson_code"),
        *_columns(DECIMAL, "amount", nullable=True),
        *_columns(sa.Text, "currency", "url"),
    ]


def _message_columns() -> list[sa.Column[Any]]:
    return [
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "id"),
        *_columns(KEY, "recipient"),
        *_columns(CHOICE, "kind"),
        *_columns(MOMENT, "created_at", "due_at"),
        *_columns(sa.BigInteger, "entry_no", "rule_id"),
        *_columns(CHOICE, "frequency"),
        *_columns(sa.BigInteger, "copy_id"),
        *_columns(sa.Text, "payload"),
        *_columns(sa.Integer, "attempts"),
        *_columns(sa.Text, "error"),
    ]


# Where a table is so small that all of its indexes cost the same, PostgreSQL takes the youngest, and keeps to it when it checks
# foreign keys, until the table is analyzed. So the youngest is to be the one that finds an entry by its number: with another one
# each row that names an entry takes longer than the one before.
ENTRY_NO = "uq_interaction_log_entry_organization_id_no"


def _make_entry_no_the_youngest() -> None:
    children = ("entry_change", "entry_comment")
    for table in children:
        op.drop_constraint(f"fk_{table}_interaction_log_entry", table)
    op.drop_constraint(ENTRY_NO, "interaction_log_entry")
    op.create_unique_constraint(ENTRY_NO, "interaction_log_entry", ["organization_id", "no"])
    for table in children:
        op.create_foreign_key(
            f"fk_{table}_interaction_log_entry",
            table,
            "interaction_log_entry",
            ["organization_id", "entry_no"],
            ["organization_id", "no"],
            ondelete="CASCADE",
        )


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        _make_entry_no_the_youngest()
    _documents()
    _notifications()
    _outbox()
    if op.get_context().dialect.name == "postgresql":
        for sequence in SEQUENCES:
            op.execute(f"CREATE SEQUENCE {sequence}")
    else:
        op.bulk_insert(sa.table("sqlite_stat1", *map(sa.column, ("tbl", "idx", "stat"))), STATISTICS)


def _documents() -> None:
    op.create_table(
        "document_setup",
        *_columns(sa.Integer, "organization_id"),
        *_columns(CHOICE, "document_type"),
        *_columns(KEY, "template_code"),
        *_columns(sa.Text, "events"),
        sa.PrimaryKeyConstraint("organization_id", "document_type", name="pk_document_setup"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "business_relation",
        *_columns(sa.Integer, "organization_id"),
        *_columns(CHOICE, "side"),
        *_columns(KEY, "no", "contact_no"),
        sa.PrimaryKeyConstraint("organization_id", "side", "no", name="pk_business_relation"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "document",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "system"),
        *_columns(CHOICE, "document_type"),
        *_columns(KEY, "document_no"),
        *_columns(sa.BigInteger, "entry_no", "version"),
        *_columns(sa.Text, "url"),
        *_columns(DECIMAL, "amount", nullable=True),
        *_columns(sa.Text, "currency"),
        sa.PrimaryKeyConstraint("organization_id", "system", "document_type", "document_no", name="pk_document"),
        sa.ForeignKeyConstraint(
            ["organization_id", "entry_no"],
            ["interaction_log_entry.organization_id", "interaction_log_entry.no"],
            name="fk_document_interaction_log_entry",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_document_entry", "document", ["organization_id", "entry_no"])
    op.create_table(
        "document_event",
        *_columns(sa.Integer, "organization_id"),
        *_event_columns(),
        *_columns(MOMENT, "seen_at"),
        sa.PrimaryKeyConstraint(*EVENT_KEY, name="pk_document_event"),
        sa.ForeignKeyConstraint(
            ["organization_id", "system", "document_type", "document_no"],
            ["document.organization_id", "document.system", "document.document_type", "document.document_no"],
            name="fk_document_event_document",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "skipped_document",
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "no"),
        *_event_columns(),
        *_columns(CHOICE, "reason"),
        *_columns(MOMENT, "at"),
        sa.PrimaryKeyConstraint("organization_id", "no", name="pk_skipped_document"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_skipped_document_event", "skipped_document", EVENT_KEY, unique=True)
    op.create_index("ix_skipped_document_reason", "skipped_document", ["organization_id", "reason", "no"])


def _notifications() -> None:
    op.create_table(
        "notification_rule",
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "id"),
        *_columns(KEY, "recipient"),
        *_columns(sa.Boolean, "mute"),
        *_columns(sa.Text, "document_types", "template_codes", "contact_nos", "salesperson_codes"),
        *_columns(DECIMAL, "above", nullable=True),
        *_columns(CHOICE, "frequency"),
        *_columns(sa.Time, "at", nullable=True),
        *_columns(sa.Integer, "weekday"),
        *_columns(sa.BigInteger, "created_by"),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_notification_rule"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_notification_rule_recipient", "notification_rule", ["organization_id", "recipient", "id"])
    op.create_table(
        "notification_settings",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "recipient"),
        *_columns(sa.Boolean, "off", "own"),
        *_columns(sa.Time, "quiet_from", "quiet_until", nullable=True),
        *_columns(sa.Text, "language", "time_zone"),
        sa.PrimaryKeyConstraint("organization_id", "recipient", name="pk_notification_settings"),
        sqlite_with_rowid=False,
    )


def _outbox() -> None:
    op.create_table(
        "lane",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "recipient"),
        *_columns(MOMENT, "next_at", "not_before", nullable=True),
        *_columns(sa.Text, "claimed_by"),
        *_columns(sa.BigInteger, "claim_no", "in_flight"),
        *_columns(sa.Text, "stop_reason", nullable=True),
        *_columns(MOMENT, "burst_from", nullable=True),
        *_columns(sa.Integer, "burst_count"),
        sa.PrimaryKeyConstraint("organization_id", "recipient", name="pk_lane"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_lane_next_at", "lane", ["next_at"])
    _partial_index("ix_lane_stopped", "lane", ["organization_id", "recipient"], "stop_reason IS NOT NULL")
    op.create_table(
        "outbox_message",
        *_message_columns(),
        sa.PrimaryKeyConstraint("organization_id", "recipient", "due_at", "id", name="pk_outbox_message"),
        sqlite_with_rowid=False,
    )
    _partial_index("ix_outbox_message_copy", "outbox_message", ["organization_id", "copy_id"], "copy_id > 0")
    op.create_table(
        "dead_message",
        *_message_columns(),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_dead_message"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "posted_copy",
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "entry_no", "id"),
        *_columns(KEY, "recipient"),
        *_columns(sa.BigInteger, "rule_id"),
        *_columns(CHOICE, "kind"),
        *_columns(sa.Text, "platform", "workspace", "conversation", "message"),
        *_columns(MOMENT, "posted_at"),
        sa.PrimaryKeyConstraint("organization_id", "entry_no", "id", name="pk_posted_copy"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pace",
        *_columns(KEY, "name"),
        *_columns(MOMENT, "next_at"),
        sa.PrimaryKeyConstraint("name", name="pk_pace"),
        sqlite_with_rowid=False,
    )


def _partial_index(name: str, table: str, columns: list[str], condition: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition))


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        for sequence in SEQUENCES:
            op.execute(f"DROP SEQUENCE {sequence}")
    for table in (
        "pace",
        "posted_copy",
        "dead_message",
        "outbox_message",
        "lane",
        "notification_settings",
        "notification_rule",
        "skipped_document",
        "document_event",
        "document",
        "business_relation",
        "document_setup",
    ):
        op.drop_table(table)
