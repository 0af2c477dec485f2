"""Which messages go together: a burst is one message."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bursts import MINUTE, SINGLE, Group, Plan, plan
from core.notification import Frequency, Recipient
from core.outbox import Lane, MessageKind, OutboxMessage
from tests.factories import NOW

KARI = Recipient(person_id=1)
START = NOW


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def message(
    no: int, kind: MessageKind = MessageKind.RECORDED, due: float = 0, frequency: Frequency = Frequency.AT_ONCE
) -> OutboxMessage:
    return OutboxMessage(id=no, recipient=KARI, kind=kind, created_at=at(due), due_at=at(due), entry_no=no, frequency=frequency)


def lane(*messages: OutboxMessage, burst_from: float | None = None, burst_count: int = 0) -> Lane:
    begun = None if burst_from is None else at(burst_from)
    return Lane(organization_id=1, recipient=KARI, messages=messages, burst_from=begun, burst_count=burst_count)


def ids(planned: Plan) -> list[list[int]]:
    return [[each.id for each in group] for group in planned.groups]


@pytest.mark.parametrize(
    ("waiting", "burst_from", "burst_count", "groups", "next_at", "count"),
    [
        (0, None, 0, [], 0, 0),
        (1, None, 0, [[1]], 0, 1),
        (5, None, 0, [[1], [2], [3], [4], [5]], 0, 5),
        (6, None, 0, [[1, 2, 3, 4, 5, 6]], 0, 6),
        # Two were told 20 s ago.
        (3, -20, 2, [[1], [2], [3]], 0, 5),
        (4, -20, 2, [[1], [2], [3]], 40, 5),
        (6, -20, 2, [[1, 2, 3, 4, 5, 6]], 0, 8),
        # Five were.
        (1, -20, 5, [], 40, 5),
        (9, -20, 8, [], 40, 8),
        (0, -20, 5, [], 0, 5),
        # The minute is over.
        (2, -60, 3, [[1], [2]], 0, 2),
        # These were due in it and had to wait.
        (2, -60, 5, [[1, 2]], 0, 2),
        # The clock was put back.
        (2, 3600, 5, [[1, 2]], 0, 2),
        (2, 3600, 3, [[1], [2]], 0, 2),
    ],
)
def test_what_goes_now(
    waiting: int, burst_from: float | None, burst_count: int, groups: list[list[int]], next_at: float, count: int
) -> None:
    due = -1 if burst_from == -60 else 0
    claimed = lane(*(message(no + 1, due=due) for no in range(waiting)), burst_from=burst_from, burst_count=burst_count)
    planned = plan(claimed, NOW)
    assert ids(planned) == groups
    assert planned.next_at == at(next_at)
    assert planned.burst_count == count


def test_what_came_after_a_full_minute_is_not_held_back() -> None:
    claimed = lane(message(1, due=-5), message(2, due=-4), burst_from=-90, burst_count=7)
    assert ids(plan(claimed, NOW)) == [[1], [2]]


def test_a_minute_begins_with_the_first_that_is_told() -> None:
    assert plan(lane(message(1)), NOW).burst_from == NOW
    assert plan(lane(message(1), burst_from=-20, burst_count=1), NOW).burst_from == at(-20)
    assert plan(lane(message(1, MessageKind.UPDATE)), NOW).burst_from is None
    assert plan(lane(message(1), burst_from=-61, burst_count=1), NOW).burst_from == NOW


def test_a_digest_is_one_message_for_each_time() -> None:
    hourly = [message(no, due=0, frequency=Frequency.HOURLY) for no in (1, 3, 5)]
    daily = [message(no, due=-3600, frequency=Frequency.DAILY) for no in (2, 4)]
    same_time = message(6, due=0, frequency=Frequency.DAILY)
    every = sorted([*hourly, *daily, same_time], key=lambda each: each.id)
    assert ids(plan(lane(*every), NOW)) == [[1, 3, 5, 6], [2, 4]]
    # However many were told at once before.
    assert ids(plan(lane(*every, burst_from=-1, burst_count=9), NOW)) == [[1, 3, 5, 6], [2, 4]]


def test_other_messages_go_by_themselves_and_in_their_order() -> None:
    kinds = (MessageKind.UPDATE, MessageKind.DRAFT, MessageKind.STOPPED)
    claimed = lane(message(1), *(message(no, kind) for no, kind in enumerate(kinds, 2)), message(5))
    assert ids(plan(claimed, NOW)) == [[1], [2], [3], [4], [5]]
    many = lane(message(1), message(2, MessageKind.UPDATE), *(message(no) for no in range(3, 9)))
    assert ids(plan(many, NOW)) == [[1, 3, 4, 5, 6, 7, 8], [2]]


def test_many_reminders_of_one_morning_are_one_message() -> None:
    kind = MessageKind.FOLLOW_UP
    few = [message(no, kind) for no in range(1, 6)]
    assert ids(plan(lane(*few), NOW)) == [[1], [2], [3], [4], [5]]
    other_day = message(7, kind, due=-86_400)
    assert ids(plan(lane(other_day, *few, message(6, kind)), NOW)) == [[7], [1, 2, 3, 4, 5, 6]]
    # One that tells of several already takes the others of its morning in.
    several = replace(message(8, kind), entry_no=0)
    assert ids(plan(lane(few[0], several, message(9, MessageKind.DRAFT)), NOW)) == [[1, 8], [9]]


ARRIVALS = st.lists(
    st.tuples(
        st.sampled_from([0.0, 0.1, 1.0, 7.0, 11.9, 30.0, 61.0, 200.0]),
        st.sampled_from([1, 1, 1, 2, 4, 6, 30]),
        st.sampled_from([MessageKind.RECORDED] * 5 + [MessageKind.UPDATE, MessageKind.DRAFT]),
        st.sampled_from([Frequency.AT_ONCE] * 4 + [Frequency.HOURLY]),
    ),
    min_size=1,
    max_size=30,
)


def delivered(arrivals: list[tuple[float, int, MessageKind, Frequency]]) -> Iterator[tuple[datetime, Lane, Group]]:
    """What a worker does that is always there: (when, the lane, the group)."""
    coming: list[OutboxMessage] = []
    seconds = 0.0
    for pause, many, kind, frequency in arrivals:
        seconds += pause
        coming += [message(len(coming) + 1 + no, kind, seconds, frequency) for no in range(many)]
    now, here = START, lane()
    while coming or here.messages:
        here = replace(here, messages=(*here.messages, *(each for each in coming if each.due_at <= now)))
        coming = [each for each in coming if each.due_at > now]
        planned = plan(here, now)
        sent = [each for group in planned.groups for each in group]
        yield from ((now, here, group) for group in planned.groups)
        left = tuple(each for each in here.messages if each not in sent)
        here = replace(here, messages=left, burst_from=planned.burst_from, burst_count=planned.burst_count)
        assert not left or planned.next_at > now
        now = max(planned.next_at, min((each.due_at for each in coming), default=now)) if not left else planned.next_at


@given(ARRIVALS)
def test_nothing_is_lost_order_is_kept_and_nobody_is_flooded(
    arrivals: list[tuple[float, int, MessageKind, Frequency]],
) -> None:
    groups = list(delivered(arrivals))
    all_sent = [each.id for _, _, group in groups for each in group]
    assert sorted(all_sent) == list(range(1, sum(many for _, many, _, _ in arrivals) + 1))
    told = [
        (now, group)
        for now, _, group in groups
        if group[0].kind is MessageKind.RECORDED and group[0].frequency is Frequency.AT_ONCE
    ]
    order = [each.id for _, group in told for each in group]
    assert order == sorted(order)
    for now, group in told:
        # Nobody waits for more than a minute.
        assert now - group[0].due_at <= MINUTE
    minute, cards = None, 0
    for now, group in told:
        if minute is None or now >= minute + MINUTE:
            minute, cards = now, 0
        cards += 1
        # Five singles, and one summary of what came at once; the rest waits.
        assert cards <= SINGLE
        assert len(group) == 1 or cards == 1 or len(group) > SINGLE
