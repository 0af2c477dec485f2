"""The port to a store outside the database, to which the contents of attachments are moved where a setting says so."""

from pathlib import Path
from typing import Protocol


class StoreFailed(Exception):
    """The store cannot be reached, refuses, or has no object of that name. The text names the fault and holds no secret."""


class ObjectStore(Protocol):
    """Objects by name. Never called within a unit of work. All methods raise StoreFailed."""

    async def put(self, name: str, path: Path) -> None:
        """Keeps the content of the file, whole or not at all."""

    async def get(self, name: str, path: Path) -> None:
        """Writes the object's content into the file, piece by piece."""

    async def delete(self, name: str) -> None:
        """Removes the object, if it is there."""
