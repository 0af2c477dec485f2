"""The tables. Columns that hold a field of a dataclass have its name; every key and index starts with the organization.

The exception is `workspace`, by which the organization itself is found.
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


def _organization() -> Column[int]:
    return Column("organization_id", Integer, nullable=False, autoincrement=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _key(name: str) -> Column[str]:
    return Column(name, key_text(), nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


organization = Table(
    "organization",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _text("name"),
)

workspace = Table(
    "workspace",
    metadata,
    _key("platform"),
    _key("workspace"),
    Column("organization_id", Integer, nullable=False),
    PrimaryKeyConstraint("platform", "workspace"),
    ForeignKeyConstraint(["organization_id"], ["organization.id"]),
    sqlite_with_rowid=False,
)

counter = Table(
    "counter",
    metadata,
    _organization(),
    _key("name"),
    Column("value", BigInteger, nullable=False),
    PrimaryKeyConstraint("organization_id", "name"),
    sqlite_with_rowid=False,
)

contact = Table(
    "contact",
    metadata,
    _organization(),
    _key("no"),
    Column("type", Choice(ContactType), nullable=False),
    _text("name"),
    _key("company_no"),
    _text("email"),
    _text("phone"),
    _text("mobile"),
    _text("address"),
    _text("postal_code"),
    _text("city"),
    _text("country"),
    _text("language_code"),
    _text("salesperson_code"),
    _text("job_title"),
    Column("correspondence_type", Choice(CorrespondenceType), nullable=False),
    _flag("exclude_from_segment"),
    _flag("privacy_blocked"),
    _text("external_id"),
    _key("folded_name"),
    _text("words"),
    PrimaryKeyConstraint("organization_id", "no"),
    Index(None, "organization_id", "folded_name", "no"),
    Index(None, "organization_id", "company_no", "folded_name", "no"),
    sqlite_with_rowid=False,
)

contact_word = Table(
    "contact_word",
    metadata,
    _organization(),
    _key("source"),
    _key("word"),
    _key("contact_no"),
    PrimaryKeyConstraint("organization_id", "source", "word", "contact_no"),
    sqlite_with_rowid=False,
)

word_variant = Table(
    "word_variant",
    metadata,
    _organization(),
    _key("variant"),
    _key("word"),
    PrimaryKeyConstraint("organization_id", "variant", "word"),
    sqlite_with_rowid=False,
)

salesperson = Table(
    "salesperson",
    metadata,
    _organization(),
    _key("code"),
    _text("name"),
    _text("email"),
    _text("phone"),
    _flag("blocked"),
    _key("folded_email"),
    PrimaryKeyConstraint("organization_id", "code"),
    Index(None, "organization_id", "folded_email"),
    sqlite_with_rowid=False,
)

interaction_group = Table(
    "interaction_group",
    metadata,
    _organization(),
    _key("code"),
    _text("description"),
    PrimaryKeyConstraint("organization_id", "code"),
    sqlite_with_rowid=False,
)

interaction_template = Table(
    "interaction_template",
    metadata,
    _organization(),
    _key("code"),
    _text("description"),
    _key("group_code"),
    Column("unit_cost", ExactDecimal, nullable=False),
    Column("unit_duration", Integer, nullable=False),
    Column("information_flow", Choice(InformationFlow), nullable=False),
    Column("initiated_by", Choice(InitiatedBy), nullable=False),
    Column("correspondence_type", Choice(CorrespondenceType), nullable=False),
    _flag("ignore_contact_correspondence_type"),
    _text("language_code"),
    _text("campaign_no"),
    _flag("campaign_target"),
    _flag("campaign_response"),
    PrimaryKeyConstraint("organization_id", "code"),
    sqlite_with_rowid=False,
)

person = Table(
    "person",
    metadata,
    _organization(),
    Column("id", BigInteger, nullable=False, autoincrement=False),
    _text("name"),
    _text("email"),
    Column("role", Choice(Role), nullable=True),
    _text("language"),
    _text("time_zone"),
    _key("folded_email"),
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
    _organization(),
    _key("platform"),
    _key("workspace"),
    _key("user_id"),
    Column("person_id", BigInteger, nullable=False),
    _flag("member"),
    _flag("email_bound"),
    _text("language"),
    _text("time_zone"),
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
    _organization(),
    Column("no", BigInteger, nullable=False, autoincrement=False),
    _key("contact_no"),
    _key("company_no"),
    Column("at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("created_by", BigInteger, nullable=False),
    _text("template_code"),
    _text("description"),
    _text("note"),
    _text("subject"),
    _text("group_code"),
    _key("salesperson_code"),
    _text("contact_via"),
    Column("information_flow", Choice(InformationFlow), nullable=False),
    Column("initiated_by", Choice(InitiatedBy), nullable=False),
    Column("correspondence_type", Choice(CorrespondenceType), nullable=False),
    _text("language_code"),
    Column("cost", ExactDecimal, nullable=False),
    Column("duration", Integer, nullable=False),
    _flag("attempt_failed"),
    Column("evaluation", Choice(Evaluation), nullable=False),
    _text("campaign_no"),
    _flag("campaign_target"),
    _flag("campaign_response"),
    _text("opportunity_no"),
    _text("segment_no"),
    _text("document_type"),
    _text("document_no"),
    Column("follow_up_on", Date, nullable=True),
    _text("follow_up_text"),
    _flag("canceled"),
    Column("canceled_at", Moment, nullable=True),
    Column("canceled_by", BigInteger, nullable=False),
    _text("cancel_reason"),
    _flag("postponed"),
    Column("delivery_status", Choice(DeliveryStatus), nullable=False),
    _text("folded_text"),
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
    _organization(),
    Column("id", BigInteger, nullable=False, autoincrement=False),
    Column("entry_no", BigInteger, nullable=False),
    Column("kind", Choice(ChangeKind), nullable=False),
    Column("by", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    _text("reason"),
    Column("before", JsonObject, nullable=False),
    Column("after", JsonObject, nullable=False),
    Column("undoes", BigInteger, nullable=False),
    _flag("undone"),
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
    _organization(),
    Column("entry_no", BigInteger, nullable=False, autoincrement=False),
    Column("id", BigInteger, nullable=False, autoincrement=False),
    Column("by", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    _text("text"),
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
    _organization(),
    _key("source"),
    _key("key"),
    _text("reply"),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("organization_id", "source", "key"),
    sqlite_with_rowid=False,
)

saved_command = Table(
    "saved_command",
    metadata,
    _organization(),
    _key("id"),
    _text("command"),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("organization_id", "id"),
    sqlite_with_rowid=False,
)
