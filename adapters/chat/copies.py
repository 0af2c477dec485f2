"""Remembers which messages in chat show one entry, so that they can be made anew when it changes."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import structlog

from adapters.chat.turn import Reply
from core.notification import Recipient
from core.outbox import MessageKind, PostedCopy
from core.person import Identity
from core.requests.entries import ShowEntry
from core.storage import Storage
from core.work import Work

# The answers that show one entry and nothing else, by their names in the log.
_OF_ONE = frozenset(
    ("log", "again", "show", "edit", "putback", "cancel", "restore", "evaluate", "comment", "finish", "drop", "undo")
)
# Many are written at once: keeping them must cost an answer nothing.
_AFTER = 1.0  # seconds
_MOST = 1000

log = structlog.get_logger(__name__)


def shows_one_entry(reply: Reply) -> bool:
    """Whether an answer should be made anew when an entry changes."""
    if reply.outcome != "done" or reply.form is not None or len(reply.entry_nos) != 1:
        return False
    return isinstance(reply.again, ShowEntry) if reply.shared else reply.command in _OF_ONE


@dataclass(frozen=True, slots=True)
class _Shown:
    """`reader` is the account in whose own chat the copy is; None in a conversation with others."""

    organization_id: int
    copy: PostedCopy
    reader: Identity | None


class Copies:
    """Keeps copies of answers, some at a time. `close` writes what is left."""

    def __init__(self, storage: Storage, clock: Callable[[], datetime]) -> None:
        self._storage = storage
        self._clock = clock
        self._shown: list[_Shown] = []
        self._closing = asyncio.Event()
        self._writing: asyncio.Task[None] | None = None

    def keep(
        self,
        organization_id: int,
        reply: Reply,
        *,
        platform: str,
        workspace: str,
        conversation: str,
        message: str,
        user: str = "",
    ) -> None:
        """Keeps where an answer is, if it shows one entry. `user` is whose own chat that is, "" where others are too."""
        if not organization_id or not message or not shows_one_entry(reply) or len(self._shown) >= _MOST:
            return
        copy = PostedCopy(
            entry_no=reply.entry_nos[0],
            recipient=Recipient(platform=platform, workspace=workspace, channel=conversation),
            kind=MessageKind.SHOWN,
            platform=platform,
            workspace=workspace,
            conversation=conversation,
            message=message,
            posted_at=self._clock(),
        )
        self._shown.append(_Shown(organization_id, copy, Identity(platform, workspace, user) if user else None))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_soon())

    async def close(self) -> None:
        """Writes what is left."""
        self._closing.set()
        if self._writing is not None:
            await asyncio.wait((self._writing,))

    async def _write_soon(self) -> None:
        while self._shown:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), _AFTER)
            await self._write()
        self._writing = None

    async def _write(self) -> None:
        shown, self._shown = self._shown, []
        for organization_id in {each.organization_id for each in shown}:
            theirs = [each for each in shown if each.organization_id == organization_id]
            try:
                await self._storage.write(organization_id, partial(_keep, shown=theirs))
            except Exception as error:
                # The messages stay as they are, as all did before.
                log.warning("copies not kept", error=type(error).__name__)


def _keep(work: Work, shown: list[_Shown]) -> None:
    for each in shown:
        copy = each.copy
        if each.reader is not None:
            person = work.people.by_identity(each.reader)
            if person is None:
                continue
            copy = replace(copy, recipient=Recipient(person_id=person.id))
        work.outbox.keep_copy(copy)
