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
from adapters.chat.grammar.dates import Calendar, read_period
from adapters.chat.grammar.durations import minutes
from adapters.chat.grammar.times import clock
from adapters.chat.reader import Reader
from adapters.chat.request import Request
from core.errors import ContactMissing, InvalidValue, Refusal, TemplateMissing
from core.requests.entries import EditEntry, LogInteraction
from core.requests.segments import ChangeSegmentLine, SaveSegment
from core.requests.setup import SaveTemplate

_MAX_MINUTES_DIGITS = 5
_OF_TEMPLATE = ("duration", "cost")
# Days to come; of a period these are its first day, as `before` is.
_AHEAD = ("follow_up_on", "until")
_FIRST_DAYS = (*_AHEAD, "before")


def fill(form: Form, values: Mapping[str, str], reader: Reader) -> tuple[Request, dict[str, Refusal]]:
    """The form's request with what was entered in its fields, and every field that cannot be read or is missing.

    Texts are those of Field.value, or what the reader's command line takes for the same. A field left as it was is left out where
    the request changes something that is there already; emptied, it empties that.
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
                value = _read(field.key, entered, kind, reader, optional=optional, empties=changes)
                if field.key == "on" and not isinstance(request, SaveSegment):
                    _refuse_future(value, entered, reader)
                if field.key in _AHEAD:
                    _refuse_past(field.key, value, entered, reader)
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


def _read(key: str, entered: str, kind: type, reader: Reader, *, optional: bool, empties: bool) -> Any:
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
        return _day(key, entered, reader)
    if issubclass(kind, time):
        return _time(key, entered)
    if issubclass(kind, Decimal):
        amount = reader.ways.read_amount(entered)
        if amount is None:
            raise InvalidValue(field=key, value=entered, rule="not_a_number")
        return amount
    return _duration(key, entered)


def _empty(kind: type) -> Any:
    """What an emptied field leaves; a date or a time stays what it was."""
    if issubclass(kind, Decimal | int):
        return kind(0)
    return kind("") if issubclass(kind, Enum) else None


def _day(key: str, entered: str, reader: Reader) -> date:
    words = entered.split()
    found = read_period(words, Calendar(today=reader.today, language=reader.language, ahead=key in _AHEAD))
    if found is None or found[1] < len(words) or not (found[0].is_day or key in _FIRST_DAYS):
        raise InvalidValue(field=key, value=entered, rule="not_a_day")
    return found[0].first


def _refuse_future(on: date | None, entered: str, reader: Reader) -> None:
    """An interaction was today or before; a segment may be planned."""
    if on is not None and on > reader.today:
        raise InvalidValue(field="on", value=entered, rule="in_future")


def _refuse_past(key: str, day: date | None, entered: str, reader: Reader) -> None:
    """What is followed up is today or later, as in a line."""
    if day is not None and day < reader.today:
        raise InvalidValue(field=key, value=entered, rule="in_past")


def _time(key: str, entered: str) -> time:
    """Pickers give hours and minutes, some of them seconds too."""
    if (said := clock(entered)) is not None:
        return said
    try:
        value = time.fromisoformat(entered)
    except ValueError:
        value = None
    if value is None or value.tzinfo is not None:
        raise InvalidValue(field=key, value=entered, rule="not_a_time")
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
