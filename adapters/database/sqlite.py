"""SQLite: one thread writes and commits in groups, a few read."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from adapters.database.address import make_folder
from adapters.database.failures import StorageFailed, lost_race, without_data
from adapters.database.jobs import Job, answer

T = TypeVar("T")

_READERS = 2
_GROUP_SIZE = 64
_GROUP_SECONDS = 0.005
_BUSY_MS = 15_000
_CACHE_KIB = 16_384
_MMAP_BYTES = 1 << 30  # reading a large file at random takes half the time or less when it is mapped
_STATEMENTS = 512


def make_engine(address: URL) -> Engine:
    """An engine whose connections leave BEGIN and COMMIT to their user."""
    make_folder(address)
    engine = create_engine(
        address,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"check_same_thread": False, "cached_statements": _STATEMENTS, "timeout": _BUSY_MS / 1000},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"cache_size = -{_CACHE_KIB}",
        f"mmap_size = {_MMAP_BYTES}",
    ):
        connection.execute(f"PRAGMA {pragma}")


class SqliteRunner:
    """A thread that takes writing functions from a queue, and reader threads with connections of their own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing: SimpleQueue[Job | None] = SimpleQueue()
        self._reading: SimpleQueue[Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._closed = False

    async def read(self, organization_id: int, function: Callable[[Connection], T]) -> T:
        return await self._ask(self._reading, function)

    async def read_long(self, organization_id: int, function: Callable[[Connection], T]) -> T:
        """On a connection and in a thread of its own: there are few readers."""
        return await asyncio.to_thread(self._read_alone, function)

    def _read_alone(self, function: Callable[[Connection], T]) -> T:
        try:
            with self._engine.connect() as connection:
                # What is read once is not worth a place in the memory of the process.
                for pragma in ("query_only = ON", "mmap_size = 0"):
                    connection.exec_driver_sql(f"PRAGMA {pragma}")
                connection.exec_driver_sql("BEGIN")
                try:
                    return function(connection)
                finally:
                    connection.exec_driver_sql("ROLLBACK")
        except Exception as error:
            raise without_data(error) from None

    async def write(self, organization_id: int, function: Callable[[Connection], T]) -> T:
        return await self._ask(self._writing, function)

    async def scrub(self, tables: Sequence[str]) -> None:
        # One file holds them all.
        await self._ask(self._writing, _rewrite, alone=True)

    async def _ask(self, queue: SimpleQueue[Job | None], function: Callable[[Connection], T], *, alone: bool = False) -> T:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        with self._lock:
            if self._closed:
                raise RuntimeError("the database is closed")
            if not self._threads:
                self._start()
            queue.put(Job(function, future, loop, alone))
        return await future

    def _start(self) -> None:
        self._threads = [threading.Thread(target=_Writer(self._engine, self._writing).run, name="database-writer", daemon=True)]
        for number in range(_READERS):
            target = _Reader(self._engine, self._reading).run
            self._threads.append(threading.Thread(target=target, name=f"database-reader-{number}", daemon=True))
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Finishes what is queued, then ends the threads."""
        with self._lock:
            self._closed = True
            if self._threads:
                self._writing.put(None)
                for _ in range(_READERS):
                    self._reading.put(None)
        for thread in self._threads:
            thread.join()
        self._engine.dispose()


class _Thread:
    _reads_only = "OFF"

    def __init__(self, engine: Engine, queue: SimpleQueue[Job | None]) -> None:
        self._engine = engine
        self._queue = queue
        self._connection: Connection | None = None

    def _connect(self) -> tuple[Connection, Callable[[str], Any]]:
        if self._connection is None:
            self._connection = self._engine.connect()
            self._connection.exec_driver_sql(f"PRAGMA query_only = {self._reads_only}")
        driver = cast(sqlite3.Connection, self._connection.connection.driver_connection)
        return self._connection, driver.execute

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()


class _Reader(_Thread):
    _reads_only = "ON"

    def run(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                connection, execute = self._connect()
                execute("BEGIN")
                try:
                    job.value = job.function(connection)
                finally:
                    execute("ROLLBACK")
            except BaseException as error:  # whatever it is belongs to who asked
                job.error = error
            answer([job])
        self._disconnect()


class _Writer(_Thread):
    """Runs what is queued in one transaction, each function in a savepoint of its own, until the queue is empty, the group is
    full or its time is over; answers after the COMMIT.
    """

    _ended = False
    _next: Job | None = None

    def run(self) -> None:
        while not self._ended and (job := self._next or self._queue.get()) is not None:
            self._next = None
            if job.alone:
                self._outside(job)
                answer([job])
                continue
            group = [job]
            try:
                self._together(group)
            except BaseException:  # BEGIN or COMMIT failed: which function is to blame shows when each runs alone
                for each in group:
                    self._alone(each)
            answer(group)
        self._disconnect()

    def _together(self, group: list[Job]) -> None:
        connection, execute = self._connect()
        execute("BEGIN IMMEDIATE")
        try:
            for job in self._arriving(group):
                execute("SAVEPOINT job")
                self._in_savepoint(job, connection, execute)
                if job.error is not None and lost_race(job.error):
                    job.error = None
                    self._in_savepoint(job, connection, execute)
                execute("RELEASE job")
            execute("COMMIT")
        except BaseException:
            _roll_back(execute)
            raise

    def _in_savepoint(self, job: Job, connection: Connection, execute: Callable[[str], Any]) -> None:
        try:
            job.value = job.function(connection)
        except BaseException as error:  # whatever it is belongs to who asked
            job.error = error
            execute("ROLLBACK TO job")

    def _arriving(self, group: list[Job]) -> Iterator[Job]:
        """The first of the group, then what is queued by then; a lone function waits for no others."""
        end = time.monotonic() + _GROUP_SECONDS
        yield group[0]
        while len(group) < _GROUP_SIZE and time.monotonic() < end:
            try:
                job = self._queue.get_nowait()
            except Empty:
                return
            if job is None:
                self._ended = True
                return
            if job.alone:
                self._next = job
                return
            group.append(job)
            yield job

    def _outside(self, job: Job) -> None:
        try:
            connection, _ = self._connect()
            job.value = job.function(connection)
        except BaseException as error:  # whatever it is belongs to who asked
            job.error = error

    def _alone(self, job: Job) -> None:
        job.value = job.error = None
        try:
            connection, execute = self._connect()
            execute("BEGIN IMMEDIATE")
            try:
                job.value = job.function(connection)
                execute("COMMIT")
            except BaseException:
                _roll_back(execute)
                raise
        except BaseException as error:  # whatever it is belongs to who asked
            job.error = error


def _rewrite(connection: Connection) -> None:
    """Writes the file anew without what was in its free places, and empties the write-ahead log."""
    connection.exec_driver_sql("VACUUM")
    # Waits for those who read what was before.
    busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
    if busy:
        raise StorageFailed("the file is being read")


def _roll_back(execute: Callable[[str], Any]) -> None:
    try:
        execute("ROLLBACK")
    except sqlite3.Error:  # SQLite has rolled back already
        return
