"""What is counted in the log: along the index `ix_entry_at`, which holds all that is needed, or along that of a contact.

Canceled entries and drafts are left out. SQLite has no decimals, so costs are added up in whole cents.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Integer,
    Numeric,
    ScalarSelect,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    distinct,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
)

from adapters.database.contact_tables import contact
from adapters.database.log_page import asked, conditions_of
from adapters.database.log_tables import interaction_log_entry as entry
from adapters.database.session import Row, Session
from core.filters import EntryFilter
from core.reference import CampaignResults
from core.statistics import Breakdown, Figures
from core.values import ContactType

_KEYS = {
    Breakdown.TEMPLATE: entry.c.template_code,
    Breakdown.GROUP: entry.c.group_code,
    Breakdown.SALESPERSON: entry.c.salesperson_code,
    Breakdown.EVALUATION: entry.c.evaluation,
    Breakdown.CONTACT: entry.c.contact_no,
    Breakdown.SEGMENT: entry.c.segment_no,
    Breakdown.CAMPAIGN: entry.c.campaign_no,
}
# Said so, the planner sees that the index of entries with a campaign holds all of them.
_NONE: ColumnElement[str] = literal_column("''")
_US: ColumnElement[str] = literal_column("'us'")
_CENTS = func.round(type_coerce(entry.c.cost, Numeric) * literal_column("100", Integer))
_FIGURES: tuple[ColumnElement[Any], ...] = (
    func.count(),
    func.coalesce(func.sum(case((entry.c.attempt_failed, 1), else_=0)), 0),
    func.coalesce(func.sum(entry.c.duration), 0),
    func.coalesce(func.sum(cast(_CENTS, BigInteger)), 0),
    type_coerce(func.max(case((~entry.c.attempt_failed, entry.c.at))), entry.c.at.type),
    type_coerce(func.max(case((type_coerce(entry.c.initiated_by, Text) == _US, entry.c.at))), entry.c.at.type),
)
_COUNTS = (~entry.c.canceled, ~entry.c.postponed)
_OF_CAMPAIGN = (
    select(
        entry.c.campaign_no,
        func.count(distinct(case((entry.c.campaign_target, entry.c.contact_no)))),
        func.count(distinct(case((entry.c.campaign_response, entry.c.contact_no)))),
    )
    .where(entry.c.organization_id == bindparam("org"), entry.c.campaign_no != _NONE, *_COUNTS)
    .group_by(entry.c.campaign_no)
)
_OF_ONE_CAMPAIGN = _OF_CAMPAIGN.where(entry.c.campaign_no == bindparam("code"))


class StatisticsTable:
    """`core.statistics.StatisticsOfLog`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def total(self, wanted: EntryFilter) -> Figures:
        values, shape, words = asked(replace(wanted, canceled=False, postponed=False))
        statement = self._session.statements.shaped(_statement, None, shape, words, False, self._session.postgresql)
        return _read(self._session.all(statement, values)[0])

    def by(self, wanted: EntryFilter, breakdown: Breakdown, limit: int | None = None) -> Sequence[tuple[str, Figures]]:
        values, shape, words = asked(replace(wanted, canceled=False, postponed=False))
        statement = self._session.statements.shaped(
            _statement, breakdown, shape, words, limit is not None, self._session.postgresql
        )
        return [(str(row[-1]), _read(row)) for row in self._session.all(statement, values | {"limit": limit})]

    def idle(
        self, before: datetime, limit: int, *, salesperson: str | None = None, company_no: str = ""
    ) -> tuple[int, Sequence[tuple[str, datetime | None]]]:
        if salesperson == "":
            return 0, []
        statement = self._session.statements.shaped(_idle, salesperson is not None, company_no != "")
        values = {"before": before, "limit": limit, "salesperson": salesperson, "company_no": company_no}
        rows = self._session.all(statement, values)
        return (rows[0][2] if rows else 0), [(no, last) for no, last, _ in rows]

    def campaigns(self, code: str = "") -> dict[str, CampaignResults]:
        rows = self._session.all(_OF_ONE_CAMPAIGN if code else _OF_CAMPAIGN, {"code": code})
        return {campaign: CampaignResults(targets, responses) for campaign, targets, responses in rows}


