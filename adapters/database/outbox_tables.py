"""The tables of the outbox. `lane` and `pace` are also read across organizations, by workers."""

from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from adapters.database.tables import metadata
from adapters.database.types import Choice, JsonObject, Moment, RecipientKey, columns, key_text
from core.notification import Frequency
from core.outbox import MessageKind

# `next_at` is when the lane may be claimed: while it is held, when the lease ends; None when it is stopped or nothing waits. It
# is never before `not_before`, which the last worker asked for. `in_flight` is the largest id that the worker was given, 0 when
# nobody holds the lane.
lane = Table(
    "lane",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(RecipientKey, "recipient"),
    *columns(Moment, "next_at", "not_before", nullable=True),
    *columns(Text, "claimed_by"),
    *columns(BigInteger, "claim_no", "in_flight"),
    *columns(Text, "stop_reason", nullable=True),
    *columns(Moment, "burst_from", nullable=True),
    *columns(Integer, "burst_count"),
    PrimaryKeyConstraint("organization_id", "recipient"),
    Index("ix_lane_next_at", "next_at"),
    Index(
        "ix_lane_stopped",
        "organization_id",
        "recipient",
        sqlite_where=text("stop_reason IS NOT NULL"),
        postgresql_where=text("stop_reason IS NOT NULL"),
    ),
    sqlite_with_rowid=False,
)


def _message_columns() -> list[Column[Any]]:
    return [
        *columns(Integer, "organization_id"),
        *columns(BigInteger, "id"),
        *columns(RecipientKey, "recipient"),
        *columns(Choice(MessageKind), "kind"),
        *columns(Moment, "created_at", "due_at"),
        *columns(BigInteger, "entry_no", "rule_id"),
        *columns(Choice(Frequency), "frequency"),
        *columns(BigInteger, "copy_id"),
        *columns(JsonObject, "payload"),
        *columns(Integer, "attempts"),
        *columns(Text, "error"),
    ]


# The key is the order in which a lane's due messages are read; those that are due later are not in the way.
outbox_message = Table(
    "outbox_message",
    metadata,
    *_message_columns(),
    PrimaryKeyConstraint("organization_id", "recipient", "due_at", "id"),
    Index(
        "ix_outbox_message_copy",
        "organization_id",
        "copy_id",
        sqlite_where=text("copy_id > 0"),
        postgresql_where=text("copy_id > 0"),
    ),
    sqlite_with_rowid=False,
)

# Apart, so that no lane has to be read past them.
dead_message = Table(
    "dead_message",
    metadata,
    *_message_columns(),
    PrimaryKeyConstraint("organization_id", "id"),
    sqlite_with_rowid=False,
)

posted_copy = Table(
    "posted_copy",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(BigInteger, "entry_no", "id"),
    *columns(RecipientKey, "recipient"),
    *columns(BigInteger, "rule_id"),
    *columns(Choice(MessageKind), "kind"),
    *columns(Text, "platform", "workspace", "conversation", "message"),
    *columns(Moment, "posted_at"),
    PrimaryKeyConstraint("organization_id", "entry_no", "id"),
    sqlite_with_rowid=False,
)

pace = Table(
    "pace",
    metadata,
    *columns(key_text(), "name"),
    *columns(Moment, "next_at"),
    PrimaryKeyConstraint("name"),
    sqlite_with_rowid=False,
)
