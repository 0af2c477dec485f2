"""What stands before Bolt: only a request that Slack signed, fresh and of a sensible size gets past."""

import hashlib
import hmac
import re
from datetime import datetime

from aiohttp import web

from adapters.slack import limits

_SSL_CHECK_BYTES = 500
_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)


class Refused(Exception):
    """The request gets no further. `status` is the answer: 200, 400, 401 or 413; `reason` is for the log."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


async def signed_body(request: web.Request, secret: bytes, now: datetime) -> str:
    """The body of a request that Slack signed less than five minutes ago. Raises Refused.

    The signature is over "v0:timestamp:body" as Slack's "Verifying requests" documents it. Nothing of the body is read when
    the headers alone tell that it is no use, and never more of it than is accepted.
    """
    if (request.content_length or 0) > limits.BODY_BYTES:
        raise Refused(413, "too large")
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not _TIMESTAMP.fullmatch(timestamp) or not signature:
        if await _asks_for_certificate(request):
            raise Refused(200, "ssl_check")
        raise Refused(401, "no timestamp or signature")
    if abs(now.timestamp() - int(timestamp)) > limits.SIGNATURE_AGE:
        raise Refused(401, "old timestamp")
    body = await _read(request)
    digest = hmac.digest(secret, b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
    expected = b"v0=" + digest.hex().encode()
    # As bytes: comparing text raises for a header that is not ASCII.
    if not hmac.compare_digest(expected, signature.encode("utf-8", "surrogateescape")):
        raise Refused(401, "wrong signature")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "not UTF-8") from error


async def _asks_for_certificate(request: web.Request) -> bool:
    """Whether Slack only looks at the certificate, which it does without a signature and wants 200 for (Slack's documentation,
    "Slash commands").
    """
    return 0 < (request.content_length or 0) <= _SSL_CHECK_BYTES and b"ssl_check=1" in (await _read(request)).split(b"&")


async def _read(request: web.Request) -> bytes:
    chunks = bytearray()
    async for chunk in request.content.iter_any():
        chunks += chunk
        if len(chunks) > limits.BODY_BYTES:
            raise Refused(413, "too large")
    return bytes(chunks)
