"""Segments, their contacts, and logged segments."""

from collections.abc import Collection, Sequence

from sqlalchemy import Integer, and_, bindparam, delete, func, insert, select, update

from adapters.database.contact_search import CONTACT
from adapters.database.contact_tables import contact
from adapters.database.counters import next_number
from adapters.database.person_tables import person
from adapters.database.records import Record, given
from adapters.database.segment_matching import matching
from adapters.database.segment_tables import logged_segment, logged_segment_change, segment, segment_line
from adapters.database.session import Row, Session
from core.contact import Contact
from core.errors import AlreadyExists, NotFound
from core.folding import fold
from core.segment import Criteria, LineRow, LoggedSegment, Segment, SegmentLine, SegmentRow

_LIMIT = bindparam("limit", type_=Integer)

_SEGMENT: Record[Segment] = Record(Segment, segment)
_MINE = segment.c.organization_id == bindparam("org")
_ONE = and_(_MINE, segment.c.no == bindparam("key"))
_GET = select(*_SEGMENT.columns).where(_ONE)
_LOCK = select(segment.c.no).where(_ONE).with_for_update()
_ALL = select(*_SEGMENT.columns).where(_MINE).order_by(segment.c.no)
_CONTACTS = (
    select(func.count())
    .where(segment_line.c.organization_id == segment.c.organization_id, segment_line.c.segment_no == segment.c.no)
    .scalar_subquery()
)
_PAGE = select(*_SEGMENT.columns, _CONTACTS).where(_MINE)
_AFTER = _PAGE.where(segment.c.no > bindparam("place")).order_by(segment.c.no).limit(_LIMIT)
_BEFORE = _PAGE.where(segment.c.no < bindparam("place")).order_by(segment.c.no.desc()).limit(_LIMIT)
_ADD = insert(segment)
_UPDATE = update(segment).where(_ONE).values(given(segment, _SEGMENT.names, "no"))
_REMOVE = delete(segment).where(_ONE)

_LINE: Record[SegmentLine] = Record(SegmentLine, segment_line)
_OF_SEGMENT = and_(segment_line.c.organization_id == bindparam("org"), segment_line.c.segment_no == bindparam("key"))
_ONE_LINE = and_(_OF_SEGMENT, segment_line.c.contact_no == bindparam("contact"))
_COUNT = select(func.count()).select_from(segment_line).where(_OF_SEGMENT)
_GET_LINE = select(*_LINE.columns).where(_ONE_LINE)
_CONTACT_NOS = select(segment_line.c.contact_no).where(_OF_SEGMENT)
_WITH_CONTACT = segment_line.join(
    contact,
    and_(contact.c.organization_id == segment_line.c.organization_id, contact.c.no == segment_line.c.contact_no),
)
_COMPANY = contact.alias("company")
_LINES = (
    select(*_LINE.columns, *CONTACT.columns, _COMPANY.c.name)
    .select_from(
        _WITH_CONTACT.outerjoin(
            _COMPANY,
            and_(_COMPANY.c.organization_id == contact.c.organization_id, _COMPANY.c.no == contact.c.company_no),
        )
    )
    .where(_OF_SEGMENT)
)
_LINES_AFTER = _LINES.where(segment_line.c.contact_no > bindparam("place")).order_by(segment_line.c.contact_no).limit(_LIMIT)
_LINES_BEFORE = (
    _LINES.where(segment_line.c.contact_no < bindparam("place")).order_by(segment_line.c.contact_no.desc()).limit(_LIMIT)
)
_ALL_LINES = (
    select(*_LINE.columns, *CONTACT.columns).select_from(_WITH_CONTACT).where(_OF_SEGMENT).order_by(segment_line.c.contact_no)
)
_ADD_LINE = insert(segment_line)
_UPDATE_LINE = update(segment_line).where(_ONE_LINE).values(given(segment_line, _LINE.names, "segment_no", "contact_no"))
_REMOVE_LINE = delete(segment_line).where(_ONE_LINE)

_LOGGED: Record[LoggedSegment] = Record(LoggedSegment, logged_segment)
_MY_LOGGED = logged_segment.c.organization_id == bindparam("org")
_LOGGED_ROWS = (
    select(*_LOGGED.columns, person.c.name)
    .select_from(
        logged_segment.outerjoin(
            person, and_(person.c.organization_id == bindparam("org"), person.c.id == logged_segment.c.created_by)
        )
    )
    .where(_MY_LOGGED)
)
_LOGGED_OF = _LOGGED_ROWS.where(logged_segment.c.segment_no == bindparam("key"))
_OLDER = _LOGGED_ROWS.where(logged_segment.c.no < bindparam("place")).order_by(logged_segment.c.no.desc()).limit(_LIMIT)
_NEWER = _LOGGED_ROWS.where(logged_segment.c.no > bindparam("place")).order_by(logged_segment.c.no).limit(_LIMIT)
_CANCELED = select(logged_segment.c.segment_no).where(_MY_LOGGED, logged_segment.c.canceled.is_(True))
_ADD_LOGGED = insert(logged_segment)
_UPDATE_LOGGED = (
    update(logged_segment)
    .where(_MY_LOGGED, logged_segment.c.no == bindparam("key"))
    .values(given(logged_segment, _LOGGED.names, "no"))
)
_ADD_CHANGE = insert(logged_segment_change)
_LOGGED_BY = _LOGGED_ROWS.where(
    logged_segment.c.no
    == select(logged_segment_change.c.logged_no)
    .where(logged_segment_change.c.organization_id == bindparam("org"), logged_segment_change.c.change == bindparam("key"))
    .scalar_subquery()
)
_NEWEST = 2**63 - 1


class SegmentsTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, no: str) -> Segment:
        row = self._session.first(_GET, {"key": no.upper()})
        if row is None:
            raise NotFound("segment", no)
        return _SEGMENT.read(row)

    def find(self, words: str) -> Sequence[Segment]:
        row = self._session.first(_GET, {"key": words.upper()})
        if row is not None:
            return [_SEGMENT.read(row)]
        wanted = fold(words)
        every = [_SEGMENT.read(row) for row in self._session.all(_ALL)]
        by_no = [each for each in every if fold(each.no).startswith(wanted)]
        return by_no or [each for each in every if fold(each.description).startswith(wanted)]

    def page(self, limit: int, *, after: str = "", before: str = "") -> Sequence[SegmentRow]:
        rows = self._session.all(_BEFORE if before else _AFTER, {"place": before or after, "limit": limit})
        found = [SegmentRow(segment=_SEGMENT.read(row), contacts=int(row[_SEGMENT.width])) for row in rows]
        return found[::-1] if before else found

    def lock(self, no: str) -> None:
        # SQLite has one writer at a time anyway.
        if self._session.postgresql:
            self._session.all(_LOCK, {"key": no})

    def add(self, segment: Segment) -> None:
        if self._session.first(_GET, {"key": segment.no}) is not None:
            raise AlreadyExists("segment", segment.no)
        self._session.run(_ADD, _SEGMENT.values(segment))

    def update(self, segment: Segment) -> None:
        if not self._session.run(_UPDATE, _SEGMENT.values(segment) | {"key": segment.no}):
            raise NotFound("segment", segment.no)

    def remove(self, no: str) -> None:
        if not self._session.run(_REMOVE, {"key": no}):
            raise NotFound("segment", no)

    def count(self, no: str) -> int:
        return int(self._session.all(_COUNT, {"key": no})[0][0])

    def lines(self, no: str, limit: int, *, after: str = "", before: str = "") -> Sequence[LineRow]:
        values = {"key": no, "place": before or after, "limit": limit}
        rows = [_line_row(row, named=True) for row in self._session.all(_LINES_BEFORE if before else _LINES_AFTER, values)]
        return rows[::-1] if before else rows

    def all_lines(self, no: str) -> Sequence[LineRow]:
        return [_line_row(row) for row in self._session.all(_ALL_LINES, {"key": no})]

    def line(self, no: str, contact_no: str) -> SegmentLine | None:
        row = self._session.first(_GET_LINE, {"key": no, "contact": contact_no})
        return None if row is None else _LINE.read(row)

    def add_lines(self, lines: Sequence[SegmentLine]) -> int:
        if not lines:
            return 0
        there = {row[0] for row in self._session.all(_CONTACT_NOS, {"key": lines[0].segment_no})}
        new = {line.contact_no: line for line in lines if line.contact_no not in there}
        self._session.insert(_ADD_LINE, [_LINE.values(new[no]) for no in sorted(new)])
        return len(new)

    def update_line(self, line: SegmentLine) -> None:
        if not self._session.run(_UPDATE_LINE, _LINE.values(line) | {"key": line.segment_no, "contact": line.contact_no}):
            raise NotFound("contact", line.contact_no)

    def remove_lines(self, no: str, contact_nos: Collection[str]) -> int:
        there = {row[0] for row in self._session.all(_CONTACT_NOS, {"key": no})}
        gone = sorted(there.intersection(contact_nos))
        self._session.many(_REMOVE_LINE, [{"key": no, "contact": contact_no} for contact_no in gone])
        return len(gone)

    def matching(self, criteria: Criteria, within: str = "") -> Sequence[Contact]:
        return matching(self._session, criteria, within)

    def add_logged(self, logged: LoggedSegment) -> int:
        no = next_number(self._session, "logged segment")
        self._session.run(_ADD_LOGGED, _LOGGED.values(logged) | {"no": no})
        return no

    def update_logged(self, logged: LoggedSegment) -> None:
        if not self._session.run(_UPDATE_LOGGED, _LOGGED.values(logged) | {"key": logged.no}):
            raise NotFound("logged segment", str(logged.no))

    def logged_of(self, no: str) -> LoggedSegment | None:
        row = self._session.first(_LOGGED_OF, {"key": no})
        return None if row is None else _logged(row)

    def logged(self, limit: int, *, older: int = 0, newer: int = 0) -> Sequence[LoggedSegment]:
        values = {"place": newer or older or _NEWEST, "limit": limit}
        rows = [_logged(row) for row in self._session.all(_NEWER if newer else _OLDER, values)]
        return rows[::-1] if newer else rows

    def canceled_of(self, nos: Collection[str]) -> Sequence[str]:
        return sorted(str(row[0]) for row in self._session.within(_CANCELED, logged_segment.c.segment_no, sorted(nos)))

    def note_change(self, logged_no: int, change: int) -> None:
        self._session.run(_ADD_CHANGE, {"change": change, "logged_no": logged_no})

    def logged_by(self, change: int) -> LoggedSegment | None:
        row = self._session.first(_LOGGED_BY, {"key": change})
        return None if row is None else _logged(row)


def _line_row(row: Row, *, named: bool = False) -> LineRow:
    return LineRow(
        line=_LINE.read(row),
        contact=CONTACT.read(row[_LINE.width :]),
        company_name=(row[_LINE.width + CONTACT.width] or "") if named else "",
    )


def _logged(row: Row) -> LoggedSegment:
    return _LOGGED.read(row, created_by_name=row[_LOGGED.width] or "")
