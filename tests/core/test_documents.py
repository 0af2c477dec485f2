"""Which contact a document belongs to, and why one is skipped."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from core.document import DocumentEvent, DocumentEventKind, DocumentSetup, DocumentType, Side, SkipReason
from core.documents import (
    USUAL_EVENTS,
    Known,
    Match,
    matched,
    named_contacts,
    named_relations,
    party_of,
    related_field,
    salesperson_of,
)
from tests.factories import contact, template

AT = datetime(2026, 11, 19, 14, 5, tzinfo=UTC)
POSTED = DocumentEventKind.POSTED

BILL_TO = ("bill_to_contact_no", "bill_to_customer_no")
SELL_TO = ("sell_to_contact_no", "sell_to_customer_no")
CUSTOMER = ("customer_no",)
PAY_TO = ("pay_to_vendor_no",)
BUY_FROM = ("buy_from_vendor_no",)
VENDOR = ("vendor_no",)
PURCHASE = (PAY_TO, BUY_FROM, VENDOR)

# The rules once more, by hand: the parties of each type, that which counts first.
RULES: dict[DocumentType, tuple[tuple[str, ...], ...]] = {
    DocumentType.SALES_QUOTE: (BILL_TO, SELL_TO, CUSTOMER),
    DocumentType.SALES_BLANKET_ORDER: (BILL_TO, SELL_TO, CUSTOMER),
    DocumentType.SALES_ORDER_CONFIRMATION: (BILL_TO, SELL_TO, CUSTOMER),
    DocumentType.SALES_INVOICE: (BILL_TO, SELL_TO, CUSTOMER),
    DocumentType.SALES_DRAFT_INVOICE: (BILL_TO, SELL_TO, CUSTOMER),
    DocumentType.SALES_SHIPMENT_NOTE: (SELL_TO, BILL_TO, CUSTOMER),
    DocumentType.SALES_CREDIT_MEMO: (BILL_TO, SELL_TO, CUSTOMER),
    DocumentType.SALES_RETURN_ORDER: (BILL_TO, SELL_TO, CUSTOMER),
    DocumentType.SALES_RETURN_RECEIPT: (SELL_TO, BILL_TO, CUSTOMER),
    DocumentType.SALES_STATEMENT: (CUSTOMER, BILL_TO, SELL_TO),
    DocumentType.SALES_REMINDER: (CUSTOMER, BILL_TO, SELL_TO),
    DocumentType.SALES_FINANCE_CHARGE_MEMO: (CUSTOMER, BILL_TO, SELL_TO),
    DocumentType.PURCHASE_QUOTE: (PAY_TO, BUY_FROM, VENDOR),
    DocumentType.PURCHASE_BLANKET_ORDER: (PAY_TO, BUY_FROM, VENDOR),
    DocumentType.PURCHASE_ORDER: (PAY_TO, BUY_FROM, VENDOR),
    DocumentType.PURCHASE_INVOICE: (PAY_TO, BUY_FROM, VENDOR),
    DocumentType.PURCHASE_RECEIPT: (BUY_FROM, PAY_TO, VENDOR),
    DocumentType.PURCHASE_CREDIT_MEMO: (PAY_TO, BUY_FROM, VENDOR),
    DocumentType.PURCHASE_RETURN_SHIPMENT: (BUY_FROM, PAY_TO, VENDOR),
    DocumentType.PURCHASE_RETURN_ORDER_CONFIRMATION: (PAY_TO, BUY_FROM, VENDOR),
    DocumentType.SERVICE_ORDER_CREATED: (CUSTOMER, SELL_TO, BILL_TO),
    DocumentType.SERVICE_ORDER_POSTED: (CUSTOMER, SELL_TO, BILL_TO),
    DocumentType.SERVICE_CONTRACT: (CUSTOMER, SELL_TO, BILL_TO),
    DocumentType.SERVICE_CONTRACT_QUOTE: (CUSTOMER, SELL_TO, BILL_TO),
    DocumentType.SERVICE_QUOTE: (CUSTOMER, SELL_TO, BILL_TO),
    DocumentType.COVER_SHEET: (SELL_TO, BILL_TO, CUSTOMER, BUY_FROM, PAY_TO, VENDOR),
    DocumentType.EMAIL: (SELL_TO, BILL_TO, CUSTOMER, BUY_FROM, PAY_TO, VENDOR),
    DocumentType.EMAIL_DRAFT: (SELL_TO, BILL_TO, CUSTOMER, BUY_FROM, PAY_TO, VENDOR),
    DocumentType.OUTGOING_CALL: (SELL_TO, BILL_TO, CUSTOMER, BUY_FROM, PAY_TO, VENDOR),
    DocumentType.MEETING_INVITATION: (SELL_TO, BILL_TO, CUSTOMER, BUY_FROM, PAY_TO, VENDOR),
}
FIELDS = ("contact_no", *BILL_TO, *SELL_TO, *CUSTOMER, *PAY_TO, *BUY_FROM, *VENDOR)


def event(document_type: DocumentType = DocumentType.SALES_INVOICE, **fields: Any) -> DocumentEvent:
    values: dict[str, Any] = {"document_type": document_type, "document_no": "103045", "event": POSTED, "occurred_at": AT}
    return DocumentEvent(**values | fields)


def named(*fields: str) -> dict[str, Any]:
    """Every one of these fields with a no. of its own; case and blanks do not matter."""
    return {field: f" n-{field} " for field in fields}


# Each field leads to a contact that is called by the field.
KNOWN = Known(
    setup={kind: DocumentSetup(document_type=kind, template_code="DOC", events=frozenset({POSTED})) for kind in DocumentType},
    templates={"DOC": template("DOC")},
    salespeople=frozenset({"JR"}),
    contacts={
        no: contact(no, field)
        for field in FIELDS
        for no in (f"N-{field.upper()}" if "contact" in field else f"C-{field.upper()}",)
    },
    relations={
        (Side.VENDOR if "vendor" in field else Side.CUSTOMER, f"N-{field.upper()}"): f"C-{field.upper()}"
        for field in FIELDS
        if "contact" not in field
    },
)


def whose(said: DocumentEvent, known: Known = KNOWN) -> str | SkipReason:
    """The name of the contact that is found, or why none is."""
    found = matched(said, known)
    return found.contact.name if isinstance(found, Match) else found


def test_there_is_a_rule_for_every_type() -> None:
    assert set(RULES) == set(DocumentType)
    assert set(USUAL_EVENTS) == set(DocumentType)
    assert all(USUAL_EVENTS.values())


@pytest.mark.parametrize("document_type", list(DocumentType))
def test_the_contact_of_each_type(document_type: DocumentType) -> None:
    """All fields given, then one party after the other left out, down to the last."""
    parties = RULES[document_type]
    assert whose(event(document_type, **named(*FIELDS))) == "contact_no"
    for index, party in enumerate(parties):
        left = [field for each in parties[index:] for field in each]
        assert whose(event(document_type, **named(*left))) == party[0]
        assert whose(event(document_type, **named(*party))) == party[0]
        if len(party) > 1:
            without = [field for field in left if field != party[0]]
            assert whose(event(document_type, **named(*without))) == party[1]
    own = {field for party in parties for field in party}
    others = [field for field in FIELDS[1:] if field not in own]
    assert whose(event(document_type, **named(*others))) is SkipReason.NO_CONTACT
    assert related_field(document_type) == next(field for party in parties for field in party if "contact" not in field)


@pytest.mark.parametrize("document_type", list(DocumentType))
def test_a_party_that_is_named_is_never_replaced_by_another(document_type: DocumentType) -> None:
    """Rather skipped than in the wrong contact's log."""
    first, *others = RULES[document_type]
    rest = [field for party in others for field in party]
    unknown = dict.fromkeys(first, "NOBODY")
    assert whose(event(document_type, **(named(*rest) | unknown))) is SkipReason.NO_CONTACT
    assert whose(event(document_type, **named(*FIELDS[1:]), contact_no="NOBODY")) is SkipReason.NO_CONTACT
    if len(first) > 1:
        assert whose(event(document_type, **(named(*first) | {first[0]: "NOBODY"}))) == first[1]


