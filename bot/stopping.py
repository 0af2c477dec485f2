"""Work that goes on beside until it is asked to stop."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any


@asynccontextmanager
async def until_left(
    work: Coroutine[Any, Any, None], stop: asyncio.Event, finish_within: float
) -> AsyncIterator["asyncio.Task[None]"]:
    """Does the work while the context is open. Leaving asks it to stop, waits at most so many seconds, and then ends it."""
    working = asyncio.create_task(work)
    try:
        yield working
    finally:
        stop.set()
        await asyncio.wait((working,), timeout=finish_within)
        working.cancel()
        await asyncio.wait((working,))
