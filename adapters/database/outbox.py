"""The outbox within a unit of work."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Integer, Text, and_, bindparam, delete, func, insert, select, text, tuple_

from adapters.database import lane_rows
from adapters.database.counters import from_sequence, next_number, next_numbers
from adapters.database.lane_rows import LaneState
from adapters.database.outbox_tables import dead_message, lane, outbox_message, posted_copy
from adapters.database.records import Record
from adapters.database.session import Session
from core.notification import Recipient
from core.outbox import MessageKind, OutboxMessage, PostedCopy

CHANNEL = "aftercall_outbox"  # what PostgreSQL is told of messages by

MESSAGE: Record[OutboxMessage] = Record(OutboxMessage, outbox_message)
_ADD_MESSAGE = insert(outbox_message)
_COPY: Record[PostedCopy] = Record(PostedCopy, posted_copy)
_COPIES = select(*_COPY.columns).where(
    posted_copy.c.organization_id == bindparam("org"),
    posted_copy.c.posted_at >= bindparam("since", type_=posted_copy.c.posted_at.type),
)
_KEEP_COPY = insert(posted_copy)
_FORGET_COPIES = delete(posted_copy).where(
    posted_copy.c.organization_id == bindparam("org"),
    tuple_(posted_copy.c.entry_no, posted_copy.c.id).in_(
        select(posted_copy.c.entry_no, posted_copy.c.id)
        .where(
            posted_copy.c.organization_id == bindparam("org"),
            posted_copy.c.posted_at < bindparam("before", type_=posted_copy.c.posted_at.type),
        )
        .limit(bindparam("limit", type_=Integer))
    ),
)
_WAITING_UPDATES = select(outbox_message.c.recipient, outbox_message.c.copy_id, outbox_message.c.id).where(
    outbox_message.c.organization_id == bindparam("org"), text("copy_id > 0")
)
_DEAD = (
    select(*MESSAGE.columns_of(dead_message))
    .where(dead_message.c.organization_id == bindparam("org"))
    .order_by(dead_message.c.id.desc())
    .limit(bindparam("limit", type_=Integer))
)
# Those of a kind that only another version of this program knows stay.
_DEAD_ONES = select(*MESSAGE.columns_of(dead_message)).where(
    dead_message.c.organization_id == bindparam("org"),
    dead_message.c.kind.in_([bindparam(f"kind_{place}", kind.value, Text) for place, kind in enumerate(MessageKind)]),
)
_REMOVE_DEAD = delete(dead_message).where(
    dead_message.c.organization_id == bindparam("org"), dead_message.c.id == bindparam("of_id")
)
_STOPPED = (
    select(lane.c.recipient, lane.c.stop_reason)
    .where(lane.c.organization_id == bindparam("org"), lane.c.stop_reason.is_not(None))
    .order_by(lane.c.recipient)
)
_IS_STOPPED = select(lane.c.recipient).where(
    and_(
        lane.c.organization_id == bindparam("org"),
        lane.c.recipient == bindparam("of_recipient", type_=lane.c.recipient.type),
        lane.c.stop_reason.is_not(None),
    )
)
_NOTIFY = select(func.pg_notify(CHANNEL, ""))


class OutboxTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, messages: Sequence[OutboxMessage]) -> None:
        if not messages:
            return
        states = lane_rows.open_and_lock(self._session, [message.recipient for message in messages])
        wanted = self._without_repeats(messages, states)
        if wanted:
            ids = self._new_ids(len(wanted))
            self._add([replace(message, id=number) for message, number in zip(wanted, ids, strict=True)], states)

    def copies(self, entry_nos: Sequence[int], since: datetime) -> Sequence[PostedCopy]:
        rows = self._session.within(_COPIES, posted_copy.c.entry_no, sorted(set(entry_nos)), {"since": since})
        return [_COPY.read(row) for row in rows]

    def keep_copy(self, copy: PostedCopy) -> None:
        if self._session.postgresql:
            number = from_sequence(self._session, "posted_copy_id", 1)[0]
        else:
            number = next_number(self._session, "posted_copy")
        self._session.run(_KEEP_COPY, _COPY.values(copy) | {"id": number})

    def forget_copies(self, before: datetime, limit: int) -> int:
        return self._session.run(_FORGET_COPIES, {"before": before, "limit": limit})

    def dead(self, limit: int) -> Sequence[OutboxMessage]:
        return [MESSAGE.read(row, dead=True) for row in self._session.all(_DEAD, {"limit": limit})]

    def stopped(self) -> Sequence[tuple[Recipient, str]]:
        return [(row[0], row[1]) for row in self._session.all(_STOPPED)]

    def resend(self, message_ids: Sequence[int], now: datetime) -> int:
        wanted = sorted(set(message_ids))
        found = [MESSAGE.read(row) for row in self._session.within(_DEAD_ONES, dead_message.c.id, wanted)]
        states = lane_rows.open_and_lock(self._session, [message.recipient for message in found])
        lane_rows.go_on(self._session, [state for state in states.values() if state.stop_reason is not None])
        states = lane_rows.lock(self._session, states)
        found = [message for message in found if self._session.run(_REMOVE_DEAD, {"of_id": message.id})]
        self._add([replace(message, due_at=now, attempts=0) for message in found], states)
        return len(found)

    def drop(self, message_ids: Sequence[int]) -> int:
        return sum(self._session.run(_REMOVE_DEAD, {"of_id": number}) for number in sorted(set(message_ids)))

    def resume(self, recipient: Recipient, now: datetime) -> None:
        if self._session.first(_IS_STOPPED, {"of_recipient": recipient}) is None:
            return
        states = lane_rows.lock(self._session, [recipient])
        lane_rows.go_on(self._session, [state for state in states.values() if state.stop_reason is not None])
        self._ring()

    def resume_all(self, reason: str) -> None:
        states = lane_rows.lock(self._session, [recipient for recipient, why in self.stopped() if why == reason])
        lane_rows.go_on(self._session, [state for state in states.values() if state.stop_reason == reason])
        if states:
            self._ring()

    def _without_repeats(self, messages: Sequence[OutboxMessage], states: dict[Recipient, LaneState]) -> Sequence[OutboxMessage]:
        """The messages without updates of copies that one is waiting for. One that a worker has got may show what was before."""
        copies = {message.copy_id for message in messages if message.kind is MessageKind.UPDATE}
        rows = self._session.within(_WAITING_UPDATES, outbox_message.c.copy_id, sorted(copies))
        waiting = {(row[0], row[1]) for row in rows if row[0] in states and row[2] > states[row[0]].in_flight}
        wanted = []
        for message in messages:
            if message.kind is MessageKind.UPDATE:
                if (message.recipient, message.copy_id) in waiting:
                    continue
                waiting.add((message.recipient, message.copy_id))
            wanted.append(message)
        return wanted

    def _new_ids(self, count: int) -> Sequence[int]:
        if self._session.postgresql:
            return from_sequence(self._session, "outbox_message_id", count)
        return next_numbers(self._session, "outbox_message", count)

    def _add(self, messages: Sequence[OutboxMessage], states: dict[Recipient, LaneState]) -> None:
        """Adds messages that have ids to locked lanes, and has the lanes claimed when they are due."""
        self._session.insert(_ADD_MESSAGE, [MESSAGE.values(message) for message in messages])
        moments: dict[Recipient, datetime] = {}
        for message in messages:
            state = states[message.recipient]
            # Whoever holds a lane looks for more when giving it back.
            if state.claimed_by or state.stop_reason is not None:
                continue
            at = max(message.due_at, state.not_before or message.due_at)
            known = moments.get(message.recipient, state.next_at)
            if known is None or at < known:
                moments[message.recipient] = at
        lane_rows.set_next(self._session, moments)
        if moments:
            self._ring()

    def _ring(self) -> None:
        self._session.rings = True
        if self._session.postgresql:
            self._session.first(_NOTIFY)
