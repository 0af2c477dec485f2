"""The tables. Columns that hold a field of a dataclass have its name; every key and index starts with the organization.

The exception is `workspace`, by which the organization itself is found.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from adapters.database.types import Choice, ExactDecimal, JsonObject, Moment, key_text
from core.values import (
    ChangeKind,
    ContactType,
    CorrespondenceType,
    DeliveryStatus,
    Evaluation,
    InformationFlow,
    InitiatedBy,
    Role,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _columns(kind: Any, *names: str) -> list[Column[Any]]:
    return [Column(name, kind, nullable=False, autoincrement=False) for name in names]


organization = Table(
    "organization",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *_columns(Text, "name"),
)

workspace = Table(
    "workspace",
    metadata,
    *_columns(key_text(), "platform", "workspace"),
    *_columns(Integer, "organization_id"),
    PrimaryKeyConstraint("platform", "workspace"),
    ForeignKeyConstraint(["organization_id"], ["organization.id"]),
    sqlite_with_rowid=False,
)

counter = Table(
    "counter",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(key_text(), "name"),
    *_columns(BigInteger, "value"),
    PrimaryKeyConstraint("organization_id", "name"),
    sqlite_with_rowid=False,
)

contact = Table(
    "contact",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(key_text(), "no"),
    *_columns(Choice(ContactType), "type"),
    *_columns(Text, "name"),
    *_columns(key_text(), "company_no"),
    *_columns(
        Text,
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
    *_columns(Choice(CorrespondenceType), "correspondence_type"),
    *_columns(Boolean, "exclude_from_segment", "privacy_blocked"),
    *_columns(Text, "external_id"),
    *_columns(key_text(), "folded_name"),
    *_columns(Text, "words"),
    PrimaryKeyConstraint("organization_id", "no"),
    Index(None, "organization_id", "folded_name", "no"),
    Index(None, "organization_id", "company_no", "folded_name", "no"),
    sqlite_with_rowid=False,
)

contact_word = Table(
    "contact_word",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(key_text(), "source", "word", "contact_no"),
    PrimaryKeyConstraint("organization_id", "source", "word", "contact_no"),
    sqlite_with_rowid=False,
)

word_variant = Table(
    "word_variant",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(key_text(), "variant", "word"),
    PrimaryKeyConstraint("organization_id", "variant", "word"),
    sqlite_with_rowid=False,
)

salesperson = Table(
    "salesperson",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(key_text(), "code"),
    *_columns(Text, "name", "email", "phone"),
    *_columns(Boolean, "blocked"),
    *_columns(key_text(), "folded_email"),
    PrimaryKeyConstraint("organization_id", "code"),
    Index(None, "organization_id", "folded_email"),
    sqlite_with_rowid=False,
)

interaction_group = Table(
    "interaction_group",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(key_text(), "code"),
    *_columns(Text, "description"),
    PrimaryKeyConstraint("organization_id", "code"),
    sqlite_with_rowid=False,
)

interaction_template = Table(
    "interaction_template",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(key_text(), "code"),
    *_columns(Text, "description"),
    *_columns(key_text(), "group_code"),
    *_columns(ExactDecimal, "unit_cost"),
    *_columns(Integer, "unit_duration"),
    *_columns(Choice(InformationFlow), "information_flow"),
    *_columns(Choice(InitiatedBy), "initiated_by"),
    *_columns(Choice(CorrespondenceType), "correspondence_type"),
    *_columns(Boolean, "ignore_contact_correspondence_type"),
    *_columns(Text, "language_code", "campaign_no"),
    *_columns(Boolean, "campaign_target", "campaign_response"),
    PrimaryKeyConstraint("organization_id", "code"),
    sqlite_with_rowid=False,
)

person = Table(
    "person",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(BigInteger, "id"),
    *_columns(Text, "name", "email"),
    Column("role", Choice(Role), nullable=True),
    *_columns(Text, "language", "time_zone"),
    *_columns(key_text(), "folded_email"),
    PrimaryKeyConstraint("organization_id", "id"),
    Index(
        None,
        "organization_id",
        "folded_email",
        unique=True,
        sqlite_where=text("folded_email <> ''"),
        postgresql_where=text("folded_email <> ''"),
    ),
    sqlite_with_rowid=False,
)

account = Table(
    "account",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(key_text(), "platform", "workspace", "user_id"),
    *_columns(BigInteger, "person_id"),
    *_columns(Boolean, "member", "email_bound"),
    *_columns(Text, "language", "time_zone"),
    Column("checked_at", Moment, nullable=True),
    PrimaryKeyConstraint("organization_id", "platform", "workspace", "user_id"),
    ForeignKeyConstraint(["organization_id", "person_id"], ["person.organization_id", "person.id"]),
    Index(None, "organization_id", "person_id"),
    sqlite_with_rowid=False,
)

# The key is the order in which a contact's log is read, so that SQLite keeps a contact's entries side by side.
interaction_log_entry = Table(
    "interaction_log_entry",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(BigInteger, "no"),
    *_columns(key_text(), "contact_no", "company_no"),
    *_columns(Moment, "at", "created_at"),
    *_columns(BigInteger, "created_by"),
    *_columns(Text, "template_code", "description", "note", "subject", "group_code"),
    *_columns(key_text(), "salesperson_code"),
    *_columns(Text, "contact_via"),
    *_columns(Choice(InformationFlow), "information_flow"),
    *_columns(Choice(InitiatedBy), "initiated_by"),
    *_columns(Choice(CorrespondenceType), "correspondence_type"),
    *_columns(Text, "language_code"),
    *_columns(ExactDecimal, "cost"),
    *_columns(Integer, "duration"),
    *_columns(Boolean, "attempt_failed"),
    *_columns(Choice(Evaluation), "evaluation"),
    *_columns(Text, "campaign_no"),
    *_columns(Boolean, "campaign_target", "campaign_response"),
    *_columns(Text, "opportunity_no", "segment_no", "document_type", "document_no"),
    Column("follow_up_on", Date, nullable=True),
    *_columns(Text, "follow_up_text"),
    *_columns(Boolean, "canceled"),
    Column("canceled_at", Moment, nullable=True),
    *_columns(BigInteger, "canceled_by"),
    *_columns(Text, "cancel_reason"),
    *_columns(Boolean, "postponed"),
    *_columns(Choice(DeliveryStatus), "delivery_status"),
    *_columns(Text, "folded_text"),
    PrimaryKeyConstraint("organization_id", "contact_no", "at", "no"),
    UniqueConstraint("organization_id", "no"),
    ForeignKeyConstraint(["organization_id", "contact_no"], ["contact.organization_id", "contact.no"]),
    Index("ix_entry_company", "organization_id", "company_no", "at", "no"),
    Index("ix_entry_at", "organization_id", "at", "no"),
    Index("ix_entry_salesperson", "organization_id", "salesperson_code", "at", "no"),
    Index("ix_entry_creator", "organization_id", "created_by", "at", "no"),
    Index("ix_entry_creator_no", "organization_id", "created_by", "no"),
    sqlite_with_rowid=False,
)

entry_change = Table(
    "entry_change",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(BigInteger, "id", "entry_no"),
    *_columns(Choice(ChangeKind), "kind"),
    *_columns(BigInteger, "by"),
    *_columns(Moment, "at"),
    *_columns(Text, "reason"),
    *_columns(JsonObject, "before", "after"),
    *_columns(BigInteger, "undoes"),
    *_columns(Boolean, "undone"),
    PrimaryKeyConstraint("organization_id", "id", "entry_no"),
    ForeignKeyConstraint(
        ["organization_id", "entry_no"],
        ["interaction_log_entry.organization_id", "interaction_log_entry.no"],
        ondelete="CASCADE",
    ),
    Index("ix_entry_change_entry", "organization_id", "entry_no", "id"),
    Index("ix_entry_change_by", "organization_id", "by", "id"),
    sqlite_with_rowid=False,
)

entry_comment = Table(
    "entry_comment",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(BigInteger, "entry_no", "id", "by"),
    *_columns(Moment, "at"),
    *_columns(Text, "text"),
    PrimaryKeyConstraint("organization_id", "entry_no", "id"),
    ForeignKeyConstraint(
        ["organization_id", "entry_no"],
        ["interaction_log_entry.organization_id", "interaction_log_entry.no"],
        ondelete="CASCADE",
    ),
    sqlite_with_rowid=False,
)

inbox = Table(
    "inbox",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(key_text(), "source", "key"),
    *_columns(Text, "reply"),
    *_columns(Moment, "at"),
    PrimaryKeyConstraint("organization_id", "source", "key"),
    sqlite_with_rowid=False,
)

saved_command = Table(
    "saved_command",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(key_text(), "id"),
    *_columns(Text, "command"),
    *_columns(Moment, "at"),
    PrimaryKeyConstraint("organization_id", "id"),
    sqlite_with_rowid=False,
)

conversation_reference = Table(
    "conversation_reference",
    metadata,
    *_columns(Integer, "organization_id"),
    *_columns(key_text(), "platform", "workspace", "conversation_id"),
    *_columns(Text, "service_url"),
    *_columns(key_text(), "user_id"),
    *_columns(Text, "address"),
    *_columns(key_text(), "space"),
    PrimaryKeyConstraint("organization_id", "platform", "workspace", "conversation_id"),
    Index("ix_conversation_reference_user", "organization_id", "platform", "workspace", "user_id"),
    sqlite_with_rowid=False,
)
