"""What concerns a person now."""

from dataclasses import dataclass
from datetime import date

from core.entry import LogRow
from core.follow_up import FollowUp
from core.statistics import Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """`due` are the follow-ups of today and earlier, the first due first; drafts and entries are the newest first. `more_` tells
    whether more are there. `week` are the days from the person's Monday to Sunday.
    """

    due: tuple[tuple[FollowUp, LogRow], ...]
    more_due: bool
    drafts: tuple[LogRow, ...]
    more_drafts: bool
    latest: tuple[LogRow, ...]
    week: tuple[tuple[date, Figures], ...]

    @property
    def whole_week(self) -> Figures:
        return sum((figures for _, figures in self.week), Figures())
