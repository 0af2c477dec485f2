"""What a row of an exported log holds, and how its columns are called."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from adapters.chat.reader import Reader
from adapters.chat.replies.common import kind_of, said
from adapters.chat.replies.document_facts import type_word
from adapters.chat.words import correspondence_word, evaluation_word, flow_word, initiated_word, language_name, status_word
from core.entry import LogRow
from core.values import Evaluation

# A moment is in the reader's zone and has none itself; None is a cell that is left empty.
Cell = str | int | Decimal | datetime | date | None
Column = tuple[str, Callable[[LogRow], Cell]]


def columns(reader: Reader, recorders: Mapping[int, str]) -> tuple[Column, ...]:
    """The headings in the reader's language, each with what stands below it. `recorders` are the names of people by id."""
    _ = reader.text
    zone = reader.ways.zone

    def local(at: datetime | None) -> datetime | None:
        return None if at is None else at.astimezone(zone).replace(tzinfo=None, microsecond=0)

    def evaluation(row: LogRow) -> str:
        value = row.entry.evaluation
        return "" if value is Evaluation.NONE else evaluation_word(value, _)

    def document_type(row: LogRow) -> str:
        return type_word(row.entry.document_type, reader) if row.entry.document_type else ""

    return (
        (_("No."), lambda row: row.entry.no),
        (_("Date"), lambda row: local(row.entry.at)),
        (_("Contact no."), lambda row: row.entry.contact_no),
        (_("Contact"), lambda row: row.contact_name),
        (_("Company no."), lambda row: row.entry.company_no),
        (_("Template code"), lambda row: row.entry.template_code),
        (_("Template"), lambda row: kind_of(row, reader)),
        (_("Group"), lambda row: row.entry.group_code),
        (_("Description"), lambda row: row.entry.description),
        (_("Note"), lambda row: said(row.entry)),
        (_("Subject"), lambda row: row.entry.subject),
        (_("Status"), lambda row: status_word(row.entry.status, _)),
        (_("Evaluation"), evaluation),
        (_("Cost"), lambda row: row.entry.cost),
        (_("Duration (min)"), lambda row: row.entry.duration),
        (_("Salesperson code"), lambda row: row.entry.salesperson_code),
        (_("Salesperson"), lambda row: row.salesperson_name),
        (_("Recorded by"), lambda row: recorders.get(row.entry.created_by, "")),
        (_("Recorded at"), lambda row: local(row.entry.created_at)),
        (_("Information flow"), lambda row: flow_word(row.entry.information_flow, _)),
        (_("Initiated by"), lambda row: initiated_word(row.entry.initiated_by, _)),
        (_("Correspondence type"), lambda row: correspondence_word(row.entry.correspondence_type, _)),
        (_("Via"), lambda row: row.entry.contact_via),
        (_("Language"), lambda row: language_name(row.entry.language_code.lower(), _)),
        (_("Campaign"), lambda row: row.entry.campaign_no),
        (_("Opportunity"), lambda row: row.entry.opportunity_no),
        (_("Segment"), lambda row: row.entry.segment_no),
        (_("Document type"), document_type),
        (_("Document no."), lambda row: row.entry.document_no),
        (_("Follow-up on"), lambda row: row.entry.follow_up_on),
        (_("Follow-up"), lambda row: row.entry.follow_up_text),
        (_("Canceled at"), lambda row: local(row.entry.canceled_at)),
        (_("Cancel reason"), lambda row: row.entry.cancel_reason),
    )
