"""The main job: contacts, setup, people, the interaction log, the inbox."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CHOICE = sa.Text
DECIMAL = sa.Text().with_variant(sa.Numeric(), "postgresql")
MOMENT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")

# SQLite's planner guesses that ten rows have the same organization, and so reads all of its rows for an order by key. It is told
# what a grown database looks like: how many rows there are, and how many agree in the first column, the first two, ...
STATISTICS = [
    {"tbl": table, "idx": index, "stat": statistic}
    for table, index, statistic in (
        ("contact", "contact", "1000000 1000000 1"),
        ("contact", "ix_contact_organization_id_company_no_folded_name_no", "1000000 1000000 20 1 1"),
        ("contact", "ix_contact_organization_id_folded_name_no", "1000000 1000000 2 1"),
        ("contact_word", "contact_word", "10000000 10000000 2000000 20 1"),
        ("word_variant", "word_variant", "1000000 1000000 2 1"),
        ("salesperson", "salesperson", "1000 1000 1"),
        ("salesperson", "ix_salesperson_organization_id_folded_email", "1000 1000 1"),
        ("person", "person", "10000 10000 1"),
        ("person", "ix_person_organization_id_folded_email", "10000 10000 1"),
        ("account", "account", "10000 10000 10000 5000 1"),
        ("account", "ix_account_organization_id_person_id", "10000 10000 1"),
        ("entry_change", "entry_change", "5000000 5000000 1 1"),
        ("entry_change", "ix_entry_change_entry", "5000000 5000000 2 1"),
        ("entry_change", "ix_entry_change_by", "5000000 5000000 50000 1"),
    )
]


def _columns(kind: Any, *names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=nullable, autoincrement=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "organization",
        *_columns(sa.Integer, "id"),
        *_columns(sa.Text, "name"),
        sa.PrimaryKeyConstraint("id", name="pk_organization"),
    )
    op.create_table(
        "workspace",
        *_columns(KEY, "platform", "workspace"),
        *_columns(sa.Integer, "organization_id"),
        sa.PrimaryKeyConstraint("platform", "workspace", name="pk_workspace"),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name="fk_workspace_organization"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counter",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "name"),
        *_columns(sa.BigInteger, "value"),
        sa.PrimaryKeyConstraint("organization_id", "name", name="pk_counter"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "contact",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "no"),
        *_columns(CHOICE, "type"),
        *_columns(sa.Text, "name"),
        *_columns(KEY, "company_no"),
        *_columns(
            sa.Text,
            "email",
            "phone",
            "mobile",
            "address",
            "postal_code",
            "city",
            "country",
            "language_code",
            "salesperson_code",
            "job_title",
        ),
        *_columns(CHOICE, "correspondence_type"),
        *_columns(sa.Boolean, "exclude_from_segment", "privacy_blocked"),
        *_columns(sa.Text, "external_id"),
        *_columns(KEY, "folded_name"),
        *_columns(sa.Text, "words"),
        sa.PrimaryKeyConstraint("organization_id", "no", name="pk_contact"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_contact_organization_id_company_no_folded_name_no", "contact", ["organization_id", "company_no", "folded_name", "no"]
    )
    op.create_index("ix_contact_organization_id_folded_name_no", "contact", ["organization_id", "folded_name", "no"])
    op.create_table(
        "contact_word",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "source", "word", "contact_no"),
        sa.PrimaryKeyConstraint("organization_id", "source", "word", "contact_no", name="pk_contact_word"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "word_variant",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "variant", "word"),
        sa.PrimaryKeyConstraint("organization_id", "variant", "word", name="pk_word_variant"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "salesperson",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "code"),
        *_columns(sa.Text, "name", "email", "phone"),
        *_columns(sa.Boolean, "blocked"),
        *_columns(KEY, "folded_email"),
        sa.PrimaryKeyConstraint("organization_id", "code", name="pk_salesperson"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_salesperson_organization_id_folded_email", "salesperson", ["organization_id", "folded_email"])
    op.create_table(
        "interaction_group",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "code"),
        *_columns(sa.Text, "description"),
        sa.PrimaryKeyConstraint("organization_id", "code", name="pk_interaction_group"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "interaction_template",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "code"),
        *_columns(sa.Text, "description"),
        *_columns(KEY, "group_code"),
        *_columns(DECIMAL, "unit_cost"),
        *_columns(sa.Integer, "unit_duration"),
        *_columns(CHOICE, "information_flow", "initiated_by", "correspondence_type"),
        *_columns(sa.Boolean, "ignore_contact_correspondence_type"),
        *_columns(sa.Text, "language_code", "campaign_no"),
        *_columns(sa.Boolean, "campaign_target", "campaign_response"),
        sa.PrimaryKeyConstraint("organization_id", "code", name="pk_interaction_template"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person",
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "id"),
        *_columns(sa.Text, "name", "email"),
        *_columns(sa.SmallInteger, "role", nullable=True),
        *_columns(sa.Text, "language", "time_zone"),
        *_columns(KEY, "folded_email"),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_person"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_person_organization_id_folded_email",
        "person",
        ["organization_id", "folded_email"],
        unique=True,
        sqlite_where=sa.text("folded_email <> ''"),
        postgresql_where=sa.text("folded_email <> ''"),
    )
    op.create_table(
        "account",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "platform", "workspace", "user_id"),
        *_columns(sa.BigInteger, "person_id"),
        *_columns(sa.Boolean, "member", "email_bound"),
        *_columns(sa.Text, "language", "time_zone"),
        *_columns(MOMENT, "checked_at", nullable=True),
        sa.PrimaryKeyConstraint("organization_id", "platform", "workspace", "user_id", name="pk_account"),
        sa.ForeignKeyConstraint(
            ["organization_id", "person_id"], ["person.organization_id", "person.id"], name="fk_account_person"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_account_organization_id_person_id", "account", ["organization_id", "person_id"])
    op.create_table(
        "interaction_log_entry",
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "no"),
        *_columns(KEY, "contact_no", "company_no"),
        *_columns(MOMENT, "at", "created_at"),
        *_columns(sa.BigInteger, "created_by"),
        *_columns(sa.Text, "template_code", "description", "note", "subject", "group_code"),
        *_columns(KEY, "salesperson_code"),
        *_columns(sa.Text, "contact_via"),
        *_columns(CHOICE, "information_flow", "initiated_by", "correspondence_type"),
        *_columns(sa.Text, "language_code"),
        *_columns(DECIMAL, "cost"),
        *_columns(sa.Integer, "duration"),
        *_columns(sa.Boolean, "attempt_failed"),
        *_columns(CHOICE, "evaluation"),
        *_columns(sa.Text, "campaign_no"),
        *_columns(sa.Boolean, "campaign_target", "campaign_response"),
        *_columns(sa.Text, "opportunity_no", "segment_no", "document_type", "document_no"),
        *_columns(sa.Date, "follow_up_on", nullable=True),
        *_columns(sa.Text, "follow_up_text"),
        *_columns(sa.Boolean, "canceled"),
        *_columns(MOMENT, "canceled_at", nullable=True),
        *_columns(sa.BigInteger, "canceled_by"),
        *_columns(sa.Text, "cancel_reason"),
        *_columns(sa.Boolean, "postponed"),
        *_columns(CHOICE, "delivery_status"),
        *_columns(sa.Text, "folded_text"),
        sa.PrimaryKeyConstraint("organization_id", "contact_no", "at", "no", name="pk_interaction_log_entry"),
        sa.ForeignKeyConstraint(
            ["organization_id", "contact_no"], ["contact.organization_id", "contact.no"], name="fk_interaction_log_entry_contact"
        ),
        sa.UniqueConstraint("organization_id", "no", name="uq_interaction_log_entry_organization_id_no"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entry_at", "interaction_log_entry", ["organization_id", "at", "no"])
    op.create_index("ix_entry_company", "interaction_log_entry", ["organization_id", "company_no", "at", "no"])
    op.create_index("ix_entry_creator", "interaction_log_entry", ["organization_id", "created_by", "at", "no"])
    op.create_index("ix_entry_creator_no", "interaction_log_entry", ["organization_id", "created_by", "no"])
    op.create_index("ix_entry_salesperson", "interaction_log_entry", ["organization_id", "salesperson_code", "at", "no"])
    op.create_table(
        "entry_change",
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "id", "entry_no"),
        *_columns(CHOICE, "kind"),
        *_columns(sa.BigInteger, "by"),
        *_columns(MOMENT, "at"),
        *_columns(sa.Text, "reason", "before", "after"),
        *_columns(sa.BigInteger, "undoes"),
        *_columns(sa.Boolean, "undone"),
        sa.PrimaryKeyConstraint("organization_id", "id", "entry_no", name="pk_entry_change"),
        sa.ForeignKeyConstraint(
            ["organization_id", "entry_no"],
            ["interaction_log_entry.organization_id", "interaction_log_entry.no"],
            name="fk_entry_change_interaction_log_entry",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entry_change_by", "entry_change", ["organization_id", "by", "id"])
    op.create_index("ix_entry_change_entry", "entry_change", ["organization_id", "entry_no", "id"])
    op.create_table(
        "entry_comment",
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "entry_no", "id", "by"),
        *_columns(MOMENT, "at"),
        *_columns(sa.Text, "text"),
        sa.PrimaryKeyConstraint("organization_id", "entry_no", "id", name="pk_entry_comment"),
        sa.ForeignKeyConstraint(
            ["organization_id", "entry_no"],
            ["interaction_log_entry.organization_id", "interaction_log_entry.no"],
            name="fk_entry_comment_interaction_log_entry",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "inbox",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "source", "key"),
        *_columns(sa.Text, "reply"),
        *_columns(MOMENT, "at"),
        sa.PrimaryKeyConstraint("organization_id", "source", "key", name="pk_inbox"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "saved_command",
        *_columns(sa.Integer, "organization_id"),
        *_columns(KEY, "id"),
        *_columns(sa.Text, "command"),
        *_columns(MOMENT, "at"),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_saved_command"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO organization (id, name) VALUES (1, '')")
    if op.get_context().dialect.name == "postgresql":
        op.execute("CREATE SEQUENCE entry_no_1")
    else:
        op.execute("ANALYZE")
        op.bulk_insert(sa.table("sqlite_stat1", *map(sa.column, ("tbl", "idx", "stat"))), STATISTICS)


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP SEQUENCE entry_no_1")
    op.drop_table("saved_command")
    op.drop_table("inbox")
    op.drop_table("entry_comment")
    op.drop_table("entry_change")
    op.drop_table("interaction_log_entry")
    op.drop_table("account")
    op.drop_table("person")
    op.drop_table("interaction_template")
    op.drop_table("interaction_group")
    op.drop_table("salesperson")
    op.drop_table("word_variant")
    op.drop_table("contact_word")
    op.drop_table("contact")
    op.drop_table("counter")
    op.drop_table("workspace")
    op.drop_table("organization")
