"""What a cell of a CSV file means: each function gives the value as it is stored, or raises InvalidCell."""

import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from core import checks
from core.errors import InvalidValue
from core.values import CorrespondenceType, InformationFlow, InitiatedBy

E = TypeVar("E", bound=StrEnum)

_YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}
_PHONE = re.compile(r"[+(]{0,2}[0-9][0-9 ()./+-]*(?: ?(?:x|ext\.?) ?[0-9]+)?")
_PHONE_LIMIT, _FEWEST_DIGITS = 30, 3


class InvalidCell(Exception):
    """The message says why, and what the cell would take."""


def yes_no(cell: str) -> bool:
    try:
        return _YES_NO[cell.lower()]
    except KeyError:
        raise InvalidCell(f"{cell!r} is neither yes nor no") from None


def yes_no_if_said(cell: str) -> bool | None:
    """None where nothing is said: what is stored stays."""
    return yes_no(cell) if cell else None


def phone(cell: str) -> str:
    if cell and (not _PHONE.fullmatch(cell) or sum(map(str.isdigit, cell)) < _FEWEST_DIGITS):
        raise InvalidCell(f"{cell!r} is no phone number")
    if len(cell) > _PHONE_LIMIT:
        raise InvalidCell(f"longer than {_PHONE_LIMIT} characters")
    return cell


def cost(cell: str) -> Decimal:
    """An amount with a point or a comma before its decimals."""
    if not cell:
        return Decimal(0)
    try:
        amount = Decimal(cell.replace(",", "."))
    except InvalidOperation:
        raise InvalidCell(f"{cell!r} is no amount; write 1250 or 1250.50") from None
    return checks.cost("unit_cost", amount)


def minutes(cell: str) -> int:
    if not cell:
        return 0
    if not (cell.removeprefix("-").isascii() and cell.removeprefix("-").isdigit()) or len(cell) > 9:
        raise InvalidCell(f"{cell!r} is no number of whole minutes")
    return checks.duration("unit_duration", int(cell))


def choice(cell: str, values: type[E], aliases: dict[str, str] | None = None) -> E:
    """One of the values, in any case; what may be blank, may."""
    word = cell.lower().replace("_", " ")
    try:
        return values((aliases or {}).get(word, word))
    except ValueError:
        allowed = ", ".join(value for value in values if value)
        raise InvalidCell(f"{cell!r} is none of {allowed}") from None


def information_flow(cell: str) -> InformationFlow:
    return choice(cell, InformationFlow, {"out": "outbound", "in": "inbound"})


def initiated_by(cell: str) -> InitiatedBy:
    return choice(cell, InitiatedBy)


def correspondence_type(cell: str) -> CorrespondenceType:
    return choice(cell, CorrespondenceType, {"e-mail": "email", "letter": "hard copy"})


def reason(error: InvalidValue) -> str:
    """Why a value was refused, in words for a report."""
    match error.rule:
        case "empty":
            return "is empty"
        case "too_long":
            return f"longer than {error.limit} characters"
        case "too_large":
            return f"{error.value} is more than {error.limit}"
        case "negative":
            return f"{error.value} is less than 0"
        case "not_a_number":
            return f"{error.value!r} is no number"
        case "not_a_code":
            return f"{error.value!r} is no code; it may have letters, digits, - and _"
        case "not_an_email":
            return f"{error.value!r} is no e-mail address"
        case "not_a_language":
            return f"{error.value!r} is none of {', '.join(error.allowed)}"
        case _:
            return f"{error.value!r} cannot be used"
