"""Hearing from PostgreSQL of messages that other processes put."""

import asyncio
import contextlib
from collections.abc import Callable

import psycopg
from sqlalchemy import Engine

from adapters.database.outbox import CHANNEL

_AGAIN_SECONDS = 1.0


class Listener:
    """One connection that listens, made anew when it breaks, and made first when somebody waits."""

    def __init__(self, engine: Engine, ring: Callable[[], None]) -> None:
        self._arguments = engine.dialect.create_connect_args(engine.url)[1]
        self._ring = ring
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to listen, if nobody does."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._listen(), name="outbox-listener")

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _listen(self) -> None:
        while True:
            # Whoever waits also looks by themselves now and then, so a server that is gone needs no word here.
            with contextlib.suppress(psycopg.Error, OSError):
                await self._listen_once()
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _listen_once(self) -> None:
        connection = await psycopg.AsyncConnection.connect(**self._arguments, autocommit=True)
        try:
            await connection.execute(f"LISTEN {CHANNEL}")
            self._ring()  # for what was put while nobody listened
            async for _ in connection.notifies():
                self._ring()
        finally:
            await connection.close()
