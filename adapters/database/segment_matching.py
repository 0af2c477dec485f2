"""Which contacts criteria apply to."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select

from adapters.database.contact_search import CONTACT
from adapters.database.contact_tables import contact
from adapters.database.log_tables import interaction_log_entry as entry
from adapters.database.segment_tables import segment_line
from adapters.database.session import Session
from core.contact import Contact
from core.folding import fold
from core.segment import Criteria
from core.values import ContactType

_ORGANIZATION: ColumnElement[Any] = bindparam("org")


def _entries_of(key: str) -> list[ColumnElement[bool]]:
    """Entries that count, of the contact, or with the key `company_no` of the company and its persons."""
    return [
        entry.c.organization_id == _ORGANIZATION,
        entry.c[key] == contact.c.no,
        entry.c.canceled.is_(False),
        entry.c.postponed.is_(False),
    ]


def _since(key: str) -> ColumnElement[bool]:
    """Whether there was an interaction at `before` or later that did not fail."""
    late = entry.c.at >= bindparam("before", type_=entry.c.at.type)
    return exists(select(entry.c.no).where(*_entries_of(key), late, entry.c.attempt_failed.is_(False)))


def _in(param: str) -> ColumnElement[bool]:
    return exists(
        select(segment_line.c.contact_no).where(
            segment_line.c.organization_id == _ORGANIZATION,
            segment_line.c.segment_no == bindparam(param),
            segment_line.c.contact_no == contact.c.no,
        )
    )


_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "salesperson_code": contact.c.salesperson_code == bindparam("salesperson_code"),
    "company_no": or_(contact.c.company_no == bindparam("company_no"), contact.c.no == bindparam("company_no")),
    "language_code": contact.c.language_code == bindparam("language_code"),
    "type": contact.c.type == bindparam("type", type_=contact.c.type.type),
    "before": and_(~_since("contact_no"), or_(contact.c.type == ContactType.PERSON, ~_since("company_no"))),
    "template_code": exists(
        select(entry.c.no).where(*_entries_of("contact_no"), entry.c.template_code == bindparam("template_code"))
    ),
    "segment_no": _in("segment_no"),
    "within": _in("within"),
}


def matching(session: Session, criteria: Criteria, within: str) -> Sequence[Contact]:
    """The contacts to whom the criteria apply, by no.; with `within` those of this segment alone."""
    values: dict[str, Any] = {name: value for name in _CONDITIONS if (value := getattr(criteria, name, None))}
    if within:
        values["within"] = within
    rows = session.all(session.statements.shaped(_statement, tuple(values)), values)
    return [found for found in map(CONTACT.read, rows) if _by_words(criteria, found)]


def _statement(shape: tuple[str, ...]) -> Select[Any]:
    conditions = [contact.c.organization_id == _ORGANIZATION, *(_CONDITIONS[name] for name in shape)]
    return select(*CONTACT.columns).where(*conditions).order_by(contact.c.no)


def _by_words(criteria: Criteria, found: Contact) -> bool:
    """What is compared without case and accents, which not every database can."""
    if criteria.country and fold(found.country) != fold(criteria.country):
        return False
    if criteria.city and fold(found.city) != fold(criteria.city):
        return False
    words = fold(found.job_title).split()
    return all(any(word.startswith(wanted) for word in words) for wanted in fold(criteria.job_title).split())
