"""Somebody between the program and PostgreSQL, who counts the round trips and can cut a connection."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import make_url


@dataclass
class Wiretap:
    """`cuts_at`: a connection on which that is said is cut, once: after the server has done it, or `unheard`."""

    address: str
    trips: int = 0
    cuts_at: bytes = b""
    unheard: bool = False

    def cuts(self, said: bytes) -> bool:
        self.trips += 1
        found = bool(self.cuts_at) and self.cuts_at in said
        if found:
            self.cuts_at = b""
        return found


@asynccontextmanager
async def wiretap(url: str) -> AsyncIterator[Wiretap]:
    """Listens on an address of its own in front of the server of `url`. Who speaks through it has hung up before it ends."""
    server = make_url(url)
    tap = Wiretap("")
    speaking: set[asyncio.Task[None] | None] = set()

    async def connected(from_client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        speaking.add(asyncio.current_task())
        from_server, to_server = await asyncio.open_connection(server.host, server.port)
        cut = False

        async def answer() -> None:
            while (said := await from_server.read(1 << 20)) and not cut:
                to_client.write(said)
            to_client.close()

        answering = asyncio.create_task(answer())
        while not cut and (said := await from_client.read(1 << 20)):
            cut = tap.cuts(said)
            if not (cut and tap.unheard):
                to_server.write(said)
        if not cut or tap.unheard:
            to_server.close()
        with contextlib.suppress(ConnectionError):
            await answering
            for writer in (to_server, to_client):
                writer.close()
                await writer.wait_closed()

    listening = await asyncio.start_server(connected, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    tap.address = server.set(host="127.0.0.1", port=port).render_as_string(hide_password=False)
    try:
        yield tap
    finally:
        listening.close()
        await asyncio.gather(*filter(None, speaking))
