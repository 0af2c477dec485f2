"""Files to Slack, without holding one in memory, as `files_upload_v2` of its library would.

Source: "Working with files" in Slack's documentation: files.getUploadURLExternal, the content posted to the address that it
gives, files.completeUploadExternal. The scope is files:write.
"""

import asyncio

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.turn import OutgoingFile
from adapters.slack import limits
from adapters.slack.desk import failure

log = structlog.get_logger(__name__)


async def upload(client: AsyncWebClient, session: aiohttp.ClientSession, token: str, file: OutgoingFile, channel: str) -> bool:
    """Sends a file to a conversation; whether Slack took it. The log says why not. `token` is the workspace's."""
    step = "files.getUploadURLExternal"
    try:
        async with asyncio.timeout(limits.CALL_WITHIN):
            place = await client.files_getUploadURLExternal(filename=file.name, length=file.path.stat().st_size, token=token)
        step = "upload"
        timeout = aiohttp.ClientTimeout(total=limits.UPLOAD_WITHIN, sock_connect=limits.CALL_WITHIN)
        with file.path.open("rb") as content:
            headers = {"Content-Type": file.media_type}
            async with session.post(
                str(place["upload_url"]), data=content, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                if response.status != 200:
                    log.warning("file not sent", step=step, error=f"status {response.status}")
                    return False
        step = "files.completeUploadExternal"
        named: dict[str, str | None] = {"id": str(place["file_id"]), "title": file.name}
        async with asyncio.timeout(limits.CALL_WITHIN):
            await client.files_completeUploadExternal(files=[named], channel_id=channel, token=token)
    except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
        log.warning("file not sent", step=step, error=failure(error))
        return False
    return True
