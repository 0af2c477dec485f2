"""Which messages of a lane go now, and which go together: a burst is one message.

Whoever is told of entries at once gets at most five single messages a minute; the minute begins with the first of them. More than
five that wait go as one; after five within the minute the rest waits until it is over, and goes as one. All entries of a
digest that is due go as one, and so do more than five reminders of the same moment. Any other message goes by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.notification import Frequency
from core.outbox import Lane, MessageKind, OutboxMessage

MINUTE = timedelta(minutes=1)
SINGLE = 5

Group = tuple[OutboxMessage, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """`groups` are the messages to send, one card each, in this order; there may be none. After them the lane is released with
    the other three: `next_at` is now unless something has to wait.
    """

    groups: tuple[Group, ...]
    next_at: datetime
    burst_from: datetime | None
    burst_count: int


def plan(lane: Lane, now: datetime) -> Plan:
    """What becomes of the due messages of a claimed lane, each in one group or left waiting. Order is kept: groups are in the
    order of their first messages, messages within a group in theirs, and entries told at once never overtake each other.
    """
    begun, count = lane.burst_from, lane.burst_count
    # A clock that was put back must not keep anybody waiting.
    if begun is None or not begun <= now < begun + MINUTE:
        held_until = begun + MINUTE if begun is not None and count >= SINGLE else None
        begun, count = None, 0
    else:
        held_until = None
    at_once = [message for message in lane.messages if _is_told_at_once(message)]
    told = _told_now(at_once, count, held_until)
    if told and begun is None:
        begun = now
    count += sum(map(len, told))
    waiting = len(at_once) - sum(map(len, told))
    places = {id(message): place for place, message in enumerate(lane.messages)}
    return Plan(
        groups=tuple(sorted([*told, *_others(lane.messages)], key=lambda group: places[id(group[0])])),
        next_at=begun + MINUTE if waiting and begun is not None else now,
        burst_from=begun,
        burst_count=count,
    )


def _told_now(at_once: Sequence[OutboxMessage], count: int, held_until: datetime | None) -> list[Group]:
    """`count` were told already in this minute; what was due before `held_until` had to wait for the minute before to end."""
    if not at_once or count >= SINGLE:
        return []
    was_held = held_until is not None and any(message.due_at < held_until for message in at_once)
    if was_held or len(at_once) > SINGLE:
        return [tuple(at_once)]
    return [(message,) for message in at_once[: SINGLE - count]]


def _is_told_at_once(message: OutboxMessage) -> bool:
    return message.kind is MessageKind.RECORDED and message.frequency is Frequency.AT_ONCE


def _others(messages: Sequence[OutboxMessage]) -> list[Group]:
    digests: dict[datetime, list[OutboxMessage]] = {}
    follow_ups: dict[datetime, list[OutboxMessage]] = {}
    groups: list[Group] = []
    for message in messages:
        if message.kind is MessageKind.FOLLOW_UP:
            follow_ups.setdefault(message.due_at, []).append(message)
        elif message.kind is not MessageKind.RECORDED:
            groups.append((message,))
        elif message.frequency is not Frequency.AT_ONCE:
            digests.setdefault(message.due_at, []).append(message)
    for together in follow_ups.values():
        if len(together) > SINGLE or not all(message.entry_no for message in together):
            groups.append(tuple(together))
        else:
            groups.extend((message,) for message in together)
    return [*groups, *map(tuple, digests.values())]
