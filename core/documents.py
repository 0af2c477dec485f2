"""Automatic recording (domain.md section 3): which template records a document, whose log it belongs to, or why it is skipped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.contact import Contact
from core.document import DocumentEvent, DocumentEventKind, DocumentSetup, DocumentType, Side, SkipReason
from core.template import InteractionTemplate
from core.values import InformationFlow, InitiatedBy

# The fields of an event that name one party: a contact no. goes before the customer or vendor no. of the same party.
Party = tuple[str, ...]

_CONTACT: Party = ("contact_no",)
_BILL_TO: Party = ("bill_to_contact_no", "bill_to_customer_no")
_SELL_TO: Party = ("sell_to_contact_no", "sell_to_customer_no")
_CUSTOMER: Party = ("customer_no",)
_PAY_TO: Party = ("pay_to_vendor_no",)
_BUY_FROM: Party = ("buy_from_vendor_no",)
_VENDOR: Party = ("vendor_no",)

# Whose log a document belongs to. The first party of the row that an event names decides, `contact_no` before all of them; the
# others are for events that name no better one. A document of the other side never counts: who gets a sales invoice is
# no vendor.
_BILLED = (_BILL_TO, _SELL_TO, _CUSTOMER)
_SENT = (_SELL_TO, _BILL_TO, _CUSTOMER)
_ACCOUNT = (_CUSTOMER, _BILL_TO, _SELL_TO)
_SERVED = (_CUSTOMER, _SELL_TO, _BILL_TO)
_PAID = (_PAY_TO, _BUY_FROM, _VENDOR)
_RECEIVED = (_BUY_FROM, _PAY_TO, _VENDOR)
_ANYBODY = (_SELL_TO, _BILL_TO, _CUSTOMER, _BUY_FROM, _PAY_TO, _VENDOR)

_PARTIES: Mapping[DocumentType, tuple[Party, ...]] = MappingProxyType(
    {
        DocumentType.SALES_QUOTE: _BILLED,
        DocumentType.SALES_BLANKET_ORDER: _BILLED,
        DocumentType.SALES_ORDER_CONFIRMATION: _BILLED,
        DocumentType.SALES_INVOICE: _BILLED,
        DocumentType.SALES_DRAFT_INVOICE: _BILLED,
        DocumentType.SALES_SHIPMENT_NOTE: _SENT,
        DocumentType.SALES_CREDIT_MEMO: _BILLED,
        DocumentType.SALES_RETURN_ORDER: _BILLED,
        # Goods come back from whom they were sent to.
        DocumentType.SALES_RETURN_RECEIPT: _SENT,
        DocumentType.SALES_STATEMENT: _ACCOUNT,
        DocumentType.SALES_REMINDER: _ACCOUNT,
        DocumentType.SALES_FINANCE_CHARGE_MEMO: _ACCOUNT,
        DocumentType.PURCHASE_QUOTE: _PAID,
        DocumentType.PURCHASE_BLANKET_ORDER: _PAID,
        DocumentType.PURCHASE_ORDER: _PAID,
        DocumentType.PURCHASE_INVOICE: _PAID,
        # As in sales, goods are between us and whom we buy from, whoever is paid.
        DocumentType.PURCHASE_RECEIPT: _RECEIVED,
        DocumentType.PURCHASE_CREDIT_MEMO: _PAID,
        DocumentType.PURCHASE_RETURN_SHIPMENT: _RECEIVED,
        DocumentType.PURCHASE_RETURN_ORDER_CONFIRMATION: _PAID,
        DocumentType.SERVICE_ORDER_CREATED: _SERVED,
        DocumentType.SERVICE_ORDER_POSTED: _SERVED,
        DocumentType.SERVICE_CONTRACT: _SERVED,
        DocumentType.SERVICE_CONTRACT_QUOTE: _SERVED,
        DocumentType.SERVICE_QUOTE: _SERVED,
        DocumentType.COVER_SHEET: _ANYBODY,
        DocumentType.EMAIL: _ANYBODY,
        DocumentType.EMAIL_DRAFT: _ANYBODY,
        DocumentType.OUTGOING_CALL: _ANYBODY,
        DocumentType.MEETING_INVITATION: _ANYBODY,
    }
)

_CREATED = frozenset({DocumentEventKind.CREATED})
_RELEASED = frozenset({DocumentEventKind.RELEASED, DocumentEventKind.EMAILED})
_POSTED = frozenset({DocumentEventKind.POSTED})
_ISSUED = frozenset({DocumentEventKind.POSTED, DocumentEventKind.EMAILED})
_PRINTED = frozenset({DocumentEventKind.PRINTED, DocumentEventKind.EMAILED})
_NOTICED = frozenset({DocumentEventKind.POSTED, DocumentEventKind.PRINTED, DocumentEventKind.EMAILED})
_WRITTEN = frozenset({DocumentEventKind.CREATED, DocumentEventKind.EMAILED})

USUAL_EVENTS: Mapping[DocumentType, frozenset[DocumentEventKind]] = MappingProxyType(
    {
        DocumentType.SALES_QUOTE: _CREATED,
        DocumentType.SALES_BLANKET_ORDER: _RELEASED,
        DocumentType.SALES_ORDER_CONFIRMATION: _RELEASED,
        DocumentType.SALES_INVOICE: _ISSUED,
        DocumentType.SALES_DRAFT_INVOICE: _PRINTED,
        DocumentType.SALES_SHIPMENT_NOTE: _POSTED,
        DocumentType.SALES_CREDIT_MEMO: _ISSUED,
        DocumentType.SALES_RETURN_ORDER: _RELEASED,
        DocumentType.SALES_RETURN_RECEIPT: _POSTED,
        DocumentType.SALES_STATEMENT: _PRINTED,
        DocumentType.SALES_REMINDER: _NOTICED,
        DocumentType.SALES_FINANCE_CHARGE_MEMO: _NOTICED,
        DocumentType.PURCHASE_QUOTE: _CREATED,
        DocumentType.PURCHASE_BLANKET_ORDER: _RELEASED,
        DocumentType.PURCHASE_ORDER: _RELEASED,
        DocumentType.PURCHASE_INVOICE: _ISSUED,
        DocumentType.PURCHASE_RECEIPT: _POSTED,
        DocumentType.PURCHASE_CREDIT_MEMO: _ISSUED,
        DocumentType.PURCHASE_RETURN_SHIPMENT: _POSTED,
        DocumentType.PURCHASE_RETURN_ORDER_CONFIRMATION: _RELEASED,
        DocumentType.SERVICE_ORDER_CREATED: _CREATED,
        DocumentType.SERVICE_ORDER_POSTED: _POSTED,
        DocumentType.SERVICE_CONTRACT: _CREATED,
        DocumentType.SERVICE_CONTRACT_QUOTE: _CREATED,
        DocumentType.SERVICE_QUOTE: _CREATED,
        DocumentType.COVER_SHEET: _PRINTED,
        DocumentType.EMAIL: _WRITTEN,
        DocumentType.EMAIL_DRAFT: _CREATED,
        DocumentType.OUTGOING_CALL: _CREATED,
        DocumentType.MEETING_INVITATION: _WRITTEN,
    }
)

# What an organization begins with: a template for each of the documents that most companies send.
USUAL_TEMPLATES: Mapping[DocumentType, InteractionTemplate] = MappingProxyType(
    {
        document_type: InteractionTemplate(code=code, description=description, information_flow=flow, initiated_by=by)
        for document_type, code, description, flow, by in (
            (DocumentType.SALES_QUOTE, "QUOTE", "Quote", InformationFlow.OUTBOUND, InitiatedBy.US),
            (DocumentType.SALES_ORDER_CONFIRMATION, "CONFIRM", "Order confirmation", InformationFlow.OUTBOUND, InitiatedBy.US),
            (DocumentType.SALES_INVOICE, "INVOICE", "Invoice", InformationFlow.OUTBOUND, InitiatedBy.US),
            (DocumentType.SALES_SHIPMENT_NOTE, "SHIPMENT", "Shipment", InformationFlow.OUTBOUND, InitiatedBy.US),
            (DocumentType.SALES_CREDIT_MEMO, "CREDIT", "Credit memo", InformationFlow.OUTBOUND, InitiatedBy.US),
            (DocumentType.SALES_REMINDER, "REMINDER", "Payment reminder", InformationFlow.OUTBOUND, InitiatedBy.US),
            (DocumentType.PURCHASE_ORDER, "PURCHASE", "Purchase order", InformationFlow.OUTBOUND, InitiatedBy.US),
            (DocumentType.SERVICE_ORDER_CREATED, "SERVICE", "Service order", InformationFlow.INBOUND, InitiatedBy.THEM),
        )
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What recording goes by: the setup, all templates by code, the salespeople who are not blocked; and of the events at hand
    the contacts by no. and the contact nos. by customer and vendor.
    """

    setup: Mapping[DocumentType, DocumentSetup]
    templates: Mapping[str, InteractionTemplate]
    salespeople: frozenset[str] = frozenset()
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    relations: Mapping[tuple[Side, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """What an event is recorded with, and whose log it goes into. `party` is the field that named the contact."""

    template: InteractionTemplate
    contact: Contact
    party: str


def key(no: str) -> str:
    """A contact, customer, vendor or salesperson no. as it is kept: case and blanks around it do not matter."""
    return no.strip().upper()


def side_of(party: str) -> Side | None:
    """Whether a field names a customer or a vendor; None for a contact."""
    if party.endswith("customer_no"):
        return Side.CUSTOMER
    return Side.VENDOR if party.endswith("vendor_no") else None


def related_field(document_type: DocumentType) -> str:
    """The field for the customer or vendor no. that a document of this type goes by first."""
    return next(name for party in _PARTIES[document_type] for name in party if side_of(name))


def party_of(event: DocumentEvent) -> Party:
    """The fields, in order, of the party whose contact counts; empty when the event names none that its type goes by."""
    for party in (_CONTACT, *_PARTIES[event.document_type]):
        named = tuple(name for name in party if key(getattr(event, name)))
        if named:
            return named
    return ()


def named_contacts(events: Iterable[DocumentEvent]) -> frozenset[str]:
    """The contact nos. that the events may have to look up."""
    return frozenset(key(getattr(event, name)) for event in events for name in party_of(event) if side_of(name) is None)


def named_relations(events: Iterable[DocumentEvent], side: Side) -> frozenset[str]:
    """The customer or vendor nos. that the events may have to look up."""
    return frozenset(key(getattr(event, name)) for event in events for name in party_of(event) if side_of(name) is side)


def matched(event: DocumentEvent, known: Known) -> Match | SkipReason:
    """What records an event of a document that is not recorded yet, or why nothing does."""
    row = known.setup.get(event.document_type)
    template = known.templates.get(row.template_code) if row else None
    if row is None or template is None:
        return SkipReason.NO_TEMPLATE
    if event.event not in row.events:
        return SkipReason.EVENT_NOT_RECORDED
    for name in party_of(event):
        contact = _contact(event, name, known)
        if contact is not None:
            return SkipReason.PRIVACY_BLOCKED if contact.privacy_blocked else Match(template, contact, name)
    return SkipReason.NO_CONTACT


def _contact(event: DocumentEvent, name: str, known: Known) -> Contact | None:
    no, side = key(getattr(event, name)), side_of(name)
    if side is not None:
        no = known.relations.get((side, no), "")
    return known.contacts.get(no)


def salesperson_of(event: DocumentEvent, contact: Contact, known: Known) -> str:
    """The document's salesperson where there is such a one, else the contact's; "" for none."""
    code = key(event.salesperson_code)
    return code if code in known.salespeople else contact.salesperson_code
