"""What is held of a contact, and where: counted, and as JSON values. Used by who exports and by who erases."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, Table, and_, bindparam, exists, func, or_, select

from adapters.database.attachment_tables import attachment, entry_attachment
from adapters.database.contact_tables import contact
from adapters.database.document_tables import business_relation, document, document_event, skipped_document
from adapters.database.follow_up_tables import follow_up
from adapters.database.log_tables import entry_change, entry_comment
from adapters.database.log_tables import interaction_log_entry as entry
from adapters.database.notification_tables import notification_rule
from adapters.database.outbox_tables import dead_message, outbox_message, posted_copy
from adapters.database.segment_tables import segment_line
from adapters.database.session import Session
from adapters.database.tables import inbox, saved_command
from core.contact import Contact
from core.document import Side
from core.folding import fold
from core.notification import Recipient
from core.privacy import Held

ORG: BindParameter[int] = bindparam("org")
CONTACT_NO: BindParameter[str] = bindparam("of_contact")
_MENTIONS = 10
# Where a document names contacts, and where customers and vendors.
CONTACT_COLUMNS = ("contact_no", "bill_to_contact_no", "sell_to_contact_no")
_RELATION_COLUMNS = (
    (Side.CUSTOMER, ("bill_to_customer_no", "sell_to_customer_no", "customer_no")),
    (Side.VENDOR, ("pay_to_vendor_no", "buy_from_vendor_no", "vendor_no")),
)
PARTY_COLUMNS = (*CONTACT_COLUMNS, *(name for _, names in _RELATION_COLUMNS for name in names))

THIS_CONTACT = and_(contact.c.organization_id == ORG, contact.c.no == CONTACT_NO)
OWN_ENTRIES = and_(entry.c.organization_id == ORG, entry.c.contact_no == CONTACT_NO)
ENTRY_NOS = select(entry.c.no).where(OWN_ENTRIES)


def of_entries(table: Any) -> ColumnElement[bool]:
    """The rows that belong to the contact's entries."""
    return and_(table.c.organization_id == ORG, table.c.entry_no.in_(ENTRY_NOS))


_RELATED = exists().where(
    business_relation.c.organization_id == ORG,
    business_relation.c.contact_no == CONTACT_NO,
    or_(
        *(
            and_(business_relation.c.side == side, business_relation.c.no == skipped_document.c[name])
            for side, names in _RELATION_COLUMNS
            for name in names
        )
    ),
)
SKIPPED = and_(
    skipped_document.c.organization_id == ORG,
    or_(*(func.upper(skipped_document.c[name]) == CONTACT_NO for name in CONTACT_COLUMNS), _RELATED),
)
RELATIONS = and_(business_relation.c.organization_id == ORG, business_relation.c.contact_no == CONTACT_NO)
LINES = and_(segment_line.c.organization_id == ORG, segment_line.c.contact_no == CONTACT_NO)
PERSONS = and_(contact.c.organization_id == ORG, contact.c.company_no == CONTACT_NO)
OF_DOCUMENTS = and_(
    document_event.c.organization_id == ORG,
    exists().where(
        document.c.organization_id == document_event.c.organization_id,
        document.c.system == document_event.c.system,
        document.c.document_type == document_event.c.document_type,
        document.c.document_no == document_event.c.document_no,
        document.c.entry_no.in_(ENTRY_NOS),
    ),
)


def _count(table: Any, condition: ColumnElement[bool]) -> Any:
    return select(func.count()).select_from(table).where(condition)


