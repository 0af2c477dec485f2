"""Checks of values that people enter. Each gives the value as it is stored, or raises InvalidValue."""

from decimal import ROUND_HALF_UP, Decimal

from core.errors import InvalidValue
from core.languages import LANGUAGES
from core.text import NOTE_LIMIT, clean, one_line

CODE_LIMIT = 10
NO_LIMIT = 20
TEXT_LIMIT = 100
MAX_COST = 999_999_999
MAX_DURATION = 99_999


def line(field: str, value: str, limit: int = TEXT_LIMIT, *, required: bool = False) -> str:
    """One line of at most `limit` characters."""
    return _text(field, one_line(value), limit, required)


def long_text(field: str, value: str, *, required: bool = False) -> str:
    """At most 4,000 characters, lines kept."""
    return _text(field, clean(value), NOTE_LIMIT, required)


def code(field: str, value: str, limit: int = CODE_LIMIT) -> str:
    """An upper-case key of letters, digits, "-" and "_"."""
    text = line(field, value.upper(), limit, required=True)
    if not all(char.isalnum() or char in "-_" for char in text):
        raise InvalidValue(field=field, value=text, rule="not_a_code", limit=limit)
    return text


def number(field: str, value: str) -> str:
    """The key of something that is kept elsewhere (a campaign, an opportunity), upper case; "" is allowed."""
    return line(field, value.upper(), NO_LIMIT)


def cost(field: str, value: Decimal) -> Decimal:
    """An amount in LCY, to two decimals."""
    if not value.is_finite():
        raise InvalidValue(field=field, value=str(value), rule="not_a_number")
    if value < 0:
        raise InvalidValue(field=field, value=str(value), rule="negative")
    if value > MAX_COST:
        raise InvalidValue(field=field, value=str(value), rule="too_large", limit=MAX_COST)
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def duration(field: str, value: int) -> int:
    """Whole minutes."""
    if value < 0:
        raise InvalidValue(field=field, value=str(value), rule="negative")
    if value > MAX_DURATION:
        raise InvalidValue(field=field, value=str(value), rule="too_large", limit=MAX_DURATION)
    return value


def language(field: str, value: str) -> str:
    """The code of one of the product's languages; "" is allowed."""
    wanted = one_line(value).lower()
    if wanted and wanted not in LANGUAGES:
        raise InvalidValue(field=field, value=wanted, rule="not_a_language", allowed=LANGUAGES)
    return wanted


def email(field: str, value: str) -> str:
    """An e-mail address as far as one can tell without writing to it; "" is allowed."""
    address = line(field, value)
    if address:
        name, _, host = address.rpartition("@")
        if not name or "." not in host.strip(".") or " " in address:
            raise InvalidValue(field=field, value=address, rule="not_an_email")
    return address


def _text(field: str, text: str, limit: int, required: bool) -> str:
    if required and not text:
        raise InvalidValue(field=field, value="", rule="empty")
    if len(text) > limit:
        raise InvalidValue(field=field, value=text, rule="too_long", limit=limit)
    return text
