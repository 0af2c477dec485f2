"""What is told of many entries at once: before they are deleted or changed, and after."""

from dataclasses import dataclass
from datetime import datetime

from core.entry import LogRow
from core.values import ChangeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionPreview:
    """The canceled entries that would go, with the number of their `comments`. `oldest` and `newest` are when they took place.

    `more`: there are further ones, which another preview finds when these are gone.
    """

    nos: tuple[int, ...]
    comments: int = 0
    documents: int = 0
    oldest: datetime | None = None
    newest: datetime | None = None
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """What went: entries by number, and how many comments and attachments.

    `kept` are those that are not canceled any more, `gone` how many were deleted by somebody else; `left` what is still to be
    deleted of the same preview, `before` how many were deleted earlier.
    """

    nos: tuple[int, ...]
    comments: int = 0
    attachments: int = 0
    kept: tuple[int, ...] = ()
    gone: int = 0
    left: tuple[int, ...] = ()
    before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePreview:
    """The entries that a change would concern, newest first: their `nos`, and the first ten as `rows`. `others` is how many the
    person may not change, `unchanged` how many are so already. `more`: there are too many to do at once.
    """

    kind: ChangeKind
    nos: tuple[int, ...]
    rows: tuple[LogRow, ...]
    others: int = 0
    unchanged: int = 0
    more: bool = False


def ranges(nos: tuple[int, ...]) -> str:
    """#1–#3, #7: numbers in words that take little room."""
    parts: list[list[int]] = []
    for no in sorted(set(nos)):
        if parts and parts[-1][-1] == no - 1:
            parts[-1][1:] = [no]
        else:
            parts.append([no])
    return ", ".join("–".join(f"#{no}" for no in part) for part in parts)
