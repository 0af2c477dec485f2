"""The audit: who did what when, about what. Records are added and never changed or removed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class AuditAction(StrEnum):
    """What was done. The values are kept in records: none is given another meaning."""

    ROLE_GRANTED = "role granted"
    WORKSPACE_CONNECTED = "workspace connected"
    WORKSPACE_INSTALLED = "workspace installed"
    WORKSPACE_UNINSTALLED = "workspace uninstalled"
    TEMPLATE_CREATED = "template created"
    TEMPLATE_CHANGED = "template changed"
    TEMPLATE_REMOVED = "template removed"
    TEMPLATE_LANGUAGE_REMOVED = "template language removed"
    TEMPLATE_ATTACHMENT_CHANGED = "template attachment changed"
    GROUP_CREATED = "group created"
    GROUP_CHANGED = "group changed"
    GROUP_REMOVED = "group removed"
    DOCUMENT_SETUP_CHANGED = "document setup changed"
    DOCUMENT_SETUP_REMOVED = "document setup removed"
    CHANNEL_NOTIFICATIONS_CHANGED = "channel notifications changed"
    REFERENCE_CHANGED = "reference changed"
    REFERENCE_REMOVED = "reference removed"
    SEGMENT_REMOVED = "segment removed"
    SEGMENT_LOGGED = "segment logged"
    LOGGED_SEGMENT_CANCELED = "logged segment canceled"
    LOGGED_SEGMENT_RESTORED = "logged segment restored"
    ENTRIES_DELETED = "entries deleted"
    IMPORTED = "imported"
    EXPORTED = "exported"
    CONTACT_EXPORTED = "contact exported"
    CONTACT_ERASED = "contact erased"


class AuditSource(StrEnum):
    """Where it was done from."""

    CHAT = "chat"
    COMMAND_LINE = "command line"
    WORKER = "worker"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecord:
    """`id` is 0 until one is given; ids grow with time. `by` is a person's id, 0 for the command line and the worker.

    `about` is a code, number or e-mail address of what it was done to, `details` are JSON values. Neither holds personal data
    of contacts: they stay when a contact is erased.
    """

    id: int = 0
    at: datetime
    by: int = 0
    by_name: str = ""
    source: AuditSource = AuditSource.CHAT
    action: AuditAction
    about: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """All conditions hold at once. `since` (included) and `until` (excluded) are aware; `by` are persons' ids, None for anybody.

    Each word of `about` is in the action or in what it is about, in any case; `actions` are for each word those that have it
    in the words of whoever asks.
    """

    since: datetime | None = None
    until: datetime | None = None
    by: Collection[int] | None = None
    about: tuple[str, ...] = ()
    actions: tuple[frozenset[AuditAction], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """Records newest first. `older` and `newer` are the ids next to which the neighbouring pages begin, 0 when there is none."""

    records: tuple[AuditRecord, ...]
    older: int = 0
    newer: int = 0


class Audit(Protocol):
    """The records of one organization; storage refuses to change or remove any."""

    def add(self, record: AuditRecord) -> None:
        """Keeps a record, in the same transaction as what it tells of."""

    def page(self, wanted: AuditFilter, limit: int, *, before: int = 0, after: int = 0) -> Sequence[AuditRecord]:
        """Up to `limit` records, newest first, next to the id given; with none, the newest."""
