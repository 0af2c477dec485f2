"""Files into the OneDrive of who asked, in fragments, to the address that Teams gives for it.

Source: "Send and receive files with bots" in Teams' documentation, and "Upload large files with an upload session" in Microsoft
Graph's: fragments in order, each a multiple of 320 KiB but the last, without a token.
"""

import asyncio
import io
from collections.abc import Awaitable, Callable

import aiohttp
import structlog
from yarl import URL

from adapters.teams.cloud import is_loopback_url

FRAGMENT = 16 * 320 * 1024
_ATTEMPTS = 3
_PAUSE = 1.0  # seconds, doubled each time
_TIME_LIMIT = aiohttp.ClientTimeout(total=120, connect=10)
# Where OneDrive for Business is: the public cloud, the US government's two, and the one in China.
_HOSTS = (".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us", ".sharepoint.cn")

log = structlog.get_logger(__name__)

# The part of the content with this number, None after the last.
Parts = Callable[[int], Awaitable[bytes | None]]


async def upload(session: aiohttp.ClientSession, url: str, parts: Parts, size: int, *, loopback: bool = False) -> bool:
    """Sends `size` bytes, in parts of FRAGMENT and a last one; whether they were taken. The log says why not.

    `url` has to be OneDrive's: a client could name any address. With `loopback` one on this machine is taken too.
    """
    if not is_onedrive(url) and not (loopback and is_loopback_url(url)):
        log.warning("file not sent", error="not an address of OneDrive")
        return False
    number, begin = 0, 0
    while begin < size:
        part = await parts(number)
        if not part:
            log.warning("file not sent", error="content incomplete")
            return False
        if not await _put(session, url, part, begin, size):
            return False
        number, begin = number + 1, begin + len(part)
    return True


def is_onedrive(url: str) -> bool:
    """Whether this is an address of OneDrive for Business."""
    try:
        address = URL(url)
        return address.scheme == "https" and address.user is None and (address.host or "").lower().endswith(_HOSTS)
    except ValueError:
        return False


async def _put(session: aiohttp.ClientSession, url: str, part: bytes, begin: int, size: int) -> bool:
    """A fragment is put again when nobody knows whether it arrived: OneDrive takes it once."""
    headers = {"Content-Range": f"bytes {begin}-{begin + len(part) - 1}/{size}", "Content-Type": "application/octet-stream"}
    error = ""
    for attempt in range(_ATTEMPTS):
        if attempt:
            await asyncio.sleep(_PAUSE * 2 ** (attempt - 1))
        try:
            # Encoded as it is: the address holds a signature.
            async with session.put(
                URL(url, encoded=True), data=io.BytesIO(part), headers=headers, timeout=_TIME_LIMIT, allow_redirects=False
            ) as response:
                if response.status in (200, 201, 202):
                    return True
                error = f"status {response.status}"
                if response.status < 500 and response.status != 429:
                    break
        except (aiohttp.ClientError, TimeoutError) as failed:
            error = type(failed).__name__
    log.warning("file not sent", error=error)
    return False
