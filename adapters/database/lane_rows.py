"""The rows of lanes, which are locked before anything of their messages is read or written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, null, select, update
from sqlalchemy.dialects.postgresql import insert as insert_on_postgresql

from adapters.database.outbox_tables import lane, outbox_message
from adapters.database.session import Session
from core.notification import Recipient

_RECIPIENT = bindparam("of_recipient", type_=lane.c.recipient.type)
_MINE = lane.c.organization_id == bindparam("org")
_ONE = and_(_MINE, lane.c.recipient == _RECIPIENT)
_THERE = select(lane.c.recipient).where(_MINE)
_STATES = (
    select(lane.c.recipient, lane.c.next_at, lane.c.not_before, lane.c.claimed_by, lane.c.in_flight, lane.c.stop_reason)
    .where(_MINE)
    .order_by(lane.c.recipient)
    .with_for_update()
)
_ADD = insert_on_postgresql(lane).on_conflict_do_nothing()  # said in the same words on SQLite
_SET_NEXT = update(lane).where(_ONE).values(next_at=bindparam("next_at", type_=lane.c.next_at.type))
_GO_ON = update(lane).where(_ONE).values(stop_reason=null())
_FIRST_DUE = select(func.min(outbox_message.c.due_at)).where(
    outbox_message.c.organization_id == bindparam("org"), outbox_message.c.recipient == _RECIPIENT
)


@dataclass(frozen=True, slots=True)
class LaneState:
    """What a lane has besides its messages; see `outbox_tables.lane`."""

    recipient: Recipient
    next_at: datetime | None
    not_before: datetime | None
    claimed_by: str
    in_flight: int
    stop_reason: str | None


def lock(session: Session, recipients: Collection[Recipient]) -> dict[Recipient, LaneState]:
    """Locks those of the lanes that are there, in the order of their keys: so nobody waits for somebody who waits for them."""
    wanted = sorted(set(recipients), key=lambda recipient: recipient.key)
    return {row[0]: LaneState(*row) for row in session.within(_STATES, lane.c.recipient, wanted)}


def open_and_lock(session: Session, recipients: Collection[Recipient]) -> dict[Recipient, LaneState]:
    """Makes the lanes that are missing, and locks all."""
    there = {row[0] for row in session.within(_THERE, lane.c.recipient, set(recipients))}
    missing = sorted(set(recipients) - there, key=lambda recipient: recipient.key)
    new = {"next_at": None, "not_before": None, "claimed_by": "", "claim_no": 0, "in_flight": 0, "stop_reason": None}
    session.many(_ADD, [{"recipient": each, **new, "burst_from": None, "burst_count": 0} for each in missing])
    return lock(session, recipients)


def set_next(session: Session, moments: Mapping[Recipient, datetime | None]) -> None:
    """Sets when lanes may be claimed next."""
    session.many(_SET_NEXT, [{"of_recipient": recipient, "next_at": at} for recipient, at in moments.items()])


def first_due(session: Session, recipient: Recipient) -> datetime | None:
    """When the first message of a lane is due."""
    row = session.first(_FIRST_DUE, {"of_recipient": recipient})
    found: datetime | None = row[0] if row else None
    return found


def go_on(session: Session, states: Sequence[LaneState]) -> None:
    """Lets locked lanes that were stopped be claimed again."""
    for state in states:
        session.run(_GO_ON, {"of_recipient": state.recipient})
        set_next(session, {state.recipient: later(first_due(session, state.recipient), state.not_before)})


def later(due: datetime | None, not_before: datetime | None) -> datetime | None:
    """When a lane may be claimed whose first message is due at `due`, None for no message."""
    return due if due is None or not_before is None else max(due, not_before)
