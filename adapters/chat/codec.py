"""Requests as short text, for buttons and forms.

`1` (the version), the request's name, and a JSON object of the fields that differ from their defaults:
`1list{"contact":"CT000012"}`. What cannot be read (an unknown version, name or field, a value of a wrong kind) raises
`Unreadable`: the button is older or newer than this program, or was tampered with.
"""

import json
import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import Enum, IntEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

import orjson

from adapters.chat.request import NAMES, Request
from core.errors import Refusal

VERSION = "1"
_FORM = re.compile(r"1([a-z]+)(\{.*\})?", re.DOTALL)
_JSON = frozenset({str, int, bool, tuple})
_NAME_OF = {kind: name for name, kind in NAMES.items()}


class Unreadable(Refusal):
    """A serialized request that this program cannot read."""


def dump(request: Request) -> str:
    """The request as text that `load` reads."""
    values = {
        name: _plain(value)
        for name, default in _defaults(cast(type, type(request)))
        if (value := getattr(request, name)) is not default and value != default
    }
    head = VERSION + _NAME_OF[type(request)]
    return head + _json(values) if values else head


def load(text: str) -> Request:
    """The request that `dump` made text of. Raises Unreadable."""
    match = _FORM.fullmatch(text)
    kind = NAMES.get(match[1]) if match else None
    if match is None or kind is None:
        raise Unreadable
    try:
        values = orjson.loads(match[2] or "{}")
        readers = _readers(cast(type, kind))
        return kind(**{key: readers[key](value) for key, value in values.items()})
    except (ValueError, KeyError, TypeError, InvalidOperation, AttributeError, RecursionError) as error:
        raise Unreadable from error


def _json(values: dict[str, object]) -> str:
    try:
        return orjson.dumps(values).decode()
    except TypeError:
        # Half a surrogate pair is no text, so no storage takes it.
        return json.dumps(values, ensure_ascii=False).encode("utf-8", "ignore").decode()


def _plain(value: object) -> object:
    if type(value) in _JSON:
        return value
    if isinstance(value, IntEnum):
        return value.name
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


@cache
def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    """The fields of a request with their defaults; MISSING equals no value."""
    return tuple((spec.name, spec.default) for spec in fields(kind))


@cache
def _readers(kind: type) -> dict[str, Callable[[Any], Any]]:
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


def _reader(hint: Any) -> Callable[[Any], Any]:
    """A function that makes a value of the type `hint` of its plain form."""
    if isinstance(hint, UnionType):
        (inner,) = (_reader(option) for option in get_args(hint) if option is not NoneType)
        return lambda value: None if value is None else inner(value)
    if get_origin(hint) is tuple:
        item = _reader(get_args(hint)[0])
        return lambda value: tuple(item(part) for part in _checked(list, value))
    if issubclass(hint, IntEnum):
        return lambda value: hint[value]
    if issubclass(hint, date | time):
        return cast(Callable[[Any], Any], hint.fromisoformat)
    if issubclass(hint, Decimal):
        return lambda value: _finite(Decimal(value))
    if issubclass(hint, Enum):
        return cast(Callable[[Any], Any], hint)
    return lambda value: _checked(hint, value)


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError(value)
    return value


def _checked(kind: type, value: Any) -> Any:
    # bool is an int in Python, and must not pass for one here.
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
