"""The statements of `DatabaseLanes`: lanes, their messages, and paces."""

from sqlalchemy import Integer, Text, and_, bindparam, delete, func, insert, select, update

from adapters.database.outbox import MESSAGE
from adapters.database.outbox_tables import dead_message, lane, outbox_message, pace

_MOMENT = lane.c.next_at.type
_NOW = bindparam("now", type_=_MOMENT)
_RECIPIENT = bindparam("of_recipient", type_=lane.c.recipient.type)
_ONE = and_(lane.c.organization_id == bindparam("org"), lane.c.recipient == _RECIPIENT)
_HELD = and_(_ONE, lane.c.claimed_by == bindparam("worker"), lane.c.claim_no == bindparam("of_claim"))

NEXT = (
    select(lane.c.organization_id, lane.c.recipient, lane.c.not_before, lane.c.claim_no, lane.c.burst_from, lane.c.burst_count)
    .where(lane.c.next_at <= _NOW)
    .order_by(lane.c.next_at)
    .limit(1)
    .with_for_update(skip_locked=True)
)
DUE = (
    select(*MESSAGE.columns)
    .where(
        outbox_message.c.organization_id == bindparam("org"),
        outbox_message.c.recipient == _RECIPIENT,
        outbox_message.c.due_at <= _NOW,
    )
    .order_by(outbox_message.c.due_at, outbox_message.c.id)
    .limit(bindparam("limit", type_=Integer))
)
SET = (
    update(lane)
    .where(_ONE)
    .values(
        {
            column.name: bindparam(column.name, type_=column.type)
            for column in (lane.c.claimed_by, lane.c.claim_no, lane.c.in_flight, lane.c.next_at, lane.c.not_before)
        }
    )
)
BURST = update(lane).where(_ONE).values(burst_from=bindparam("from", type_=_MOMENT), burst_count=bindparam("count"))
STOP = update(lane).where(_ONE).values(stop_reason=bindparam("reason"))
LOCK = select(lane.c.recipient).where(_HELD).with_for_update()
RENEW = update(lane).where(_HELD).values(next_at=bindparam("until", type_=_MOMENT))
_PREFIX = bindparam("prefix", type_=Text)
_OF_HOST = func.substr(lane.c.claimed_by, 1, func.length(_PREFIX)) == _PREFIX
HOLDERS = select(lane.c.claimed_by).where(_OF_HOST).distinct()
LANES_OF = (
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
REMOVE = delete(outbox_message).where(_MESSAGE)
_FAILED = {
    "attempts": outbox_message.c.attempts + bindparam("counted", type_=Integer),
    "error": bindparam("error", type_=Text),
}
FAIL = update(outbox_message).where(_MESSAGE).values(_FAILED)
# As it stands, whether or not this version of the program can read it.
BURY = insert(dead_message).from_select(
    outbox_message.c.keys(), select(*[_FAILED.get(each.name, each) for each in outbox_message.c]).where(_MESSAGE)
)

_PACE = pace.c.name == bindparam("of_pace")
PACE_NEXT = select(pace.c.next_at).where(_PACE).with_for_update()
ADD_PACE = insert(pace)
SET_PACE = update(pace).where(_PACE).values(next_at=bindparam("next_at", type_=_MOMENT))

# In the order of their keys, as everybody locks lanes.
AHEAD = (
    select(lane.c.organization_id, lane.c.recipient, lane.c.claim_no)
    .where(lane.c.claimed_by == "", lane.c.stop_reason.is_(None), lane.c.next_at > _NOW)
    .order_by(lane.c.organization_id, lane.c.recipient)
    .with_for_update()
)
# What was due at once when it was put.
NOW_DUE = (
    update(outbox_message)
    .where(
        outbox_message.c.organization_id == bindparam("org"),
        outbox_message.c.recipient == _RECIPIENT,
        outbox_message.c.created_at > _NOW,
        outbox_message.c.due_at <= outbox_message.c.created_at,
    )
    .values(due_at=_NOW)
)
FORGET_PACES = delete(pace).where(pace.c.next_at > _NOW)

NEXT_AT = select(lane.c.next_at).where(lane.c.next_at.is_not(None)).order_by(lane.c.next_at).limit(1)
BACKLOG = select(
    select(func.count()).select_from(outbox_message).where(outbox_message.c.due_at <= _NOW).scalar_subquery(),
    select(func.count()).select_from(dead_message).scalar_subquery(),
    select(func.count()).select_from(lane).where(lane.c.stop_reason.is_not(None)).scalar_subquery(),
)
