"""PostgreSQL: a pool of threads and connections, one transaction a function."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from adapters.database.address import for_driver
from adapters.database.failures import connection_lost, lost_race, without_data
from adapters.database.walls import SETTING

T = TypeVar("T")

_THREADS = 8
_TRIES = 5
_BACK_OFF_SECONDS = 0.02
# So that threads do not wait for hours for a server that is gone without a word; what the address says wins.
_PATIENCE = {"connect_timeout": "10", "keepalives_idle": "30", "tcp_user_timeout": "30000"}
_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED"


def make_engine(address: URL) -> Engine:
    """An engine whose connections leave BEGIN and COMMIT to their user."""
    address, arguments = for_driver(address)
    return create_engine(
        address.set(query={**_PATIENCE, **address.query}),
        connect_args=arguments,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        pool_size=_THREADS,
        max_overflow=0,
        pool_use_lifo=True,
        use_native_hstore=False,
        paramstyle="format",
    )


def _begin(mode: str, organization_id: int) -> str:
    """What begins a transaction in which the policies of the tables let the rows of one organization through, EVERY_ORGANIZATION
    those of all: sent in one go, and gone with the transaction, so that connections may be shared by a pooler.
    """
    # With the conditions of policies, compiling some statements took ten times as long as running them.
    return f"{mode}; SET LOCAL {SETTING} = {organization_id:d}; SET LOCAL jit = off"


class PostgresRunner:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="database")

    async def read(self, organization_id: int, function: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(
            self._threads, self._run, _begin(_READ, organization_id), function
        )

    async def read_long(self, organization_id: int, function: Callable[[Connection], T]) -> T:
        return await self.read(organization_id, function)

    async def write(self, organization_id: int, function: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(
            self._threads, self._run, _begin(_WRITE, organization_id), function
        )

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

    def _run(self, begin: str, function: Callable[[Connection], T]) -> T:
        for attempt in range(1, _TRIES + 1):
            try:
                return self._once(begin, function)
            except _Again as again:
                if attempt == _TRIES:
                    raise without_data(again.reason) from None
                time.sleep(random.random() * _BACK_OFF_SECONDS * attempt)  # noqa: S311 - it only spreads the contenders
            except DBAPIError as error:
                raise without_data(error) from None
        raise AssertionError("unreachable")

    def _once(self, begin: str, function: Callable[[Connection], T]) -> T:
        with self._engine.connect() as connection:
            execute = connection.connection.cursor().execute
            try:
                execute(begin)
                value = function(connection)
            except BaseException as error:
                if connection_lost(error):
                    # After a restart of the server the other connections are broken too.
                    connection.invalidate()
                    self._engine.dispose()
                    raise _Again(error) from None
                execute("ROLLBACK")
                if lost_race(error):
                    raise _Again(error) from None
                raise without_data(error) from None
            try:
                execute("COMMIT")
            except BaseException as error:
                # Where the connection broke, nobody knows whether the COMMIT took place: never run again.
                connection.invalidate()
                if lost_race(error):
                    raise _Again(error) from None
                raise without_data(error) from None
            return value


class _Again(Exception):
    """The transaction was rolled back for a reason that may be gone the next time."""

    def __init__(self, reason: BaseException) -> None:
        self.reason = reason
