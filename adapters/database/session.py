"""Running prebuilt statements on a connection with little overhead.

SQLAlchemy's own execution costs 40 to 60 us a statement, most of it for finding out again what to do. A `Prepared` statement
is compiled by SQLAlchemy once and from then on handed to SQLite's driver or PostgreSQL's wire directly, with the conversions of
its column types.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Protocol, cast

import orjson
from sqlalchemy import ARRAY, ColumnElement, Connection, Delete, Dialect, Insert, Select, Update, any_, bindparam
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from adapters.database.fetching import Fetched
from adapters.database.wire import wire_of

Statement = Select[Any] | Insert | Update | Delete | Any
Row = Sequence[Any]
_Convert = Callable[[Any], Any]

_CHUNK = 500
_SIZES = (1, 10, 100, _CHUNK)  # a statement for each; the last value fills the list up
_WORTH_JSON = 20
_ROWS_AT_ONCE = 1_000


class Prepared:
    """A statement compiled for one dialect, whose driver takes parameters by position.

    Values are given by name; `org` and `organization_id` always are.
    """

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        compiled = cast(SQLCompiler, statement.compile(dialect=dialect))
        self.sql = str(compiled)
        self.names = list(map(str, compiled.positiontup or ()))
        binds = [self._bind(compiled, name, dialect) for name in self.names]
        self._binds = [(index, convert) for index, convert in enumerate(binds) if convert is not None]
        self._pick = itemgetter(*self.names) if len(self.names) > 1 else None
        self._defaults = {name: value for name, value in compiled.params.items() if value is not None}
        columns = list(statement.exported_columns) if hasattr(statement, "exported_columns") else []
        converters = [_type(column.type, dialect).result_processor(dialect, None) for column in columns]
        self._converters = [(index, convert) for index, convert in enumerate(converters) if convert is not None]

    @staticmethod
    def _bind(compiled: SQLCompiler, name: str, dialect: Dialect) -> _Convert | None:
        return _type(compiled.binds[name].type, dialect).bind_processor(dialect)

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """The values as the driver takes them, in the order of the statement."""
        if self._defaults:
            values = {**self._defaults, **values}
        picked = list(self._pick(values)) if self._pick else [values[name] for name in self.names]
        for index, convert in self._binds:
            picked[index] = convert(picked[index])
        return picked

    def rows(self, fetched: Iterable[Row]) -> list[Row]:
        if not self._converters:
            return list(fetched)
        rows: list[Row] = []
        for row in fetched:
            converted = list(row)
            for index, convert in self._converters:
                converted[index] = convert(converted[index])
            rows.append(converted)
        return rows


def _type(type_: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return type_.dialect_impl(dialect)


class Statements:
    """The statements of one database in compiled form, made when first used."""

    def __init__(self, dialect: Dialect) -> None:
        # libpq wants $1 where psycopg, which the engine runs its own statements with, wants %s.
        self.dialect = dialect
        if dialect.name == "postgresql":
            self.dialect = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
        self._prepared: dict[Any, Prepared] = {}
        self._of_json: dict[str, str] = {}

    def prepared(self, statement: Statement) -> Prepared:
        found = self._prepared.get(statement)
        if found is None:
            found = self._prepared[statement] = Prepared(statement, self.dialect)
        return found

    def shaped(self, build: Callable[..., Statement], *shape: Any) -> Prepared:
        """The statement that `build(*shape)` makes, built once a shape."""
        key = (build, shape)
        found = self._prepared.get(key)
        if found is None:
            found = self._prepared[key] = Prepared(build(*shape), self.dialect)
        return found

    def of_json(self, statement: Insert, prepared: Prepared) -> str:
        """The insert as one that takes all its rows as one JSON text; decimals are strings in it."""
        found = self._of_json.get(prepared.sql)
        if found is None:
            quoted, types = self.dialect.identifier_preparer, self.dialect.type_compiler_instance
            names = ", ".join(map(quoted.quote, prepared.names))
            given = ", ".join(f"{quoted.quote(name)} {types.process(statement.table.c[name].type)}" for name in prepared.names)
            into = f"INSERT INTO {quoted.format_table(statement.table)} ({names})"
            found = f"{into} SELECT {names} FROM json_to_recordset($1::json) AS given ({given})"  # noqa: S608 - names of ours
            self._of_json[prepared.sql] = found
        return found


class Sending(Protocol):
    """What runs statements: SQL with the arguments as the driver takes them."""

    def rows(self, sql: str, arguments: Sequence[Any]) -> Sequence[Row]: ...
    def count(self, sql: str, arguments: Sequence[Any]) -> int: ...
    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None: ...
    def later(self, sql: str, arguments: Sequence[Any]) -> None: ...


class _Direct:
    """SQLite's driver, which has no trips to save."""

    def __init__(self, connection: Connection) -> None:
        self._cursor: Any = connection.connection.cursor()
        self.later = self._cursor.execute
        self.many = self._cursor.executemany

    def rows(self, sql: str, arguments: Sequence[Any]) -> Sequence[Row]:
        self._cursor.execute(sql, arguments)
        return cast(Sequence[Row], self._cursor.fetchall())

    def count(self, sql: str, arguments: Sequence[Any]) -> int:
        self._cursor.execute(sql, arguments)
        return int(self._cursor.rowcount)


