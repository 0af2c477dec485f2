"""The tables of the people who talk to the bot, and of salespeople."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from adapters.database.tables import metadata
from adapters.database.types import Choice, Moment, columns, key_text
from core.values import Role

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
