"""Phone numbers in the forms under which they are stored and looked for."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

_CALLING_CODES: Mapping[str, str] = MappingProxyType(
    {region: str(code) for code, regions in COUNTRY_CODE_TO_REGION_CODE.items() for region in regions}
)
_CODES = frozenset(_CALLING_CODES.values())
_PHONE = re.compile(r"[+(0-9][0-9\s().\-/ ]*")
_TRUNK = re.compile(r"\(0\)")
_FEWEST_DIGITS = 5


def looks_like_phone(text: str) -> bool:
    """Digits with the usual punctuation and nothing else, at least five of them."""
    return _PHONE.fullmatch(text.strip()) is not None and sum(map(str.isdigit, text)) >= _FEWEST_DIGITS


def stored_forms(phone: str, country: str = "") -> list[str]:
    """The digits with the country's calling code (`country` is ISO 3166, two letters), and without.

    A leading 0, which is dialled within a country only, is left out; it marks a number whose country nobody knows.
    """
    code, national = _split(phone)
    if not national:
        return []
    code = code or _CALLING_CODES.get(country.strip().upper(), "")
    return [code + national, national] if code else ["0" + national, national]


def asked_forms(phone: str) -> list[str]:
    """The forms to look for, the surest first: a number that is given with its calling code may be stored without one."""
    code, national = _split(phone)
    if not national:
        return []
    return [code + national, "0" + national] if code else [national]


def _split(phone: str) -> tuple[str, str]:
    """Calling code, "" when the number is given without one, and national digits."""
    text = _TRUNK.sub("", phone).strip(" (")
    digits = "".join(letter for letter in text if letter in "0123456789")
    if not text.startswith("+"):
        if not digits.startswith("00"):
            return "", digits.removeprefix("0")
        digits = digits[2:]
    for length in (1, 2, 3):
        if digits[:length] in _CODES:
            return digits[:length], digits[length:].removeprefix("0")
    return "", digits
