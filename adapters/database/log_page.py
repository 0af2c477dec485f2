"""Pages of the interaction log, read along an index from a position: as quick in a long log as in a short one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, func, literal_column, or_, select, tuple_, union

from adapters.database.contact_tables import contact
from adapters.database.log_tables import interaction_log_entry as entry
from adapters.database.person_tables import salesperson
from adapters.database.records import Record
from adapters.database.session import Row, Session
from adapters.database.template_tables import interaction_template
from core.entry import InteractionLogEntry, LogRow
from core.filters import EntryFilter, Position
from core.folding import fold

ENTRY: Record[InteractionLogEntry] = Record(InteractionLogEntry, entry)

_PLACE = tuple_(bindparam("at", type_=entry.c.at.type), bindparam("no", type_=entry.c.no.type))
_EQUAL = (
    "contact_no",
    "company_no",
    "template_code",
    "group_code",
    "evaluation",
    "canceled",
    "postponed",
    "document_type",
    "document_no",
    "segment_no",
    "campaign_no",
)
_OTHER: dict[str, ColumnElement[bool]] = {
    "since": entry.c.at >= bindparam("since"),
    "until": entry.c.at < bindparam("until"),
    "failed": entry.c.attempt_failed == bindparam("failed"),
    "automatic": (entry.c.document_type != "") == bindparam("automatic", type_=entry.c.canceled.type),
    "no_from": entry.c.no >= bindparam("no_from"),
    "no_to": entry.c.no <= bindparam("no_to"),
}


def with_names(entries: Select[Any]) -> Select[Any]:
    """The entries with the names beside them, newest first, in the columns that `read_row` reads."""
    found = entries.subquery("found")
    return (
        select(*ENTRY.columns_of(found), contact.c.name, interaction_template.c.description, salesperson.c.name)
        .select_from(
            found.outerjoin(contact, and_(contact.c.organization_id == bindparam("org"), contact.c.no == found.c.contact_no))
            .outerjoin(
                interaction_template,
                and_(
                    interaction_template.c.organization_id == bindparam("org"),
                    interaction_template.c.code == found.c.template_code,
                ),
            )
            .outerjoin(
                salesperson,
                and_(salesperson.c.organization_id == bindparam("org"), salesperson.c.code == found.c.salesperson_code),
            )
        )
        .order_by(found.c.at.desc(), found.c.no.desc())
    )


def read_row(row: Row) -> LogRow:
    contact_name, template_description, salesperson_name = row[ENTRY.width :]
    return LogRow(
        entry=ENTRY.read(row),
        contact_name=contact_name or "",
        template_description=template_description or "",
        salesperson_name=salesperson_name or "",
    )


def page(
    session: Session, wanted: EntryFilter, limit: int, *, older_than: Position | None = None, newer_than: Position | None = None
) -> Sequence[LogRow]:
    """Up to `limit` rows, newest first, next to the position given; with none, the newest."""
    values, shape, words = asked(wanted)
    side = "older" if older_than else "newer" if newer_than else ""
    place = older_than or newer_than
    if place is not None:
        values |= {"at": place.at, "no": place.no}
    statement = session.statements.shaped(_statement, shape, words, side)
    return [read_row(row) for row in session.all(statement, values | {"limit": limit})]


def asked(wanted: EntryFilter) -> tuple[dict[str, Any], tuple[str, ...], int]:
    """The values that a filter's statement takes, the names of its conditions, and the number of words looked for."""
    values: dict[str, Any] = {}
    for name in (*_EQUAL, *_OTHER, "by_person", "by_salesperson"):
        value = getattr(wanted, name)
        if isinstance(value, bool | Enum) or value not in (None, "", 0):
            values[name] = value
    shape = tuple(values)
    words = fold(wanted.text).split()[:10]
    for number, word in enumerate(words):
        values[f"text_{number}"] = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return values, shape, len(words)


def conditions_of(shape: tuple[str, ...], words: int) -> list[ColumnElement[bool]]:
    """The conditions named in `shape`, those on who did it left out."""
    conditions: list[ColumnElement[bool]] = [entry.c.organization_id == bindparam("org")]
    conditions += [entry.c[name] == bindparam(name) for name in shape if name in _EQUAL]
    conditions += [_OTHER[name] for name in shape if name in _OTHER]
    if "segment_no" in shape:
        # Said so, the planner sees that the index of entries with a segment holds all of them.
        conditions.append(entry.c.segment_no != literal_column("''"))
    conditions += [entry.c.folded_text.like(bindparam(f"text_{number}"), escape="\\") for number in range(words)]
    return conditions


