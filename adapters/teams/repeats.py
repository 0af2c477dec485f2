"""Work that is asked for again while it is remembered."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

from adapters.chat.background import Background

T = TypeVar("T")


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
