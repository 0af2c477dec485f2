"""Interaction log entry (5065), its comments and its history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from core.values import (
    ChangeKind,
    CorrespondenceType,
    DeliveryStatus,
    Evaluation,
    InformationFlow,
    InitiatedBy,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionLogEntry:
    """One interaction in the log.

    `no` is 0 until the log has assigned one; numbers are small, per organization, and never used again.
    `at` is when it took place, `created_at` when it was recorded, both aware and in UTC. `created_by` is a person's id,
    0 for entries that the system recorded. `cost` is in LCY, `duration` in minutes. `company_no` is the contact's
    `group_no`. `description` is at most 100 characters, `note` at most 4,000 ("" when nothing beyond the description was said).
    """

    no: int = 0
    contact_no: str
    company_no: str
    at: datetime
    created_at: datetime
    created_by: int
    template_code: str
    description: str
    note: str = ""
    subject: str = ""
    group_code: str = ""
    salesperson_code: str = ""
    contact_via: str = ""
    information_flow: InformationFlow = InformationFlow.NONE
    initiated_by: InitiatedBy = InitiatedBy.NONE
    correspondence_type: CorrespondenceType = CorrespondenceType.NONE
    language_code: str = ""
    cost: Decimal = Decimal(0)
    duration: int = 0
    attempt_failed: bool = False
    evaluation: Evaluation = Evaluation.NONE
    campaign_no: str = ""
    campaign_target: bool = False
    campaign_response: bool = False
    opportunity_no: str = ""
    segment_no: str = ""
    document_type: str = ""
    document_no: str = ""
    follow_up_on: date | None = None
    follow_up_text: str = ""
    canceled: bool = False
    canceled_at: datetime | None = None
    canceled_by: int = 0
    cancel_reason: str = ""
    postponed: bool = False
    delivery_status: DeliveryStatus = DeliveryStatus.NONE

    @property
    def automatic(self) -> bool:
        """Recorded by the system from a document, not by a person."""
        return bool(self.document_type)

    @property
    def status(self) -> Status:
        if self.canceled:
            return Status.CANCELED
        if self.postponed:
            return Status.DRAFT
        if self.delivery_status is DeliveryStatus.ERROR:
            return Status.DELIVERY_ERROR
        if self.delivery_status is DeliveryStatus.IN_PROGRESS:
            return Status.DELIVERY_IN_PROGRESS
        if self.attempt_failed:
            return Status.ATTEMPT_FAILED
        return Status.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """An entry with the names that a reader wants beside it."""

    entry: InteractionLogEntry
    contact_name: str
    template_description: str = ""
    salesperson_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment line of an entry; `id` orders the comments of an entry in time."""

    id: int
    entry_no: int
    by: int
    by_name: str = ""
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A row of an entry's history.

    Rows that one command wrote (canceling several entries) share their `id`; ids grow with time. `before` and `after` hold
    the changed fields only, as JSON values. `undoes` is the id of the change that this one took back (0: none), and then `kind`
    is what was taken back; `undone` tells that this one was taken back. A comment has the id of the change that added it.
    """

    id: int
    entry_no: int
    kind: ChangeKind
    by: int
    by_name: str = ""
    at: datetime
    reason: str = ""
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    undoes: int = 0
    undone: bool = False
