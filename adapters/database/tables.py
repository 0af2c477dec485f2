"""The tables of the interaction log. Columns that hold a field of a dataclass have its name; every key and index starts with the
organization.

The exception is `workspace`, by which the organization itself is found. Other modules add their tables to the same metadata.
"""

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

from adapters.database.types import Choice, ExactDecimal, JsonObject, Moment, columns, key_text
from core.values import (
    ChangeKind,
    ContactType,
    CorrespondenceType,
    DeliveryStatus,
    Evaluation,
    InformationFlow,
    InitiatedBy,
    Role,
    WizardAction,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


organization = Table(
    "organization",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *columns(Text, "name"),
)

# `enterprise`: which the workspace is a part of, "" for none; of an enterprise itself its own id.
workspace = Table(
    "workspace",
    metadata,
    *columns(key_text(), "platform", "workspace"),
    *columns(Integer, "organization_id"),
    *columns(key_text(), "enterprise"),
    PrimaryKeyConstraint("platform", "workspace"),
    ForeignKeyConstraint(["organization_id"], ["organization.id"]),
    sqlite_with_rowid=False,
)

counter = Table(
    "counter",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "name"),
    *columns(BigInteger, "value"),
    PrimaryKeyConstraint("organization_id", "name"),
    sqlite_with_rowid=False,
)

contact = Table(
    "contact",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "no"),
    *columns(Choice(ContactType), "type"),
    *columns(Text, "name"),
    *columns(key_text(), "company_no"),
    *columns(
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
    *columns(Choice(CorrespondenceType), "correspondence_type"),
    *columns(Boolean, "exclude_from_segment", "privacy_blocked"),
    *columns(Text, "external_id"),
    *columns(key_text(), "folded_name"),
    *columns(Text, "words"),
    PrimaryKeyConstraint("organization_id", "no"),
    Index(None, "organization_id", "folded_name", "no"),
    Index(None, "organization_id", "company_no", "folded_name", "no"),
    sqlite_with_rowid=False,
)

contact_word = Table(
    "contact_word",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "source", "word", "contact_no"),
    PrimaryKeyConstraint("organization_id", "source", "word", "contact_no"),
    sqlite_with_rowid=False,
)

word_variant = Table(
    "word_variant",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "variant", "word"),
    PrimaryKeyConstraint("organization_id", "variant", "word"),
    sqlite_with_rowid=False,
)

salesperson = Table(
    "salesperson",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "code"),
    *columns(Text, "name", "email", "phone"),
    *columns(Boolean, "blocked"),
    *columns(key_text(), "folded_email"),
    PrimaryKeyConstraint("organization_id", "code"),
    Index(None, "organization_id", "folded_email"),
    sqlite_with_rowid=False,
)

interaction_group = Table(
    "interaction_group",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "code"),
    *columns(Text, "description"),
    PrimaryKeyConstraint("organization_id", "code"),
    sqlite_with_rowid=False,
)

interaction_template = Table(
    "interaction_template",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "code"),
    *columns(Text, "description"),
    *columns(key_text(), "group_code"),
    *columns(ExactDecimal, "unit_cost"),
    *columns(Integer, "unit_duration"),
    *columns(Choice(InformationFlow), "information_flow"),
    *columns(Choice(InitiatedBy), "initiated_by"),
    *columns(Choice(CorrespondenceType), "correspondence_type"),
    *columns(Boolean, "ignore_contact_correspondence_type"),
    *columns(Text, "language_code", "campaign_no"),
    *columns(Boolean, "campaign_target", "campaign_response"),
    *columns(Choice(WizardAction), "wizard_action"),
    PrimaryKeyConstraint("organization_id", "code"),
    sqlite_with_rowid=False,
)

