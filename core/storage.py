"""The port to storage as the asynchronous edges see it."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from core.work import Work

T = TypeVar("T")


class Storage(Protocol):
    """Runs plain functions, each in one transaction of one organization, outside the event loop."""

    async def read(self, organization_id: int, operation: Callable[[Work], T]) -> T:
        """Runs an operation that only reads, on a consistent state; it may run beside others."""

    async def read_long(self, organization_id: int, operation: Callable[[Work], T]) -> T:
        """As `read`, for what reads much and takes long: it takes little memory, and is in nobody's way."""

    async def write(self, organization_id: int, operation: Callable[[Work], T]) -> T:
        """Runs an operation and returns its value after the COMMIT. What it raises takes all it did back.

        The operation may be run again from the start when the transaction that it shared with others fails, or when a key
        that it inserts is there already; so it does nothing but work on `Work` and return a value.
        """