def how_far_back(session: Session, entries: int, before: datetime | None) -> datetime | None:
    """When the entry took place that so many are newer than, of those before `before`; None where there are no more."""
    values = {"entries": entries} if before is None else {"entries": entries, "until": before}
    row = session.first(session.statements.shaped(_how_far_back, before is None), values)
    found: datetime | None = row[0] if row else None
    return found


def count(session: Session, wanted: EntryFilter, limit: int) -> int:
    """How many entries there are, counted up to `limit`."""
    values, shape, words = asked(wanted)
    return int(session.all(session.statements.shaped(_count, shape, words), values | {"limit": limit})[0][0])


def canceled(session: Session, wanted: EntryFilter, limit: int) -> Sequence[tuple[int, datetime]]:
    """Up to `limit` canceled entries, whatever `wanted.canceled` says, as (no., when), those canceled first before others."""
    values, shape, words = asked(replace(wanted, canceled=None))
    rows = session.all(session.statements.shaped(_canceled, shape, words), values | {"limit": limit})
    return [(row[0], row[1]) for row in rows]


def _count(shape: tuple[str, ...], words: int) -> Select[Any]:
    # Few columns, as the union of two halves compares them; and one that stands in no index, or SQLite would read an index of all
    # entries in place of the one that has those asked for.
    columns = (entry.c.at, entry.c.no, entry.c.created_at)
    return select(func.count()).select_from(_found(shape, words, "", columns).subquery())


def _how_far_back(whole: bool) -> Select[Any]:
    shape = () if whole else ("until",)
    order = (entry.c.at.desc(), entry.c.no.desc())
    newest = select(entry.c.at).where(*conditions_of(shape, 0)).order_by(*order)
    return newest.limit(1).offset(bindparam("entries", type_=Integer))


def _canceled(shape: tuple[str, ...], words: int) -> Select[Any]:
    # Not a parameter: the planner has to see that the index of canceled entries holds all of them.
    conditions = [*conditions_of(shape, words), entry.c.canceled]
    whose = {"by_person": entry.c.created_by, "by_salesperson": entry.c.salesperson_code}
    either = [column == bindparam(name) for name, column in whose.items() if name in shape]
    if either:
        conditions.append(or_(*either))
    order = (entry.c.canceled_at, entry.c.no)
    return select(entry.c.no, entry.c.at).where(*conditions).order_by(*order).limit(bindparam("limit", type_=Integer))


def _statement(shape: tuple[str, ...], words: int, side: str) -> Select[Any]:
    return with_names(_found(shape, words, side))


def _found(shape: tuple[str, ...], words: int, side: str, columns: Sequence[Any] = (entry,)) -> Select[Any]:
    """The first entries for the filters named in `shape`; all of their columns, unless told otherwise."""
    conditions = conditions_of(shape, words)
    if side:
        key = tuple_(entry.c.at, entry.c.no)
        conditions.append(key < _PLACE if side == "older" else key > _PLACE)
    by_person = entry.c.created_by == bindparam("by_person")
    by_salesperson = entry.c.salesperson_code == bindparam("by_salesperson")
    if "by_person" in shape and "by_salesperson" in shape:
        # Each half is read along its own index; an OR would read the log of everyone.
        halves = [_first(select(*columns).where(*conditions, half), side).subquery() for half in (by_person, by_salesperson)]
        both = union(*(select(half) for half in halves)).subquery("both")
        return _first(select(both), side, both)
    if "by_person" in shape:
        conditions.append(by_person)
    elif "by_salesperson" in shape:
        conditions.append(by_salesperson)
    return _first(select(*columns).where(*conditions), side)


def _first(entries: Select[Any], side: str, source: Any = entry) -> Select[Any]:
    order = (source.c.at, source.c.no) if side == "newer" else (source.c.at.desc(), source.c.no.desc())
    return entries.order_by(*order).limit(bindparam("limit", type_=Integer))
