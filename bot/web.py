"""The web application: where platforms call, and where operators look."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import count
from secrets import token_hex
from typing import TYPE_CHECKING

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.entry_page import PATH, entry_page
from bot.metrics import CONTENT_TYPE, Metrics
from bot.slack import INSTALL_PATH, REDIRECT_PATH

if TYPE_CHECKING:
    from adapters.documents.door import DocumentsDoor
    from adapters.slack.installing import InstallDoor

BODY_LIMIT = 1 << 20
_READY_WITHIN = 5.0
_log = structlog.stdlib.get_logger(__name__)


class UnderWay:
    """The requests that are being answered. `stopping` is for the middleware: connections are closed after their answer."""

    def __init__(self) -> None:
        self._count = 0
        self._none = asyncio.Event()
        self._none.set()
        self.stopping = False

    def __enter__(self) -> None:
        self._count += 1
        self._none.clear()

    def __exit__(self, *_: object) -> None:
        self._count -= 1
        if not self._count:
            self._none.set()

    async def finish(self, seconds: float) -> None:
        """Waits for all of them, at most so long.

        aiohttp would wait too, but takes in nothing any more, so that a request whose body is still arriving would be lost.
        """
        self.stopping = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._none.wait(), seconds)


def create_app(
    *,
    metrics: Metrics,
    ready: Callable[[], Awaitable[bool]],
    measure: Callable[[], Awaitable[None]],
    under_way: UnderWay,
    slack_events: Handler | None = None,
    slack_install: "InstallDoor | None" = None,
    teams_messages: Handler | None = None,
    documents: "DocumentsDoor | None" = None,
    entries: bool = False,
) -> web.Application:
    """`ready` tells whether requests can be answered; it may raise, which means no. `measure` brings figures up to date that
    nobody counts; it may raise too. `slack_events`, `slack_install`, `teams_messages` and
    `documents` are None where the platform or the webhook is off. With `entries` they have addresses.
    """

    async def healthz(_: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def readyz(_: web.Request) -> web.Response:
        try:
            can = await asyncio.wait_for(ready(), _READY_WITHIN)
        except Exception as error:
            # The error's text may hold the database's address.
            _log.warning("not ready", error=type(error).__name__)
            can = False
        return web.Response(text="ready\n") if can else web.Response(text="not ready\n", status=503)

    async def figures(_: web.Request) -> web.Response:
        try:
            await asyncio.wait_for(measure(), _READY_WITHIN)
        except Exception as error:
            _log.warning("not measured", error=type(error).__name__)
        return web.Response(body=metrics.text(), headers={"Content-Type": CONTENT_TYPE})

    app = web.Application(middlewares=[_middleware(under_way)], client_max_size=BODY_LIMIT)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", figures)
    if slack_events is not None:
        app.router.add_post("/slack/events", slack_events)
    if slack_install is not None:
        app.router.add_get(INSTALL_PATH, slack_install.install)
        app.router.add_get(REDIRECT_PATH, slack_install.redirect)
    if teams_messages is not None:
        app.router.add_post("/api/messages", teams_messages)
    if documents is not None:
        app.router.add_post("/documents", documents.events)
        app.router.add_get("/documents/openapi.json", documents.description)
    if entries:
        app.router.add_get(PATH, entry_page)
    return app


def _middleware(under_way: UnderWay) -> Middleware:
    """Gives each request an id that its log lines carry; an unexpected error is answered with it."""
    process, numbers = token_hex(4), count(1)

    @web.middleware
    async def one_request(request: web.Request, handler: Handler) -> web.StreamResponse:
        # A connection is one task and so one context, whatever number of requests comes through it.
        structlog.contextvars.clear_contextvars()
        request_id = f"{process}-{next(numbers)}"
        structlog.contextvars.bind_contextvars(request_id=request_id)
        with under_way:
            try:
                response = await handler(request)
            except web.HTTPException as refused:
                if refused.status >= 400:
                    _log.info("refused", method=request.method, path=request.path[:100], status=refused.status)
                raise
            except Exception:
                _log.exception("failed", method=request.method, path=request.path[:100])
                response = web.Response(status=500, text=f"Something went wrong. The log has it under {request_id}.\n")
            if under_way.stopping:
                response.force_close()
            return response

    return one_request
