"""The interaction log."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, bindparam, delete, func, insert, literal_column, select, update
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import REGCLASS

from adapters.database import log_page
from adapters.database.counters import from_sequence, next_number, next_numbers
from adapters.database.log_page import ENTRY, read_row
from adapters.database.log_tables import interaction_log_entry as entry
from adapters.database.session import Session
from core.entry import InteractionLogEntry, LogRow
from core.errors import NotFound
from core.filters import EntryFilter, Position
from core.folding import fold

_MINE = entry.c.organization_id == bindparam("org")
_GET = select(*ENTRY.columns).where(_MINE, entry.c.no == bindparam("no"))
_LOCK = select(entry.c.no).where(_MINE).order_by(entry.c.no).with_for_update()
_ROW = log_page.with_names(select(entry).where(_MINE, entry.c.no == bindparam("no")))
_RECENT = (
    select(*ENTRY.columns)
    .where(_MINE, entry.c.created_by == bindparam("person_id"))
    .order_by(entry.c.no.desc())
    .limit(bindparam("limit", type_=Integer))
)
_ALIKE = select(*ENTRY.columns).where(
    _MINE,
    entry.c.contact_no == bindparam("contact_no"),
    entry.c.at.between(bindparam("since", type_=entry.c.at.type), bindparam("until", type_=entry.c.at.type)),
    entry.c.created_by == bindparam("created_by"),
    entry.c.description == bindparam("description"),
)
_OF_SEGMENT = (
    select(*ENTRY.columns)
    .where(_MINE, entry.c.segment_no == bindparam("segment_no"), entry.c.segment_no != literal_column("''"))
    # The order of the index of entries with a segment: in any other SQLite's planner would rather read the whole log.
    .order_by(entry.c.at, entry.c.no)
)
_STATES = select(entry.c.no, entry.c.canceled).where(_MINE)
_CANCELED_BEFORE = (
    select(entry.c.no)
    # Not a parameter: the planner has to see that the index of canceled entries holds all of them.
    .where(_MINE, entry.c.canceled, entry.c.canceled_at < bindparam("before", type_=entry.c.at.type))
    .order_by(entry.c.canceled_at, entry.c.no)
    .limit(bindparam("limit", type_=Integer))
)
_REMOVE = delete(entry).where(_MINE, entry.c.no == bindparam("key"))
_ADD = insert(entry)
_TAKE_NO = (
    insert(entry)
    .values(
        {column.name: bindparam(column.name, type_=column.type) for column in entry.c if column.name != "no"}
        | {"no": func.nextval(sql_cast(bindparam("sequence"), REGCLASS))}
    )
    .returning(entry.c.no)
)
_UPDATE = (
    update(entry)
    .where(_MINE, entry.c.no == bindparam("key"))
    .values({name: bindparam(name, type_=entry.c[name].type) for name in (*ENTRY.names, "folded_text") if name != "no"})
)


def entry_no_sequence(organization_id: int) -> str:
    """The sequence that PostgreSQL takes an organization's entry numbers from."""
    return f"entry_no_{organization_id}"


class EntriesTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, entry: InteractionLogEntry) -> int:
        values = _values(entry)
        if self._session.postgresql:
            values["sequence"] = entry_no_sequence(self._session.organization_id)
            return int(self._session.all(_TAKE_NO, values)[0][0])
        values["no"] = number = next_number(self._session, "entry")
        self._session.run(_ADD, values)
        return number

    def add_many(self, entries: Sequence[InteractionLogEntry]) -> Sequence[int]:
        if not entries:
            return []
        if self._session.postgresql:
            numbers = from_sequence(self._session, entry_no_sequence(self._session.organization_id), len(entries))
        else:
            numbers = next_numbers(self._session, "entry", len(entries))
        folded = lru_cache(maxsize=2)(fold)  # entries of a segment say the same
        rows = [_values(entry, folded) | {"no": number} for entry, number in zip(entries, numbers, strict=True)]
        self._session.insert(_ADD, rows)
        return numbers

    def get(self, no: int) -> InteractionLogEntry:
        row = self._session.first(_GET, {"no": no})
        if row is None:
            raise NotFound("entry", str(no))
        return ENTRY.read(row)

    def row(self, no: int) -> LogRow:
        row = self._session.first(_ROW, {"no": no})
        if row is None:
            raise NotFound("entry", str(no))
        return read_row(row)

    def lock(self, nos: Collection[int]) -> None:
        # SQLite has one writer at a time anyway. In order, so that nobody waits for somebody who waits for them.
        if self._session.postgresql:
            list(self._session.within(_LOCK, entry.c.no, sorted(nos)))

    def update(self, entry: InteractionLogEntry) -> None:
        if not self._session.run(_UPDATE, _values(entry) | {"key": entry.no}):
            raise NotFound("entry", str(entry.no))

    def update_many(self, entries: Sequence[InteractionLogEntry]) -> None:
        folded = lru_cache(maxsize=2)(fold)
        self._session.many(_UPDATE, [_values(entry, folded) | {"key": entry.no} for entry in entries])

    def of_segment(self, segment_no: str) -> Sequence[InteractionLogEntry]:
        found = [ENTRY.read(row) for row in self._session.all(_OF_SEGMENT, {"segment_no": segment_no})]
        return sorted(found, key=lambda entry: entry.no)

    def page(
        self, wanted: EntryFilter, limit: int, *, older_than: Position | None = None, newer_than: Position | None = None
    ) -> Sequence[LogRow]:
        return log_page.page(self._session, wanted, limit, older_than=older_than, newer_than=newer_than)

    def how_far_back(self, entries: int, before: datetime | None) -> datetime | None:
        return log_page.how_far_back(self._session, entries, before)

    def count(self, wanted: EntryFilter, limit: int) -> int:
        return log_page.count(self._session, wanted, limit)

    def canceled(self, wanted: EntryFilter, limit: int) -> Sequence[tuple[int, datetime]]:
        return log_page.canceled(self._session, wanted, limit)

    def canceled_before(self, moment: datetime, limit: int) -> Sequence[int]:
        return [int(row[0]) for row in self._session.all(_CANCELED_BEFORE, {"before": moment, "limit": limit})]

    def are_canceled(self, nos: Collection[int]) -> dict[int, bool]:
        return {row[0]: row[1] for row in self._session.within(_STATES, entry.c.no, sorted(nos))}

    def remove(self, nos: Collection[int]) -> None:
        self._session.many(_REMOVE, [{"key": no} for no in sorted(nos)])

    def alike(self, entry: InteractionLogEntry, within: timedelta) -> Sequence[InteractionLogEntry]:
        values = {
            "contact_no": entry.contact_no,
            "since": entry.at - within,
            "until": entry.at + within,
            "created_by": entry.created_by,
            "description": entry.description,
        }
        return [ENTRY.read(row) for row in self._session.all(_ALIKE, values)]

    def recent_by(self, person_id: int, limit: int) -> Sequence[InteractionLogEntry]:
        return [ENTRY.read(row) for row in self._session.all(_RECENT, {"person_id": person_id, "limit": limit})]


def _values(entry: InteractionLogEntry, folded: Callable[[str], str] = fold) -> dict[str, Any]:
    return ENTRY.values(entry) | {"folded_text": folded(f"{entry.description}\n{entry.note}\n{entry.subject}")}
