"""A worker beside a door, on the door's database and clock."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from adapters.chat.delivering.means import Means
from adapters.chat.delivering.worker import Worker
from adapters.chat.posting import Poster
from adapters.database import Database
from tests.adapters.chat.delivering.conftest import Observing, Told


@asynccontextmanager
async def working(database: Database, clock: Callable[[], datetime], posters: Mapping[str, Poster]) -> AsyncIterator[Told]:
    """Delivers what is due while the context is open."""
    told, stop = Told(), asyncio.Event()
    means = Means(
        storage=database,
        lanes=database.lanes,
        posters=posters,
        organization_of=database.organization_of,
        observer=Observing(told),
        clock=clock,
        worker="host/1/1",
        lease=timedelta(seconds=60),
        stop=stop,
    )
    task = asyncio.create_task(Worker(means).run())
    try:
        yield told
    finally:
        stop.set()
        await task
