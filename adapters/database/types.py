"""Column types that give the same Python values on SQLite and PostgreSQL."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

import orjson
from sqlalchemy import BigInteger, Column, Dialect, Numeric, SmallInteger, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeEngine

from core.notification import Recipient

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def key_text() -> TypeEngine[str]:
    """Text that is looked up by range: ordered by code point on both databases."""
    return Text().with_variant(Text(collation="C"), "postgresql")


def columns(kind: Any, *names: str, nullable: bool = False) -> list[Column[Any]]:
    """Columns of one type for a table."""
    return [Column(name, kind, nullable=nullable, autoincrement=False) for name in names]


_Processor = Callable[[Any], Any] | None


class Moment(TypeDecorator[datetime]):
    """An aware time, in UTC when read. On SQLite microseconds since 1970, which sort and take 8 bytes."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(TIMESTAMP(timezone=True) if dialect.name == "postgresql" else BigInteger())

    def bind_processor(self, dialect: Dialect) -> _Processor:
        return None if dialect.name == "postgresql" else _to_microseconds

    def result_processor(self, dialect: Dialect, coltype: object) -> _Processor:
        return _in_utc if dialect.name == "postgresql" else _from_microseconds


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal without loss, or None. On SQLite, which knows no decimals, as text."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Numeric() if dialect.name == "postgresql" else Text())

    def bind_processor(self, dialect: Dialect) -> _Processor:
        return None if dialect.name == "postgresql" else _to_digits

    def result_processor(self, dialect: Dialect, coltype: object) -> _Processor:
        return None if dialect.name == "postgresql" else _from_digits


class Choice(TypeDecorator[Any]):
    """One of the values of an enumeration, or None, stored as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[Enum]) -> None:
        self.choices = choices
        super().__init__()

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return SmallInteger() if issubclass(self.choices, int) else Text()

    def bind_processor(self, dialect: Dialect) -> _Processor:
        return {member: member.value for member in self.choices}.get

    def result_processor(self, dialect: Dialect, coltype: object) -> _Processor:
        return {member.value: member for member in self.choices}.get


class JsonObject(TypeDecorator[Mapping[str, object]]):
    """An object of JSON values, as text."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> _Processor:
        return _to_json

    def result_processor(self, dialect: Dialect, coltype: object) -> _Processor:
        return orjson.loads


class Several(TypeDecorator[Any]):
    """A tuple, or what else `make` makes, of texts or of members of a text enumeration, as a JSON list."""

    impl = Text
    cache_ok = True

    def __init__(self, item: Callable[[str], Any] = str, make: Callable[[Any], Any] = tuple) -> None:
        self.item = item
        self.make = make
        super().__init__()

    def bind_processor(self, dialect: Dialect) -> _Processor:
        return _to_list

    def result_processor(self, dialect: Dialect, coltype: object) -> _Processor:
        item, make = self.item, self.make
        return lambda value: make(map(item, orjson.loads(value)))


class RecipientKey(TypeDecorator[Recipient]):
    """A recipient as its key, ordered by code point. Names of platforms and workspaces have no slash; channels may."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return Text(collation="C") if dialect.name == "postgresql" else Text()

    def bind_processor(self, dialect: Dialect) -> _Processor:
        return _to_key

    def result_processor(self, dialect: Dialect, coltype: object) -> _Processor:
        return _to_recipient


def _to_microseconds(value: datetime | None) -> int | None:
    return None if value is None else (value - _EPOCH) // _MICROSECOND


def _from_microseconds(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + timedelta(microseconds=value)


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


def _to_digits(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _from_digits(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _to_json(value: Mapping[str, object]) -> str:
    return orjson.dumps(dict(value)).decode()


def _to_list(value: Collection[str]) -> str:
    return orjson.dumps([str(each) for each in value]).decode()


def _to_key(value: Recipient) -> str:
    return value.key


def _to_recipient(value: str) -> Recipient:
    kind, _, rest = value.partition("/")
    if kind == "person":
        return Recipient(person_id=int(rest))
    platform, workspace, channel = rest.split("/", 2)
    return Recipient(platform=platform, workspace=workspace, channel=channel)
