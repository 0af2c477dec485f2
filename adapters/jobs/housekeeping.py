"""What is thrown away at night: what nobody needs any more and, where the settings ask for it, entries canceled long ago."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from core.audit import AuditAction, AuditRecord, AuditSource
from core.operations.copies import COPIES_FOR
from core.operations.deleting import remove_canceled
from core.pending_file import KEPT_FOR
from core.storage import Storage
from core.work import Work

# Platforms deliver a request again within hours, not days.
REPLIES_FOR = timedelta(days=7)
# A button that is older asks for the line to be typed.
COMMANDS_FOR = timedelta(days=365)
_AT_ONCE = 500

log = structlog.stdlib.get_logger(__name__)


class Housekeeping:
    """The nightly job. `delete_canceled_after` is how long canceled entries stay, None for ever."""

    def __init__(self, storage: Storage, delete_canceled_after: timedelta | None = None) -> None:
        self._storage = storage
        self._delete_canceled_after = delete_canceled_after

    async def run(self, organization_id: int, now: datetime) -> None:
        """Works in chunks, between which others get their turn; ended anywhere, it goes on where it was the next time."""
        replies = await self._all(organization_id, lambda work: work.inbox.forget(now - REPLIES_FOR, _AT_ONCE))
        commands = await self._all(organization_id, lambda work: work.saved_commands.forget(now - COMMANDS_FOR, _AT_ONCE))
        copies = await self._all(organization_id, lambda work: work.outbox.forget_copies(now - COPIES_FOR, _AT_ONCE))
        files = await self._all(organization_id, lambda work: work.pending_files.forget(now - KEPT_FOR, 1))
        entries = 0
        if self._delete_canceled_after is not None:
            before = now - self._delete_canceled_after
            entries = await self._all(organization_id, lambda work: _delete_canceled(work, before, now))
        log.info("housekeeping", replies=replies, commands=commands, copies=copies, files=files, entries=entries)

    async def _all(self, organization_id: int, remove: Callable[[Work], int]) -> int:
        """Removes until nothing is left; returns how much that was."""
        removed = 0
        while count := await self._storage.write(organization_id, remove):
            removed += count
        return removed


def _delete_canceled(work: Work, before: datetime, now: datetime) -> int:
    nos = work.entries.canceled_before(before, _AT_ONCE)
    if not nos:
        return 0
    record = AuditRecord(at=now, source=AuditSource.WORKER, action=AuditAction.ENTRIES_DELETED, about="")
    return len(remove_canceled(work, nos, record, now).nos)
