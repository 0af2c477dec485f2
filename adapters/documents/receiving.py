"""What stands before the events: only a request of the right kind and size that its sender signed just now gets past."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus

from aiohttp import ClientError, web

from adapters.documents import limits, signature
from adapters.documents.body import CLOUD_EVENT, JSON
from adapters.documents.problem import Refused

_ENCODINGS = ("utf-8", "utf8", "us-ascii")


async def signed_body(request: web.BaseRequest, secrets: Sequence[bytes], now: datetime) -> bytes:
    """The body of a request that was signed with one of the secrets within five minutes of `now`.

    Raises Refused: 413 over 1 MiB, 415 for another kind of content, 401 for a signature that is missing, malformed, old or
    wrong. Nothing of the body is read when the headers alone tell that it is no use, and never more of it than is accepted.
    """
    if (request.content_length or 0) > limits.BODY_BYTES:
        raise _too_large()
    _check_content(request)
    try:
        webhook_id, timestamp, signatures = (
            _only(request, name) for name in (signature.ID, signature.TIMESTAMP, signature.SIGNATURE)
        )
        signature.check_fresh(webhook_id, timestamp, now)
        body = await _read(request)
        signature.check(secrets, webhook_id, timestamp, signatures, body)
    except signature.Unsigned as error:
        raise Refused(HTTPStatus.UNAUTHORIZED, f"{error}.", headers={"WWW-Authenticate": "StandardWebhooks"}) from None
    return body


def enveloped(request: web.BaseRequest) -> bool:
    """Whether the content type says that the body is a CloudEvent."""
    return request.content_type == CLOUD_EVENT


def _only(request: web.BaseRequest, name: str) -> str:
    values = request.headers.getall(name, [])
    if len(values) != 1 or not values[0]:
        raise signature.Unsigned(f"{name} is {'there more than once' if len(values) > 1 else 'missing'}")
    return values[0]


def _check_content(request: web.BaseRequest) -> None:
    if request.content_type not in (JSON, CLOUD_EVENT):
        raise _unsupported(f"The content type is another than {JSON} and {CLOUD_EVENT}; send one of these.")
    if (request.charset or "utf-8").lower() not in _ENCODINGS:
        raise _unsupported("The charset is another than utf-8; send utf-8.")
    # What is signed is the body as it came.
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise _unsupported("The body is compressed; send it as it is.", headers={"Accept-Encoding": "identity"})


async def _read(request: web.BaseRequest) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(limits.BODY_WITHIN):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > limits.BODY_BYTES:
                    raise _too_large()
    except TimeoutError:
        raise Refused(HTTPStatus.REQUEST_TIMEOUT, "The body did not arrive in time; send it again.") from None
    except (ClientError, web.RequestPayloadError, ConnectionError):
        raise Refused(HTTPStatus.BAD_REQUEST, "The body did not arrive whole; send it again.") from None
    return bytes(body)


def _too_large() -> Refused:
    detail = f"The body is larger than {limits.BODY_BYTES} bytes; send fewer events at once."
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)


def _unsupported(detail: str, headers: dict[str, str] | None = None) -> Refused:
    return Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, headers=headers or {})
