"""The table of jobs, which is also read across organizations, by workers."""

from sqlalchemy import BigInteger, Integer, PrimaryKeyConstraint, Table

from adapters.database.tables import metadata
from adapters.database.types import Moment, columns, key_text

# `next_at` is when the job may be claimed: while it is claimed, when the lease ends.
job = Table(
    "job",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "name"),
    *columns(Moment, "next_at"),
    *columns(BigInteger, "claim_no"),
    PrimaryKeyConstraint("organization_id", "name"),
    sqlite_with_rowid=False,
)
