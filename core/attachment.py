"""Attachments (5062): files that templates carry, one a language, and that entries keep."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

MAX_SIZE = 25 * 1024 * 1024
MAX_OF_ENTRY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that is kept; `no` is 0 until it is. It never changes: another content is another attachment, so that what an
    entry has used stays as it was.

    `size` is in bytes, `checksum` the content's SHA-256 in hexadecimal digits. `extension` is of the file name, lower case,
    without its dot. `media_type` is what the content looks like, not what its sender said. `created_by` is a person's id.
    """

    no: int = 0
    file_name: str
    extension: str
    size: int
    checksum: str
    media_type: str
    created_at: datetime
    created_by: int


@dataclass(frozen=True, slots=True)
class Move:
    """A content that is in the database, that of `attachment`, and the name of the object that it is to become."""

    attachment: Attachment
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that somebody sent: `path` is a temporary file of whoever received it, who removes it."""

    name: str
    path: Path
    size: int
    checksum: str


class Attachments(Protocol):
    """Files, by content kept once. One that nothing refers to any more is dropped by who takes the last reference away."""

    def add(self, attachment: Attachment, path: Path) -> Attachment:
        """Keeps a file, whose content is at `path`, with the no. that it is given.

        Something has to refer to it before the transaction ends. Raises OSError.
        """

    def get(self, no: int) -> Attachment:
        """Raises NotFound (attachment)."""

    def content(self, attachment: Attachment) -> Iterator[bytes]:
        """The content in pieces, in their order. Raises FileRefused where it cannot be had now."""

    def of_entry(self, entry_no: int) -> Sequence[Attachment]:
        """An entry's attachments, in the order in which they came."""

    def of_entries(self, entry_nos: Sequence[int]) -> frozenset[int]:
        """The nos. of the attachments of these entries: to be taken before the entries are deleted, for `drop_unused`."""

    def of_template(self, template_code: str) -> frozenset[int]:
        """The nos. of the attachments of a template, in all its languages."""

    def attach(self, pairs: Sequence[tuple[int, int]], *, unmerged: bool = False) -> None:
        """Makes entries keep attachments, as (entry no., attachment no.). `unmerged`: a letter is to be merged of each."""

    def unmerged(self, entry_no: int) -> Attachment | None:
        """The attachment of an entry that a letter is to be merged of."""

    def detach(self, entry_no: int, attachment_no: int) -> None:
        """Takes an attachment from an entry, if it has it."""

    def drop_unused(self, nos: Sequence[int]) -> int:
        """Removes those of these attachments that no entry and no template has, with contents that no other has; how many.

        A content that is outside the database is left to `strays`.
        """

    def to_move(self, until: datetime) -> Move | None:
        """A content that is in the database, to be moved to the object of that name; None when there is none.

        Until then the object is no stray.
        """

    def moved(self, move: Move) -> bool:
        """From now on the content is the object's, and in the database no more; False, and the object a stray, when it is not
        wanted any more or the time was over.
        """

    def moved_count(self) -> int:
        """How many contents are outside the database."""

    def strays(self, now: datetime, limit: int) -> Sequence[str]:
        """Names of objects that nothing refers to nor will, whether they are there or not."""

    def forget_strays(self, names: Sequence[str]) -> None:
        """These are not there any more."""
