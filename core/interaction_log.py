"""The interaction log within a unit of work: entries, what was changed of them, and comments."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from core.entry import Change, Comment, InteractionLogEntry, LogRow
from core.filters import EntryFilter, Position


class Entries(Protocol):
    def add(self, entry: InteractionLogEntry) -> int:
        """Writes a new entry and returns the number that it was given."""

    def add_many(self, entries: Sequence[InteractionLogEntry]) -> Sequence[int]:
        """Writes new entries and returns the numbers that they were given, which grow in their order."""

    def get(self, no: int) -> InteractionLogEntry:
        """Raises NotFound."""

    def row(self, no: int) -> LogRow:
        """The entry with its names. Raises NotFound."""

    def lock(self, nos: Collection[int]) -> None:
        """Keeps these entries from being changed by others until this transaction ends; to be called before they are read for
        a change. Numbers that no entry has are passed over.
        """

    def update(self, entry: InteractionLogEntry) -> None:
        """Writes all fields. Raises NotFound."""

    def update_many(self, entries: Sequence[InteractionLogEntry]) -> None:
        """Writes all fields of entries that are there."""

    def of_segment(self, segment_no: str) -> Sequence[InteractionLogEntry]:
        """The entries that a segment was logged with, by no."""

    def page(
        self, wanted: EntryFilter, limit: int, *, older_than: Position | None = None, newer_than: Position | None = None
    ) -> Sequence[LogRow]:
        """Up to `limit` rows, newest first, next to the position given; with none, the newest."""

    def how_far_back(self, entries: int, before: datetime | None) -> datetime | None:
        """When the entry took place that so many are newer than, of those before `before`; None where there are no more."""

    def count(self, wanted: EntryFilter, limit: int) -> int:
        """How many entries the filter finds, counted up to `limit`."""

    def canceled(self, wanted: EntryFilter, limit: int) -> Sequence[tuple[int, datetime]]:
        """Up to `limit` of the canceled entries that the filter finds, whatever it says of `canceled`, as (no., when they took
        place), those that were canceled first before others.
        """

    def canceled_before(self, moment: datetime, limit: int) -> Sequence[int]:
        """Up to `limit` entries that were canceled before, the one that was canceled first at the beginning."""

    def are_canceled(self, nos: Collection[int]) -> dict[int, bool]:
        """Whether each of these entries is canceled; those that are not there are left out."""

    def remove(self, nos: Collection[int]) -> None:
        """Removes entries with all that belongs to them: comments, history, what links them to documents."""

    def alike(self, entry: InteractionLogEntry, within: timedelta) -> Sequence[InteractionLogEntry]:
        """Entries with the same contact, description and recorder that took place at most `within` earlier or later."""

    def recent_by(self, person_id: int, limit: int) -> Sequence[InteractionLogEntry]:
        """What the person recorded last, newest number first, drafts and canceled ones included."""


class History(Protocol):
    """The changes and the comments of entries."""

    def new_id(self, now: datetime) -> int:
        """An id for a change or a comment, larger than those given before."""

    def add(self, changes: Sequence[Change]) -> None: ...

    def of(self, entry_no: int) -> Sequence[Change]:
        """Oldest first, with names."""

    def get(self, change_id: int) -> Sequence[Change]:
        """All rows of one command, by entry no.; empty when there is none."""

    def last_by(self, person_id: int) -> Sequence[Change]:
        """The rows of the person's last change that was neither taken back nor takes another one back; empty when none."""

    def since(self, entry_no: int, change_id: int) -> Sequence[Change]:
        """The changes of an entry later than `change_id`, oldest first, with names."""

    def mark_undone(self, change_id: int) -> None: ...

    def comment(self, comment: Comment) -> None: ...

    def uncomment(self, entry_no: int, comment_id: int) -> None:
        """Raises NotFound."""

    def comments(self, entry_no: int) -> Sequence[Comment]:
        """Oldest first, with names."""

    def comment_count(self, entry_nos: Collection[int]) -> int:
        """How many comments these entries have."""
