"""Durations in six languages, in whole minutes: 15m, 90min, 1h, 1h30, 1h 30m, 1.5h, 2 timer, 30 minuuttia."""

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from types import MappingProxyType

# 7 days.
MAX_MINUTES = 10_080

_HOURS: Mapping[str, str] = MappingProxyType(
    {
        "en": "h hr hrs hour hours",
        "nb": "t h time timer timen",
        "da": "t h time timer",
        "sv": "t h tim timme timmar",
        "fi": "t h tunti tuntia tunnin",
        "nl": "u h uur uren uurtje",
    }
)
_MINUTES: Mapping[str, str] = MappingProxyType(
    {
        "en": "m min mins minute minutes",
        "nb": "m min minutt minutter",
        "da": "m min minut minutter",
        "sv": "m min minut minuter",
        "fi": "m min minuutti minuuttia minuutin",
        "nl": "m min minuut minuten",
    }
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    # Longer words first, so that "min" is not read as "m".
    hours, minutes = (
        "|".join(sorted({word for words in table.values() for word in words.split()}, key=lambda word: (-len(word), word)))
        for table in (_HOURS, _MINUTES)
    )
    return (
        re.compile(rf"([0-9]{{1,5}}(?:[.,][0-9]{{1,2}})?) ?(?:{hours})\.?(?: ?([0-9]{{1,2}})(?: ?(?:{minutes})\.?)?)?"),
        re.compile(rf"([0-9]{{1,5}}) ?(?:{minutes})\.?"),
    )


def minutes(text: str) -> int | None:
    """The minutes of a text that is a duration and nothing else, None for other texts. Parts of a minute are rounded."""
    said = text.casefold()
    hours_form, minutes_form = _patterns()
    if match := minutes_form.fullmatch(said):
        return int(match[1])
    if match := hours_form.fullmatch(said):
        if match[2] and (int(match[2]) > 59 or not match[1].isdigit()):
            return None
        hours = Decimal(match[1].replace(",", ".")) * 60
        return int(hours.quantize(Decimal(1), ROUND_HALF_UP)) + int(match[2] or 0)
    return None


def read_duration(words: Sequence[str]) -> tuple[int, int] | None:
    """The minutes and the number of words of the longest duration that `words` begin with."""
    if not words or not words[0][:1].isdecimal():
        return None
    for count in range(min(4, len(words)), 0, -1):
        # A bare number that ends the phrase belongs to what follows: "1h 30 boxes".
        if count > 1 and words[count - 1].isdecimal():
            continue
        found = minutes(" ".join(words[:count]))
        if found is not None:
            return found, count
    return None
