"""The tables that belong to no one part of the log. Columns that hold a field of a dataclass have its name; every key and index
starts with the organization.

The exception is `workspace`, by which the organization itself is found. Other modules add their tables to the same metadata.
"""

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text

from adapters.database.types import Moment, columns, key_text

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
