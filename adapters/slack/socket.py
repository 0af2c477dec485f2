"""Socket Mode: Slack's requests through a WebSocket that is opened from here, for servers that Slack cannot reach.

Source: "Using Socket Mode" in Slack's documentation. An envelope that is not acknowledged comes again, also through another
connection; that it is then answered as before and done once is seen to by the keys of its payload, as with HTTP.
"""

import asyncio
from contextlib import suppress
from time import monotonic, time

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.background import Background
from adapters.chat.failures import report

# Seconds. A connection is looked at so often; an address is good for half a minute, connecting included.
_LOOK = 5.0
_GOOD_FOR = 20.0


class Socket:
    """Between `start` and `close`. `app_token` is one for the scope connections:write (xapp-...)."""

    def __init__(self, app: AsyncApp, client: AsyncWebClient, app_token: str) -> None:
        self._app = app
        self._web = client
        self._token = app_token
        self._work = Background()
        self._client: _Client | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._stopping = False

    async def start(self) -> None:
        """Connects beside; until that succeeds it is tried again and again."""
        self._client = _Client(self._token, web_client=self._web, logger=self._app.logger, ping_interval=_LOOK)
        # As for all other calls: the session reads the proxy settings of the environment with their exceptions.
        await self._client.aiohttp_client_session.close()
        self._client.aiohttp_client_session = aiohttp.ClientSession(trust_env=True)
        self._client.proxy = None
        self._client.socket_mode_request_listeners.append(self._take)
        self._connecting = asyncio.create_task(self._client.connect())  # type: ignore[no-untyped-call]  # no types there

    async def close(self, seconds: float) -> None:
        """Takes nothing more, finishes and acknowledges what is under way, at most so long, and disconnects. What came meanwhile
        is not acknowledged, so Slack sends it to whoever connects next.
        """
        self._stopping = True
        await self._work.finish(seconds)
        if self._connecting is not None:
            self._connecting.cancel()
            with suppress(asyncio.CancelledError):
                await self._connecting
        if self._client is not None:
            await self._client.close()  # type: ignore[no-untyped-call]  # as above

    async def _take(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        if not self._stopping:
            self._work.start(self._answer(client, request))

    async def _answer(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        started = time()
        answered = await run_async_bolt_app(self._app, request)
        try:
            await send_async_response(client, request, answered, started)
        except (ConnectionError, aiohttp.ClientError) as error:
            # The connection is gone; the envelope comes again through the next one.
            report("envelope not acknowledged", error)


class _Client(SocketModeClient):
    """Forgets an address when it gets too old: the library would try the same one for ever."""

    _address: str | None = None
    _got_at = 0.0

    @property  # type: ignore[override]  # read and set by the library as an attribute
    def wss_uri(self) -> str | None:
        return self._address if monotonic() - self._got_at < _GOOD_FOR else None

    @wss_uri.setter
    def wss_uri(self, address: str | None) -> None:
        self._address, self._got_at = address, monotonic()
