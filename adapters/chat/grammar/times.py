"""Times of the day: 14:30, 14.30, 1430, 14, 2pm, 2:30 pm, 2 o'clock, kl. 14, kello 14, om 14 uur."""

import re
from collections.abc import Sequence
from datetime import time

# What stands before a time in one language or another.
CLOCK_WORDS = frozenset(("at", "kl", "klo", "kello", "klokken", "klokka", "klockan", "om"))
_FORM = re.compile(
    rf"(?:(?:{'|'.join(sorted(CLOCK_WORDS))})\.? )?"
    r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))?(?: ?(am|pm|a\.m\.|p\.m\.|uur|u|o['’]clock))?"
)


def clock(text: str) -> time | None:
    """The time of a text that is a time and nothing else."""
    match = _FORM.fullmatch(text.casefold())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    half = (match[3] or "")[:1]
    if half in ("a", "p"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_time(words: Sequence[str]) -> tuple[time, int] | None:
    """The time and the number of words of the longest time that `words` begin with."""
    for count in range(min(3, len(words)), 0, -1):
        found = clock(" ".join(words[:count]))
        if found is not None:
            return found, count
    return None
