"""PostgreSQL: a pool of threads and connections, one transaction a function."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from adapters.database.address import for_driver
from adapters.database.failures import connection_lost, lost_race, outdated, without_data
from adapters.database.wire import READ, WRITE, Wire, send_first, wire_of

T = TypeVar("T")

_THREADS = 8
_TRIES = 5
_BACK_OFF_SECONDS = 0.02
# So that threads do not wait for hours for a server that is gone without a word; what the address says wins.
_PATIENCE = {"connect_timeout": "10", "keepalives_idle": "30", "tcp_user_timeout": "30000"}


def make_engine(address: URL) -> Engine:
    """An engine whose connections leave BEGIN and COMMIT to their user."""
    address, arguments = for_driver(address)
    engine = create_engine(
        address.set(query={**_PATIENCE, **address.query}),
        connect_args=arguments,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        pool_size=_THREADS,
        max_overflow=0,
        pool_use_lifo=True,
        use_native_hstore=False,
    )
    event.listen(engine, "before_cursor_execute", send_first)
    return engine


class PostgresRunner:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="database")

    async def read(self, organization_id: int, function: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, READ, organization_id, function)

    async def read_long(self, organization_id: int, function: Callable[[Connection], T]) -> T:
        return await self.read(organization_id, function)

    async def write(self, organization_id: int, function: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, WRITE, organization_id, function)

    async def scrub(self, tables: Sequence[str]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._threads, self._vacuum, tables)

    def _vacuum(self, tables: Sequence[str]) -> None:
        try:
            with self._engine.connect() as connection:
                # With ANALYZE, as the planner's statistics hold values too.
                connection.exec_driver_sql(f"VACUUM (ANALYZE) {', '.join(tables)}")
        except DBAPIError as error:
            raise without_data(error) from None

    def close(self) -> None:
        """Finishes what is under way."""
        self._threads.shutdown(wait=True)
        self._engine.dispose()

    def _run(self, mode: str, organization_id: int, function: Callable[[Connection], T]) -> T:
        for attempt in range(1, _TRIES + 1):
            try:
                return self._once(mode, organization_id, function)
            except _Again as again:
                if attempt == _TRIES:
                    raise without_data(again.reason) from None
                time.sleep(random.random() * _BACK_OFF_SECONDS * attempt)  # noqa: S311 - it only spreads the contenders
            except DBAPIError as error:
                raise without_data(error) from None
        raise AssertionError("unreachable")

    def _once(self, mode: str, organization_id: int, function: Callable[[Connection], T]) -> T:
        with self._engine.connect() as connection:
            wire = wire_of(connection)
            wire.begin(mode, organization_id)
            try:
                value = function(connection)
                wire.reach()
            except BaseException as error:
                if connection_lost(error) or outdated(error):
                    # After a restart of the server, or a migration, the other connections are of no use either.
                    connection.invalidate()
                    self._engine.dispose()
                    raise _Again(error) from None
                _leave(connection, wire)
                if lost_race(error):
                    raise _Again(error) from None
                raise without_data(error) from None
            try:
                wire.commit()
            except BaseException as error:
                if connection_lost(error) or wire.broken:
                    # Nobody knows whether the COMMIT took place: never run again.
                    connection.invalidate()
                    raise without_data(error) from None
                # What was sent with the COMMIT failed, or the COMMIT itself: PostgreSQL says that it did not take place.
                _leave(connection, wire)
                if lost_race(error):
                    raise _Again(error) from None
                raise without_data(error) from None
            return value


def _leave(connection: Connection, wire: Wire) -> None:
    """Rolls back; a connection on which that cannot be done is closed, which rolls back too."""
    try:
        wire.roll_back()
    except psycopg.Error:
        connection.invalidate()


class _Again(Exception):
    """The transaction was rolled back for a reason that may be gone the next time."""

    def __init__(self, reason: BaseException) -> None:
        self.reason = reason
