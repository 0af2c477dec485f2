"""Follow-ups: what somebody wants to be reminded of, of an entry, on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.entry import LogRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Of an entry that has a day to follow up on. `person_id` is who is reminded, in the morning of `due_on` where they are.

    `done_at` (aware) is None until it is done, `done_by` a person's id.
    """

    entry_no: int
    person_id: int
    due_on: date
    done_at: datetime | None = None
    done_by: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpPage:
    """Open follow-ups with their entries, the first due first. `name` is the person's, "" for the reader's own; `after` is the
    place to go on from, "" when there are no more.
    """

    rows: tuple[tuple[FollowUp, LogRow], ...]
    name: str = ""
    after: str = ""


class FollowUps(Protocol):
    """Those of entries that were erased go with them."""

    def keep(self, follow_up: FollowUp) -> None:
        """Adds it, or replaces that of the same entry."""

    def add_many(self, follow_ups: Sequence[FollowUp]) -> None:
        """Adds those of entries that had none."""

    def remove(self, entry_no: int) -> None:
        """Removes that of the entry, if it has one."""

    def get(self, entry_no: int) -> FollowUp | None:
        """That of the entry, if it has one."""

    def open_of(self, person_id: int, limit: int, *, after: tuple[date, int] | None = None) -> Sequence[FollowUp]:
        """Those that a person is reminded of, or recorded, and that are not done, of entries that are not canceled, the first due
        first; `after` a day and a no.
        """
