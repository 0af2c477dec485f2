import asyncio
import socket
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import closing

import psycopg
import pytest

from adapters.database import Database, StorageFailed
from adapters.database.address import parse
from adapters.database.postgres import make_engine
from core.access import AccessPolicy
from core.errors import NotFound
from core.filters import EntryFilter
from core.work import Work
from tests.factories import ANNA, NOW, contact, entry, profile, template

EVERYONE = AccessPolicy(everyone=True)


@pytest.fixture
async def log(database: Database) -> Database:
    await database.write(1, lambda work: work.contacts.add(contact()))
    return database


def run_sql(url: str, statement: str) -> None:
    """Runs a statement on a connection beside the program's."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.execute(statement)
            connection.commit()
    else:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement.encode())


async def numbers(database: Database) -> list[int]:
    rows = await database.read(1, lambda work: work.entries.page(EntryFilter(canceled=None), 1000))
    return sorted(row.entry.no for row in rows)


async def test_what_was_written_is_read_afterwards(log: Database) -> None:
    for expected in range(1, 20):
        assert await log.write(1, lambda work: work.entries.add(entry())) == expected
        assert len(await numbers(log)) == expected


async def test_parallel_writes_get_numbers_of_their_own(log: Database) -> None:
    given = await asyncio.gather(*(log.write(1, lambda work: work.entries.add(entry())) for _ in range(200)))
    assert sorted(given) == list(range(1, 201))
    assert await numbers(log) == list(range(1, 201))


async def test_an_operation_that_raises_leaves_nothing_and_harms_no_other(log: Database) -> None:
    def fail(work: Work) -> int:
        work.entries.add(entry(description="of the failed one"))
        raise NotFound("contact", "x")

    def refused_by_the_database(work: Work) -> int:
        return work.entries.add(entry("CT404"))

    def add(work: Work) -> int:
        return work.entries.add(entry())

    operations: list[Callable[[Work], int]] = [fail, add, refused_by_the_database, add] * 15
    outcomes = await asyncio.gather(*(log.write(1, operation) for operation in operations), return_exceptions=True)
    assert [type(each) for each in outcomes] == [NotFound, int, StorageFailed, int] * 15
    rows = await log.read(1, lambda work: work.entries.page(EntryFilter(), 1000))
    assert {row.entry.description for row in rows} == {"Talked about the offer"}
    assert sorted(row.entry.no for row in rows) == sorted(each for each in outcomes if isinstance(each, int))


async def test_the_same_request_many_times_at_once_does_its_work_once(log: Database) -> None:
    def deliver(work: Work) -> str:
        kept = work.inbox.reply("slack", "same")
        if kept is not None:
            return kept
        reply = f"#{work.entries.add(entry())}"
        work.inbox.keep("slack", "same", reply, NOW)
        return reply

    replies = await asyncio.gather(*(log.write(1, deliver) for _ in range(40)))
    assert len(set(replies)) == 1
    assert len(await numbers(log)) == 1


async def test_two_first_messages_of_one_person_make_one_person(database: Database) -> None:
    bound = await asyncio.gather(*(database.write(1, lambda work: work.people.bind(ANNA, profile(), NOW)) for _ in range(16)))
    assert len({each.person_id for each in bound}) == 1
    assert len(await database.read(1, lambda work: work.people.all())) == 1


async def test_contacts_that_share_new_words_at_once(database: Database) -> None:
    def add(number: int) -> Callable[[Work], None]:
        return lambda work: work.contacts.add(contact(f"CT{number}", f"Person{number} Kristoffersen Johannessen"))

    await asyncio.gather(*(database.write(1, add(number)) for number in range(30)))
    assert len(await database.read(1, lambda work: work.contacts.search("kristoffersen"))) == 30


async def test_a_commit_that_fails_fails_for_one_alone(log: Database, database_url: str) -> None:
    """A deferred foreign key is checked only by the COMMIT; on SQLite that is the COMMIT of a whole group."""
    await log.close()
    run_sql(
        database_url,
        "CREATE TABLE late (organization_id INTEGER, code TEXT, FOREIGN KEY (organization_id, code) "
        "REFERENCES interaction_template (organization_id, code) DEFERRABLE INITIALLY DEFERRED)",
    )
    try:
        database = Database.open(database_url, EVERYONE)
        held = threading.Event()

        def hold(work: Work) -> str:
            held.wait(5)
            return "held"

        def bad(work: Work) -> str:
            session = work.templates._session  # type: ignore[attr-defined]
            session.connection.exec_driver_sql("INSERT INTO late VALUES (1, 'GONE')")
            return "bad"

        def good(number: int) -> Callable[[Work], int]:
            def add(work: Work) -> int:
                work.templates.add(template(f"T{number}"))
                return work.entries.add(entry())

            return add

        writes = [database.write(1, hold)] + [database.write(1, bad if n == 3 else good(n)) for n in range(8)]
        tasks = [asyncio.ensure_future(each) for each in writes]
        await asyncio.sleep(0.05)
        held.set()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        assert outcomes[0] == "held"
        assert isinstance(outcomes[4], StorageFailed)
        assert all(isinstance(each, int) for place, each in enumerate(outcomes) if place not in (0, 4)), outcomes
        assert len(await database.read(1, lambda work: work.templates.all())) == 7
        assert len(await numbers(database)) == 7
        await database.close()
    finally:
        run_sql(database_url, "DROP TABLE late")


async def test_readers_see_one_state(log: Database) -> None:
    reading, written = threading.Event(), threading.Event()

    def look_twice(work: Work) -> tuple[int, int]:
        before = len(work.entries.page(EntryFilter(), 10))
        reading.set()
        written.wait(5)
        return before, len(work.entries.page(EntryFilter(), 10))

    looking = asyncio.ensure_future(log.read(1, look_twice))
    while not reading.is_set():
        await asyncio.sleep(0.005)
    await log.write(1, lambda work: work.entries.add(entry()))
    written.set()
    assert await looking == (0, 0)


async def test_closing_finishes_what_is_under_way(log: Database, database_url: str) -> None:
    tasks = [asyncio.ensure_future(log.write(1, lambda work: work.entries.add(entry()))) for _ in range(50)]
    await asyncio.sleep(0)
    await log.close()
    assert sorted(await asyncio.gather(*tasks)) == list(range(1, 51))
    with pytest.raises(RuntimeError):
        await log.write(1, lambda work: work.entries.add(entry()))


async def test_a_caller_that_gave_up_harms_nobody(log: Database) -> None:
    tasks = [asyncio.ensure_future(log.write(1, lambda work: work.entries.add(entry()))) for _ in range(10)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(each, int) for each in outcomes[1::2])
    assert await log.write(1, lambda work: work.entries.add(entry())) > 0


async def test_failures_name_no_values(log: Database) -> None:
    secret = "very-secret-value"
    with pytest.raises(StorageFailed) as caught:
        await log.write(1, lambda work: work.entries.add(entry(secret)))
    shown: BaseException | None = caught.value
    while shown is not None:
        assert secret not in f"{shown!r} {shown}"
        shown = shown.__cause__ or (None if shown.__suppress_context__ else shown.__context__)


async def test_reading_cannot_write(log: Database) -> None:
    with pytest.raises(StorageFailed):
        await log.read(1, lambda work: work.entries.add(entry()))
    assert await numbers(log) == []


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_broken_connections_are_replaced(log: Database, database_url: str) -> None:
    await asyncio.gather(*(log.write(1, lambda work: work.entries.add(entry())) for _ in range(30)))
    run_sql(
        database_url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()",
    )
    assert await log.write(1, lambda work: work.entries.add(entry())) > 30
    await asyncio.gather(*(log.read(1, lambda work: work.entries.get(1)) for _ in range(30)))


async def test_workspaces(database: Database, database_url: str) -> None:
    assert await database.default_organization() == 1
    assert await database.organization_of("slack", "T1") == 1
    assert await database.organization_of("slack", "T2") is None
    assert await database.organization_of("teams", "tenant") == 1
    assert await database.organization_of("console", "") == 1
    other = Database.open(database_url, EVERYONE)
    assert await other.organization_of("slack", "T1") == 1
    assert await other.organization_of("slack", "T2") is None
    await other.close()


async def test_only_one_of_two_first_workspaces_is_taken(database: Database) -> None:
    taken = await asyncio.gather(*(database.organization_of("slack", f"T{number}") for number in range(10)))
    assert sorted(taken, key=str) == [1] + [None] * 9


async def test_ping_and_version(database: Database) -> None:
    await database.ping()
    assert await database.is_current()


async def test_a_database_out_of_reach(tmp_path: object) -> None:
    database = Database.open("postgresql://postgres@127.0.0.1:9/nothing", EVERYONE)
    assert not await database.is_current()
    with pytest.raises(StorageFailed, match="refused"):
        await database.ping()
    await database.close()


async def test_a_server_that_is_silent_is_given_up() -> None:
    assert make_engine(parse("postgresql://server/name")).url.query["connect_timeout"] == "10"
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        address = f"postgresql://postgres@127.0.0.1:{silent.getsockname()[1]}/nothing?connect_timeout=2"
        database = Database.open(address, EVERYONE)
        async with asyncio.timeout(9):
            with pytest.raises(StorageFailed):
                await database.ping()
        await database.close()


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_nothing_is_left_on_a_connection_that_a_pooler_shares(database_url: str) -> None:
    async def prepared(url: str) -> int:
        database = Database.open(url, EVERYONE)

        def look(work: Work) -> int:
            connection = work.people._session.connection  # type: ignore[attr-defined]
            return int(connection.exec_driver_sql("SELECT count(*) FROM pg_prepared_statements WHERE NOT from_sql").scalar())

        for _ in range(10):
            await database.write(1, lambda work: work.contacts.get_many([str(number) for number in range(10)]))
        found = await database.write(1, look)
        await database.close()
        return found

    assert await prepared(database_url) > 0
    assert await prepared(f"{database_url}?prepare_threshold=none") == 0


WRITER = """
import asyncio, sys
from adapters.database import Database
from core.access import AccessPolicy
from tests.factories import entry

async def main(url):
    database = Database.open(url, AccessPolicy())
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(10):
        await asyncio.gather(*(database.write(1, lambda work: work.entries.add(entry())) for _ in range(10)))
    await database.close()

asyncio.run(main(sys.argv[1]))
"""


async def test_two_processes_write_to_one_database(log: Database, database_url: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WRITER, database_url, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    process.stdin.write(b"go\n")
    process.stdin.close()
    mine: list[int] = []
    for _ in range(10):
        mine += await asyncio.gather(*(log.write(1, lambda work: work.entries.add(entry())) for _ in range(10)))
    await process.stdout.read()
    assert await process.wait() == 0
    assert len(set(mine)) == 100
    assert await numbers(log) == list(range(1, 201))
