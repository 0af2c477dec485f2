"""Lanes as workers see them, on both databases."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.database import Database
from core.outbox import Backlog, Lane
from tests.adapters.database.outbox import (
    ANNA,
    BERT,
    FIRST,
    LEASE,
    SALES,
    SECOND,
    claimed,
    copy,
    entries,
    finish,
    ids,
    message,
    put,
)
from tests.factories import NOW

MINUTE = timedelta(minutes=1)


async def test_a_lane_is_held_by_one_worker(database: Database) -> None:
    assert await database.lanes.claim(FIRST, NOW, LEASE) is None
    await put(database, message(entry_no=1), message(entry_no=2))
    lane = await claimed(database)
    assert entries(lane) == [1, 2]
    assert await database.lanes.claim(SECOND, NOW, LEASE) is None
    assert await database.lanes.claim(FIRST, NOW, LEASE) is None
    await put(database, message(entry_no=3))
    assert await database.lanes.claim(SECOND, NOW, LEASE) is None
    await finish(database, lane)
    lane = await claimed(database, SECOND)
    assert entries(lane) == [3]
    await finish(database, lane, SECOND)
    assert await database.lanes.claim(FIRST, NOW, LEASE) is None
    assert await database.lanes.next_at() is None


async def test_the_lane_that_is_due_longest_goes_first(database: Database) -> None:
    await put(database, message(ANNA, 1), message(BERT, 2, due_at=NOW - MINUTE), message(SALES, 3, due_at=NOW + MINUTE / 2))
    await put(database, message(BERT, 4), organization=2)
    order = [await claimed(database) for _ in range(3)]
    assert order[0].recipient == BERT
    assert {(lane.organization_id, lane.recipient) for lane in order[1:]} == {(1, ANNA), (2, BERT)}
    assert await database.lanes.claim(FIRST, NOW, LEASE) is None
    assert (await claimed(database, now=NOW + MINUTE / 2)).recipient == SALES


async def test_messages_that_are_due_later_wait_and_are_in_nobodys_way(database: Database) -> None:
    tomorrow = NOW + timedelta(days=1)
    await put(database, message(entry_no=1, due_at=tomorrow))
    assert await database.lanes.next_at() == tomorrow
    assert await database.lanes.claim(FIRST, NOW, LEASE) is None
    await put(database, message(entry_no=2, due_at=tomorrow + MINUTE))
    assert await database.lanes.next_at() == tomorrow
    await put(database, message(entry_no=3))
    assert await database.lanes.next_at() == NOW
    lane = await claimed(database)
    assert entries(lane) == [3]
    await finish(database, lane)
    assert await database.lanes.next_at() == tomorrow
    assert entries(await claimed(database, now=tomorrow + MINUTE)) == [1, 2]


async def test_a_lane_that_is_given_back_is_not_claimed_before(database: Database) -> None:
    await put(database, message(entry_no=1))
    lane = await claimed(database)
    assert await database.lanes.failed(lane, FIRST, ids(lane), "429", dead=False, counted=False)
    await database.lanes.release(lane, FIRST, NOW + MINUTE, None, 0)
    await put(database, message(entry_no=2))
    assert await database.lanes.next_at() == NOW + MINUTE
    assert await database.lanes.claim(FIRST, NOW + MINUTE / 2, LEASE) is None
    lane = await claimed(database, now=NOW + MINUTE)
    assert [(each.entry_no, each.attempts, each.error) for each in lane.messages] == [(1, 0, "429"), (2, 0, "")]
    assert await database.lanes.failed(lane, FIRST, ids(lane)[:1], "500", dead=False, counted=True)
    await database.lanes.release(lane, FIRST, NOW, None, 0)
    lane = await claimed(database)
    assert [(each.entry_no, each.attempts, each.error) for each in lane.messages] == [(1, 1, "500"), (2, 0, "")]


async def test_a_burst_is_remembered(database: Database) -> None:
    await put(database, message())
    lane = await claimed(database)
    await database.lanes.release(lane, FIRST, NOW, NOW - MINUTE / 2, 4)
    lane = await claimed(database)
    assert (lane.burst_from, lane.burst_count) == (NOW - MINUTE / 2, 4)


async def test_what_was_sent_is_gone_and_its_copy_kept(database: Database) -> None:
    await put(database, message(entry_no=1), message(entry_no=2))
    lane = await claimed(database)
    assert await database.lanes.sent(lane, FIRST, ids(lane)[:1], copy(), NOW)
    await database.lanes.release(lane, FIRST, NOW, None, 0)
    (kept,) = await database.read(1, lambda work: work.outbox.copies([1], NOW))
    assert replace(kept, id=0) == copy()
    assert kept.id > 0
    assert entries(await claimed(database)) == [2]


async def test_the_lane_of_a_worker_that_never_comes_back(database: Database) -> None:
    await put(database, message())
    lost = await claimed(database)
    assert await database.lanes.next_at() == NOW + LEASE
    assert await database.lanes.claim(SECOND, NOW + LEASE / 2, LEASE) is None
    lane = await claimed(database, SECOND, NOW + LEASE)
    assert lane.messages == lost.messages
    await check_that_it_is_lost(database, lost, FIRST)
    assert await database.lanes.sent(lane, SECOND, ids(lane), None, NOW)


async def test_a_claim_of_the_same_worker_is_another(database: Database) -> None:
    await put(database, message())
    lost = await claimed(database)
    lane = await claimed(database, now=NOW + LEASE)
    await check_that_it_is_lost(database, lost, FIRST)
    assert await database.lanes.renew(lane, FIRST, NOW + 3 * LEASE)


async def check_that_it_is_lost(database: Database, lost: Lane, worker: str) -> None:
    """No method does anything with a claim that somebody else's came after."""
    before = await database.lanes.next_at()
    assert not await database.lanes.renew(lost, worker, NOW + timedelta(days=1))
    assert not await database.lanes.sent(lost, worker, ids(lost), copy(), NOW)
    assert not await database.lanes.failed(lost, worker, ids(lost), "late", dead=True, counted=True)
    await database.lanes.release(lost, worker, NOW, None, 0)
    await database.lanes.stop(lost, worker, "late")
    assert await database.lanes.next_at() == before
    assert await database.read(1, lambda work: work.outbox.copies([1], NOW)) == []
    assert await database.read(1, lambda work: work.outbox.dead(1)) == []
    assert await database.read(1, lambda work: work.outbox.stopped()) == []
    assert await database.lanes.claim("three/3", NOW, LEASE) is None


