"""What operations on segments give back."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.contact import Contact
from core.segment import LineRow, LoggedSegment, Omission, Segment, SegmentRow
from core.template import InteractionTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentPage:
    """`after` and `before` are where the neighbouring pages begin, "" when there is none."""

    rows: tuple[SegmentRow, ...]
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentDetails:
    """A segment with a page of its contacts, of `contacts` all in all. `logged` once it is; `may_cancel` that one."""

    segment: Segment
    contacts: int
    lines: tuple[LineRow, ...]
    after: str = ""
    before: str = ""
    logged: LoggedSegment | None = None
    may_cancel: bool = False
    salesperson_name: str = ""
    template: InteractionTemplate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentChanged:
    """Contacts that came into a segment, or left it. `count` of them, the first ten in `contacts`; `there` were in it (or were
    not) already; `now` is how many it has. `left_out` did not come in.
    """

    segment: Segment
    count: int
    contacts: tuple[Contact, ...]
    there: int = 0
    left_out: tuple[Omission, ...] = ()
    now: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A new segment with the contacts of `origin`, but for those that are left out now."""

    segment: Segment
    origin: str
    count: int
    left_out: tuple[Omission, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentPreview:
    """What logging would do: one entry for each of `count` contacts, their cost in LCY and duration in minutes all in all.

    `digest` stands for all of it; `stale`: it is not what was confirmed, since the segment has changed.
    """

    segment: Segment
    template: InteractionTemplate
    at: datetime
    description: str
    count: int
    cost: Decimal
    duration: int
    left_out: tuple[Omission, ...]
    digest: str
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentDone:
    """A segment that was logged; `nos` are the numbers of its entries. `change` is what undo takes back."""

    logged: LoggedSegment
    template: InteractionTemplate
    at: datetime
    nos: tuple[int, ...]
    left_out: tuple[Omission, ...]
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedSegments:
    """Newest first. `older` and `newer` are where the neighbouring pages begin, 0 when there is none."""

    rows: tuple[LoggedSegment, ...]
    older: int = 0
    newer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedSegmentChanged:
    """A logged segment that was canceled or restored with `count` of its entries; `change` is 0 when it was so already."""

    logged: LoggedSegment
    count: int
    change: int
