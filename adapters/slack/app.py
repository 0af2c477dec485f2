"""The door to Slack: Bolt behind the guard, with one listener for each kind of request."""

import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.request.payload_utils import is_slash_command
from slack_bolt.response import BoltResponse
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler, AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.background import Background
from adapters.chat.conversation import Conversation
from adapters.chat.copies import Copies
from adapters.chat.posting import NotPosted
from adapters.slack import limits
from adapters.slack.desk import Desk
from adapters.slack.downloading import Downloads
from adapters.slack.guard import Refused, signed_body
from adapters.slack.listeners import Listeners
from adapters.slack.sending import Sender
from adapters.slack.socket import Socket
from adapters.slack.workspaces import Workspaces
from core.storage import Storage

log = structlog.get_logger(__name__)

_ANY = re.compile("")
_DRAIN_WITHIN = 20.0
# What comes through Socket Mode; over HTTP the server waits for its requests.
_ANSWER_WITHIN = 8.0


class SlackDoor:
    """Answers `POST /slack/events` or, with an `app_token`, what comes through Socket Mode, between `start` and `close`.

    `workspaces` are opened and closed with it. `clock` gives an aware time; `api_url` ends with a slash.
    """

    def __init__(
        self,
        conversation: Conversation,
        storage: Storage,
        workspaces: Workspaces,
        clock: Callable[[], datetime],
        *,
        signing_secret: str = "",
        app_token: str = "",
        api_url: str = "https://slack.com/api/",
        public_url: str = "",
    ) -> None:
        if not signing_secret and not app_token:
            # HMAC takes an empty key, and then anybody could sign.
            raise ValueError("the signing secret is empty")
        self._conversation = conversation
        self._storage = storage
        self._workspaces = workspaces
        self._clock = clock
        self._secret = signing_secret.encode()
        self._api_url = api_url
        self._public_url = public_url
        self._background = Background()
        self._copies = Copies(storage, clock)
        self._session: aiohttp.ClientSession | None = None
        self._app: AsyncApp | None = None
        self._app_token = app_token
        self.over_http = not app_token
        self._socket: Socket | None = None

    async def start(self) -> None:
        """Opens the connections to Slack; calls nothing."""
        # The session reads the proxy settings of the environment with their exceptions, the client reads them without.
        self._session = aiohttp.ClientSession(trust_env=True, timeout=aiohttp.ClientTimeout(total=limits.CALL_WITHIN))
        client = AsyncWebClient(
            base_url=self._api_url,
            session=self._session,
            logger=logging.getLogger("slack_sdk"),
            retry_handlers=[AsyncConnectionErrorRetryHandler(), AsyncRateLimitErrorRetryHandler()],
        )
        client.proxy = None
        await self._workspaces.start()
        downloads = Downloads(self._session, self._workspaces, self._api_url)
        desk = Desk(self._conversation, self._storage, self._workspaces, client, downloads, self._clock, self._public_url)
        sender = Sender(client, self._session, self._workspaces, self._storage, self._clock, self._copies)
        self._app = _bolt(client, self._workspaces, Listeners(desk, sender, self._workspaces, self._background))
        if self._app_token:
            await self._connect(self._app, self._session)

    async def _connect(self, app: AsyncApp, session: aiohttp.ClientSession) -> None:
        client = AsyncWebClient(base_url=self._api_url, session=session)
        client.proxy = None
        self._socket = Socket(app, client, self._app_token)
        await self._socket.start()

    async def close(self) -> None:
        """Sends what is still to be sent, and closes the connections."""
        if self._socket:
            await self._socket.close(_ANSWER_WITHIN)
        await self._background.finish(_DRAIN_WITHIN)
        await self._copies.close()
        await self._workspaces.close()
        if self._session:
            await self._session.close()

    async def events(self, request: web.Request) -> web.Response:
        """Everything that Slack sends. 401, 413 or 400 for what Slack did not send so; see the guard."""
        if self._app is None or not self._secret:
            raise RuntimeError("not started, or for Socket Mode")
        try:
            body = await signed_body(request, self._secret, self._clock())
        except Refused as refused:
            log.warning("request refused", status=refused.status, reason=refused.reason)
            return web.Response(status=refused.status)
        try:
            asked = AsyncBoltRequest(body=body, query=request.query_string, headers=dict(request.headers))
            # What a listener raises is answered inside.
            answered = await self._app.async_dispatch(asked)
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
            # Signed, but no JSON, no object, one without end or without its parts; Slack does not send such.
            log.warning("request refused", status=400, reason="unreadable body")
            return web.Response(status=400)
        if answered.status == HTTPStatus.NOT_FOUND:
            # Slack tells of more than concerns us, as that it holds events back; told that it went wrong it would tell again.
            log.warning("request not needed", kind=str(asked.body.get("type", ""))[:100])
            return web.Response()
        return web.Response(status=answered.status, body=answered.body.encode(), headers=answered.first_headers())


class _Authorize(AsyncAuthorize):
    """The workspace's token, without what Bolt would ask Slack for. A workspace without any is answered by the desk."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def __call__(self, *, enterprise_id: str | None, team_id: str | None, **_: object) -> AuthorizeResult:
        token = None
        with suppress(NotPosted):
            token = await self._workspaces.token(team_id or enterprise_id or "")
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=token)


class _Commands(AsyncMiddleware):
    """Slash commands, answered before Bolt looks for a listener: for each that it asks it makes thirty arguments of the request,
    and these, the most frequent of all, need but the body.
    """

    def __init__(self, answer: Callable[[dict[str, Any]], Awaitable[BoltResponse]]) -> None:
        self._answer = answer

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name for it
    ) -> BoltResponse:
        return await self._answer(req.body) if is_slash_command(req.body) else await next()


def _bolt(client: AsyncWebClient, workspaces: Workspaces, listeners: Listeners) -> AsyncApp:
    # Bolt's warnings quote requests, and with them what people wrote.
    logger = logging.getLogger("slack_bolt.app")
    logger.setLevel(logging.ERROR)
    app = AsyncApp(
        # The work is done before the answer, so that what was answered is stored.
        process_before_response=True,
        # The guard did it.
        request_verification_enabled=False,
        attaching_function_token_enabled=False,
        client=AsyncWebClient(base_url=client.base_url, session=client.session),
        before_authorize=_Commands(listeners.command),
        authorize=_Authorize(workspaces),
        logger=logger,
    )
    app.action(_ANY)(listeners.action)
    app.shortcut(_ANY)(listeners.shortcut)
    app.view(_ANY)(listeners.submission)
    app.options(_ANY)(listeners.search)
    app.event(_ANY)(listeners.event)
    app.error(listeners.failed)
    return app