async def test_a_lease_is_renewed(database: Database) -> None:
    await put(database, message())
    lane = await claimed(database)
    assert await database.lanes.renew(lane, FIRST, NOW + 2 * LEASE)
    assert await database.lanes.claim(SECOND, NOW + LEASE, LEASE) is None
    assert await database.lanes.sent(lane, FIRST, ids(lane), None, NOW)


async def test_a_restarted_worker_takes_its_hosts_lanes_back(database: Database) -> None:
    await put(database, *(message(replace(ANNA, person_id=number), number) for number in range(1, 6)))
    workers = ["host/1", "host/1", "host/22", "hostess/1", "other/1"]
    lanes = [await claimed(database, worker) for worker in workers]
    assert await database.lanes.holders("host") == ["host/1", "host/22"]
    assert await database.lanes.holders("nobody") == []
    assert await database.lanes.take_back(["host/1", "host/3"]) == 2
    assert await database.lanes.take_back(["host/1", "host/3"]) == 0
    assert await database.lanes.holders("host") == ["host/22"]
    assert {(await claimed(database)).recipient, (await claimed(database)).recipient} == {lanes[0].recipient, lanes[1].recipient}
    assert await database.lanes.claim(FIRST, NOW, LEASE) is None
    assert not await database.lanes.renew(lanes[0], "host/1", NOW)
    assert await database.lanes.renew(lanes[2], "host/22", NOW + LEASE)


