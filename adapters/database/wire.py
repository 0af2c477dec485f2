"""Statements on a connection to PostgreSQL, by way of libpq.

A round trip costs more than most statements, and psycopg's cursor, in which other threads get their turn several times a trip, as
much again.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

import psycopg
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.generators import fetch_many, send
from psycopg.pq import ConnStatus, ExecStatus, PipelineStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from sqlalchemy import Connection

from adapters.database.walls import SETTING

READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED"
# With the conditions of policies, compiling some statements took ten times as long as running them, hence jit.
_WHOSE = f"SELECT set_config('{SETTING}', $1, true), set_config('jit', 'off', true)"
_OF_BEGIN = 2  # statements: these two
_COMMIT = "COMMIT"

_PLACE = "wire"
_WORTH_PREPARING = 5  # uses
_MOST_PREPARED = 250
_AT_ONCE = 500


class _Call(NamedTuple):
    """A statement with its arguments as they are sent."""

    sql: str
    arguments: Sequence[Any]
    formats: Sequence[int] | None


class Wire:
    """One connection, with statements prepared on the server unless it is a pooler's. Arguments go by their places, $1 first.

    Statements raise what the driver raises; whatever they raise, the transaction is to be rolled back.
    """

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self._connection = connection
        self._libpq = connection.pgconn
        self._adapting = Transformer(connection)
        self._prepares = connection.prepare_threshold is not None
        self._uses: dict[str, int] = {}
        self._names: dict[str, bytes] = {}
        self._waiting: list[_Call] = []
        self._begins = False

    def begin(self, mode: str, organization_id: int) -> None:
        """Begins a transaction in which the policies of the tables let the rows of one organization through, EVERY_ORGANIZATION
        those of all. It is sent with the first statement, which does not run without it, and what it says is gone with the
        transaction, so that connections may be shared by a pooler.
        """
        self._waiting = [self._call(mode), self._call(_WHOSE, [str(organization_id)])]
        self._begins = True

    def rows(self, sql: str, arguments: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows that a statement gives."""
        result = self._run(self._call(sql, arguments))
        self._adapting.set_pgresult(result)
        return self._adapting.load_rows(0, result.ntuples, tuple)

    def count(self, sql: str, arguments: Sequence[Any]) -> int:
        """How many rows a statement changed."""
        return self._run(self._call(sql, arguments)).command_tuples or 0

    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Runs a statement without rows once for each of `rows`."""
        for start in range(0, len(rows), _AT_ONCE):
            self._waiting += [self._call(sql, arguments) for arguments in rows[start : start + _AT_ONCE]]
            self.send()

    def later(self, sql: str, arguments: Sequence[Any]) -> None:
        """Runs a statement that nobody asks what it did, with the next one or the COMMIT: in order, without a trip of its own."""
        self._waiting.append(self._call(sql, arguments))

    def send(self) -> None:
        """Runs what has not been sent yet."""
        if self._waiting:
            self._together()

    def reach(self) -> None:
        """Sends what waits where nothing was sent yet: BEGIN never goes with COMMIT, so that a connection that was broken before
        is found out before the COMMIT.
        """
        if self._begins and len(self._waiting) > _OF_BEGIN:
            self.send()

    def commit(self) -> None:
        """Ends the transaction, after `reach`. Where it raises and the connection is `broken`, nobody knows how."""
        if self._begins:
            self._waiting, self._begins = [], False
        else:
            self._run(self._call(_COMMIT))

    def roll_back(self) -> None:
        """Ends the transaction without a trace. Raises OperationalError where the connection is `broken`."""
        self._waiting, self._begins = [], False
        if self.broken:
            raise psycopg.OperationalError("the connection is lost")
        if self._libpq.transaction_status != TransactionStatus.IDLE:
            self._checked(self._libpq.exec_(b"ROLLBACK"))

    @property
    def broken(self) -> bool:
        """Whether the connection is of no use any more."""
        return self._libpq.status == ConnStatus.BAD or self._libpq.pipeline_status != PipelineStatus.OFF

    def _call(self, sql: str, arguments: Sequence[Any] = ()) -> _Call:
        if not arguments:
            return _Call(sql, (), None)
        # Texts of no named type: the statement names the types, whatever the size of a number.
        wanted = [PyFormat.BINARY if type(value) is bytes else PyFormat.TEXT for value in arguments]
        return _Call(sql, self._adapting.dump_sequence(arguments, wanted), self._adapting.formats)

    def _run(self, call: _Call) -> PGresult:
        if self._waiting:
            self._waiting.append(call)
            return self._together()
        name = self._name(call.sql)
        if name is None:
            return self._checked(self._libpq.exec_params(call.sql.encode(), call.arguments, param_formats=call.formats))
        return self._checked(self._libpq.exec_prepared(name, call.arguments, call.formats))

    def _together(self) -> PGresult:
        """Sends what waits in one go; the result of the last. After the first that fails PostgreSQL runs none of them."""
        calls, self._waiting, self._begins = self._waiting, [], False
        named = [(self._name(call.sql), call) for call in calls]
        self._libpq.enter_pipeline_mode()
        for name, call in named:
            if name is None:
                self._libpq.send_query_params(call.sql.encode(), call.arguments, param_formats=call.formats)
            else:
                self._libpq.send_query_prepared(name, call.arguments, call.formats)
        self._libpq.pipeline_sync()
        # Waiting inside of libpq for one of several results would keep the other threads from running.
        results = self._connection.wait(self._results(len(calls)))
        self._libpq.exit_pipeline_mode()
        for result in results:
            self._checked(result)
        return results[-1]

    def _results(self, count: int) -> PQGen[list[PGresult]]:
        """The results of statements that were sent in one go, one each, up to the end of it."""
        yield from send(self._libpq)
        results: list[PGresult] = []
        for _ in range(count):
            results += yield from fetch_many(self._libpq)
        yield from fetch_many(self._libpq)
        return results

    def _name(self, sql: str) -> bytes | None:
        """The name of a prepared statement, None for one that is not worth it yet."""
        name = self._names.get(sql)
        if name is None and self._prepares:
            self._uses[sql] = uses = self._uses.get(sql, 0) + 1
            if uses >= _WORTH_PREPARING and len(self._names) < _MOST_PREPARED:
                name = b"s%d" % len(self._names)
                self._checked(self._libpq.prepare(name, sql.encode()))
                self._names[sql] = name
        return name

    def _checked(self, result: PGresult) -> PGresult:
        if result.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            return result
        error = psycopg.errors.error_from_result(result)
        if self._libpq.status == ConnStatus.BAD and not error.sqlstate:
            raise psycopg.OperationalError(self._libpq.get_error_message())
        raise error


def wire_of(connection: Connection) -> Wire:
    """The wire of a connection, the same as long as that lasts."""
    wire = connection.info.get(_PLACE)
    if wire is None:
        driver = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
        wire = connection.info[_PLACE] = Wire(driver)
    return wire


def send_first(connection: Connection, *_: object) -> None:
    """Before SQLAlchemy executes something by itself: runs what waits on the wire of the connection, as its BEGIN."""
    wire = connection.info.get(_PLACE)
    if wire is not None:
        wire.send()
