"""Contents of attachments that are kept outside the database, for units of work that read them.

No network call is made within a transaction. So a unit of work that comes upon such a content is ended, the content is fetched
into a temporary file, and the unit of work is run again from the start.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import structlog

from core.errors import FileRefused
from core.object_store import ObjectStore, StoreFailed

T = TypeVar("T")
# The files by the names of their objects; None for what cannot be had.
Fetched = Mapping[str, Path | None]

_PIECE = 256 * 1024
log = structlog.stdlib.get_logger(__name__)


class NotFetched(Exception):
    """The unit of work is to be run again with the content of this object, which has the checksum."""

    def __init__(self, name: str, checksum: str) -> None:
        super().__init__()
        self.name = name
        self.checksum = checksum


def pieces(fetched: Fetched, name: str, checksum: str) -> Iterator[bytes]:
    """The content of an object in pieces. Raises NotFetched, FileRefused."""
    if name not in fetched:
        raise NotFetched(name, checksum)
    path = fetched[name]
    if path is None:
        raise FileRefused("out_of_reach")
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


class Fetching:
    """`objects` is None where no store is set up."""

    def __init__(self, objects: ObjectStore | None) -> None:
        self._objects = objects

    async def run(self, attempt: Callable[[Fetched], Awaitable[T]]) -> T:
        """Attempts until everything that it reads is there."""
        try:
            return await attempt({})
        except NotFetched as missing:
            lacking = missing
        with TemporaryDirectory(prefix="aftercall-") as folder:
            fetched: dict[str, Path | None] = {}
            while True:
                fetched[lacking.name] = await self._fetch(lacking, Path(folder, str(len(fetched))))
                try:
                    return await attempt(fetched)
                except NotFetched as missing:
                    lacking = missing

    async def _fetch(self, wanted: NotFetched, path: Path) -> Path | None:
        if self._objects is None:
            log.error("attachment out of reach", name=wanted.name, error="ATTACHMENTS_URL is not set")
            return None
        try:
            await self._objects.get(wanted.name, path)
        except StoreFailed as error:
            log.error("attachment out of reach", name=wanted.name, error=str(error))
            return None
        if await asyncio.to_thread(_checksum, path) != wanted.checksum:
            log.error("attachment out of reach", name=wanted.name, error="its content was changed in the store")
            return None
        return path


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
