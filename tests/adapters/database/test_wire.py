"""What is sent to PostgreSQL together, and what becomes of it when something fails."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from psycopg import errors

from adapters.database import Database, StorageFailed
from adapters.database.address import parse
from adapters.database.postgres import make_engine
from adapters.database.wire import wire_of
from core.access import AccessPolicy
from core.entry import Change
from core.errors import NotFound
from core.filters import EntryFilter
from core.operations.log import log_interaction
from core.requests.entries import LogInteraction
from core.values import ChangeKind
from core.work import Work
from tests.factories import ANNA, NOW, contact, entry, profile, salesperson, template
from tests.standins.wiretap import Wiretap, wiretap

EVERYONE = AccessPolicy(everyone=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


def change(entry_no: int, change_id: int = 1) -> Change:
    return Change(id=change_id, entry_no=entry_no, kind=ChangeKind.CREATED, by=1, at=NOW)


def fill(work: Work) -> None:
    work.people.bind(ANNA, profile(), NOW)
    work.contacts.add(contact())
    work.templates.add(template())
    work.salespeople.upsert([salesperson(email="anna@example.test")])


@pytest.fixture
async def log(database: Database) -> Database:
    await database.write(1, fill)
    return database


@pytest.fixture
async def tap(database_url: str) -> AsyncIterator[Wiretap]:
    async with wiretap(database_url) as tap:
        yield tap


@pytest.fixture
async def tapped(tap: Wiretap) -> AsyncIterator[Database]:
    """A database behind the tap, with one connection open."""
    database = Database.open(tap.address, EVERYONE)
    await database.write(1, fill)
    tap.trips = 0
    yield database
    await database.close()


async def test_what_is_run_later_is_read_afterwards(log: Database) -> None:
    def write(work: Work) -> list[int]:
        found = []
        for change_id in (1, 2):
            work.history.add([change(work.entries.add(entry()), change_id)])
            found.append(len(work.history.get(change_id)))
        return found

    assert await log.write(1, write) == [1, 1]


async def test_what_was_to_be_run_later_is_not_where_the_operation_fails(log: Database) -> None:
    def fail(work: Work) -> None:
        work.inbox.keep("slack", "k", "reply", NOW)
        raise NotFound("contact", "x")

    with pytest.raises(NotFound):
        await log.write(1, fail)
    assert await log.read(1, lambda work: work.inbox.reply("slack", "k")) is None
    await log.write(1, lambda work: work.inbox.keep("slack", "k", "reply", NOW))


async def test_a_key_that_is_taken_when_run_later_has_the_operation_run_again(log: Database) -> None:
    runs: list[int] = []

    def deliver(work: Work) -> str:
        runs.append(work.entries.add(entry()))
        if len(runs) > 1:
            return work.inbox.reply("slack", "k") or ""
        work.inbox.keep("slack", "k", "second", NOW)
        return "second"

    await log.write(1, lambda work: work.inbox.keep("slack", "k", "first", NOW))
    assert await log.write(1, deliver) == "first"
    assert len(runs) == 2
    rows = await log.read(1, lambda work: work.entries.page(EntryFilter(), 10))
    assert [row.entry.no for row in rows] == runs[1:]


async def test_what_the_database_refuses_later_undoes_everything(log: Database) -> None:
    def refused(work: Work) -> int:
        work.inbox.keep("slack", "k", "reply", NOW)
        work.history.add([change(work.entries.add(entry()))])
        work.history.add([change(404)])
        work.inbox.keep("slack", "other", "reply", NOW)
        return 1

    with pytest.raises(StorageFailed, match=r"(?i)foreign"):
        await log.write(1, refused)
    assert await log.read(1, lambda work: [work.inbox.reply("slack", key) for key in ("k", "other")]) == [None, None]
    assert await log.read(1, lambda work: work.history.get(1)) == []


async def test_many_rows_of_which_one_is_refused(log: Database) -> None:
    def twice(work: Work) -> None:
        work.history.add([change(number) for number in (1, 2, 1)])

    await log.write(1, lambda work: work.entries.add_many([entry() for _ in range(1_200)]))
    with pytest.raises(StorageFailed):
        await log.write(1, twice)
    assert await log.read(1, lambda work: work.history.get(1)) == []
    await log.write(1, lambda work: work.entries.remove(range(1, 1_101)))
    assert await log.read(1, lambda work: len(work.entries.are_canceled(range(1, 1_201)))) == 100


@on_postgresql
async def test_how_often_log_waits_for_the_server(tapped: Database, tap: Wiretap) -> None:
    """In one process of many, each trip is a time in which others run: it is what an entry costs."""

    async def write(number: int) -> None:
        def log(work: Work) -> None:
            actor = work.people.actor(ANNA)
            assert actor is not None
            log_interaction(work, LogInteraction(template="call", contact="CT000012", note=str(number)), actor, NOW)
            work.inbox.keep("slack", str(number), "reply", NOW)

        await tapped.write(1, log)

    for number in range(10):  # by then all statements are prepared
        await write(number)
    tap.trips = 0
    await write(10)
    assert tap.trips == 6


@on_postgresql
async def test_an_operation_without_statements_sends_nothing(tapped: Database, tap: Wiretap) -> None:
    assert await tapped.read(1, lambda work: "read") == "read"
    assert await tapped.write(1, lambda work: "written") == "written"
    assert tap.trips == 0


@on_postgresql
@pytest.mark.parametrize("unheard", [True, False])
async def test_a_connection_that_breaks_before_the_commit_has_the_operation_run_again(
    tapped: Database, tap: Wiretap, unheard: bool
) -> None:
    runs: list[int] = []

    def deliver(work: Work) -> int:
        runs.append(work.entries.add(entry()))
        work.inbox.keep("slack", "k", "reply", NOW)
        return runs[-1]

    tap.cuts_at, tap.unheard = b"INSERT INTO interaction_log_entry", unheard
    no = await tapped.write(1, deliver)
    assert runs == [no]
    tap.cuts_at = b"BEGIN"
    await tapped.write(1, lambda work: work.inbox.keep("slack", "alone", "reply", NOW))
    assert await tapped.read(1, lambda work: work.inbox.reply("slack", "alone")) == "reply"


@on_postgresql
@pytest.mark.parametrize("unheard", [True, False])
async def test_a_connection_that_breaks_with_the_commit_leaves_the_operation_run_once(
    tapped: Database, tap: Wiretap, unheard: bool
) -> None:
    runs: list[int] = []

    def deliver(work: Work) -> None:
        runs.append(work.entries.add(entry()))
        work.inbox.keep("slack", "k", "reply", NOW)

    tap.cuts_at, tap.unheard = b"COMMIT\0", unheard
    with pytest.raises(StorageFailed):
        await tapped.write(1, deliver)
    assert len(runs) == 1
    assert await tapped.read(1, lambda work: work.inbox.reply("slack", "k")) == (None if unheard else "reply")


@on_postgresql
async def test_what_fails_costs_no_connection_and_no_prepared_statement(database: Database) -> None:
    def look(work: Work) -> tuple[int, int]:
        connection = work.people._session.connection  # type: ignore[attr-defined]
        statement = "SELECT pg_backend_pid(), (SELECT count(*) FROM pg_prepared_statements)"
        pid, prepared = connection.exec_driver_sql(statement).one()
        return pid, prepared

    def fail(work: Work) -> None:
        work.entries.add(entry("CT404"))

    for number in range(10):
        await database.write(1, lambda work, number=number: work.inbox.keep("slack", str(number), "reply", NOW))  # type: ignore[misc]
    pid, prepared = await database.read(1, look)
    assert prepared > 2
    for operation in (fail, lambda work: work.inbox.keep("slack", "1", "reply", NOW)):
        with pytest.raises(StorageFailed):
            await database.write(1, operation)
        found = await database.read(1, look)
        assert found[0] == pid
        assert found[1] >= prepared


@on_postgresql
async def test_what_was_prepared_before_the_tables_changed_is_prepared_anew(log: Database, database_url: str) -> None:
    def become(kind: str) -> None:
        engine = make_engine(parse(database_url))
        with engine.connect() as connection:
            connection.exec_driver_sql(f"ALTER TABLE salesperson ALTER COLUMN name TYPE {kind}")
        engine.dispose()

    async def names() -> list[str]:
        return await log.write(1, lambda work: [each.name for each in work.salespeople.all()])

    before = [await names() for _ in range(7)][-1]
    become("varchar(100)")
    try:
        assert await names() == before
    finally:
        become("text")
    assert await names() == before


@on_postgresql
def test_where_a_transaction_cannot_begin_nothing_runs(database_url: str) -> None:
    engine = make_engine(parse(database_url))
    with engine.connect() as connection:
        wire = wire_of(connection)
        wire.begin("BEGIN NONSENSE", 1)
        wire.later("UPDATE organization SET name = 'never'", [])
        with pytest.raises(errors.SyntaxError):
            wire.count("UPDATE organization SET name = 'never'", [])
        assert not wire.broken
        assert connection.exec_driver_sql("SELECT count(*) FROM organization WHERE name = 'never'").scalar() == 0
    engine.dispose()


@on_postgresql
async def test_values_of_any_size_go_through_one_statement(log: Database) -> None:
    numbers = [0, 1, 40_000, 3_000_000_000]
    for number in numbers * 3:
        await log.write(1, lambda work, number=number: work.history.add([change(work.entries.add(entry()), number)]))  # type: ignore[misc]
    for number in numbers:
        assert len(await log.read(1, lambda work, number=number: work.history.get(number))) == 3  # type: ignore[misc]


@on_postgresql
@pytest.mark.parametrize("later", [False, True])
async def test_who_waits_for_the_server_keeps_no_other_from_running(log: Database, later: bool) -> None:
    def wait(work: Work) -> None:
        sending = work.people._session._sending  # type: ignore[attr-defined]
        (sending.later if later else sending.rows)("SELECT pg_sleep(0.5)", [])

    waiting = asyncio.ensure_future(log.write(1, wait))
    turns = 0
    while not waiting.done():
        await asyncio.sleep(0.01)
        turns += 1
    await waiting
    assert turns > 5
