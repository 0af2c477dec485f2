"""Work that several ask for at the same time and that is done once."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Flight(Generic[T]):
    """Runs one piece of work at a time: who asks while it is under way gets the same result, or the same error.
    It goes on when those who wait for it go away.
    """

    def __init__(self) -> None:
        self._task: asyncio.Task[T] | None = None

    @property
    def under_way(self) -> bool:
        return self._task is not None

    def start(self, work: Callable[[], Coroutine[Any, Any, T]]) -> asyncio.Task[T]:
        """Begins the work unless it is under way, without waiting for it."""
        if self._task is None:
            self._task = asyncio.create_task(work())
            self._task.add_done_callback(self._landed)
        return self._task

    async def join(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Begins the work unless it is under way, and waits for its result."""
        return await asyncio.shield(self.start(work))

    def _landed(self, task: asyncio.Task[T]) -> None:
        self._task = None
        if not task.cancelled():
            # Read, so that asyncio does not complain of an error for which nobody waited to the end.
            task.exception()
