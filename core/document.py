"""Business documents: what an ERP tells of them, and what becomes of it (domain.md sections 2 and 3, Automatic recording)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class DocumentType(StrEnum):
    """The document types of the interaction template setup (5122)."""

    SALES_QUOTE = "sales_quote"
    SALES_BLANKET_ORDER = "sales_blanket_order"
    SALES_ORDER_CONFIRMATION = "sales_order_confirmation"
    SALES_INVOICE = "sales_invoice"
    SALES_DRAFT_INVOICE = "sales_draft_invoice"
    SALES_SHIPMENT_NOTE = "sales_shipment_note"
    SALES_CREDIT_MEMO = "sales_credit_memo"
    SALES_RETURN_ORDER = "sales_return_order"
    SALES_RETURN_RECEIPT = "sales_return_receipt"
    SALES_STATEMENT = "sales_statement"
    SALES_REMINDER = "sales_reminder"
    SALES_FINANCE_CHARGE_MEMO = "sales_finance_charge_memo"
    PURCHASE_QUOTE = "purchase_quote"
    PURCHASE_BLANKET_ORDER = "purchase_blanket_order"
    PURCHASE_ORDER = "purchase_order"
    PURCHASE_INVOICE = "purchase_invoice"
    PURCHASE_RECEIPT = "purchase_receipt"
    PURCHASE_CREDIT_MEMO = "purchase_credit_memo"
    PURCHASE_RETURN_SHIPMENT = "purchase_return_shipment"
    PURCHASE_RETURN_ORDER_CONFIRMATION = "purchase_return_order_confirmation"
    SERVICE_ORDER_CREATED = "service_order_created"
    SERVICE_ORDER_POSTED = "service_order_posted"
    SERVICE_CONTRACT = "service_contract"
    SERVICE_CONTRACT_QUOTE = "service_contract_quote"
    SERVICE_QUOTE = "service_quote"
    COVER_SHEET = "cover_sheet"
    EMAIL = "email"
    EMAIL_DRAFT = "email_draft"
    OUTGOING_CALL = "outgoing_call"
    MEETING_INVITATION = "meeting_invitation"


class DocumentEventKind(StrEnum):
    """What happened to a document."""

    CREATED = "created"
    RELEASED = "released"
    POSTED = "posted"
    PRINTED = "printed"
    EMAILED = "emailed"
    ARCHIVED = "archived"


class Side(StrEnum):
    """What a business relation makes a contact."""

    CUSTOMER = "customer"
    VENDOR = "vendor"


class SkipReason(StrEnum):
    """Why an event was not recorded."""

    NO_TEMPLATE = "no_template"
    NO_CONTACT = "no_contact"
    PRIVACY_BLOCKED = "privacy_blocked"
    EVENT_NOT_RECORDED = "event_not_recorded"


class DocumentStatus(StrEnum):
    """What an event that was delivered led to."""

    RECORDED = "recorded"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"


# (system, type, no.), and with version, what happened and when.
DocumentKey = tuple[str, DocumentType, str]
EventKey = tuple[str, DocumentType, str, int, DocumentEventKind, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEvent:
    """One event of one document, as it was delivered. (`system`, `document_type`, `document_no`) is the document, with `version`,
    `event` and `occurred_at` (aware) it is the event. `url` opens the document, "" for none. `amount` is in `currency`.
    """

    system: str = "default"
    document_type: DocumentType
    document_no: str
    version: int = 1
    event: DocumentEventKind
    occurred_at: datetime
    description: str = ""
    contact_no: str = ""
    bill_to_contact_no: str = ""
    sell_to_contact_no: str = ""
    bill_to_customer_no: str = ""
    sell_to_customer_no: str = ""
    pay_to_vendor_no: str = ""
    buy_from_vendor_no: str = ""
    customer_no: str = ""
    vendor_no: str = ""
    salesperson_code: str = ""
    amount: Decimal | None = None
    currency: str = ""
    url: str = ""

    @property
    def document(self) -> DocumentKey:
        return self.system, self.document_type, self.document_no

    @property
    def key(self) -> EventKey:
        """What tells the event from every other one."""
        return *self.document, self.version, self.event, self.occurred_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A recorded document and its one entry. `version`, `url`, `amount` and `currency` are those of the latest event."""

    system: str
    document_type: DocumentType
    document_no: str
    entry_no: int
    version: int
    url: str = ""
    amount: Decimal | None = None
    currency: str = ""

    @property
    def key(self) -> DocumentKey:
        return self.system, self.document_type, self.document_no


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSetup:
    """A row of the interaction template setup: which template records a document type, on which events. No row: not recorded."""

    document_type: DocumentType
    template_code: str
    events: frozenset[DocumentEventKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A business relation: the contact that a customer or vendor is."""

    side: Side
    no: str
    contact_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedDocument:
    """An event that was not recorded, kept until it is. `no` is small, per organization, and what `replay` names it by."""

    no: int
    event: DocumentEvent
    reason: SkipReason
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOutcome:
    """What became of an event. `entry_no` is 0 and `reason` given when it was skipped."""

    status: DocumentStatus
    entry_no: int = 0
    reason: SkipReason | None = None


class Documents(Protocol):
    """Recorded and skipped documents, and how they are recorded."""

    def setup(self) -> Sequence[DocumentSetup]:
        """Which template records which document type, in the order of DocumentType."""

    def save_setup(self, setup: DocumentSetup) -> None:
        """Adds or replaces the row of the type."""

    def remove_setup(self, document_type: DocumentType) -> None:
        """Removes the row of the type, if there is one: it is not recorded any more."""

    def lock(self, events: Sequence[DocumentEvent]) -> None:
        """Keeps others from recording these documents until this transaction ends; to be called before they are looked at."""

    def find(self, events: Sequence[DocumentEvent]) -> Sequence[Document]:
        """The recorded documents that the events belong to, in any order."""

    def seen(self, events: Sequence[DocumentEvent]) -> frozenset[DocumentEvent]:
        """Those of the events that were recorded or added to a recorded document before, told by their key."""

    def add(self, documents: Sequence[Document]) -> None:
        """Adds documents, each with its entry, or replaces what is kept of them."""

    def add_events(self, events: Sequence[DocumentEvent], now: datetime) -> None:
        """Notes events of recorded documents as seen."""

    def events(self, entry_no: int) -> Sequence[DocumentEvent]:
        """The events of an entry's document by time; empty for an entry that has none."""

    def count_of(self, entry_nos: Collection[int]) -> int:
        """How many documents these entries have."""

    def of_entry(self, entry_no: int) -> Document | None:
        """The document of an entry."""

    def of_blocked(self, entry_nos: Sequence[int]) -> frozenset[int]:
        """Those of these entries whose contact is privacy blocked."""

    def contacts_of(self, side: Side, nos: Sequence[str]) -> dict[str, str]:
        """Contact nos. by the customer or vendor no. that has them as its business relation; those without are left out."""

    def upsert_relations(self, relations: Sequence[Relation]) -> int:
        """Adds or replaces many; returns how many were new or different."""

    def skip(self, skipped: Sequence[tuple[DocumentEvent, SkipReason]], now: datetime) -> None:
        """Keeps events that were not recorded; one that is kept already gets the new reason and keeps its no."""

    def unskip(self, events: Sequence[DocumentEvent]) -> None:
        """Forgets skipped events that are recorded now, if they are kept."""

    def skipped(
        self, limit: int, *, before: int | None = None, after: int | None = None, reason: SkipReason | None = None
    ) -> Sequence[SkippedDocument]:
        """Skipped events, newest no. first, below `before`; or, where `after` is given, oldest first, above it."""

    def skipped_counts(self) -> dict[SkipReason, int]:
        """How many events are kept for each reason; reasons without any are left out."""

    def get_skipped(self, nos: Sequence[int]) -> Sequence[SkippedDocument]:
        """The skipped events with these nos.; those that are not there are left out."""
