"""Requests that concern many entries at once: deleting canceled ones, and changing all that a list shows."""

from dataclasses import dataclass
from datetime import date

from core.requests.entries import EntryFilters
from core.values import ChangeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewDeletion:
    """`delete-canceled [FILTER ...]`: which canceled entries would go. The fields are as in EntryFilters."""

    contact: str = ""
    company: str = ""
    since: date | None = None
    until: date | None = None
    template: str = ""
    group: str = ""
    by: str = ""
    campaign: str = ""
    no_from: int = 0
    no_to: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteEntries:
    """Deletes those of the entries that are canceled. `before` is how many of the same preview were deleted already."""

    nos: tuple[int, ...]
    before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewChange(EntryFilters):
    """Which entries `kind` (canceled, restored, evaluated) would concern, of those that the filter finds."""

    kind: ChangeKind


DeletionRequest = PreviewDeletion | DeleteEntries | PreviewChange
