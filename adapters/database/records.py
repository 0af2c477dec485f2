"""The one mapper between frozen dataclasses and rows: a column has the name of its field."""

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import BindParameter, ColumnElement, FromClause, bindparam

from adapters.database.session import Row

T = TypeVar("T")


class Record(Generic[T]):
    """How instances of `kind` are kept in `table`. Fields without a column are left at their default."""

    def __init__(self, kind: type[T], table: FromClause) -> None:
        self.kind = kind
        self.names = [field.name for field in fields(kind) if field.name in table.c]  # type: ignore[arg-type]  # T is a dataclass
        self._get: Any = attrgetter(*self.names)
        self.width = len(self.names)
        self.columns = self.columns_of(table)

    def columns_of(self, table: FromClause) -> list[ColumnElement[Any]]:
        """The columns, in the order in which `read` wants them."""
        return [table.c[name] for name in self.names]

    def read(self, row: Row, **more: Any) -> T:
        """The value of a row that begins with `columns`; `more` fills fields without a column."""
        return self.kind(**dict(zip(self.names, row)), **more)  # noqa: B905 - a row may go on with other columns

    def values(self, value: T) -> dict[str, Any]:
        """The parameters that write the value."""
        return dict(zip(self.names, self._get(value), strict=True))


def given(table: FromClause, names: Iterable[str], *but: str) -> dict[str, BindParameter[Any]]:
    """What an UPDATE sets these columns to, `but` for some: parameters that have their names."""
    return {name: bindparam(name, type_=table.c[name].type) for name in names if name not in but}
