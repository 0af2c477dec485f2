"""What the Playground leaves out: what reaches the bot is signed, and calls of the bot need a token that the login gave."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aiohttp
from aiohttp import web

from tests.standins.teams import TeamsStandIn

_KEPT = ("Content-Type",)


@asynccontextmanager
async def signing(standin: TeamsStandIn, bot: str, playground: str) -> AsyncIterator[str]:
    """The address of a proxy between the bot and the Playground: /api/messages leads to the one, /_connector to the other.

    `standin` has the keys that it signs with, and the tokens that the bot got from the login.
    """
    address = ""

    async def pass_on(request: web.Request, to: str, headers: dict[str, str]) -> web.Response:
        kept = {name: request.headers[name] for name in _KEPT if name in request.headers}
        url = f"{to}{request.raw_path}"
        async with session.request(request.method, url, data=await request.read(), headers=kept | headers) as answer:
            shown = {name: answer.headers[name] for name in _KEPT if name in answer.headers}
            return web.Response(status=answer.status, body=await answer.read(), headers=shown)

    async def to_bot(request: web.Request) -> web.Response:
        token = standin.token(datetime.now(UTC), serviceurl=service_url(address))
        return await pass_on(request, bot, {"Authorization": f"Bearer {token}"})

    async def to_connector(request: web.Request) -> web.Response:
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in standin.tokens:
            return web.Response(status=401)
        return await pass_on(request, playground, {})

    app = web.Application()
    app.router.add_route("*", "/api/messages", to_bot)
    app.router.add_route("*", "/_connector/{path:.*}", to_connector)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    async with aiohttp.ClientSession() as session:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield address
        finally:
            await runner.cleanup()


def service_url(proxy: str) -> str:
    """Where the bot calls the connector."""
    return f"{proxy}/_connector"
