"""Column types that give the same Python values on SQLite and PostgreSQL."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

import orjson
from sqlalchemy import BigInteger, Dialect, Numeric, SmallInteger, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeEngine

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def key_text() -> TypeEngine[str]:
    """Text that is looked up by range: ordered by code point on both databases."""
    return Text().with_variant(Text(collation="C"), "postgresql")


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
    """A decimal without loss. On SQLite, which knows no decimals, as text."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Numeric() if dialect.name == "postgresql" else Text())

    def bind_processor(self, dialect: Dialect) -> _Processor:
        return None if dialect.name == "postgresql" else _to_digits

    def result_processor(self, dialect: Dialect, coltype: object) -> _Processor:
        return None if dialect.name == "postgresql" else Decimal


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


def _to_microseconds(value: datetime | None) -> int | None:
    return None if value is None else (value - _EPOCH) // _MICROSECOND


def _from_microseconds(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + timedelta(microseconds=value)


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


def _to_digits(value: Decimal) -> str:
    return format(value, "f")


def _to_json(value: Mapping[str, object]) -> str:
    return orjson.dumps(dict(value)).decode()