_COUNTS = {
    "entries": _count(entry, OWN_ENTRIES),
    "comments": _count(entry_comment, of_entries(entry_comment)),
    "documents": _count(document, of_entries(document)),
    "skipped": _count(skipped_document, SKIPPED),
    "relations": _count(business_relation, RELATIONS),
    "segments": _count(segment_line, LINES),
    "persons": _count(contact, PERSONS),
}
_RULES = select(notification_rule.c.contact_nos).where(notification_rule.c.organization_id == ORG)
_MENTIONED = (
    select(entry.c.no)
    .where(
        entry.c.organization_id == ORG,
        entry.c.contact_no != CONTACT_NO,
        entry.c.folded_text.like(bindparam("name"), escape="\\"),
    )
    .order_by(entry.c.no.desc())
    .limit(bindparam("limit", type_=Integer))
)


def held(session: Session, contact: Contact) -> Held:
    """How much is held."""
    values = {"of_contact": contact.no}
    counts = {name: int(session.all(statement, values)[0][0]) for name, statement in _COUNTS.items()}
    name = fold(contact.name)
    mentions = session.all(_MENTIONED, values | {"name": containing(name), "limit": _MENTIONS}) if name else []
    rules = sum(contact.no in row[0] for row in session.all(_RULES))
    return Held(**counts, rules=rules, mentions=tuple(int(row[0]) for row in mentions))


def containing(text: str) -> str:
    """The LIKE pattern (escape \\) for what has the text in it."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


# What storage keeps to find a row by says nothing of its own.
_DERIVED = ("organization_id", "folded_name", "folded_text", "words")


def _all(table: Table, condition: ColumnElement[bool]) -> tuple[list[str], Any]:
    columns = [column for column in table.c if column.name not in _DERIVED]
    return [column.name for column in columns], select(*columns).where(condition).order_by(*table.primary_key)


def _naming(table: Table, column: str) -> ColumnElement[bool]:
    """Kept texts that have the contact's no. or name in them."""
    return and_(
        table.c.organization_id == ORG,
        or_(table.c[column].like(bindparam("has_no"), escape="\\"), table.c[column].like(bindparam("has_name"), escape="\\")),
    )


_HELD = {
    "contact": _all(contact, THIS_CONTACT),
    "persons": _all(contact, PERSONS),
    "entries": _all(entry, OWN_ENTRIES),
    "comments": _all(entry_comment, of_entries(entry_comment)),
    "history": _all(entry_change, of_entries(entry_change)),
    "follow_ups": _all(follow_up, of_entries(follow_up)),
    "attachments": _all(
        attachment,
        and_(
            attachment.c.organization_id == ORG,
            attachment.c.no.in_(select(entry_attachment.c.attachment_no).where(of_entries(entry_attachment))),
        ),
    ),
    "documents": _all(document, of_entries(document)),
    "document_events": _all(document_event, OF_DOCUMENTS),
    "skipped_documents": _all(skipped_document, SKIPPED),
    "relations": _all(business_relation, RELATIONS),
    "segments": _all(segment_line, LINES),
    "notification_rules": _all(notification_rule, _naming(notification_rule, "contact_nos")),
    "posted_copies": _all(posted_copy, of_entries(posted_copy)),
    "messages": _all(outbox_message, of_entries(outbox_message)),
    "dead_messages": _all(dead_message, of_entries(dead_message)),
    "kept_replies": _all(inbox, _naming(inbox, "reply")),
    "saved_commands": _all(saved_command, _naming(saved_command, "command")),
}
_ONE = "contact"


def export(session: Session, contact: Contact) -> Mapping[str, object]:
    """Rows as they are kept, by what they are of. A company's persons are only named: each has an export of its own."""
    values = {"of_contact": contact.no, "has_no": containing(contact.no), "has_name": containing(contact.name)}
    found: dict[str, object] = {}
    for name, (columns, statement) in _HELD.items():
        rows = [dict(zip(columns, map(_plain, row), strict=True)) for row in session.all(statement, values)]
        found[name] = rows[0] if name == _ONE and rows else rows
        if name == "persons":
            found[name] = [{"no": row["no"], "name": row["name"]} for row in rows]
    return found


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Recipient):
        return value.key
    if isinstance(value, tuple | frozenset):
        return [_plain(each) for each in value]
    return value
