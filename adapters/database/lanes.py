"""The outbox as workers see it."""

import time
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Integer, Text, and_, bindparam, delete, func, insert, select, update

from adapters.database import lane_rows
from adapters.database.bell import Bell
from adapters.database.jobs import EVERY_ORGANIZATION, Runner
from adapters.database.listening import Listener
from adapters.database.outbox import MESSAGE, OutboxTable
from adapters.database.outbox_tables import dead_message, lane, outbox_message, pace
from adapters.database.session import Session, Statements
from core.notification import Recipient
from core.outbox import Backlog, Lane, PostedCopy

# A burst is one message only as far as it is claimed at once.
_MOST_MESSAGES = 5_000
_LOOK_SECONDS = 0.1
_MOMENT = lane.c.next_at.type
_NOW = bindparam("now", type_=_MOMENT)
_RECIPIENT = bindparam("of_recipient", type_=lane.c.recipient.type)
_ONE = and_(lane.c.organization_id == bindparam("org"), lane.c.recipient == _RECIPIENT)
_HELD = and_(_ONE, lane.c.claimed_by == bindparam("worker"), lane.c.claim_no == bindparam("of_claim"))

_NEXT = (
    select(lane.c.organization_id, lane.c.recipient, lane.c.not_before, lane.c.claim_no, lane.c.burst_from, lane.c.burst_count)
    .where(lane.c.next_at <= _NOW)
    .order_by(lane.c.next_at)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_DUE = (
    select(*MESSAGE.columns)
    .where(
        outbox_message.c.organization_id == bindparam("org"),
        outbox_message.c.recipient == _RECIPIENT,
        outbox_message.c.due_at <= _NOW,
    )
    .order_by(outbox_message.c.due_at, outbox_message.c.id)
    .limit(bindparam("limit", type_=Integer))
)
_SET = (
    update(lane)
    .where(_ONE)
    .values(
        {
            column.name: bindparam(column.name, type_=column.type)
            for column in (lane.c.claimed_by, lane.c.claim_no, lane.c.in_flight, lane.c.next_at, lane.c.not_before)
        }
    )
)
_BURST = update(lane).where(_ONE).values(burst_from=bindparam("from", type_=_MOMENT), burst_count=bindparam("count"))
_STOP = update(lane).where(_ONE).values(stop_reason=bindparam("reason"))
_LOCK = select(lane.c.recipient).where(_HELD).with_for_update()
_RENEW = update(lane).where(_HELD).values(next_at=bindparam("until", type_=_MOMENT))
_PREFIX = bindparam("prefix", type_=Text)
_OF_HOST = func.substr(lane.c.claimed_by, 1, func.length(_PREFIX)) == _PREFIX
_HOLDERS = select(lane.c.claimed_by).where(_OF_HOST).distinct()
_LANES_OF = (
    select(lane.c.organization_id, lane.c.recipient, lane.c.not_before, lane.c.claim_no)
    .where(lane.c.claimed_by == bindparam("worker"))
    .order_by(lane.c.organization_id, lane.c.recipient)
    .with_for_update()
)

_MESSAGE = and_(
    outbox_message.c.organization_id == bindparam("org"),
    outbox_message.c.recipient == _RECIPIENT,
    outbox_message.c.due_at == bindparam("of_due", type_=_MOMENT),
    outbox_message.c.id == bindparam("of_id"),
)
_GET = select(*MESSAGE.columns).where(_MESSAGE)
_REMOVE = delete(outbox_message).where(_MESSAGE)
_FAIL = update(outbox_message).where(_MESSAGE).values(attempts=bindparam("attempts"), error=bindparam("error"))
_BURY = insert(dead_message)

_PACE = pace.c.name == bindparam("of_pace")
_PACE_NEXT = select(pace.c.next_at).where(_PACE).with_for_update()
_ADD_PACE = insert(pace)
_SET_PACE = update(pace).where(_PACE).values(next_at=bindparam("next_at", type_=_MOMENT))

# In the order of their keys, as everybody locks lanes.
_AHEAD = (
    select(lane.c.organization_id, lane.c.recipient, lane.c.claim_no)
    .where(lane.c.claimed_by == "", lane.c.stop_reason.is_(None), lane.c.next_at > _NOW)
    .order_by(lane.c.organization_id, lane.c.recipient)
    .with_for_update()
)
# What was due at once when it was put.
_NOW_DUE = (
    update(outbox_message)
    .where(
        outbox_message.c.organization_id == bindparam("org"),
        outbox_message.c.recipient == _RECIPIENT,
        outbox_message.c.created_at > _NOW,
        outbox_message.c.due_at <= outbox_message.c.created_at,
    )
    .values(due_at=_NOW)
)
_FORGET_PACES = delete(pace).where(pace.c.next_at > _NOW)

_NEXT_AT = select(lane.c.next_at).where(lane.c.next_at.is_not(None)).order_by(lane.c.next_at).limit(1)
_BACKLOG = select(
    select(func.count()).select_from(outbox_message).where(outbox_message.c.due_at <= _NOW).scalar_subquery(),
    select(func.count()).select_from(dead_message).scalar_subquery(),
    select(func.count()).select_from(lane).where(lane.c.stop_reason.is_not(None)).scalar_subquery(),
)


class DatabaseLanes:
    """`core.outbox.Lanes`."""

    def __init__(self, runner: Runner, statements: Statements, bell: Bell, listener: Listener | None) -> None:
        self._runner = runner
        self._statements = statements
        self._bell = bell
        self._listener = listener

    async def claim(self, worker: str, now: datetime, lease: timedelta) -> Lane | None:
        return await self._runner.write(EVERY_ORGANIZATION, lambda connection: self._claim(connection, worker, now, lease))

    def _claim(self, connection: Connection, worker: str, now: datetime, lease: timedelta) -> Lane | None:
        everywhere = self._session(connection)
        while (row := everywhere.first(_NEXT, {"now": now})) is not None:
            organization_id, recipient, not_before, claim_no, burst_from, burst_count = row
            session = self._session(connection, organization_id)
            found = session.all(_DUE, {"of_recipient": recipient, "now": now, "limit": _MOST_MESSAGES})
            if not found:
                _free(session, recipient, claim_no, not_before)
                continue
            messages = sorted((MESSAGE.read(each) for each in found), key=lambda message: message.id)
            values = {"claimed_by": worker, "claim_no": claim_no + 1, "in_flight": messages[-1].id, "next_at": now + lease}
            session.run(_SET, {"of_recipient": recipient, "not_before": not_before, **values})
            return Lane(
                organization_id=organization_id,
                recipient=recipient,
                messages=tuple(messages),
                burst_from=burst_from,
                burst_count=burst_count,
                claim_no=claim_no + 1,
            )
        return None

    async def renew(self, lane: Lane, worker: str, until: datetime) -> bool:
        return await self._while_held(lane, worker, lambda session: session.run(_RENEW, _held(lane, worker) | {"until": until}))

    async def sent(self, lane: Lane, worker: str, message_ids: Sequence[int], copy: PostedCopy | None, now: datetime) -> bool:
        def remove(session: Session) -> None:
            session.many(_REMOVE, _messages(lane, message_ids))
            if copy is not None:
                OutboxTable(session).keep_copy(copy)

        return await self._while_held(lane, worker, remove)

    async def failed(self, lane: Lane, worker: str, message_ids: Sequence[int], error: str, *, dead: bool, counted: bool) -> bool:
        def note(session: Session) -> None:
            for key in _messages(lane, message_ids):
                row = session.first(_GET, key)
                if row is None:
                    continue
                message = MESSAGE.read(row)
                values = {"attempts": message.attempts + counted, "error": error}
                if dead:
                    session.run(_BURY, MESSAGE.values(message) | values)
                    session.run(_REMOVE, key)
                else:
                    session.run(_FAIL, key | values)

        return await self._while_held(lane, worker, note)

    async def release(self, lane: Lane, worker: str, next_at: datetime, burst_from: datetime | None, burst_count: int) -> None:
        def give_back(session: Session) -> None:
            _free(session, lane.recipient, lane.claim_no, next_at)
            session.run(_BURST, {"of_recipient": lane.recipient, "from": burst_from, "count": burst_count})

        if await self._while_held(lane, worker, give_back):
            self._bell.ring()  # for what was put while the lane was held

    async def stop(self, lane: Lane, worker: str, reason: str) -> None:
        def leave(session: Session) -> None:
            values = {"claimed_by": "", "claim_no": lane.claim_no, "in_flight": 0, "next_at": None, "not_before": None}
            session.run(_SET, {"of_recipient": lane.recipient, **values})
            session.run(_STOP, {"of_recipient": lane.recipient, "reason": reason})

        await self._while_held(lane, worker, leave)

    async def holders(self, host: str) -> Sequence[str]:
        rows = await self._runner.read(
            EVERY_ORGANIZATION, lambda connection: self._session(connection).all(_HOLDERS, {"prefix": f"{host}/"})
        )
        return sorted(row[0] for row in rows)

    async def take_back(self, workers: Sequence[str]) -> int:
        def take(connection: Connection) -> int:
            everywhere = self._session(connection)
            lost = [row for worker in sorted(set(workers)) for row in everywhere.all(_LANES_OF, {"worker": worker})]
            for organization_id, recipient, not_before, claim_no in lost:
                _free(self._session(connection, organization_id), recipient, claim_no, not_before)
            return len(lost)

        freed = await self._runner.write(EVERY_ORGANIZATION, take)
        if freed:
            self._bell.ring()
        return freed

    async def slot(self, pace: str, interval: timedelta, now: datetime) -> datetime:
        def reserve(connection: Connection) -> datetime:
            session = self._session(connection)
            row = session.first(_PACE_NEXT, {"of_pace": pace})
            at: datetime = now if row is None else max(now, row[0])
            _set_pace(session, pace, at + interval, new=row is None)
            return at

        return await self._runner.write(EVERY_ORGANIZATION, reserve)

    async def pause(self, pace: str, until: datetime) -> None:
        def put_off(connection: Connection) -> None:
            session = self._session(connection)
            row = session.first(_PACE_NEXT, {"of_pace": pace})
            if row is None or row[0] < until:
                _set_pace(session, pace, until, new=row is None)

        await self._runner.write(EVERY_ORGANIZATION, put_off)

    async def clock_put_back(self, now: datetime) -> None:
        def mend(connection: Connection) -> None:
            session = self._session(connection)
            ahead = session.all(_AHEAD, {"now": now})
            for organization_id, recipient, claim_no in ahead:
                own = self._session(connection, organization_id)
                own.run(_NOW_DUE, {"of_recipient": recipient, "now": now})
                _free(own, recipient, claim_no, None)
            session.run(_FORGET_PACES, {"now": now})

        await self._runner.write(EVERY_ORGANIZATION, mend)
        self._bell.ring()

    async def backlog(self, now: datetime) -> Backlog:
        rows = await self._runner.read(
            EVERY_ORGANIZATION, lambda connection: self._session(connection).all(_BACKLOG, {"now": now})
        )
        due, dead, stopped = rows[0]
        return Backlog(due=due, dead=dead, stopped=stopped)

    async def next_at(self) -> datetime | None:
        row = await self._runner.read(EVERY_ORGANIZATION, lambda connection: self._session(connection).first(_NEXT_AT))
        found: datetime | None = row[0] if row else None
        return found

    async def wait(self, seconds: float) -> None:
        if self._listener is not None:
            self._listener.start()
            await self._bell.wait(seconds)
            return
        # SQLite tells nobody of what another process writes.
        end = time.monotonic() + seconds
        before = await self.next_at()
        while (left := end - time.monotonic()) > 0 and not await self._bell.wait(min(left, _LOOK_SECONDS)):
            at = await self.next_at()
            if at is not None and (before is None or at < before):
                return
            before = at

    async def close(self) -> None:
        """Stops listening."""
        if self._listener is not None:
            await self._listener.close()

    async def _while_held(self, lane: Lane, worker: str, function: Callable[[Session], Any]) -> bool:
        """Runs a function with the lane locked; False, and nothing done, when the worker does not hold it any more."""

        def mark(connection: Connection) -> bool:
            session = self._session(connection, lane.organization_id)
            if session.first(_LOCK, _held(lane, worker)) is None:
                return False
            function(session)
            return True

        return await self._runner.write(lane.organization_id, mark)

    def _session(self, connection: Connection, organization_id: int = EVERY_ORGANIZATION) -> Session:
        return Session(connection, self._statements, organization_id)


def _held(lane: Lane, worker: str) -> dict[str, Any]:
    return {"of_recipient": lane.recipient, "worker": worker, "of_claim": lane.claim_no}


def _messages(lane: Lane, message_ids: Collection[int]) -> list[dict[str, Any]]:
    """The keys of those of a lane's messages."""
    wanted = set(message_ids)
    return [
        {"of_recipient": lane.recipient, "of_due": message.due_at, "of_id": message.id}
        for message in lane.messages
        if message.id in wanted
    ]


def _free(session: Session, recipient: Recipient, claim_no: int, not_before: datetime | None) -> None:
    """Makes a locked lane one that nobody holds."""
    next_at = lane_rows.later(lane_rows.first_due(session, recipient), not_before)
    values = {"claimed_by": "", "claim_no": claim_no, "in_flight": 0, "next_at": next_at, "not_before": not_before}
    session.run(_SET, {"of_recipient": recipient, **values})


def _set_pace(session: Session, name: str, at: datetime, *, new: bool) -> None:
    if new:
        session.run(_ADD_PACE, {"name": name, "next_at": at})
    else:
        session.run(_SET_PACE, {"of_pace": name, "next_at": at})
