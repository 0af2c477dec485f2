"""Functions on their way to a database thread, and their outcomes on the way back."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection

from adapters.database.failures import without_data

T = TypeVar("T")

# Instead of an organization: what is done for all of them, by workers.
EVERY_ORGANIZATION = 0


@dataclass(eq=False, slots=True)
class Job:
    """A function to be run on a connection in a transaction, or `alone`, outside of any; and the future that waits for it."""

    function: Callable[[Connection], Any]
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop
    alone: bool = False
    value: Any = None
    error: BaseException | None = field(default=None)

    def settle(self) -> None:
        """Called in the event loop, when the value is safe in the database."""
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.value)
        else:
            self.future.set_exception(self.error)


def answer(jobs: Iterable[Job]) -> None:
    """Settles jobs, with one call into each event loop that waits for some."""
    loops: dict[asyncio.AbstractEventLoop, list[Job]] = {}
    for job in jobs:
        if job.error is not None:
            job.error = without_data(job.error)
        loops.setdefault(job.loop, []).append(job)
    for loop, theirs in loops.items():
        try:
            loop.call_soon_threadsafe(_settle, theirs)
        except RuntimeError:  # the loop was closed: nobody waits any more
            continue


def _settle(jobs: list[Job]) -> None:
    for job in jobs:
        job.settle()


class Runner(Protocol):
    """Runs functions in transactions, outside the event loop; on PostgreSQL only the rows of their organization are there."""

    async def read(self, organization_id: int, function: Callable[[Connection], T]) -> T: ...
    async def read_long(self, organization_id: int, function: Callable[[Connection], T]) -> T: ...
    async def write(self, organization_id: int, function: Callable[[Connection], T]) -> T: ...
    async def scrub(self, tables: Sequence[str]) -> None:
        """Overwrites what the database has left of rows of these tables that were removed or changed. Raises StorageFailed."""
        ...

    def close(self) -> None: ...
