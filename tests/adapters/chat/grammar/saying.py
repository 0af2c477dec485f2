"""Lines said at a fixed moment."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from adapters.chat.grammar import Misunderstood, Reading, parse
from adapters.chat.request import Request

# A Thursday.
NOW = datetime(2026, 11, 19, 15, 5, tzinfo=ZoneInfo("Europe/Oslo"))


def say(text: str, language: str = "en", now: datetime = NOW) -> Request:
    return parse(text, Reading(now, language))


def refused(text: str, language: str = "en") -> Misunderstood:
    """The refusal of a line, with its place checked."""
    with pytest.raises(Misunderstood) as caught:
        say(text, language)
    refusal = caught.value
    assert refusal.text[refusal.start : refusal.end] == refusal.word
    return refusal
