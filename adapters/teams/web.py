"""From an HTTP request to an activity that was let in."""

import json
from typing import Any

import structlog
from aiohttp import ClientError, web

from adapters.teams.anonymous import Anonymous
from adapters.teams.authentication import Authenticator, Claims, Unauthorized
from adapters.teams.keys import KeysUnavailable

LARGEST_BODY = 1024 * 1024

_log = structlog.get_logger(__name__)


async def receive(request: web.BaseRequest, door: Authenticator | Anonymous) -> tuple[dict[str, Any], Claims]:
    """The activity of a POST request, and what is known of it. Raises the HTTP answer otherwise: 415 for what is not
    application/json, 413 over 1 MiB, 400 for what is no JSON object with a type, 401 for what is not let in (the reason goes to
    the log), 503 with Retry-After while the keys to check a token with cannot be had.
    """
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Send application/json.")
    activity = _activity(await _body(request))
    try:
        return activity, await _check(request, door, activity)
    except Unauthorized as error:
        _log.warning("request not let in", reason=str(error))
        raise web.HTTPUnauthorized(headers={"WWW-Authenticate": "Bearer"}) from None
    except KeysUnavailable as error:
        raise web.HTTPServiceUnavailable(headers={"Retry-After": str(error.retry_after)}) from None


async def _check(request: web.BaseRequest, door: Authenticator | Anonymous, activity: dict[str, Any]) -> Claims:
    if isinstance(door, Authenticator):
        return await door.check(request.headers.get("Authorization"), activity)
    peer = request.transport.get_extra_info("peername") if request.transport else None
    # Of a Unix socket the name is no pair.
    return door.check(peer[0] if isinstance(peer, tuple) else None, request.headers, activity)


async def _body(request: web.BaseRequest) -> bytes:
    # Counted here, because a compressed body is longer than its Content-Length.
    body = bytearray()
    try:
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > LARGEST_BODY:
                raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, len(body))
    except (ClientError, web.RequestPayloadError, ConnectionError):
        raise web.HTTPBadRequest(text="The body cannot be read.") from None
    return bytes(body)


def _activity(body: bytes) -> dict[str, Any]:
    try:
        activity = json.loads(body.decode("utf-8-sig"), parse_constant=_refuse)
        if b"\\u" in body:
            # Half a surrogate pair has no place in any text that is stored or sent.
            json.dumps(activity, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest(text="Not JSON.") from None
    if not isinstance(activity, dict) or not isinstance(activity.get("type"), str):
        raise web.HTTPBadRequest(text="Not an activity: a JSON object with a type.")
    return activity


def _refuse(constant: str) -> None:
    raise ValueError(constant)
