"""The outbox as workers see it."""

import time
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from adapters.database import lane_rows, lane_statements
from adapters.database.bell import Bell
from adapters.database.jobs import EVERY_ORGANIZATION, Runner
from adapters.database.listening import Listener
from adapters.database.outbox import MESSAGE, OutboxTable
from adapters.database.session import Session, Statements
from core.notification import Recipient
from core.outbox import Backlog, Lane, PostedCopy

# A burst is one message only as far as it is claimed at once.
_MOST_MESSAGES = 5_000
_LOOK_SECONDS = 0.1


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
        while (row := everywhere.first(lane_statements.NEXT, {"now": now})) is not None:
            organization_id, recipient, not_before, claim_no, burst_from, burst_count = row
            session = self._session(connection, organization_id)
            found = session.all(lane_statements.DUE, {"of_recipient": recipient, "now": now, "limit": _MOST_MESSAGES})
            if not found:
                _free(session, recipient, claim_no, not_before)
                continue
            messages = sorted((MESSAGE.read(each) for each in found), key=lambda message: message.id)
            values = {"claimed_by": worker, "claim_no": claim_no + 1, "in_flight": messages[-1].id, "next_at": now + lease}
            session.run(lane_statements.SET, {"of_recipient": recipient, "not_before": not_before, **values})
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
        return await self._while_held(
            lane, worker, lambda session: session.run(lane_statements.RENEW, _held(lane, worker) | {"until": until})
        )

    async def sent(self, lane: Lane, worker: str, message_ids: Sequence[int], copy: PostedCopy | None, now: datetime) -> bool:
        def remove(session: Session) -> None:
            session.many(lane_statements.REMOVE, _messages(lane, message_ids))
            if copy is not None:
                OutboxTable(session).keep_copy(copy)

        return await self._while_held(lane, worker, remove)

    async def failed(self, lane: Lane, worker: str, message_ids: Sequence[int], error: str, *, dead: bool, counted: bool) -> bool:
        def note(session: Session) -> None:
            for key in _messages(lane, message_ids):
                values = key | {"counted": int(counted), "error": error}
                if dead:
                    session.run(lane_statements.BURY, values)
                    session.run(lane_statements.REMOVE, key)
                else:
                    session.run(lane_statements.FAIL, values)

        return await self._while_held(lane, worker, note)

    async def release(self, lane: Lane, worker: str, next_at: datetime, burst_from: datetime | None, burst_count: int) -> None:
        def give_back(session: Session) -> None:
            _free(session, lane.recipient, lane.claim_no, next_at)
            session.run(lane_statements.BURST, {"of_recipient": lane.recipient, "from": burst_from, "count": burst_count})

        if await self._while_held(lane, worker, give_back):
            self._bell.ring()  # for what was put while the lane was held

    async def stop(self, lane: Lane, worker: str, reason: str) -> None:
        def leave(session: Session) -> None:
            values = {"claimed_by": "", "claim_no": lane.claim_no, "in_flight": 0, "next_at": None, "not_before": None}
            session.run(lane_statements.SET, {"of_recipient": lane.recipient, **values})
            session.run(lane_statements.STOP, {"of_recipient": lane.recipient, "reason": reason})

        await self._while_held(lane, worker, leave)

    async def holders(self, host: str) -> Sequence[str]:
        rows = await self._runner.read(
            EVERY_ORGANIZATION, lambda connection: self._session(connection).all(lane_statements.HOLDERS, {"prefix": f"{host}/"})
        )
        return sorted(row[0] for row in rows)

    async def take_back(self, workers: Sequence[str]) -> int:
        def take(connection: Connection) -> int:
            everywhere = self._session(connection)
            lost = [
                row for worker in sorted(set(workers)) for row in everywhere.all(lane_statements.LANES_OF, {"worker": worker})
            ]
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
            row = session.first(lane_statements.PACE_NEXT, {"of_pace": pace})
            at: datetime = now if row is None else max(now, row[0])
            _set_pace(session, pace, at + interval, new=row is None)
            return at

        return await self._runner.write(EVERY_ORGANIZATION, reserve)

    async def pause(self, pace: str, until: datetime) -> None:
        def put_off(connection: Connection) -> None:
            session = self._session(connection)
            row = session.first(lane_statements.PACE_NEXT, {"of_pace": pace})
            if row is None or row[0] < until:
                _set_pace(session, pace, until, new=row is None)

        await self._runner.write(EVERY_ORGANIZATION, put_off)

    async def clock_put_back(self, now: datetime) -> None:
        def mend(connection: Connection) -> None:
            session = self._session(connection)
            ahead = session.all(lane_statements.AHEAD, {"now": now})
            for organization_id, recipient, claim_no in ahead:
                own = self._session(connection, organization_id)
                own.run(lane_statements.NOW_DUE, {"of_recipient": recipient, "now": now})
                _free(own, recipient, claim_no, None)
            session.run(lane_statements.FORGET_PACES, {"now": now})

        await self._runner.write(EVERY_ORGANIZATION, mend)
        self._bell.ring()

    async def backlog(self, now: datetime) -> Backlog:
        rows = await self._runner.read(
            EVERY_ORGANIZATION, lambda connection: self._session(connection).all(lane_statements.BACKLOG, {"now": now})
        )
        due, dead, stopped = rows[0]
        return Backlog(due=due, dead=dead, stopped=stopped)

    async def next_at(self) -> datetime | None:
        row = await self._runner.read(
            EVERY_ORGANIZATION, lambda connection: self._session(connection).first(lane_statements.NEXT_AT)
        )
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
            if session.first(lane_statements.LOCK, _held(lane, worker)) is None:
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
    session.run(lane_statements.SET, {"of_recipient": recipient, **values})


def _set_pace(session: Session, name: str, at: datetime, *, new: bool) -> None:
    if new:
        session.run(lane_statements.ADD_PACE, {"name": name, "next_at": at})
    else:
        session.run(lane_statements.SET_PACE, {"of_pace": name, "next_at": at})