person = Table(
    "person",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(BigInteger, "id"),
    *columns(Text, "name", "email"),
    Column("role", Choice(Role), nullable=True),
    *columns(Text, "language", "time_zone"),
    *columns(key_text(), "folded_email"),
    *columns(Integer, "hints"),
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
    *columns(Integer, "organization_id"),
    *columns(key_text(), "platform", "workspace", "user_id"),
    *columns(BigInteger, "person_id"),
    *columns(Boolean, "member", "email_bound"),
    *columns(Text, "language", "time_zone"),
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
    *columns(Integer, "organization_id"),
    *columns(BigInteger, "no"),
    *columns(key_text(), "contact_no", "company_no"),
    *columns(Moment, "at", "created_at"),
    *columns(BigInteger, "created_by"),
    *columns(Text, "template_code", "description", "note", "subject", "group_code"),
    *columns(key_text(), "salesperson_code"),
    *columns(Text, "contact_via"),
    *columns(Choice(InformationFlow), "information_flow"),
    *columns(Choice(InitiatedBy), "initiated_by"),
    *columns(Choice(CorrespondenceType), "correspondence_type"),
    *columns(Text, "language_code"),
    *columns(ExactDecimal, "cost"),
    *columns(Integer, "duration"),
    *columns(Boolean, "attempt_failed"),
    *columns(Choice(Evaluation), "evaluation"),
    *columns(Text, "campaign_no"),
    *columns(Boolean, "campaign_target", "campaign_response"),
    *columns(Text, "opportunity_no", "segment_no", "document_type", "document_no"),
    Column("follow_up_on", Date, nullable=True),
    *columns(Text, "follow_up_text"),
    *columns(Boolean, "canceled"),
    Column("canceled_at", Moment, nullable=True),
    *columns(BigInteger, "canceled_by"),
    *columns(Text, "cancel_reason"),
    *columns(Boolean, "postponed"),
    *columns(Choice(DeliveryStatus), "delivery_status"),
    *columns(Text, "folded_text"),
    PrimaryKeyConstraint("organization_id", "contact_no", "at", "no"),
    UniqueConstraint("organization_id", "no"),
    ForeignKeyConstraint(["organization_id", "contact_no"], ["contact.organization_id", "contact.no"]),
    Index("ix_entry_company", "organization_id", "company_no", "at", "no"),
    # With all that is counted, so that statistics of some time read nothing else.
    Index(
        "ix_entry_at",
        "organization_id",
        "at",
        "no",
        "salesperson_code",
        "created_by",
        "template_code",
        "group_code",
        "campaign_no",
        "segment_no",
        "document_type",
        "evaluation",
        "initiated_by",
        "attempt_failed",
        "canceled",
        "postponed",
        "duration",
        "cost",
    ),
    Index("ix_entry_salesperson", "organization_id", "salesperson_code", "at", "no"),
    Index("ix_entry_creator", "organization_id", "created_by", "at", "no"),
    Index("ix_entry_creator_no", "organization_id", "created_by", "no"),
    # Costs nothing where there are no campaigns.
    Index(
        "ix_entry_campaign",
        "organization_id",
        "campaign_no",
        "contact_no",
        "campaign_target",
        "campaign_response",
        "canceled",
        "postponed",
        sqlite_where=text("campaign_no <> ''"),
        postgresql_where=text("campaign_no <> ''"),
    ),
    # Costs nothing where no segment is logged.
    Index(
        "ix_entry_segment",
        "organization_id",
        "segment_no",
        "at",
        "no",
        sqlite_where=text("segment_no <> ''"),
        postgresql_where=text("segment_no <> ''"),
    ),
    # Of canceled entries alone, so that logging costs nothing more.
    Index(
        "ix_entry_canceled",
        "organization_id",
        "canceled_at",
        "no",
        sqlite_where=text("canceled = 1"),
        postgresql_where=text("canceled"),
    ),
    sqlite_with_rowid=False,
)

entry_change = Table(
    "entry_change",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(BigInteger, "id", "entry_no"),
    *columns(Choice(ChangeKind), "kind"),
    *columns(BigInteger, "by"),
    *columns(Moment, "at"),
    *columns(Text, "reason"),
    *columns(JsonObject, "before", "after"),
    *columns(BigInteger, "undoes"),
    *columns(Boolean, "undone"),
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
    *columns(Integer, "organization_id"),
    *columns(BigInteger, "entry_no", "id", "by"),
    *columns(Moment, "at"),
    *columns(Text, "text"),
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
    *columns(Integer, "organization_id"),
    *columns(key_text(), "source", "key"),
    *columns(Text, "reply"),
    *columns(Moment, "at"),
    PrimaryKeyConstraint("organization_id", "source", "key"),
    sqlite_with_rowid=False,
)

saved_command = Table(
    "saved_command",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "id"),
    *columns(Text, "command"),
    *columns(Moment, "at"),
    PrimaryKeyConstraint("organization_id", "id"),
    sqlite_with_rowid=False,
)

conversation_reference = Table(
    "conversation_reference",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "platform", "workspace", "conversation_id"),
    *columns(Text, "service_url"),
    *columns(key_text(), "user_id"),
    *columns(Text, "address"),
    *columns(key_text(), "space"),
    PrimaryKeyConstraint("organization_id", "platform", "workspace", "conversation_id"),
    Index("ix_conversation_reference_user", "organization_id", "platform", "workspace", "user_id"),
    sqlite_with_rowid=False,
)
