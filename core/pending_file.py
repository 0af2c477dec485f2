"""Files that wait until the person they are for says where they may go."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingFile:
    """`id` cannot be guessed; `owner` is the account that may have the file, `size` in bytes."""

    id: str
    owner: str
    name: str
    media_type: str
    size: int
    created_at: datetime


class PendingFiles(Protocol):
    def add(self, file: PendingFile) -> None:
        """Keeps the file, whose content is added after it."""

    def add_part(self, file_id: str, number: int, content: bytes) -> None:
        """Adds a part of the content; parts are numbered from 0."""

    def get(self, file_id: str) -> PendingFile | None:
        """The file, if it is kept."""

    def part(self, file_id: str, number: int) -> bytes | None:
        """A part of the content; None after the last."""

    def remove(self, file_id: str) -> None:
        """Forgets the file with its content, if it is kept."""

    def forget(self, before: datetime, limit: int) -> int:
        """Forgets up to `limit` files that were kept before that moment; returns how many."""