class Session:
    """One transaction of one organization on one connection.

    `rings`: workers are to be woken after the COMMIT. `scrubs`: what was removed is to be overwritten after it. `fetched` are the
    contents that were brought from outside the database.
    """

    def __init__(
        self, connection: Connection, statements: Statements, organization_id: int, fetched: Fetched | None = None
    ) -> None:
        self.connection = connection
        self.organization_id = organization_id
        self.statements = statements
        self.fetched = fetched or {}
        self.rings = False
        self.scrubs = False
        self._sending: Sending = wire_of(connection) if self.postgresql else _Direct(connection)
        self._own = {"org": organization_id, "organization_id": organization_id}

    @property
    def postgresql(self) -> bool:
        return self.statements.dialect.name == "postgresql"

    def all(self, statement: Statement | Prepared, values: Mapping[str, Any] | None = None) -> list[Row]:
        """The rows that a statement gives."""
        prepared = statement if isinstance(statement, Prepared) else self.statements.prepared(statement)
        return prepared.rows(self._sending.rows(prepared.sql, prepared.arguments({**self._own, **(values or {})})))

    def first(self, statement: Statement | Prepared, values: Mapping[str, Any] | None = None) -> Row | None:
        """The first row, None when there is none."""
        rows = self.all(statement, values)
        return rows[0] if rows else None

    def run(self, statement: Statement, values: Mapping[str, Any] | None = None) -> int:
        """Runs a statement that gives no rows; returns how many rows it changed."""
        prepared = self.statements.prepared(statement)
        return self._sending.count(prepared.sql, prepared.arguments({**self._own, **(values or {})}))

    def later(self, statement: Statement, values: Mapping[str, Any] | None = None) -> None:
        """Runs a statement that gives no rows, and nobody asks what it changed: on PostgreSQL with the next statement or the
        COMMIT, which then may raise what it raises.
        """
        prepared = self.statements.prepared(statement)
        self._sending.later(prepared.sql, prepared.arguments({**self._own, **(values or {})}))

    def many(self, statement: Statement, values: Sequence[Mapping[str, Any]]) -> None:
        """Runs a statement without rows once for each of `values`."""
        if not values:
            return
        prepared = self.statements.prepared(statement)
        self._sending.many(prepared.sql, [prepared.arguments({**self._own, **each}) for each in values])

    def insert(self, statement: Insert, values: Sequence[Mapping[str, Any]]) -> None:
        """Inserts many rows, on PostgreSQL with a statement for many: COPY takes none where policies look at them."""
        if not self.postgresql or len(values) < _WORTH_JSON:
            self.many(statement, values)
            return
        prepared = self.statements.prepared(statement)
        sql = self.statements.of_json(statement, prepared)
        for start in range(0, len(values), _ROWS_AT_ONCE):
            rows = [
                dict(zip(prepared.names, prepared.arguments({**self._own, **each}), strict=True))
                for each in values[start : start + _ROWS_AT_ONCE]
            ]
            self._sending.count(sql, [orjson.dumps(rows, default=str).decode()])

    def within(
        self,
        statement: Select[Any],
        column: ColumnElement[Any],
        values: Collection[Any],
        more: Mapping[str, Any] | None = None,
    ) -> Iterator[Row]:
        """The rows of a statement whose `column` is one of `values`, asked for in chunks; `more` are its other values."""
        wanted = list(values)
        for start in range(0, len(wanted), _CHUNK):
            chosen = wanted[start : start + _CHUNK]
            if self.postgresql:
                prepared = self.statements.shaped(_one_of_a_list, statement, column)
                yield from self.all(prepared, {**(more or {}), "chosen": chosen})
                continue
            size = next(size for size in _SIZES if size >= len(chosen))
            chosen += chosen[-1:] * (size - len(chosen))
            prepared = self.statements.shaped(_one_of, statement, column, size)
            yield from self.all(prepared, {**(more or {}), **{f"chosen_{place}": value for place, value in enumerate(chosen)}})


def _one_of_a_list(statement: Select[Any], column: ColumnElement[Any]) -> Select[Any]:
    return statement.where(column == any_(bindparam("chosen", type_=ARRAY(column.type))))


def _one_of(statement: Select[Any], column: ColumnElement[Any], size: int) -> Select[Any]:
    return statement.where(column.in_([bindparam(f"chosen_{place}", type_=column.type) for place in range(size)]))
