"""The fields of a document event: one table, from which the parser and the OpenAPI description are made."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from core.checks import NO_LIMIT
from core.document import DocumentEventKind, DocumentType
from core.text import NOTE_LIMIT, clean, one_line

_SYSTEM, _DOCUMENT_NO, _CURRENCY, _URL = 50, 50, 10, 2000
_MAX_VERSION = 2**31 - 1
_AMOUNTS_END = 10**12
_SHOWN = 60
# A text that is needed has something that is neither blank nor a control character; those are left out of what is read.
VISIBLE = r"[^\s\u0000-\u001f\u007f-\u009f]"
_MOMENT = r"^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})$"
_AMOUNT = r"^-?[0-9]{1,12}(\.[0-9]{1,5})?$"
_WEB_ADDRESS = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#\\]"
_MOMENT_RE, _AMOUNT_RE = re.compile(_MOMENT, re.ASCII), re.compile(_AMOUNT, re.ASCII)


class Unusable(Exception):
    """A value is not what its field takes; the text says what is wrong and what would do."""

    def __init__(self, detail: str, allowed: Sequence[str] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class Kind:
    """What a field takes. `read` gives the value for what is in the JSON, "" for a text of blanks, or raises Unusable.

    `schema` describes the same in JSON Schema. `allowed` are the values, where only some will do.
    """

    read: Callable[[object], Any]
    schema: Mapping[str, object]
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """The field of DocumentEvent with the same name. `party`: one of these has to be given."""

    name: str
    kind: Kind
    about: str
    required: bool = False
    party: bool = False
    example: object = None


def shown(value: object) -> str:
    """A value as an error shows it."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case list():
            return "a list"
        case dict():
            return "an object"
        case str():
            return f'"{value}"' if len(value) <= _SHOWN else f'"{value[:_SHOWN]}..."'
        case _:
            return str(value)


def _text(limit: int, tidy: Callable[[str], str] = one_line) -> Kind:
    def read(value: object) -> str:
        if not isinstance(value, str):
            raise Unusable(f"is {shown(value)}; write a text in quotes")
        text = tidy(value)
        if len(text) > limit:
            raise Unusable(f"has {len(text)} characters; write at most {limit}")
        return text

    return Kind(read, {"type": "string", "maxLength": limit})


def _code(limit: int = NO_LIMIT) -> Kind:
    return _text(limit, lambda value: one_line(value).upper())


def _choice(values: type[StrEnum]) -> Kind:
    by_name = {value.value: value for value in values}

    def read(value: object) -> StrEnum:
        found = by_name.get(value) if isinstance(value, str) else None
        if found is None:
            raise Unusable(f"{shown(value)} is unknown; write one of those allowed", tuple(by_name))
        return found

    return Kind(read, {"type": "string", "enum": list(by_name)}, tuple(by_name))


def _whole(largest: int) -> Kind:
    def read(value: object) -> int:
        # A number such as 1.0 is whole too.
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1 or not 0 <= value <= largest:
            raise Unusable(f"is {shown(value)}; write a whole number from 0 to {largest}")
        return int(value)

    return Kind(read, {"type": "integer", "minimum": 0, "maximum": largest})


def _amount() -> Kind:
    def read(value: object) -> Decimal:
        text = value
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _AMOUNTS_END:
            # What a number has beyond is how computers count, not what it is meant to be.
            text = format(round(Decimal(repr(value)), 5).normalize(), "f")
        if not isinstance(text, str) or not _AMOUNT_RE.fullmatch(text):
            raise Unusable(f'is {shown(value)}; write an amount such as "1250.00", below 10^12 and with at most 5 decimals')
        return Decimal(text)

    number = {"type": "number", "exclusiveMinimum": -_AMOUNTS_END, "exclusiveMaximum": _AMOUNTS_END}
    return Kind(read, {"anyOf": [{"type": "string", "pattern": _AMOUNT}, number]})


def _moment() -> Kind:
    def read(value: object) -> datetime:
        try:
            if isinstance(value, str) and _MOMENT_RE.fullmatch(value):
                return datetime.fromisoformat(value.upper()).astimezone(UTC)
        except ValueError:
            pass  # no such day or hour
        raise Unusable(f"is {shown(value)}; write a time with its zone, such as 2026-11-19T14:05:00Z, from 1900 to 2199")

    return Kind(read, {"type": "string", "format": "date-time", "pattern": _MOMENT})


def _web_address(limit: int) -> Kind:
    def read(value: object) -> str:
        if not isinstance(value, str) or not _is_web_address(value.strip()):
            raise Unusable(f"is {shown(value)}; write an address that begins with https:// or http://")
        if len(value.strip()) > limit:
            raise Unusable(f"has {len(value.strip())} characters; write at most {limit}")
        return value.strip()

    return Kind(read, {"type": "string", "format": "uri", "maxLength": limit, "pattern": _WEB_ADDRESS})


def _is_web_address(value: str) -> bool:
    if not value.isprintable() or " " in value:
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _field(name: str, kind: Kind, about: str, example: object = None, *, required: bool = False) -> Field:
    return Field(name=name, kind=kind, about=about, required=required, example=example)


def _party(name: str, about: str, example: object = None) -> Field:
    return Field(name=name, kind=_code(), about=about, party=True, example=example)


FIELDS = (
    _field("system", _text(_SYSTEM), "The system that the document is of, where there are several. Left out: default."),
    _field("document_type", _choice(DocumentType), "What the document is.", "sales_invoice", required=True),
    _field("document_no", _text(_DOCUMENT_NO), "The document's number, as people know it.", "103045", required=True),
    _field("version", _whole(_MAX_VERSION), "The document's version. Left out: 1.", 1),
    _field("event", _choice(DocumentEventKind), "What happened to the document.", "posted", required=True),
    _field("occurred_at", _moment(), "When it happened.", "2026-11-19T14:05:00Z", required=True),
    _field("description", _text(NOTE_LIMIT, clean), "The posting description. Left out: the template's.", "Invoice 103045"),
    _party("contact_no", "The contact; it wins over the other parties.", "CT000012"),
    _party("bill_to_contact_no", "The contact that a sales document is billed to."),
    _party("sell_to_contact_no", "The contact that is sold to."),
    _party("bill_to_customer_no", "The customer that a sales document is billed to."),
    _party("sell_to_customer_no", "The customer that is sold to.", "10000"),
    _party("pay_to_vendor_no", "The vendor that is paid for a purchase."),
    _party("buy_from_vendor_no", "The vendor that is bought from."),
    _party("customer_no", "The customer, where it is neither billed nor sold to."),
    _party("vendor_no", "The vendor, where it is neither paid nor bought from."),
    _field("salesperson_code", _code(), "The document's salesperson.", "JR"),
    _field("amount", _amount(), "In the document's currency. A text is exact; a number is taken to 5 decimals.", "1250.00"),
    _field("currency", _code(_CURRENCY), "The code of the currency. Left out: the local currency.", "EUR"),
    _field("url", _web_address(_URL), "What opens the document.", "https://example.test/invoice/103045"),
)
PARTIES = tuple(field.name for field in FIELDS if field.party)
