"""Putting messages into the outbox, and what admins do with them, on both databases."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta

from adapters.database import Database
from core.notification import Frequency
from core.outbox import MessageKind
from core.work import Work
from tests.adapters.database.outbox import (
    ANNA,
    BERT,
    FIRST,
    SALES,
    claimed,
    copy,
    entries,
    finish,
    ids,
    message,
    put,
    putting,
    refresh,
)
from tests.factories import NOW

LATER = NOW + timedelta(hours=1)


async def test_a_message_comes_out_as_it_was_put(database: Database) -> None:
    full = message(
        SALES,
        kind=MessageKind.FOLLOW_UP,
        rule_id=4,
        frequency=Frequency.DAILY,
        payload={"text": "Ærlig talt: “æøå”", "count": 2, "list": [1, None]},
    )
    await put(database, full)
    lane = await claimed(database)
    assert lane.organization_id == 1
    assert lane.recipient == SALES
    (found,) = lane.messages
    assert found.id > 0
    assert replace(found, id=0) == full
    assert (lane.burst_from, lane.burst_count) == (None, 0)


async def test_what_is_undone_puts_nothing(database: Database) -> None:
    def fail(work: Work) -> None:
        work.outbox.put([message()])
        raise ValueError

    assert isinstance((await asyncio.gather(database.write(1, fail), return_exceptions=True))[0], ValueError)
    assert await database.lanes.next_at() is None
    await put(database)
    assert await database.lanes.next_at() is None


async def test_an_update_is_left_out_where_one_waits_already(database: Database) -> None:
    await put(database, refresh(5), refresh(6), refresh(5), message(entry_no=9))
    await put(database, refresh(5), refresh(7))
    lane = await claimed(database)
    assert [each.copy_id for each in lane.messages] == [5, 6, 0, 7]
    # The worker may have read the entry already: what changed since needs an update of its own, but only one.
    await put(database, refresh(5))
    await put(database, refresh(5), refresh(6))
    assert await database.lanes.sent(lane, FIRST, ids(lane), None, NOW)
    await put(database, refresh(5))
    await database.lanes.release(lane, FIRST, NOW, None, 0)
    again = await claimed(database)
    assert [each.copy_id for each in again.messages] == [5, 6]
    await finish(database, again)
    assert await database.lanes.next_at() is None


async def test_copies(database: Database) -> None:
    def keep(work: Work) -> None:
        for each in (copy(), copy(name="1.2", posted_at=NOW - timedelta(days=40)), copy(2), copy(3)):
            work.outbox.keep_copy(each)

    await database.write(1, keep)
    found = await database.read(1, lambda work: work.outbox.copies([1, 2, 9], NOW - timedelta(days=30)))
    assert sorted((replace(each, id=0) for each in found), key=lambda each: each.entry_no) == [copy(), copy(2)]
    assert len({each.id for each in found} - {0}) == 2
    assert await database.read(1, lambda work: work.outbox.copies([], NOW)) == []
    assert await database.read(2, lambda work: work.outbox.copies([1], NOW)) == []


async def test_dead_messages_are_listed_sent_again_and_dropped(database: Database) -> None:
    await put(database, *(message(entry_no=number) for number in range(1, 5)), message(BERT, 5))
    lane = await claimed(database)
    assert await database.lanes.failed(lane, FIRST, ids(lane)[:3], "gone", dead=True, counted=True)
    assert await database.lanes.sent(lane, FIRST, ids(lane)[3:], None, NOW)
    await database.lanes.release(lane, FIRST, NOW, None, 0)
    await finish(database, await claimed(database))
    # Nobody is given dead messages.
    assert await database.lanes.next_at() is None
    assert await database.lanes.claim(FIRST, LATER, timedelta(minutes=1)) is None
    dead = await database.read(1, lambda work: work.outbox.dead(10))
    assert [(each.entry_no, each.attempts, each.error, each.dead) for each in dead] == [
        (number, 1, "gone", True) for number in (3, 2, 1)
    ]
    assert await database.read(1, lambda work: work.outbox.dead(1)) == dead[:1]
    assert await database.read(2, lambda work: work.outbox.dead(10)) == []
    assert await database.write(2, lambda work: work.outbox.drop([dead[0].id])) == 0
    assert await database.write(1, lambda work: work.outbox.drop([dead[0].id, dead[0].id, 10**9])) == 1
    assert await database.write(1, lambda work: work.outbox.resend([each.id for each in dead], LATER)) == 2
    assert await database.write(1, lambda work: work.outbox.resend([each.id for each in dead], LATER)) == 0
    assert await database.read(1, lambda work: work.outbox.dead(10)) == []
    assert await database.lanes.next_at() == LATER
    lane = await claimed(database, now=LATER)
    assert [(each.entry_no, each.attempts, each.dead, each.due_at) for each in lane.messages] == [
        (1, 0, False, LATER),
        (2, 0, False, LATER),
    ]


async def test_a_dead_message_is_sent_again_once_however_many_ask(database: Database) -> None:
    await put(database, *(message(entry_no=number) for number in range(20)))
    lane = await claimed(database)
    await database.lanes.failed(lane, FIRST, ids(lane), "gone", dead=True, counted=True)
    await database.lanes.release(lane, FIRST, NOW, None, 0)
    resent = await asyncio.gather(*(database.write(1, lambda work: work.outbox.resend(ids(lane), NOW)) for _ in range(6)))
    dropped = await asyncio.gather(*(database.write(1, lambda work: work.outbox.drop(ids(lane))) for _ in range(3)))
    assert sum(resent) + sum(dropped) == 20
    assert entries(await claimed(database)) == list(range(20))


async def test_a_stopped_lane_keeps_its_messages_until_it_is_resumed(database: Database) -> None:
    await put(database, message(entry_no=1), message(BERT, 5))
    lane = await claimed(database)
    assert lane.recipient == ANNA
    await database.lanes.stop(lane, FIRST, "the channel is archived")
    assert await database.read(1, lambda work: work.outbox.stopped()) == [(ANNA, "the channel is archived")]
    assert await database.read(2, lambda work: work.outbox.stopped()) == []
    await put(database, message(entry_no=2))
    await finish(database, await claimed(database))
    assert await database.lanes.next_at() is None
    assert await database.lanes.claim(FIRST, LATER, timedelta(minutes=1)) is None
    await database.write(1, lambda work: work.outbox.resume(BERT, LATER))
    await database.write(1, lambda work: work.outbox.resume(SALES, LATER))
    assert await database.lanes.next_at() is None
    await database.write(1, lambda work: work.outbox.resume(ANNA, LATER))
    assert await database.read(1, lambda work: work.outbox.stopped()) == []
    assert entries(await claimed(database)) == [1, 2]


async def test_sending_again_lets_a_stopped_lane_go_on(database: Database) -> None:
    await put(database, message(entry_no=1), message(entry_no=2))
    lane = await claimed(database)
    await database.lanes.failed(lane, FIRST, ids(lane)[:1], "gone", dead=True, counted=True)
    await database.lanes.stop(lane, FIRST, "gone")
    assert await database.write(1, lambda work: work.outbox.resend(ids(lane), NOW)) == 1
    assert await database.read(1, lambda work: work.outbox.stopped()) == []
    assert entries(await claimed(database)) == [1, 2]


async def test_puts_into_the_same_lanes_at_once(database: Database) -> None:
    """In any order of recipients nobody waits for somebody who waits, and in each lane ids grow with the COMMIT."""
    recipients = [replace(ANNA, person_id=number) for number in range(1, 9)]

    async def transaction(number: int) -> None:
        turned = recipients[number % 8 :] + recipients[: number % 8]
        wanted = turned if number % 2 else turned[::-1]
        await database.write(1, putting(*(message(each, number) for each in wanted)))

    await asyncio.gather(*(transaction(number) for number in range(48)))
    for _ in recipients:
        lane = await claimed(database)
        assert sorted(entries(lane)) == list(range(48))
        assert ids(lane) == sorted(set(ids(lane)))


async def test_who_waits_for_a_lane_gets_the_larger_ids(database: Database) -> None:
    """The second transaction begins while the first has not committed."""
    begun = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(work: Work) -> None:
        work.outbox.put([message(entry_no=1), message(BERT, 1)])
        loop.call_soon_threadsafe(begun.set)
        time.sleep(0.2)

    first = asyncio.ensure_future(database.write(1, slow))
    await begun.wait()
    await put(database, message(BERT, 2), message(entry_no=2))
    await first
    assert entries(await claimed(database)) == [1, 2]
    assert entries(await claimed(database)) == [1, 2]
