"""The history and the comments of entries."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from threading import Lock

from sqlalchemy import and_, bindparam, delete, insert, select, update

from adapters.database.log_tables import entry_change, entry_comment
from adapters.database.person_tables import person
from adapters.database.records import Record
from adapters.database.session import Row, Session
from core.entry import Change, Comment
from core.errors import NotFound

_CHANGE: Record[Change] = Record(Change, entry_change)
_COMMENT: Record[Comment] = Record(Comment, entry_comment)

_CHANGES = select(*_CHANGE.columns, person.c.name).select_from(
    entry_change.outerjoin(
        person, and_(person.c.organization_id == entry_change.c.organization_id, person.c.id == entry_change.c.by)
    )
)
_MINE = entry_change.c.organization_id == bindparam("org")
_ENTRY = entry_change.c.entry_no == bindparam("of_entry")
_ID = entry_change.c.id == bindparam("change_id")
_OF = _CHANGES.where(_MINE, _ENTRY).order_by(entry_change.c.id)
_GET = _CHANGES.where(_MINE, _ID).order_by(entry_change.c.entry_no)
_SINCE = _CHANGES.where(_MINE, _ENTRY, entry_change.c.id > bindparam("change_id")).order_by(entry_change.c.id)
_LAST = (
    select(entry_change.c.id)
    .where(_MINE, entry_change.c.by == bindparam("person_id"), entry_change.c.undoes == 0, entry_change.c.undone.is_(False))
    .order_by(entry_change.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_LAST_BY = _CHANGES.where(_MINE, entry_change.c.id == _LAST, entry_change.c.by == bindparam("person_id")).order_by(
    entry_change.c.entry_no
)
_ADD = insert(entry_change)
_UNDONE = update(entry_change).where(_MINE, _ID).values(undone=True)

_MY_COMMENTS = and_(entry_comment.c.organization_id == bindparam("org"), entry_comment.c.entry_no == bindparam("of_entry"))
_COMMENTS = (
    select(*_COMMENT.columns, person.c.name)
    .select_from(
        entry_comment.outerjoin(
            person, and_(person.c.organization_id == entry_comment.c.organization_id, person.c.id == entry_comment.c.by)
        )
    )
    .where(_MY_COMMENTS)
    .order_by(entry_comment.c.id)
)
_COMMENT_OF = select(entry_comment.c.entry_no).where(entry_comment.c.organization_id == bindparam("org"))
_ADD_COMMENT = insert(entry_comment)
_REMOVE_COMMENT = delete(entry_comment).where(_MY_COMMENTS, entry_comment.c.id == bindparam("comment_id"))

_SHARES = 8192
_BEGINNING = 1_735_689_600_000  # 2025-01-01 in ms since 1970


class Ids:
    """Ids of changes and comments: the millisecond, and a share of it that this process drew at its start.

    They grow within a process, are exact as JSON numbers (53 bits) until 2059, and two processes do not draw the same one.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._last = 0
        self._share = secrets.randbelow(_SHARES)

    def next(self, now: datetime) -> int:
        with self._lock:
            self._last = max(self._last + 1, int(now.timestamp() * 1000) - _BEGINNING)
            return self._last * _SHARES + self._share


class HistoryTable:
    def __init__(self, session: Session, ids: Ids) -> None:
        self._session = session
        self._ids = ids

    def new_id(self, now: datetime) -> int:
        return self._ids.next(now)

    def add(self, changes: Sequence[Change]) -> None:
        if len(changes) == 1:
            self._session.later(_ADD, _CHANGE.values(changes[0]))
        else:
            self._session.insert(_ADD, [_CHANGE.values(change) for change in changes])

    def of(self, entry_no: int) -> Sequence[Change]:
        return [_change(row) for row in self._session.all(_OF, {"of_entry": entry_no})]

    def get(self, change_id: int) -> Sequence[Change]:
        return [_change(row) for row in self._session.all(_GET, {"change_id": change_id})]

    def last_by(self, person_id: int) -> Sequence[Change]:
        return [_change(row) for row in self._session.all(_LAST_BY, {"person_id": person_id})]

    def since(self, entry_no: int, change_id: int) -> Sequence[Change]:
        return [_change(row) for row in self._session.all(_SINCE, {"of_entry": entry_no, "change_id": change_id})]

    def mark_undone(self, change_id: int) -> None:
        self._session.later(_UNDONE, {"change_id": change_id})

    def comment(self, comment: Comment) -> None:
        self._session.later(_ADD_COMMENT, _COMMENT.values(comment))

    def uncomment(self, entry_no: int, comment_id: int) -> None:
        if not self._session.run(_REMOVE_COMMENT, {"of_entry": entry_no, "comment_id": comment_id}):
            raise NotFound("comment", str(comment_id))

    def comments(self, entry_no: int) -> Sequence[Comment]:
        rows = self._session.all(_COMMENTS, {"of_entry": entry_no})
        return [_COMMENT.read(row, by_name=row[_COMMENT.width] or "") for row in rows]

    def comment_count(self, entry_nos: Collection[int]) -> int:
        return sum(1 for _ in self._session.within(_COMMENT_OF, entry_comment.c.entry_no, sorted(set(entry_nos))))


def _change(row: Row) -> Change:
    return _CHANGE.read(row, by_name=row[_CHANGE.width] or "")
