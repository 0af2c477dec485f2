"""What came a moment ago, so that the same once more joins it instead of being answered twice."""

import asyncio
from collections import OrderedDict
from typing import Generic, TypeVar

T = TypeVar("T")


class Repeats(Generic[T]):
    """Work by key, each remembered for `seconds`; beyond `most` the oldest is forgotten.

    This spares people a second answer, within one process. That nothing is done twice is seen to by the storage.
    """

    def __init__(self, seconds: float, most: int = 5000) -> None:
        self._seconds = seconds
        self._most = most
        self._known: OrderedDict[str, tuple[float, asyncio.Task[T]]] = OrderedDict()

    def find(self, key: str) -> "asyncio.Task[T] | None":
        """The work that was kept under this key."""
        now = asyncio.get_running_loop().time()
        while self._known and next(iter(self._known.values()))[0] < now:
            self._known.popitem(last=False)
        known = self._known.get(key)
        return known[1] if known else None

    def keep(self, key: str, work: "asyncio.Task[T]") -> None:
        self._known[key] = (asyncio.get_running_loop().time() + self._seconds, work)
        if len(self._known) > self._most:
            self._known.popitem(last=False)
