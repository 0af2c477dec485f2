"""Dates, times, durations and amounts in each language."""

import timeit
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.formats import Formats, formats, zone
from adapters.chat.inline import Moment
from core.languages import LANGUAGES

AT = datetime(2026, 11, 19, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "moment", "money"),
    [
        ("en", "Thu 19 Nov 2026, 15:05", "1,250.50"),
        ("nb", "tor. 19. nov. 2026, 15:05", "1\xa0250,50"),
        ("da", "tors. 19. nov. 2026, 15.05", "1.250,50"),
        ("sv", "tors 19 nov. 2026, 15:05", "1\xa0250,50"),
        ("fi", "to 19.11.2026, 15.05", "1\xa0250,50"),
        ("nl", "do 19 nov 2026, 15:05", "1.250,50"),
    ],
)
def test_each_language_has_its_way(language: str, moment: str, money: str) -> None:
    ways = formats(language, "Europe/Oslo")
    assert ways.moment(AT) == moment
    assert ways.money(Decimal("1250.5")) == money
    assert ways.show(Moment(AT)) == moment
    assert ways.show(Moment(AT, day=True)) == moment.split(",")[0]


def test_the_day_is_the_readers() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    assert formats("en", "Asia/Tokyo").show(Moment(late, day=True)) == "Fri 20 Nov 2026"
    assert formats("en-US", "America/New_York").moment(late) == "Thu 19 Nov 2026, 18:30"


@pytest.mark.parametrize("name", ["", "No/Where", "../../etc/passwd", "/etc/passwd", "\0", "Europe", "x" * 400])
def test_a_zone_that_does_not_exist_is_utc(name: str) -> None:
    assert zone(name).key == "UTC"


def test_durations() -> None:
    ways = formats("en", "UTC")
    assert [ways.duration(minutes) for minutes in (0, 15, 60, 90, 1500)] == ["0 min", "15 min", "1 h", "1 h 30 min", "25 h"]
    assert ways.clock(time(9, 5)) == "09:05"
    assert ways.number(12345) == "12,345"


@given(st.sampled_from(LANGUAGES), st.decimals(0, 10**9, places=2))
def test_an_amount_that_is_shown_to_be_changed_is_read_as_the_same(language: str, amount: Decimal) -> None:
    ways = Formats(language, "UTC")
    assert ways.read_amount(ways.entered(amount)) == amount
    assert ways.read_amount(ways.money(amount)) == amount


@given(st.text(max_size=12))
def test_reading_an_amount_never_fails(text: str) -> None:
    amount = Formats("nb", "UTC").read_amount(text)
    assert amount is None or amount.is_finite()


@given(st.sampled_from([*LANGUAGES, "xx"]), st.dates(date(1, 1, 2)))
def test_every_day_has_a_name(language: str, day: date) -> None:
    assert str(day.year) in formats(language, "UTC").day(day)


def test_a_moment_that_was_shown_before_is_quick() -> None:
    ways = formats("en", "Europe/Oslo")
    ways.moment(AT)
    seconds = min(timeit.repeat(lambda: ways.moment(AT), number=200, repeat=5)) / 200
    assert seconds < 10e-6
