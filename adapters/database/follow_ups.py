"""Follow-ups."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, delete, insert, or_, select, tuple_, update

from adapters.database.follow_up_tables import follow_up
from adapters.database.log_tables import interaction_log_entry as entry
from adapters.database.records import Record
from adapters.database.session import Session
from core.follow_up import FollowUp

_RECORD: Record[FollowUp] = Record(FollowUp, follow_up)
_ONE = and_(follow_up.c.organization_id == bindparam("org"), follow_up.c.entry_no == bindparam("wanted"))
_GET = select(*_RECORD.columns).where(_ONE)
_ADD = insert(follow_up)
_CHANGE = update(follow_up).where(_ONE).values({name: bindparam(name) for name in _RECORD.names if name != "entry_no"})
_REMOVE = delete(follow_up).where(_ONE)
_OPEN = and_(
    follow_up.c.organization_id == bindparam("org"),
    or_(follow_up.c.person_id == bindparam("person_id"), entry.c.created_by == bindparam("person_id")),
    follow_up.c.done_at.is_(None),
)
_PLACE = tuple_(bindparam("day", type_=follow_up.c.due_on.type), bindparam("no", type_=follow_up.c.entry_no.type))


class FollowUpsTable:
    """`core.follow_up.FollowUps`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, follow_up: FollowUp) -> None:
        values = _RECORD.values(follow_up)
        if not self._session.run(_CHANGE, values | {"wanted": follow_up.entry_no}):
            self._session.run(_ADD, values)

    def add_many(self, follow_ups: Sequence[FollowUp]) -> None:
        self._session.insert(_ADD, [_RECORD.values(each) for each in follow_ups])

    def remove(self, entry_no: int) -> None:
        self._session.run(_REMOVE, {"wanted": entry_no})

    def get(self, entry_no: int) -> FollowUp | None:
        row = self._session.first(_GET, {"wanted": entry_no})
        return None if row is None else _RECORD.read(row)

    def open_of(self, person_id: int, limit: int, *, after: tuple[date, int] | None = None) -> Sequence[FollowUp]:
        values: dict[str, object] = {"person_id": person_id, "limit": limit}
        if after is not None:
            values |= {"day": after[0], "no": after[1]}
        statement = self._session.statements.shaped(_open, after is not None)
        return [_RECORD.read(row) for row in self._session.all(statement, values)]


def _open(beyond: bool) -> Select[Any]:
    conditions = [_OPEN, entry.c.canceled.is_(False)]
    if beyond:
        conditions.append(tuple_(follow_up.c.due_on, follow_up.c.entry_no) > _PLACE)
    entries = follow_up.join(
        entry, and_(entry.c.organization_id == follow_up.c.organization_id, entry.c.no == follow_up.c.entry_no)
    )
    return (
        select(*_RECORD.columns)
        .select_from(entries)
        .where(*conditions)
        .order_by(follow_up.c.due_on, follow_up.c.entry_no)
        .limit(bindparam("limit", type_=Integer))
    )
