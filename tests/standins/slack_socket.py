"""The stand-in's side of Socket Mode: connections that apps open, and envelopes that come again until they are acknowledged."""

import asyncio
import itertools
import json
from collections.abc import Callable
from contextlib import suppress

from aiohttp import WSMsgType, web

from tests.standins.block_kit_parts import Json

APP_TOKEN = "xapp-1-test"


class SlackSocket:
    """`address` gives the address of a path of the stand-in's server."""

    def __init__(self, address: Callable[[str], str]) -> None:
        self._address = address
        self._numbers = itertools.count(1)
        self._tickets: set[str] = set()
        self._connections: list[web.WebSocketResponse] = []
        self._waiting: dict[str, tuple[Json, asyncio.Future[Json]]] = {}
        self._connected = asyncio.Event()
        # Errors that apps.connections.open answers with next.
        self.failures: list[str] = []
        # So many of the next addresses are no good.
        self.expired = 0
        self.opened = 0
        # How often each envelope was sent, by its id.
        self.deliveries: dict[str, int] = {}
        # While set, acknowledgements are taken for lost.
        self.deaf = False

    def open(self, token: str) -> Json:
        """apps.connections.open: an address for one connection."""
        if self.failures:
            return {"ok": False, "error": self.failures.pop(0)}
        if token != APP_TOKEN:
            return {"ok": False, "error": "invalid_auth"}
        ticket = f"ticket{next(self._numbers)}"
        if self.expired:
            self.expired -= 1
        else:
            self._tickets.add(ticket)
        return {"ok": True, "url": self._address(f"/socket/{ticket}").replace("http://", "ws://")}

    async def connect(self, request: web.Request) -> web.StreamResponse:
        ticket = request.match_info["ticket"]
        if ticket not in self._tickets:
            return web.Response(status=403)
        self._tickets.discard(ticket)
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        self.opened += 1
        await connection.send_json({"type": "hello", "num_connections": 1})
        self._connections.append(connection)
        self._connected.set()
        for envelope, _ in list(self._waiting.values()):
            await self._deliver(envelope)
        with suppress(ConnectionError):
            async for message in connection:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(json.loads(message.data))
        self._left(connection)
        return connection

    async def send(self, kind: str, payload: Json) -> Json:
        """Sends an envelope ("slash_commands", "interactive", "events_api") until it is acknowledged; gives the answer."""
        number = f"env{next(self._numbers)}"
        envelope = {"envelope_id": number, "type": kind, "payload": payload, "accepts_response_payload": kind != "events_api"}
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[number] = (envelope, answer)
        await self._deliver(envelope)
        return await answer

    async def again(self) -> None:
        """Sends all once more that is not acknowledged."""
        for envelope, _ in list(self._waiting.values()):
            await self._deliver(envelope)

    @property
    def is_connected(self) -> bool:
        return self._connected.is_set()

    async def connected(self, seconds: float = 30.0) -> None:
        async with asyncio.timeout(seconds):
            await self._connected.wait()

    async def refresh(self) -> None:
        """Asks for a new connection, as Slack does every few hours."""
        await self._connections[-1].send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def hang_up(self) -> None:
        """Closes the connections in order."""
        for connection in list(self._connections):
            self._left(connection)
            await connection.close()

    def cut(self) -> None:
        """The connections are gone without a word."""
        for connection in list(self._connections):
            self._left(connection)
            assert connection._req is not None
            assert connection._req.transport is not None
            connection._req.transport.abort()

    async def close(self) -> None:
        for connection in list(self._connections):
            await connection.close()

    async def _deliver(self, envelope: Json) -> None:
        number = envelope["envelope_id"]
        if self._connections:
            self.deliveries[number] = self.deliveries.get(number, 0) + 1
            with suppress(ConnectionError):
                await self._connections[-1].send_json(envelope)

    def _acknowledged(self, message: Json) -> None:
        if not self.deaf and (waiting := self._waiting.pop(message["envelope_id"], None)):
            waiting[1].set_result(message.get("payload") or {})

    def _left(self, connection: web.WebSocketResponse) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
        if not self._connections:
            self._connected.clear()
