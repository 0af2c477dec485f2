"""Sample data of business documents: the setup, some weeks of documents, and a few that were skipped."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from core.document import DocumentEvent, DocumentEventKind, DocumentSetup, DocumentType
from core.documents import USUAL_EVENTS, USUAL_TEMPLATES
from core.operations.documents import record_documents
from core.work import Work

_CUSTOMERS = ("10000", "20000", "30000", "40000", "50000", "60000", "70000", "80000", "90000", "91000", "92000")
# Three weeks of a customer: what, from which day on, at what time of day, its no., and how.
_COURSE = (
    (DocumentType.SALES_QUOTE, DocumentEventKind.CREATED, 0, time(9, 20), "Q1{:03}"),
    (DocumentType.SALES_ORDER_CONFIRMATION, DocumentEventKind.RELEASED, 3, time(10, 5), "SO2{:03}"),
    (DocumentType.SALES_SHIPMENT_NOTE, DocumentEventKind.POSTED, 7, time(13, 40), "SH3{:03}"),
    (DocumentType.SALES_INVOICE, DocumentEventKind.POSTED, 7, time(15, 10), "103{:03}"),
    (DocumentType.SALES_INVOICE, DocumentEventKind.EMAILED, 8, time(8, 15), "103{:03}"),
)
_WEEKS = 5
_APART = 4


def record_sample_documents(work: Work, now: datetime) -> None:
    """Sets recording up and records what happened up to `now`; nobody is told."""
    for document_type, template in USUAL_TEMPLATES.items():
        work.documents.save_setup(
            DocumentSetup(document_type=document_type, template_code=template.code, events=USUAL_EVENTS[document_type])
        )
    for event in sorted(_events(now), key=lambda event: event.occurred_at):
        if event.occurred_at < now:
            record_documents(work, [event], event.occurred_at, tell=False)


def _events(now: datetime) -> Iterator[DocumentEvent]:
    first = now - timedelta(weeks=_WEEKS)
    for index, customer in enumerate(_CUSTOMERS):
        amount = Decimal(1250 + 730 * index)
        for document_type, kind, day, at, no in _COURSE:
            party = "sell_to_customer_no" if document_type is DocumentType.SALES_SHIPMENT_NOTE else "bill_to_customer_no"
            yield _event(
                first, index * _APART + day, at, document_type, kind, no.format(index + 1), amount=amount, **{party: customer}
            )
    others: tuple[tuple[int, DocumentType, DocumentEventKind, str, dict[str, str]], ...] = (
        (20, DocumentType.SALES_CREDIT_MEMO, DocumentEventKind.POSTED, "CM4001", {"bill_to_customer_no": "20000"}),
        (24, DocumentType.PURCHASE_ORDER, DocumentEventKind.RELEASED, "PO5001", {"pay_to_vendor_no": "10000"}),
        (29, DocumentType.SALES_REMINDER, DocumentEventKind.POSTED, "RM6001", {"customer_no": "10000"}),
        (31, DocumentType.SERVICE_ORDER_CREATED, DocumentEventKind.CREATED, "SE7001", {"customer_no": "70000"}),
        # Skipped: nobody knows the customer, nothing records the type, the contact wants nothing kept.
        (32, DocumentType.SALES_INVOICE, DocumentEventKind.POSTED, "103099", {"bill_to_customer_no": "99000"}),
        (33, DocumentType.SALES_RETURN_ORDER, DocumentEventKind.RELEASED, "RO8001", {"bill_to_customer_no": "30000"}),
        (33, DocumentType.SALES_INVOICE, DocumentEventKind.POSTED, "103098", {"contact_no": "CT000034"}),
    )
    for day, document_type, kind, no, named in others:
        yield _event(first, day, time(11, 30), document_type, kind, no, **named)


def _event(
    first: datetime, day: int, at: time, document_type: DocumentType, kind: DocumentEventKind, no: str, **fields: Any
) -> DocumentEvent:
    words = document_type.value.removeprefix("sales_").removesuffix("_created").replace("_", " ")
    return DocumentEvent(
        document_type=document_type,
        document_no=no,
        event=kind,
        occurred_at=datetime.combine((first + timedelta(days=day)).date(), at, tzinfo=first.tzinfo),
        description=f"{words.capitalize()} {no}",
        currency="EUR" if "amount" in fields else "",
        url=f"https://erp.example/{document_type.value}/{no}",
        **fields,
    )
