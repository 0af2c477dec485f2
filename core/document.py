"""Business documents: what an ERP tells of them, and what becomes of it (domain.md sections 2 and 3, Automatic recording)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


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
