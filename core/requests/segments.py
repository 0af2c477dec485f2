"""Requests about segments and logged segments."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.requests.entries import EntryOptions
from core.values import ContactType, CorrespondenceType


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSegments:
    """`segments`, by no. `after` and `before` are the nos. next to which the page is."""

    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSegment:
    """`segment CODE`: a segment with a page of its contacts, in the order of their nos."""

    segment: str = ""
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSegment:
    """`segment create CODE [OPTION ...]: DESCRIPTION`, or with `new` False a change of the fields that are not None; "", 0
    and NONE empty a field.
    """

    code: str = ""
    new: bool = False
    description: str | None = None
    template: str | None = None
    unit_cost: Decimal | None = None
    unit_duration: int | None = None
    language: str | None = None
    correspondence_type: CorrespondenceType | None = None
    ignore_contact_correspondence_type: bool | None = None
    campaign: str | None = None
    salesperson: str | None = None
    on: date | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSegment:
    """`segment CODE remove`."""

    code: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSegmentLine:
    """`segment CODE change CONTACT [OPTION ...]`: what is different for one contact. None leaves a field, "", 0 and NONE empty
    it.
    """

    segment: str
    contact: str = ""
    template: str | None = None
    unit_cost: Decimal | None = None
    unit_duration: int | None = None
    language: str | None = None
    correspondence_type: CorrespondenceType | None = None
    salesperson: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentCriteria:
    """Which contacts. `by` is the words of a PERSON, `company` of a CONTACT, `template` of a TEMPLATE, `other` of a segment.

    `before`: the last interaction was before this day of the reader's, or there was none.
    """

    by: str = ""
    company: str = ""
    country: str = ""
    city: str = ""
    language: str = ""
    job_title: str = ""
    type: ContactType | None = None
    before: date | None = None
    template: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddToSegment(SegmentCriteria):
    """`segment CODE add CONTACT`, or `segment CODE add CRITERION ...`."""

    segment: str
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveFromSegment:
    """`segment CODE remove CONTACT`."""

    segment: str
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReduceSegment(SegmentCriteria):
    """`segment CODE reduce CRITERION ...`: contacts to whom the criteria apply leave the segment; with `keep`
    `segment CODE refine CRITERION ...`: they alone stay.
    """

    segment: str
    keep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpSegment:
    """`segment CODE follow-up [NEW] [: DESCRIPTION]`: a new segment with the same contacts; without `code` it gets the next free
    no.
    """

    segment: str
    code: str = ""
    description: str = ""
    nonce: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewSegment(EntryOptions):
    """`log TEMPLATE segment:CODE: NOTE`: what would be logged. `template` is the words of a TEMPLATE, "" for the segment's."""

    segment: str = ""
    template: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSegment(PreviewSegment):
    """The confirmation of what was previewed: `previewed` is the preview's digest."""

    previewed: str
    nonce: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLoggedSegments:
    """`segments logged`, newest first. `older` and `newer` are the nos. next to which the page is, 0 for the newest page."""

    older: int = 0
    newer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelLoggedSegment:
    """`segment CODE cancel [REASON]`: the logged segment with all its entries."""

    segment: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreLoggedSegment:
    """`segment CODE restore`."""

    segment: str


SegmentRequest = (
    ListSegments
    | ShowSegment
    | SaveSegment
    | RemoveSegment
    | ChangeSegmentLine
    | AddToSegment
    | RemoveFromSegment
    | ReduceSegment
    | FollowUpSegment
    | PreviewSegment
    | LogSegment
    | ListLoggedSegments
    | CancelLoggedSegment
    | RestoreLoggedSegment
)
