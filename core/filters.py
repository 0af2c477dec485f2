"""Which entries of the log are asked for."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from core.values import Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """All conditions hold at once; None and "" ask for nothing.

    `contact_no` is this contact alone, `company_no` a company with its persons. `since` (included) and `until` (excluded) bound
    `at`, aware. `by_person` finds entries that the person recorded or, with `by_salesperson`, is the salesperson of:
    either suffices. `no_from` and `no_to` are included. `text` words are looked for in description, note and subject.
    """

    contact_no: str = ""
    company_no: str = ""
    since: datetime | None = None
    until: datetime | None = None
    template_code: str = ""
    group_code: str = ""
    by_person: int = 0
    by_salesperson: str = ""
    evaluation: Evaluation | None = None
    canceled: bool | None = False
    postponed: bool | None = None
    failed: bool | None = None
    automatic: bool | None = None
    document_type: str = ""
    document_no: str = ""
    segment_no: str = ""
    campaign_no: str = ""
    no_from: int = 0
    no_to: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the log between two entries: next to (`at`, `no`) in the order newest first."""

    at: datetime
    no: int

    def __str__(self) -> str:
        """As requests carry it: 2026-11-19T14:05:00.000000Z/1042."""
        at = self.at.astimezone(UTC).replace(tzinfo=None)
        return f"{at.isoformat(timespec='microseconds')}Z/{self.no}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `str` gave. Raises ValueError."""
        at, _, no = text.partition("/")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None or not (no.isascii() and no.isdecimal() and len(no) < 19):
            raise ValueError(text)
        return cls(moment.astimezone(UTC), int(no))