async def test_a_claim_brings_so_many_messages_at_most(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.database.lanes._MOST_MESSAGES", 500)
    await put(database, *(message(entry_no=number) for number in range(1, 1101)))
    found: list[int] = []
    for expected in (500, 500, 100):
        lane = await claimed(database)
        assert len(lane.messages) == expected
        found += entries(lane)
        await finish(database, lane)
    assert found == list(range(1, 1101))
    assert await database.lanes.next_at() is None


async def test_one_sends_at_a_pace_over_all(database: Database) -> None:
    second = timedelta(seconds=1)
    given = await asyncio.gather(*(database.lanes.slot("slack/T1", second, NOW) for _ in range(10)))
    assert sorted(given) == [NOW + number * second for number in range(10)]
    assert await database.lanes.slot("slack/T2", second, NOW) == NOW
    assert await database.lanes.slot("slack/T1", second, NOW + MINUTE) == NOW + MINUTE
    await database.lanes.pause("slack/T1", NOW + 2 * MINUTE)
    await database.lanes.pause("slack/T1", NOW + MINUTE)
    assert await database.lanes.slot("slack/T1", second, NOW) == NOW + 2 * MINUTE
    await database.lanes.pause("teams/t", NOW + MINUTE)
    assert await database.lanes.slot("teams/t", second, NOW) == NOW + MINUTE


async def test_the_backlog(database: Database) -> None:
    assert await database.lanes.backlog(NOW) == Backlog(due=0, dead=0, stopped=0)
    await put(database, message(ANNA), message(ANNA), message(ANNA), message(SALES, due_at=NOW + MINUTE))
    lane = await claimed(database)
    await database.lanes.failed(lane, FIRST, ids(lane)[:1], "gone", dead=True, counted=True)
    await database.lanes.stop(lane, FIRST, "gone")
    assert await database.lanes.backlog(NOW) == Backlog(due=2, dead=1, stopped=1)
    assert await database.lanes.backlog(NOW + MINUTE) == Backlog(due=3, dead=1, stopped=1)


async def test_workers_that_race_send_each_message_once_and_in_order(database: Database) -> None:
    recipients = [replace(ANNA, person_id=number) for number in range(1, 6)]
    sent: dict[object, list[int]] = {each: [] for each in recipients}
    holding: set[object] = set()
    chance = random.Random(7)

    async def work(name: str) -> None:
        while sum(map(len, sent.values())) < 200:
            lane = await database.lanes.claim(name, NOW, LEASE)
            if lane is None:
                await asyncio.sleep(0)
                continue
            assert lane.recipient not in holding
            holding.add(lane.recipient)
            part = lane.messages[: chance.randint(1, 4)]
            sent[lane.recipient] += [each.entry_no for each in part]
            assert await database.lanes.sent(lane, name, [each.id for each in part], None, NOW)
            holding.remove(lane.recipient)
            await database.lanes.release(lane, name, NOW, None, 0)

    async def write(number: int) -> None:
        await put(database, *(message(each, number) for each in chance.sample(recipients, 5)))

    async def write_all() -> None:
        for number in range(40):
            await write(number)

    await asyncio.gather(write_all(), *(work(f"host/{number}") for number in range(4)))
    assert sent == {each: list(range(40)) for each in recipients}
    assert await database.lanes.next_at() is None


async def test_after_the_clock_was_put_back_nothing_waits_for_it(database: Database) -> None:
    later = NOW + timedelta(hours=1)
    digest = replace(message(replace(ANNA, person_id=5)), created_at=later, due_at=later + timedelta(hours=3))
    at_once = replace(message(), created_at=later, due_at=later)
    await put(database, at_once, digest)
    held = await claimed(database, FIRST, later)
    await database.lanes.release(held, FIRST, later + timedelta(seconds=1), None, 0)
    await database.lanes.slot("slack/T1", timedelta(seconds=1), later)
    assert await database.lanes.claim(FIRST, NOW, LEASE) is None
    await database.lanes.clock_put_back(NOW)
    lane = await claimed(database, SECOND, NOW)
    assert lane.recipient == at_once.recipient
    assert await database.lanes.sent(lane, SECOND, ids(lane), None, NOW)
    assert await database.lanes.slot("slack/T1", timedelta(seconds=1), NOW) == NOW
    # What was to be sent later is.
    assert await database.lanes.claim(SECOND, later + timedelta(hours=2), LEASE) is None
    assert (await claimed(database, SECOND, later + timedelta(hours=3))).recipient == digest.recipient
