"""The audit, which is read along its key: there are few records, as nothing of the daily work makes any."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import BigInteger, Integer, Select, Text, and_, bindparam, func, insert, or_, select, type_coerce

from adapters.database.audit_tables import audit_record
from adapters.database.history import Ids
from adapters.database.person_tables import person
from adapters.database.records import Record
from adapters.database.session import Session
from core.audit import AuditAction, AuditFilter, AuditRecord

_RECORD: Record[AuditRecord] = Record(AuditRecord, audit_record)
_ADD = insert(audit_record)
_SAID = func.lower(type_coerce(audit_record.c.action, Text).concat(" ").concat(audit_record.c.about))
_MOST_WORDS = 10


class AuditTable:
    """`core.audit.Audit`."""

    def __init__(self, session: Session, ids: Ids) -> None:
        self._session = session
        self._ids = ids

    def add(self, record: AuditRecord) -> None:
        self._session.later(_ADD, _RECORD.values(replace(record, id=self._ids.next(record.at))))

    def page(self, wanted: AuditFilter, limit: int, *, before: int = 0, after: int = 0) -> Sequence[AuditRecord]:
        words = [word.lower() for word in wanted.about[:_MOST_WORDS]]
        values: dict[str, Any] = {"limit": limit, "since": wanted.since, "until": wanted.until, "before": before, "after": after}
        values |= {f"word_{place}": _pattern(word) for place, word in enumerate(words)}
        by = None if wanted.by is None else sorted(wanted.by) or [-1]
        values |= {f"by_{place}": person_id for place, person_id in enumerate(by or ())}
        # Each as often as needed for one length, as every length is a statement that is kept.
        actions = [(sorted(each) * len(AuditAction))[: len(AuditAction)] for each in wanted.actions[: len(words)]]
        actions += [[]] * (len(words) - len(actions))
        values |= {f"action_{place}_{at}": action for place, each in enumerate(actions) for at, action in enumerate(each)}
        conditions = tuple(name for name in ("since", "until", "before", "after") if values[name])
        statement = self._session.statements.shaped(_page, conditions, tuple(map(len, actions)), len(by or ()))
        rows = [_RECORD.read(row, by_name=row[_RECORD.width] or "") for row in self._session.all(statement, values)]
        return sorted(rows, key=lambda record: record.id, reverse=True)


def _page(conditions: tuple[str, ...], words: tuple[int, ...], persons: int) -> Select[Any]:
    table = audit_record.c
    moment = table.at.type
    bounds = {
        "since": table.at >= bindparam("since", type_=moment),
        "until": table.at < bindparam("until", type_=moment),
        "before": table.id < bindparam("before"),
        "after": table.id > bindparam("after"),
    }
    wanted = [table.organization_id == bindparam("org"), *(bounds[name] for name in conditions)]
    for place, actions in enumerate(words):
        named = [bindparam(f"action_{place}_{at}", type_=table.action.type) for at in range(actions)]
        said = _SAID.like(bindparam(f"word_{place}"), escape="\\")
        wanted.append(or_(said, table.action.in_(named)) if named else said)
    if persons:
        wanted.append(table.by.in_([bindparam(f"by_{place}", type_=BigInteger) for place in range(persons)]))
    names = audit_record.outerjoin(person, and_(person.c.organization_id == table.organization_id, person.c.id == table.by))
    order = table.id if "after" in conditions else table.id.desc()
    return (
        select(*_RECORD.columns, person.c.name)
        .select_from(names)
        .where(*wanted)
        .order_by(order)
        .limit(bindparam("limit", type_=Integer))
    )


def _pattern(word: str) -> str:
    return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