def test_a_customer_is_no_vendor_of_the_same_no() -> None:
    known = replace(KNOWN, relations={(Side.VENDOR, "10000"): "C-VENDOR_NO"})
    assert whose(event(bill_to_customer_no="10000"), known) is SkipReason.NO_CONTACT
    assert whose(event(DocumentType.PURCHASE_INVOICE, pay_to_vendor_no="10000"), known) == "vendor_no"


def test_a_relation_to_a_contact_that_is_gone_leads_nowhere() -> None:
    assert whose(event(**named("customer_no")), replace(KNOWN, contacts={})) is SkipReason.NO_CONTACT


def test_reasons_to_skip_come_in_order() -> None:
    """What an admin mends first is named first."""
    blocked = replace(KNOWN, contacts={"N-CONTACT_NO": contact("N-CONTACT_NO", privacy_blocked=True)})
    said = event(**named("contact_no"))
    assert whose(said, blocked) is SkipReason.PRIVACY_BLOCKED
    assert whose(event(), blocked) is SkipReason.NO_CONTACT
    assert whose(replace(said, event=DocumentEventKind.PRINTED), blocked) is SkipReason.EVENT_NOT_RECORDED
    assert whose(replace(said, event=DocumentEventKind.PRINTED), replace(blocked, templates={})) is SkipReason.NO_TEMPLATE
    assert whose(said, replace(KNOWN, setup={})) is SkipReason.NO_TEMPLATE


def test_what_has_to_be_looked_up() -> None:
    """Only what can decide, as batches are large."""
    events = [
        event(**named(*BILL_TO, *SELL_TO)),
        event(DocumentType.PURCHASE_ORDER, **named(*PURCHASE[1], *PURCHASE[2], "customer_no")),
        event(contact_no="ct1", vendor_no="V1"),
        event(),
    ]
    assert named_contacts(events) == {"N-BILL_TO_CONTACT_NO", "CT1"}
    assert named_relations(events, Side.CUSTOMER) == {"N-BILL_TO_CUSTOMER_NO"}
    assert named_relations(events, Side.VENDOR) == {"N-BUY_FROM_VENDOR_NO"}
    assert party_of(events[0]) == BILL_TO
    assert party_of(events[3]) == ()


def test_the_documents_salesperson_goes_before_the_contacts() -> None:
    anna = contact(salesperson_code="ML")
    assert salesperson_of(event(salesperson_code=" jr "), anna, KNOWN) == "JR"
    assert salesperson_of(event(salesperson_code="GONE"), anna, KNOWN) == "ML"
    assert salesperson_of(event(), anna, KNOWN) == "ML"
    assert salesperson_of(event(), contact(), KNOWN) == ""


def test_the_usual_events_are_those_of_the_product() -> None:
    posted_and_mailed = {DocumentEventKind.POSTED, DocumentEventKind.EMAILED}
    assert USUAL_EVENTS[DocumentType.SALES_INVOICE] == USUAL_EVENTS[DocumentType.SALES_CREDIT_MEMO] == posted_and_mailed
    assert USUAL_EVENTS[DocumentType.SALES_QUOTE] == {DocumentEventKind.CREATED}
