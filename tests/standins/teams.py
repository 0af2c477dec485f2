"""A stand-in for what Teams is to a bot: the OpenID metadata document with its keys, the login, and the connector.

It is as strict as Teams where that matters: a call needs a token that the login gave, JSON, and at most 100 KB in UTF-16.
"""

import asyncio
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from tests.standins.onedrive import OneDrive

ISSUER = "https://api.botframework.com"
APP_ID = "1d6d7b2c-0c5e-4ab0-8b1f-5a4f3c2b1a00"
PASSWORD = "p4ssw0rd~with&odd=characters+"
TENANT = "72f988bf-0000-41af-91ab-2d7cd011db47"
LARGEST_MESSAGE = 100 * 1024  # bytes in UTF-16


@cache
def private_key(name: str) -> RSAPrivateKey:
    """The same key for a name during the whole run, as making one takes a tenth of a second; "short" is too short."""
    return generate_private_key(public_exponent=65537, key_size=1024 if name == "short" else 2048)


def public_jwk(name: str, endorsements: object, **more: object) -> dict[str, Any]:
    jwk = RSAAlgorithm.to_jwk(private_key(name).public_key(), as_dict=True)
    return {**jwk, "use": "sig", "kid": name, "endorsements": endorsements, **more}


@dataclass(frozen=True)
class Call:
    """A call of the connector that was carried out. `path` is below /v3/conversations, decoded part by part; a `targeted`
    message is for one person alone.
    """

    method: str
    path: tuple[str, ...]
    body: Any
    authorization: str = ""
    targeted: bool = False


