"""The table of the audit. Triggers refuse to change or remove its rows; see the migrations."""

from sqlalchemy import BigInteger, Integer, PrimaryKeyConstraint, Table, Text

from adapters.database.tables import metadata
from adapters.database.types import Choice, JsonObject, Moment, columns
from core.audit import AuditAction, AuditSource

audit_record = Table(
    "audit_record",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(BigInteger, "id"),
    *columns(Moment, "at"),
    *columns(BigInteger, "by"),
    *columns(Choice(AuditSource), "source"),
    *columns(Choice(AuditAction), "action"),
    *columns(Text, "about"),
    *columns(JsonObject, "details"),
    PrimaryKeyConstraint("organization_id", "id"),
    sqlite_with_rowid=False,
)
