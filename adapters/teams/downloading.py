"""Files that people send to the bot, fetched from their OneDrive by the address that Teams gives with them, without a token.

Source: "Send and receive files with bots" in Teams' documentation. It works in a personal chat alone.
"""

import asyncio
from collections.abc import Sequence

import aiohttp
import structlog
from yarl import URL

from adapters.chat.receiving import receive
from adapters.teams.cloud import is_loopback_url
from adapters.teams.inbound import SharedFile
from adapters.teams.uploading import is_onedrive
from core.attachment import Upload
from core.errors import FileRefused

log = structlog.get_logger(__name__)

_TIME_LIMIT = aiohttp.ClientTimeout(total=300, sock_connect=10)
_AT_ONCE = 2
_PIECE = 256 * 1024


class Downloads:
    """Fetches from OneDrive alone; with `loopback` from this machine too."""

    def __init__(self, session: aiohttp.ClientSession, *, loopback: bool) -> None:
        self._session = session
        self._loopback = loopback
        self._few = asyncio.Semaphore(_AT_ONCE)

    async def fetch(self, files: Sequence[SharedFile]) -> Upload | FileRefused | None:
        """The one file that came with a message, why there is none of it, or None when none came."""
        if not files:
            return None
        if len(files) > 1:
            return FileRefused("several")
        try:
            async with self._few:
                return await self._download(files[0])
        except FileRefused as refusal:
            return refusal
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            log.warning("file not fetched", error=type(error).__name__)
            return FileRefused("unavailable")

    async def _download(self, file: SharedFile) -> Upload:
        if not is_onedrive(file.url) and not (self._loopback and is_loopback_url(file.url)):
            log.warning("file not fetched", error="not an address of OneDrive")
            raise FileRefused("unavailable")
        # Encoded as it is: the address holds a signature.
        url = URL(file.url, encoded=True)
        async with self._session.get(url, timeout=_TIME_LIMIT, allow_redirects=False) as response:
            if response.status != 200:
                log.warning("file not fetched", error=f"status {response.status}")
                raise FileRefused("unavailable")
            return await receive(file.name, response.content.iter_chunked(_PIECE))
