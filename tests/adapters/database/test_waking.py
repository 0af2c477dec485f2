"""How workers learn that there is something to send."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from adapters.database import Database
from core.access import AccessPolicy
from tests.adapters.database.outbox import ANNA, FIRST, claimed, finish, message, put
from tests.factories import NOW

LONG = 20.0
PROMPT = 2.0


async def seconds_until_woken(database: Database) -> float:
    begun = time.monotonic()
    await database.lanes.wait(LONG)
    return time.monotonic() - begun


async def quiet(database: Database) -> None:
    """Until nothing rings any more: what was put before, or that listening began."""
    while True:
        begun = time.monotonic()
        await database.lanes.wait(0.2)
        if time.monotonic() - begun >= 0.2:
            return


async def test_nothing_rings_until_the_time_is_over(database: Database) -> None:
    await quiet(database)
    await database.write(1, lambda work: work.outbox.put([]))
    await put(database, message(due_at=NOW + timedelta(days=1)))
    await quiet(database)
    await put(database, message(due_at=NOW + timedelta(days=2)))
    begun = time.monotonic()
    await database.lanes.wait(0.1)
    assert time.monotonic() - begun >= 0.1


async def test_who_waits_is_woken_by_a_message(database: Database) -> None:
    await quiet(database)
    waiting = [asyncio.ensure_future(seconds_until_woken(database)) for _ in range(3)]
    await asyncio.sleep(0.05)
    await put(database, message())
    assert max(await asyncio.gather(*waiting)) < PROMPT


async def test_who_comes_late_need_not_wait(database: Database) -> None:
    await quiet(database)
    await put(database, message())
    assert await seconds_until_woken(database) < PROMPT


async def test_who_waits_is_woken_when_a_lane_goes_on(database: Database) -> None:
    await put(database, message())
    lane = await claimed(database)
    await database.lanes.stop(lane, FIRST, "gone")
    await quiet(database)
    await database.write(1, lambda work: work.outbox.resume(ANNA, NOW))
    assert await seconds_until_woken(database) < PROMPT
    lane = await claimed(database)
    await put(database, message())
    await quiet(database)
    await finish(database, lane)
    assert await seconds_until_woken(database) < PROMPT


async def test_messages_of_other_processes_ring_too(database: Database, database_url: str) -> None:
    await quiet(database)
    other = Database.open(database_url, AccessPolicy())
    for number in (2, 1, 3):
        waiting = asyncio.ensure_future(seconds_until_woken(database))
        await asyncio.sleep(0.05)
        await put(other, message(replace(ANNA, person_id=number), due_at=NOW - timedelta(hours=5 - number)))
        assert await waiting < PROMPT
        await claimed(database)
        await quiet(database)
    await other.close()


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_listener_that_was_cut_off_listens_again(database: Database, database_url: str) -> None:
    await quiet(database)
    with psycopg.connect(database_url, autocommit=True) as connection:
        listeners = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'"
        before = connection.execute(listeners).fetchall()
        assert len(before) == 1
        connection.execute("SELECT pg_terminate_backend(%s)", before[0])
        waiting = asyncio.ensure_future(seconds_until_woken(database))  # for what may have been put meanwhile
        assert await waiting < LONG
        after = connection.execute(listeners).fetchall()
        assert len(after) == 1
        assert after != before
        await quiet(database)
        connection.execute("NOTIFY aftercall_outbox")
        assert await seconds_until_woken(database) < PROMPT


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_closing_ends_the_listening(database_url: str) -> None:
    database = Database.open(database_url, AccessPolicy())
    await quiet(database)
    await database.close()
    with psycopg.connect(database_url, autocommit=True) as connection:
        for _ in range(100):
            found = connection.execute("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'LISTEN %'").fetchall()
            if not found:
                return
            await asyncio.sleep(0.02)
        pytest.fail("somebody still listens")


async def test_a_server_that_is_away_is_waited_for() -> None:
    database = Database.open("postgresql://postgres@127.0.0.1:9/nothing", AccessPolicy())
    begun = time.monotonic()
    await database.lanes.wait(0.1)
    assert 0.1 <= time.monotonic() - begun < LONG
    await database.close()
