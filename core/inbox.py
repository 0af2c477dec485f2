"""What is kept of the requests that people make: the replies to them, and commands too long for a button."""

from datetime import datetime
from typing import Protocol


class Inbox(Protocol):
    """What makes a request that comes twice do its work once."""

    def reply(self, source: str, key: str) -> str | None:
        """The reply kept for this request; None when it was not seen before."""

    def keep(self, source: str, key: str, reply: str, now: datetime) -> None:
        """Keeps the reply. For a key that is kept already, the whole unit of work is undone and run again from the start."""

    def forget(self, before: datetime, limit: int) -> int:
        """Removes up to `limit` replies that were kept before; returns how many."""


class SavedCommands(Protocol):
    """Commands too long for a button."""

    def put(self, command: str, now: datetime) -> str:
        """Keeps a serialized command and returns its id; the same command has the same id, and counts as kept now."""

    def forget(self, before: datetime, limit: int) -> int:
        """Removes up to `limit` commands that were kept for the last time before; returns how many."""

    def get(self, command_id: str) -> str:
        """Raises NotFound."""
