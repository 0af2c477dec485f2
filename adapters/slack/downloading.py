"""Files that people share with the bot, fetched from Slack.

Source: "Working with files" in Slack's documentation: url_private_download is read with the bot's token; the scope is files:read.
"""

import asyncio
from collections.abc import Sequence

import aiohttp
import structlog
from yarl import URL

from adapters.chat.posting import NotPosted
from adapters.chat.receiving import receive
from adapters.slack import limits
from adapters.slack.inbound import SharedFile
from adapters.slack.workspaces import Workspaces
from core.attachment import MAX_SIZE, Upload
from core.errors import FileRefused

log = structlog.get_logger(__name__)

_HOSTS = ("files.slack.com", "files.slack-gov.com")
# No files are there. Who shares one that is kept elsewhere chooses its address, and calling a method takes no more than that.
_APIS = ("slack.com", "slack-gov.com")
_AT_ONCE = 2
_PIECE = 256 * 1024


class Downloads:
    """A token goes to Slack's own file hosts alone, and to where something that stands for Slack has its API."""

    def __init__(self, session: aiohttp.ClientSession, workspaces: Workspaces, api_url: str) -> None:
        self._session = session
        self._workspaces = workspaces
        self._api = URL(api_url)
        self._few = asyncio.Semaphore(_AT_ONCE)

    async def fetch(self, files: Sequence[SharedFile], team: str) -> Upload | FileRefused | None:
        """The one file that came with a message in a workspace, why there is none of it, or None when none came."""
        if not files:
            return None
        if len(files) > 1:
            return FileRefused("several")
        file = files[0]
        if file.size > MAX_SIZE:
            return FileRefused("too_large", MAX_SIZE)
        try:
            async with self._few:
                return await self._download(file, await self._workspaces.token(team))
        except FileRefused as refusal:
            return refusal
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, NotPosted) as error:
            log.warning("file not fetched", error=type(error).__name__)
            return FileRefused("unavailable")

    async def _download(self, file: SharedFile, token: str) -> Upload:
        url = URL(file.url)
        if not self._trusted(url):
            log.warning("file not fetched", error="not an address of Slack")
            raise FileRefused("unavailable")
        headers = {"Authorization": f"Bearer {token}"}
        timeout = aiohttp.ClientTimeout(total=limits.UPLOAD_WITHIN, sock_connect=limits.CALL_WITHIN)
        # Who lacks the right is sent on to a page to sign in.
        async with self._session.get(url, headers=headers, timeout=timeout, allow_redirects=False) as response:
            if response.status != 200:
                log.warning("file not fetched", error=f"status {response.status}")
                raise FileRefused("unavailable")
            return await receive(file.name, response.content.iter_chunked(_PIECE))

    def _trusted(self, url: URL) -> bool:
        if url.user is not None:
            return False
        if url.scheme == "https" and url.host in _HOSTS:
            return True
        return url.origin() == self._api.origin() and self._api.host not in _APIS
