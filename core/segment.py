"""Segment (5076, 5077): a list of contacts to interact with at once; and logged segment (5075): that it was done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from core.contact import Contact
from core.values import ContactType, CorrespondenceType

# A segment is logged in one transaction, which takes two to three seconds for so many.
MOST_CONTACTS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """`no` is upper case, up to 20 characters. `unit_cost` in LCY and `unit_duration` in minutes; where they are 0, and others
    "" or NONE, the template's count. `on` is the day of its interactions, None for that of logging. `correspondence_type` counts
    with `ignore_contact_correspondence_type` alone. `logged_no` is its logged segment, 0 before it is logged; from then on it
    does not change.
    """

    no: str
    description: str
    salesperson_code: str = ""
    campaign_no: str = ""
    template_code: str = ""
    language_code: str = ""
    correspondence_type: CorrespondenceType = CorrespondenceType.NONE
    ignore_contact_correspondence_type: bool = False
    unit_cost: Decimal = Decimal(0)
    unit_duration: int = 0
    on: date | None = None
    subject: str = ""
    created_at: datetime
    created_by: int = 0
    logged_no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentLine:
    """A contact of a segment, with what is to be different for this one; 0, "" and NONE leave the segment's value."""

    segment_no: str
    contact_no: str
    salesperson_code: str = ""
    template_code: str = ""
    language_code: str = ""
    correspondence_type: CorrespondenceType = CorrespondenceType.NONE
    unit_cost: Decimal = Decimal(0)
    unit_duration: int = 0
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRow:
    """A segment with how many contacts it has."""

    segment: Segment
    contacts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line with its contact."""

    line: SegmentLine
    contact: Contact
    company_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedSegment:
    """`no` is its entry no. among logged segments, 0 until stored. `entries`, `cost` and `duration` are as they were logged."""

    no: int = 0
    segment_no: str
    description: str
    template_code: str
    created_at: datetime
    created_by: int
    created_by_name: str = ""
    entries: int = 0
    cost: Decimal = Decimal(0)
    duration: int = 0
    canceled: bool = False
    canceled_at: datetime | None = None
    canceled_by: int = 0
    cancel_reason: str = ""


class LeftOut(StrEnum):
    """Why a contact gets into no segment, or is passed over when one is logged."""

    EXCLUDED = "excluded"
    PRIVACY_BLOCKED = "privacy_blocked"
    NO_SALESPERSON = "no_salesperson"


def left_out(contact: Contact) -> LeftOut | None:
    """Why the contact may be in no segment; None when it may. Privacy goes first: nothing else of it has to be told."""
    if contact.privacy_blocked:
        return LeftOut.PRIVACY_BLOCKED
    return LeftOut.EXCLUDED if contact.exclude_from_segment else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """Which contacts are asked for: all conditions hold at once; "" and None ask for nothing.

    `company_no` is a company with its persons. `country` and `city` are compared whole, of `job_title` every word begins one of
    the contact's, both without case and accents. `before`, aware: the last interaction that did not fail is older, or there is
    none; a company counts its persons'. `template_code`: there was an interaction with it. `segment_no`: is in that segment.
    Canceled entries and drafts count nowhere.
    """

    salesperson_code: str = ""
    company_no: str = ""
    country: str = ""
    city: str = ""
    language_code: str = ""
    job_title: str = ""
    type: ContactType | None = None
    before: datetime | None = None
    template_code: str = ""
    segment_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """Contacts that are left out for one reason: how many, and the first of them."""

    reason: LeftOut
    count: int
    contacts: tuple[Contact, ...]


class Segments(Protocol):
    """Segments, their contacts, and logged segments within a unit of work."""

    def get(self, no: str) -> Segment:
        """The segment with this no., in any case. Raises NotFound."""

    def find(self, words: str) -> Sequence[Segment]:
        """The segment with this no., else those whose no., else those whose description begins so; by no."""

    def page(self, limit: int, *, after: str = "", before: str = "") -> Sequence[SegmentRow]:
        """By no.: from the first one, those after a no., or the last ones before a no."""

    def lock(self, no: str) -> None:
        """Keeps others from changing this segment until this transaction ends; to be called before it is read for a change."""

    def add(self, segment: Segment) -> None:
        """Raises AlreadyExists."""

    def update(self, segment: Segment) -> None:
        """Writes all fields. Raises NotFound."""

    def remove(self, no: str) -> None:
        """Removes the segment with its lines. Raises NotFound."""

    def count(self, no: str) -> int:
        """How many contacts the segment has."""

    def lines(self, no: str, limit: int, *, after: str = "", before: str = "") -> Sequence[LineRow]:
        """By contact no., as `page`."""

    def all_lines(self, no: str) -> Sequence[LineRow]:
        """All by contact no., without the names of companies."""

    def line(self, no: str, contact_no: str) -> SegmentLine | None:
        """One line, if the contact is in the segment."""

    def add_lines(self, lines: Sequence[SegmentLine]) -> int:
        """Adds lines of one segment; contacts that it has already are passed over. Returns how many were added."""

    def update_line(self, line: SegmentLine) -> None:
        """Raises NotFound (contact)."""

    def remove_lines(self, no: str, contact_nos: Collection[str]) -> int:
        """Returns how many there were."""

    def matching(self, criteria: Criteria, within: str = "") -> Sequence[Contact]:
        """The contacts to whom the criteria apply, by no.; with `within` those of this segment alone."""

    def add_logged(self, logged: LoggedSegment) -> int:
        """Keeps a logged segment and returns its no."""

    def update_logged(self, logged: LoggedSegment) -> None:
        """Raises NotFound."""

    def logged_of(self, no: str) -> LoggedSegment | None:
        """The logged segment of a segment."""

    def logged(self, limit: int, *, older: int = 0, newer: int = 0) -> Sequence[LoggedSegment]:
        """Newest first: the newest, those below `older`, or the oldest of those above `newer`."""

    def canceled_of(self, nos: Collection[str]) -> Sequence[str]:
        """Those of these segments whose logged segment is canceled."""

    def note_change(self, logged_no: int, change: int) -> None:
        """Keeps that a change of entries was one of the whole logged segment."""

    def logged_by(self, change: int) -> LoggedSegment | None:
        """The logged segment that a change was one of."""
