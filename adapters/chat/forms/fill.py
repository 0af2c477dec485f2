"""What was entered in a form, as values of the request that it completes."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, time
from decimal import Decimal
from enum import Enum, IntEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_type_hints

from adapters.chat.form import FieldKind, Form
from adapters.chat.formats import Formats
from adapters.chat.grammar.durations import minutes
from adapters.chat.grammar.times import clock
from adapters.chat.request import Request
from core.errors import ContactMissing, InvalidValue, Refusal, TemplateMissing
from core.requests.entries import EditEntry, LogInteraction
from core.requests.segments import ChangeSegmentLine, SaveSegment
from core.requests.setup import SaveTemplate

_MAX_MINUTES_DIGITS = 5
_OF_TEMPLATE = ("duration", "cost")


def fill(form: Form, values: Mapping[str, str], ways: Formats) -> tuple[Request, dict[str, Refusal]]:
    """The form's request with what was entered in its fields, and every field that cannot be read or is missing.

    Texts are those of Field.value. A field left as it was is left out where the request changes something that is there
    already; emptied, it empties that.
    """
    request = form.request
    changes = isinstance(request, EditEntry | ChangeSegmentLine) or (
        isinstance(request, SaveTemplate | SaveSegment) and not request.new
    )
    kinds = _kinds(cast(type, type(request)))
    read: dict[str, Any] = {}
    refused: dict[str, Refusal] = {}
    for field in form.fields:
        if field.kind is FieldKind.FILE:
            continue
        entered = values.get(field.key, "").strip()
        if not entered and field.required:
            refused[field.key] = _missing(field.key)
        elif changes and field.key in values and same(entered, field.value):
            continue
        elif field.key in _OF_TEMPLATE and isinstance(request, LogInteraction) and same(entered, field.value):
            # What the form shows is the template's; left as it is, it is that of the template which was chosen in the end.
            continue
        elif field.key in values:
            kind, optional = kinds[field.key]
            try:
                value = _read(field.key, entered, kind, ways, optional=optional, empties=changes)
            except InvalidValue as refusal:
                refused[field.key] = refusal
            else:
                if value is not None or optional:
                    read[field.key] = value
    return replace(request, **read), refused


def same(entered: str, shown: str) -> bool:
    """Whether a field was left as it was; platforms send line ends in their own way."""
    return entered.replace("\r\n", "\n") == shown.strip()


def _missing(key: str) -> Refusal:
    if key == "contact":
        return ContactMissing()
    if key == "template":
        return TemplateMissing()
    return InvalidValue(field=key, value="", rule="empty")


def _read(key: str, entered: str, kind: type, ways: Formats, *, optional: bool, empties: bool) -> Any:
    """The value of a text; None for "not said". Raises InvalidValue."""
    if not entered and optional and not empties:
        return None
    if kind is bool:
        return entered == "yes"
    if kind is str:
        return entered
    if not entered:
        return _empty(kind) if empties else None
    if issubclass(kind, Enum):
        # What has a number for its value is known by its name.
        known = {member.name.lower() if issubclass(kind, IntEnum) else member.value: member for member in kind}
        if entered not in known:
            raise InvalidValue(field=key, value=entered, rule="unknown", allowed=tuple(filter(None, known)))
        return known[entered]
    if issubclass(kind, date):
        return _from_iso(key, entered, date, "not_a_date")
    if issubclass(kind, time):
        return clock(entered) or _from_iso(key, entered, time, "not_a_time")
    if issubclass(kind, Decimal):
        amount = ways.read_amount(entered)
        if amount is None:
            raise InvalidValue(field=key, value=entered, rule="not_a_number")
        return amount
    return _duration(key, entered)


def _empty(kind: type) -> Any:
    """What an emptied field leaves; a date or a time stays what it was."""
    if issubclass(kind, Decimal | int):
        return kind(0)
    return kind("") if issubclass(kind, Enum) else None


def _from_iso(key: str, entered: str, kind: type[date] | type[time], rule: str) -> date | time:
    try:
        value = kind.fromisoformat(entered)
    except ValueError:
        raise InvalidValue(field=key, value=entered, rule=rule) from None
    if isinstance(value, time) and value.tzinfo is not None:
        raise InvalidValue(field=key, value=entered, rule=rule)
    return value


def _duration(key: str, entered: str) -> int:
    """A number alone is minutes."""
    if entered.isdecimal() and len(entered) <= _MAX_MINUTES_DIGITS:
        return int(entered)
    found = minutes(entered)
    if found is None:
        raise InvalidValue(field=key, value=entered, rule="not_a_duration")
    return found


@cache
def _kinds(request: type) -> dict[str, tuple[type, bool]]:
    """The type of each field of a request, and whether it may be None."""
    hints = get_type_hints(request)
    return {spec.name: _kind(hints[spec.name]) for spec in fields(request)}


def _kind(hint: Any) -> tuple[type, bool]:
    if isinstance(hint, UnionType):
        (inner,) = (option for option in get_args(hint) if option is not NoneType)
        return inner, True
    return (hint if isinstance(hint, type) else tuple), False
