"""The tables of installations. Like `workspace` they lead to an organization, so they are read across all."""

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, PrimaryKeyConstraint, Table, Text

from adapters.database.tables import metadata
from adapters.database.types import Moment, columns, key_text

# `tokens` are encrypted, "" once they are gone. `refreshing_until`: somebody is getting new ones.
installation = Table(
    "installation",
    metadata,
    *columns(key_text(), "platform", "workspace", "enterprise"),
    *columns(Text, "name", "bot_user", "installed_by"),
    *columns(Moment, "installed_at"),
    *columns(Text, "tokens"),
    *columns(BigInteger, "version"),
    Column("expires_at", Moment, nullable=True),
    Column("refreshing_until", Moment, nullable=True),
    Column("gone_at", Moment, nullable=True),
    *columns(Text, "gone_reason"),
    PrimaryKeyConstraint("platform", "workspace"),
    ForeignKeyConstraint(["platform", "workspace"], ["workspace.platform", "workspace.workspace"]),
    sqlite_with_rowid=False,
)