@dataclass(frozen=True)
class Fault:
    """What the connector does with a call instead of answering well. `cut`: the connection is cut, and with `done` afterwards."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    cut: bool = False
    done: bool = False


class TeamsStandIn:
    """Serves on a port of its own while entered. `calls` holds what the connector carried out, `faults` what it does next."""

    def __init__(self, *, asks_for_tokens: bool = True, issuer: str = ISSUER) -> None:
        self.asks_for_tokens = asks_for_tokens
        # That of the cloud that is played; the scope has the same name.
        self.issuer = issuer
        self.jwks: list[Any] = [public_jwk("first", ["msteams", "webchat"])]
        self.documents: dict[str, Any] = {}
        self.metadata_fetches = 0
        self.metadata_hangs = False
        self.metadata_status = 200
        self.logins: list[dict[str, str]] = []
        self.login_faults: deque[web.Response] = deque()
        self.token_life: object = 3600
        self.tokens: set[str] = set()
        self.calls: list[Call] = []
        self.attempts = 0
        self.faults: deque[Fault] = deque()
        self.members: dict[str, dict[str, Any]] = {}
        # Who is in a conversation; of those that are not named here everybody is a member.
        self.rosters: dict[str, set[str]] = {}
        # What answers messages that one person is to see; None takes them.
        self.targeting_refused: Fault | None = None
        self.url = ""
        self._leaving = asyncio.Event()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=10 * 1024 * 1024)
        app.router.add_get("/openid", self._metadata)
        app.router.add_get("/keys", self._keys)
        self.onedrive = OneDrive()
        app.router.add_put("/onedrive/{id}", self.onedrive.put)
        app.router.add_get("/onedrive/{id}", self.onedrive.get)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._login)
        app.router.add_route("*", "/connector/v3/conversations", self._connector)
        app.router.add_route("*", "/connector/v3/conversations/{path:.*}", self._connector)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._leaving.set()
        await self._runner.cleanup()

    @property
    def metadata_url(self) -> str:
        return f"{self.url}/openid"

    @property
    def login_url(self) -> str:
        return f"{self.url}/{TENANT}"

    @property
    def service_url(self) -> str:
        return f"{self.url}/connector/"

    def claims(self, now: datetime, **changes: object) -> dict[str, Any]:
        """What the connector puts into a token at `now`. A change to None leaves the claim out."""
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": APP_ID,
            "serviceurl": self.service_url,
            "nbf": int((now - timedelta(minutes=5)).timestamp()),
            "exp": int((now + timedelta(hours=1)).timestamp()),
        }
        return {name: value for name, value in (claims | changes).items() if value is not None}

    def token(self, now: datetime, *, key: str = "first", headers: Mapping[str, object] | None = None, **changes: object) -> str:
        """A token as the connector signs it for the bot."""
        given = {"kid": key} if headers is None else dict(headers)
        return jwt.encode(self.claims(now, **changes), private_key(key), algorithm="RS256", headers=given)

    def activity(self, **changes: object) -> dict[str, Any]:
        """A personal message as Teams sends it."""
        activity: dict[str, Any] = {
            "type": "message",
            "id": "1485983408511",
            "timestamp": datetime.now(UTC).isoformat(),
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {"id": "29:anna", "name": "Anna Berg", "aadObjectId": "7faf8ad2-3d53-4a5f-a4e3-1f2e3d4c5b6a"},
            "conversation": {"id": "a:1personal", "conversationType": "personal", "tenantId": TENANT},
            "recipient": {"id": f"28:{APP_ID}", "name": "Aftercall"},
            "channelData": {"tenant": {"id": TENANT}},
            "locale": "en-US",
            "text": "help",
        }
        return activity | changes

    async def _metadata(self, request: web.Request) -> web.Response:
        self.metadata_fetches += 1
        if self.metadata_hangs:
            await self._leaving.wait()
        document = self.documents.get("openid", {"issuer": self.issuer, "jwks_uri": f"{self.url}/keys"})
        return _json(document, self.metadata_status)

    async def _keys(self, request: web.Request) -> web.Response:
        return _json(self.documents.get("keys", {"keys": self.jwks}))

    async def _login(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.logins.append(form | {"tenant": request.match_info["tenant"]})
        if self.login_faults:
            return self.login_faults.popleft()
        wanted = {
            "grant_type": "client_credentials",
            "client_id": APP_ID,
            "client_secret": PASSWORD,
            "scope": f"{self.issuer}/.default",
        }
        if form != wanted:
            wrong = "invalid_client" if form.get("client_secret") != PASSWORD else "invalid_request"
            text = "AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 0000\r\n"
            return _json({"error": wrong, "error_description": text}, 401)
        token = f"outgoing-{len(self.logins)}"
        self.tokens.add(token)
        return _json({"token_type": "Bearer", "expires_in": self.token_life, "access_token": token})

    async def _connector(self, request: web.Request) -> web.StreamResponse:
        self.attempts += 1
        fault = self.faults.popleft() if self.faults else Fault()
        if fault.cut and not fault.done:
            return _cut(request)
        if fault.status:
            body = fault.body if isinstance(fault.body, str) else json.dumps(fault.body)
            return web.Response(status=fault.status, headers=fault.headers, text=body, content_type="application/json")
        authorization = request.headers.get("Authorization", "")
        if self.asks_for_tokens and authorization.removeprefix("Bearer ") not in self.tokens:
            return _error(401, "Unauthorized")
        text = await request.text()
        if len(text.encode("utf-16-le")) > LARGEST_MESSAGE:
            return _error(413, "MessageSizeTooBig")
        if text and request.content_type != "application/json":
            return _error(415, "UnsupportedMediaType")
        below = request.raw_path.partition("?")[0].partition("/v3/conversations")[2]
        path = tuple(unquote(part) for part in below.split("/") if part)
        targeted = request.query.get("isTargetedActivity") == "true"
        call = Call(request.method, path, json.loads(text) if text else None, authorization, targeted)
        if targeted and (refused := self._targeting_refused(call)):
            return refused
        answer = self._carry_out(call)
        return _cut(request) if fault.cut else answer

    def _targeting_refused(self, call: Call) -> web.Response | None:
        """One member of a channel or of a chat with others sees a new message alone; it is no reply in a thread."""
        if fault := self.targeting_refused:
            return _json(fault.body or {}, fault.status)
        place, recipient = call.path[0], call.body.get("recipient", {}).get("id", "")
        if (call.method, len(call.path)) != ("POST", 2) or not recipient or not place.startswith("19:"):
            return _error(400, "BadArgument")
        if recipient not in self.rosters.get(place, self.members):
            return _error(403, "BotNotInConversationRoster")
        return None

    def _carry_out(self, call: Call) -> web.Response:
        self.calls.append(call)
        number = len(self.calls)
        match call.method, call.path:
            case "POST", ():
                channel = call.body.get("channelData", {}).get("channel", {}).get("id")
                opened = {"id": f"{channel};messageid=activity-{number}" if channel else f"a:conversation-{number}"}
                return _json(opened | ({"activityId": f"activity-{number}"} if "activity" in call.body else {}), 201)
            case "POST", (_, "activities") | (_, "activities", _):
                return _json({"id": f"activity-{number}"}, 201)
            case ("PUT", (_, "activities", activity_id)):
                return _json({"id": activity_id})
            case ("DELETE", (_, "activities", _)):
                return web.Response()
            case ("GET", (place, "members", member_id)) if member_id in self.rosters.get(place, self.members):
                return _json(self.members[member_id])
        return _error(404, "NotFound")


def _json(content: object, status: int = 200) -> web.Response:
    text = content if isinstance(content, str) else json.dumps(content)
    return web.Response(status=status, text=text, content_type="application/json")


def _error(status: int, code: str) -> web.Response:
    return _json({"error": {"code": code, "message": f"{code} it is."}}, status)


def _cut(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
