"""Statistics of the log (domain.md section 3): canceled entries and drafts are never in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Protocol, Self

from core.contact import Contact
from core.filters import EntryFilter
from core.reference import CampaignResults


class Breakdown(StrEnum):
    TEMPLATE = "template"
    GROUP = "group"
    SALESPERSON = "salesperson"
    WEEK = "week"
    EVALUATION = "evaluation"
    CONTACT = "contact"
    SEGMENT = "segment"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`cost` in LCY, `duration` in minutes. `last_interaction` is the latest that did not fail, `last_attempt` the latest that we
    initiated, failed or not.
    """

    number: int = 0
    failed: int = 0
    duration: int = 0
    cost: Decimal = Decimal(0)
    last_interaction: datetime | None = None
    last_attempt: datetime | None = None

    def __add__(self, other: Self) -> "Figures":
        return Figures(
            number=self.number + other.number,
            failed=self.failed + other.failed,
            duration=self.duration + other.duration,
            cost=self.cost + other.cost,
            last_interaction=_later(self.last_interaction, other.last_interaction),
            last_attempt=_later(self.last_attempt, other.last_attempt),
        )

    @property
    def average_duration(self) -> int:
        """In whole minutes."""
        return int(Decimal(self.duration / self.number).quantize(Decimal(1), ROUND_HALF_UP)) if self.number else 0

    @property
    def average_cost(self) -> Decimal:
        return (self.cost / self.number).quantize(Decimal("0.01"), ROUND_HALF_UP) if self.number else Decimal(0)

    @property
    def failed_share(self) -> float:
        """From 0 to 1."""
        return self.failed / self.number if self.number else 0.0


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(one, other) if one and other else one or other


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A part of a breakdown. `key` is a code or no., or of a week its Monday (2026-11-16); "" for entries without one."""

    key: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """`rows` are the largest first, those of weeks the oldest first and all that there are; `more` is how many were left out.

    `since` and `until` (included) are the days that count, None where there is no bound. Of whom: `contact`, or the person
    `name`, or with neither everybody.
    """

    whole: Figures
    breakdown: Breakdown
    rows: tuple[FigureRow, ...]
    more: int = 0
    since: date | None = None
    until: date | None = None
    contact: Contact | None = None
    name: str = ""
    own: bool = False
    may_see_others: bool = False


@dataclass(frozen=True, slots=True)
class IdleContact:
    """`last` is the last interaction that did not fail, of a company that of its persons too; None when there was none."""

    contact: Contact
    last: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleContacts:
    """The first of `total` contacts without an interaction since the day `since`, those without any first, then the longest ago.

    Whose contacts: `contact` (its company's), or those of the salesperson `name`, or with neither everybody's.
    """

    contacts: tuple[IdleContact, ...]
    total: int
    since: date
    contact: Contact | None = None
    name: str = ""
    own: bool = False


class StatisticsOfLog(Protocol):
    """What can be counted within a unit of work. Canceled entries and drafts are left out whatever the filter says."""

    def total(self, wanted: EntryFilter) -> Figures:
        """All that the filter finds."""

    def by(self, wanted: EntryFilter, breakdown: Breakdown, limit: int | None = None) -> Sequence[tuple[str, Figures]]:
        """The same by key, those with the largest number first, at most `limit`. Not by week."""

    def idle(
        self, before: datetime, limit: int, *, salesperson: str | None = None, company_no: str = ""
    ) -> tuple[int, Sequence[tuple[str, datetime | None]]]:
        """How many contacts have no interaction, that did not fail, from `before` on, and the nos. of the first with the time
        of the last one. Those of a salesperson alone, those of a company with itself alone; never privacy blocked ones. An
        interaction of a person is one of the company too.
        """

    def campaigns(self, code: str = "") -> dict[str, CampaignResults]:
        """What campaigns have brought, or one of them, by code; those without any entry that counts are left out."""
