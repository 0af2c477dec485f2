"""The tables of campaigns and opportunities."""

from sqlalchemy import Integer, PrimaryKeyConstraint, Table, Text

from adapters.database.tables import metadata
from adapters.database.types import Choice, columns, key_text
from core.reference import ReferenceStatus

campaign = Table(
    "campaign",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "code"),
    *columns(Text, "description"),
    *columns(Choice(ReferenceStatus), "status"),
    PrimaryKeyConstraint("organization_id", "code"),
    sqlite_with_rowid=False,
)

opportunity = Table(
    "opportunity",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "code"),
    *columns(Text, "description"),
    *columns(Choice(ReferenceStatus), "status"),
    PrimaryKeyConstraint("organization_id", "code"),
    sqlite_with_rowid=False,
)