def _read(row: Row) -> Figures:
    number, failed, duration, cents, last_interaction, last_attempt = row[: len(_FIGURES)]
    return Figures(
        number=number,
        failed=failed,
        duration=duration,
        cost=Decimal(cents) / 100,
        last_interaction=last_interaction,
        last_attempt=last_attempt,
    )


def _statement(breakdown: Breakdown | None, shape: tuple[str, ...], words: int, limited: bool, postgresql: bool) -> Select[Any]:
    """All that the filters named in `shape` find, together or by `breakdown`."""
    conditions = [*conditions_of(shape, words), *_who(shape, postgresql)]
    if "campaign_no" in shape:
        conditions.append(entry.c.campaign_no != _NONE)
    if not postgresql:
        # Else SQLite takes the entries of one company, segment or campaign for most of the log.
        few = [entry.c[name] == bindparam(name) for name in ("company_no", "segment_no", "campaign_no") if name in shape]
        conditions += [func.likelihood(condition, literal_column("0.00001")) for condition in few]
    if breakdown is None:
        return select(*_FIGURES).select_from(entry).where(*conditions)
    column = _KEYS[breakdown]
    # Else SQLite fetches each entry in the order of contacts or salespeople, of which it has indexes.
    key: ColumnElement[str] = column if postgresql else _unindexed(column)
    found = select(*_FIGURES, key).where(*conditions).group_by(key).order_by(func.count().desc(), key)
    return found.limit(bindparam("limit", type_=Integer)) if limited else found


def _who(shape: tuple[str, ...], postgresql: bool) -> list[ColumnElement[bool]]:
    """Who did it. SQLite is kept from their indexes by a sign: reading all of the time along the index that has everything at
    hand takes less than fetching each entry of one person.
    """
    either = [
        (column if postgresql else _unindexed(column)) == bindparam(name, type_=column.type)
        for name, column in (("by_person", entry.c.created_by), ("by_salesperson", entry.c.salesperson_code))
        if name in shape
    ]
    return [or_(*either)] if either else []


def _unindexed(column: Column[Any]) -> ColumnElement[Any]:
    """The column with a sign before it, which keeps SQLite from its index."""
    return literal_column(f"+{entry.name}.{column.name}", column.type)


def _idle(of_salesperson: bool, of_company: bool) -> Select[Any]:
    conditions = [contact.c.organization_id == bindparam("org"), ~contact.c.privacy_blocked]
    if of_salesperson:
        conditions.append(contact.c.salesperson_code == bindparam("salesperson"))
    if of_company:
        conditions.append(or_(contact.c.no == bindparam("company_no"), contact.c.company_no == bindparam("company_no")))
    is_company = type_coerce(contact.c.type, Text) == literal_column(f"'{ContactType.COMPANY}'")
    last = case((is_company, _last(entry.c.company_no)), else_=_last(entry.c.contact_no))
    each = select(contact.c.no, type_coerce(last, entry.c.at.type).label("last")).where(*conditions).subquery("each_contact")
    return (
        select(each.c.no, each.c.last, func.count().over())
        .where(or_(each.c.last.is_(None), each.c.last < bindparam("before", type_=entry.c.at.type)))
        .order_by(each.c.last.nulls_first(), each.c.no)
        .limit(bindparam("limit", type_=Integer))
    )


def _last(of: ColumnElement[str]) -> ScalarSelect[datetime]:
    """The time of the last interaction of the contact, or with the company, that did not fail."""
    mine = and_(entry.c.organization_id == bindparam("org"), of == contact.c.no, ~entry.c.attempt_failed, *_COUNTS)
    return (
        select(entry.c.at)
        .where(mine)
        .order_by(entry.c.at.desc(), entry.c.no.desc())
        .limit(1)
        .correlate(contact)
        .scalar_subquery()
    )
