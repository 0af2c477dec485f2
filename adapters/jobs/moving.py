"""Moves contents of attachments out of the database, and removes those that nothing refers to any more."""

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import structlog

from core.attachment import Move
from core.object_store import ObjectStore, StoreFailed
from core.storage import Storage
from core.work import Work

# By then an object that is being made is there, or never will be.
_MADE_WITHIN = timedelta(hours=1)
_AT_ONCE = 100

log = structlog.stdlib.get_logger(__name__)


class ContentMover:
    """A job of every minute. A content is written into the database with what refers to it, and moved afterwards: so it is
    neither lost nor refused when the store is away, and nothing that is in the store is unknown to the database.
    """

    def __init__(self, storage: Storage, objects: ObjectStore) -> None:
        self._storage = storage
        self._objects = objects

    async def run(self, organization_id: int, now: datetime) -> None:
        """What cannot be done is done the next time."""
        removed = moved = 0
        try:
            while names := await self._storage.write(organization_id, lambda work: work.attachments.strays(now, _AT_ONCE)):
                await self._remove(organization_id, names)
                removed += len(names)
            while move := await self._storage.write(organization_id, lambda work: work.attachments.to_move(now + _MADE_WITHIN)):
                if not await self._move(organization_id, move):
                    log.warning(
                        "attachments stay where they are", error="one was dropped meanwhile or is damaged", name=move.name
                    )
                    break
                moved += 1
        except StoreFailed as error:
            log.error("attachments stay where they are", error=str(error), moved=moved, removed=removed)
            return
        if moved or removed:
            log.info("attachments moved", moved=moved, removed=removed)

    async def _remove(self, organization_id: int, names: Sequence[str]) -> None:
        for name in names:
            await self._objects.delete(name)
        await self._storage.write(organization_id, lambda work: work.attachments.forget_strays(names))

    async def _move(self, organization_id: int, move: Move) -> bool:
        """False when the content is not that of the attachment."""

        def copy(work: Work) -> bool:
            digest = sha256()
            with path.open("wb") as file:
                for piece in work.attachments.content(move.attachment):
                    digest.update(piece)
                    file.write(piece)
            return digest.hexdigest() == move.attachment.checksum

        with tempfile.NamedTemporaryFile(prefix="aftercall-", delete=False) as empty:
            path = Path(empty.name)
        try:
            # Dropped meanwhile it is not there, and may be once more before the end.
            if not await self._storage.read(organization_id, copy):
                return False
            await self._objects.put(move.name, path)
        finally:
            await asyncio.to_thread(path.unlink)
        await self._storage.write(organization_id, lambda work: work.attachments.moved(move))
        return True
