"""Work that goes on after the answer to a platform."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from adapters.chat.failures import report

T = TypeVar("T")


class Background:
    """Keeps hold of what is under way, so that stopping can wait for it."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Starts the work; if it fails and nobody waits for it, the log says so."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def finish(self, seconds: float) -> None:
        """Waits for all work, that started meanwhile included, at most so long; what is left then is given up."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self._tasks and (left := deadline - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait(self._tasks, timeout=left)
        for task in self._tasks:
            task.cancel()

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            report("work failed after the answer", error)


async def done_within(task: "asyncio.Task[Any]", seconds: float) -> bool:
    """Whether the task ends within so many seconds; it goes on if not."""
    if task.done():
        return True
    done, _ = await asyncio.wait((task,), timeout=seconds)
    return bool(done)
