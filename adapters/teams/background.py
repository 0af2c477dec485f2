"""Work that goes on after the answer to Teams, and work that is asked for again while it is remembered."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

from adapters.teams.failures import report

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


class Repeats(Generic[T]):
    """Work by key, each kept while it is under way and for some seconds; beyond `most` the oldest is forgotten.

    This spares people a second answer, within one process. That nothing is done twice is seen to by the storage.
    """

    def __init__(self, background: Background, most: int = 5000) -> None:
        self._background = background
        self._most = most
        self._known: OrderedDict[str, tuple[float, asyncio.Task[T]]] = OrderedDict()

    def start(self, key: str, work: Callable[[], Coroutine[Any, Any, T]], seconds: float) -> "tuple[asyncio.Task[T], bool]":
        """The work of this key, which is started unless it was in the last `seconds`, and whether it was; "" is no key."""
        now = asyncio.get_running_loop().time()
        until, known = self._known.get(key, (0.0, None))
        if known is not None and (now < until or not known.done()):
            return known, False
        task = self._background.start(work())
        if key:
            self._known.pop(key, None)
            self._known[key] = (now + seconds, task)
            self._forget(now)
        return task, True

    def _forget(self, now: float) -> None:
        while self._known:
            until, task = next(iter(self._known.values()))
            if len(self._known) <= self._most and (now < until or not task.done()):
                return
            self._known.popitem(last=False)
