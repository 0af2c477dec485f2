"""Business documents, in whole batches: a few statements for each system and type that a batch has documents of."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, cast
from zlib import crc32

from sqlalchemy import Integer, Select, and_, bindparam, delete, func, insert, select, text, update

from adapters.database.contact_tables import contact
from adapters.database.counters import next_numbers
from adapters.database.document_tables import business_relation, document, document_event, document_setup, skipped_document
from adapters.database.log_tables import interaction_log_entry
from adapters.database.records import Record, given
from adapters.database.session import Row, Session
from core.document import (
    Document,
    DocumentEvent,
    DocumentSetup,
    DocumentType,
    EventKey,
    Relation,
    Side,
    SkippedDocument,
    SkipReason,
)

_SETUP: Record[DocumentSetup] = Record(DocumentSetup, document_setup)
_MY_SETUP = document_setup.c.organization_id == bindparam("org")
_ONE_SETUP = and_(_MY_SETUP, document_setup.c.document_type == bindparam("of_type", type_=document_setup.c.document_type.type))
_ALL_SETUP = select(*_SETUP.columns).where(_MY_SETUP)
_ADD_SETUP = insert(document_setup)
_REMOVE_SETUP = delete(document_setup).where(_ONE_SETUP)

_RELATION: Record[Relation] = Record(Relation, business_relation)
_OF_SIDE = and_(
    business_relation.c.organization_id == bindparam("org"),
    business_relation.c.side == bindparam("of_side", type_=business_relation.c.side.type),
)
_RELATIONS = select(business_relation.c.no, business_relation.c.contact_no).where(_OF_SIDE)
_ADD_RELATION = insert(business_relation)
_UPDATE_RELATION = (
    update(business_relation)
    .where(_OF_SIDE, business_relation.c.no == bindparam("of_no"))
    .values(contact_no=bindparam("contact_no"))
)

_DOCUMENT: Record[Document] = Record(Document, document)


def _of_one_type(table: Any) -> Any:
    return and_(
        table.c.organization_id == bindparam("org"),
        table.c.system == bindparam("of_system"),
        table.c.document_type == bindparam("of_type", type_=table.c.document_type.type),
    )


_DOCUMENTS = select(*_DOCUMENT.columns).where(_of_one_type(document))
_LOCK = text("SELECT pg_advisory_xact_lock(7163002, place) FROM unnest(CAST(:places AS integer[])) AS place")
_LOCKS = 64  # of an organization; with one a document, large batches would fill the server's table of locks
_OF_ENTRY = select(*_DOCUMENT.columns).where(
    document.c.organization_id == bindparam("org"), document.c.entry_no == bindparam("of_entry")
)
_ENTRIES = select(document.c.entry_no).where(document.c.organization_id == bindparam("org"))
_BLOCKED = (
    select(interaction_log_entry.c.no)
    .join(
        contact,
        and_(
            contact.c.organization_id == interaction_log_entry.c.organization_id,
            contact.c.no == interaction_log_entry.c.contact_no,
        ),
    )
    .where(interaction_log_entry.c.organization_id == bindparam("org"), contact.c.privacy_blocked.is_(True))
)
_ADD = insert(document)
_CHANGED = ("version", "url", "amount", "currency")
_UPDATE = (
    update(document).where(_of_one_type(document), document.c.document_no == bindparam("of_no")).values(given(document, _CHANGED))
)

_EVENT: Record[DocumentEvent] = Record(DocumentEvent, document_event)
_KEY = ("system", "document_type", "document_no", "version", "event", "occurred_at")
_SEEN = select(*(document_event.c[name] for name in _KEY)).where(
    _of_one_type(document_event),
    document_event.c.occurred_at.between(
        bindparam("since", type_=document_event.c.occurred_at.type), bindparam("until", type_=document_event.c.occurred_at.type)
    ),
)
_ADD_EVENT = insert(document_event)
_EVENTS = (
    select(*_EVENT.columns)
    .select_from(
        document.join(
            document_event,
            and_(
                document_event.c.organization_id == document.c.organization_id,
                document_event.c.system == document.c.system,
                document_event.c.document_type == document.c.document_type,
                document_event.c.document_no == document.c.document_no,
            ),
        )
    )
    .where(document.c.organization_id == bindparam("org"), document.c.entry_no == bindparam("of_entry"))
    .order_by(document_event.c.occurred_at, document_event.c.version, document_event.c.seen_at)
)

_SKIPPED_COLUMNS = [skipped_document.c.no, skipped_document.c.reason, skipped_document.c.at, *_EVENT.columns_of(skipped_document)]
_MY_SKIPPED = skipped_document.c.organization_id == bindparam("org")
_ONE_SKIPPED = and_(_MY_SKIPPED, skipped_document.c.no == bindparam("of_no"))
_SKIPPED = select(*_SKIPPED_COLUMNS).where(_MY_SKIPPED)
_SKIPPED_NOS = select(skipped_document.c.no, *(skipped_document.c[name] for name in _KEY)).where(_of_one_type(skipped_document))
_SKIPPED_COUNTS = select(skipped_document.c.reason, func.count()).where(_MY_SKIPPED).group_by(skipped_document.c.reason)
_ADD_SKIPPED = insert(skipped_document)
_UPDATE_SKIPPED = (
    update(skipped_document)
    .where(_ONE_SKIPPED)
    .values(
        {
            column.name: bindparam(column.name, type_=column.type)
            for column in skipped_document.c
            if column.name not in ("organization_id", "no", *_KEY)
        }
    )
)
_UNSKIP = delete(skipped_document).where(_ONE_SKIPPED)


class DocumentsTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def setup(self) -> Sequence[DocumentSetup]:
        order = list(DocumentType)
        rows = [_SETUP.read(row) for row in self._session.all(_ALL_SETUP)]
        return sorted(rows, key=lambda row: order.index(row.document_type))

    def save_setup(self, setup: DocumentSetup) -> None:
        self.remove_setup(setup.document_type)
        self._session.run(_ADD_SETUP, _SETUP.values(setup))

    def remove_setup(self, document_type: DocumentType) -> None:
        self._session.run(_REMOVE_SETUP, {"of_type": document_type})

    def lock(self, events: Sequence[DocumentEvent]) -> None:
        # SQLite has one writer at a time anyway. In order, so that nobody waits for somebody who waits for them.
        if self._session.postgresql and events:
            first = self._session.organization_id * _LOCKS
            places = {first + crc32("/".join(event.document).encode()) % _LOCKS for event in events}
            self._session.all(_LOCK, {"places": sorted(places)})

    def find(self, events: Sequence[DocumentEvent]) -> Sequence[Document]:
        return self._stored(events)

    def seen(self, events: Sequence[DocumentEvent]) -> frozenset[DocumentEvent]:
        if not events:
            return frozenset()
        times = [event.occurred_at for event in events]
        more = {"since": min(times), "until": max(times)}
        there = {tuple(row) for row in self._of_documents(_SEEN, document_event.c.document_no, events, more)}
        return frozenset(event for event in events if event.key in there)

    def add(self, documents: Sequence[Document]) -> None:
        wanted = {each.key: each for each in documents}
        entries = {each.key: each.entry_no for each in self._stored(documents)}
        # One that has another entry is added too, which fails, so that all is run again and finds it.
        new = [_DOCUMENT.values(wanted[key]) for key in sorted(wanted) if entries.get(key) != wanted[key].entry_no]
        there = [_DOCUMENT.values(wanted[key]) for key in sorted(wanted) if entries.get(key) == wanted[key].entry_no]
        self._session.insert(_ADD, new)
        self._session.many(
            _UPDATE,
            [row | {"of_system": row["system"], "of_type": row["document_type"], "of_no": row["document_no"]} for row in there],
        )

    def add_events(self, events: Sequence[DocumentEvent], now: datetime) -> None:
        wanted = {event.key: event for event in events}
        self._session.insert(_ADD_EVENT, [_EVENT.values(wanted[key]) | {"seen_at": now} for key in sorted(wanted)])

    def events(self, entry_no: int) -> Sequence[DocumentEvent]:
        return [_EVENT.read(row) for row in self._session.all(_EVENTS, {"of_entry": entry_no})]

    def count_of(self, entry_nos: Collection[int]) -> int:
        return sum(1 for _ in self._session.within(_ENTRIES, document.c.entry_no, sorted(set(entry_nos))))

    def of_entry(self, entry_no: int) -> Document | None:
        row = self._session.first(_OF_ENTRY, {"of_entry": entry_no})
        return None if row is None else _DOCUMENT.read(row)

    def of_blocked(self, entry_nos: Sequence[int]) -> frozenset[int]:
        rows = self._session.within(_BLOCKED, interaction_log_entry.c.no, sorted(set(entry_nos)))
        return frozenset(int(row[0]) for row in rows)

    def contacts_of(self, side: Side, nos: Sequence[str]) -> dict[str, str]:
        rows = self._session.within(_RELATIONS, business_relation.c.no, set(nos), {"of_side": side})
        return {row[0]: row[1] for row in rows}

    def upsert_relations(self, relations: Sequence[Relation]) -> int:
        wanted = {(each.side, each.no): each for each in relations}
        there = {
            (side, no): contact_no
            for side in Side
            for no, contact_no in self.contacts_of(side, [each.no for each in wanted.values() if each.side is side]).items()
        }
        changed = [each for key, each in wanted.items() if there.get(key) != each.contact_no]
        self._session.insert(_ADD_RELATION, [_RELATION.values(each) for each in changed if (each.side, each.no) not in there])
        self._session.many(
            _UPDATE_RELATION,
            [
                {"of_side": each.side, "of_no": each.no, "contact_no": each.contact_no}
                for each in changed
                if (each.side, each.no) in there
            ],
        )
        return len(changed)

    def skip(self, skipped: Sequence[tuple[DocumentEvent, SkipReason]], now: datetime) -> None:
        wanted = {event.key: _EVENT.values(event) | {"reason": reason, "at": now} for event, reason in skipped}
        there = self._skipped_nos([event for event, _ in skipped])
        new = [row for key, row in wanted.items() if key not in there]
        if new:
            numbers = next_numbers(self._session, "skipped", len(new))
            self._session.insert(_ADD_SKIPPED, [row | {"no": number} for row, number in zip(new, numbers, strict=True)])
        # In order, as in `lock`.
        kept = sorted(((there[key], row) for key, row in wanted.items() if key in there), key=itemgetter(0))
        self._session.many(_UPDATE_SKIPPED, [row | {"of_no": no} for no, row in kept])

    def unskip(self, events: Sequence[DocumentEvent]) -> None:
        there = self._skipped_nos(events)
        gone = {there[event.key] for event in events if event.key in there}
        self._session.many(_UNSKIP, [{"of_no": no} for no in sorted(gone)])

    def skipped(
        self, limit: int, *, before: int | None = None, after: int | None = None, reason: SkipReason | None = None
    ) -> Sequence[SkippedDocument]:
        statement = self._session.statements.shaped(_skipped, before is not None, after is not None, reason is not None)
        values = {"limit": limit, "before": before, "after": after, "of_reason": reason}
        return [_read_skipped(row) for row in self._session.all(statement, values)]

    def skipped_counts(self) -> dict[SkipReason, int]:
        return {row[0]: int(row[1]) for row in self._session.all(_SKIPPED_COUNTS)}

    def get_skipped(self, nos: Sequence[int]) -> Sequence[SkippedDocument]:
        rows = self._session.within(_SKIPPED, skipped_document.c.no, sorted(set(nos)))
        return [_read_skipped(row) for row in rows]

    def _skipped_nos(self, events: Sequence[DocumentEvent]) -> dict[EventKey, int]:
        """The nos. of those of the events that are kept as skipped, and of others of the same documents, by key."""
        rows = self._of_documents(_SKIPPED_NOS, skipped_document.c.document_no, events)
        return {cast(EventKey, tuple(row[1:])): int(row[0]) for row in rows}

    def _stored(self, wanted: Collection[DocumentEvent] | Collection[Document]) -> list[Document]:
        return [_DOCUMENT.read(row) for row in self._of_documents(_DOCUMENTS, document.c.document_no, wanted)]

    def _of_documents(
        self,
        statement: Select[Any],
        column: Any,
        wanted: Collection[DocumentEvent] | Collection[Document],
        more: dict[str, Any] | None = None,
    ) -> Iterator[Row]:
        """The rows of a statement for the documents of `wanted`, in the order of their keys."""
        nos: dict[tuple[str, DocumentType], set[str]] = {}
        for each in wanted:
            nos.setdefault((each.system, each.document_type), set()).add(each.document_no)
        for system, document_type in sorted(nos):
            values = {**(more or {}), "of_system": system, "of_type": document_type}
            yield from self._session.within(statement, column, sorted(nos[system, document_type]), values)


def _skipped(before: bool, after: bool, reason: bool) -> Select[Any]:
    no = skipped_document.c.no
    statement = _SKIPPED.order_by(no if after else no.desc()).limit(bindparam("limit", type_=Integer))
    if before:
        statement = statement.where(no < bindparam("before"))
    if after:
        statement = statement.where(no > bindparam("after"))
    if reason:
        statement = statement.where(skipped_document.c.reason == bindparam("of_reason", type_=skipped_document.c.reason.type))
    return statement


def _read_skipped(row: Row) -> SkippedDocument:
    return SkippedDocument(no=row[0], reason=row[1], at=row[2], event=_EVENT.read(row[3:]))
