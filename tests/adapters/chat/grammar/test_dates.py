"""Dates in numbers, ahead, at the ends of months, and what is none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.grammar.dates import Calendar, Period, read_period
from tests.adapters.chat.grammar.dates import TODAY, read, rows

NUMERIC = """
    2026-11-19 = 2026-11-19
    20261119 = 2026-11-19
    19.11. = 2026-11-19
    19.11 = 2026-11-19
    19/11 = 2026-11-19
    19-11 = 2026-11-19
    20.11. = 2025-11-20
    19.11.2026 = 2026-11-19
    19.11.26 = 2026-11-19
    19/11/2025 = 2025-11-19
    19-11-2025 = 2025-11-19
    1.2.2026 = 2026-02-01
    29.2. = 2024-02-29
    2w = 2026-11-05
    3d = 2026-11-16
    1m = 2026-10-19
    2025 = 2025-01-01..2025-12-31
    2027-01-01 = 2027-01-01
    tomorrow = 2026-11-20
    next week = 2026-11-23..2026-11-29
"""
AHEAD = """
    2w = 2026-12-03
    10d = 2026-11-29
    3m = 2027-02-19
    1y = 2027-11-19
    2 weeks = 2026-12-03
    in 2 weeks = 2026-12-03
    a week from now = 2026-11-26
    om to uker = 2026-12-03
    om 2 uger = 2026-12-03
    om två veckor = 2026-12-03
    kahden viikon päästä = 2026-12-03
    2 viikon kuluttua = 2026-12-03
    over twee weken = 2026-12-03
    today = 2026-11-19
    tomorrow = 2026-11-20
    i morgen = 2026-11-20
    i morgon = 2026-11-20
    huomenna = 2026-11-20
    morgen = 2026-11-20
    overmorgen = 2026-11-21
    thursday = 2026-11-26
    friday = 2026-11-20
    next friday = 2026-11-20
    neste uke = 2026-11-23..2026-11-29
    ensi maanantaina = 2026-11-23
    volgende maand = 2026-12-01..2026-12-31
    next month = 2026-12-01..2026-12-31
    19.11. = 2026-11-19
    18.11. = 2027-11-18
    1 may = 2027-05-01
    29.2. = 2028-02-29
    31.1.2027 = 2027-01-31
    for 3 dager siden = 2026-11-16
"""


@pytest.mark.parametrize(("phrase", "expected"), rows(NUMERIC))
def test_numbers(phrase: str, expected: str) -> None:
    assert read(phrase, Calendar(today=TODAY, language="en")) == expected


@pytest.mark.parametrize(("phrase", "expected"), rows(AHEAD))
def test_what_is_to_come(phrase: str, expected: str) -> None:
    assert read(phrase, Calendar(today=TODAY, language="en", ahead=True)) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "31.2.",
        "32.1.",
        "11/19",
        "0.1.",
        "2026-02-30",
        "99999999",
        "1.1.1800",
        "9999-12-31",
        "anna",
        "3",
        "days ago 3",
        "last anna",
        "wed 19 nov 2026",
        "next",
        "week",
        "999y ago",
        "19 anna",
        "november 31",
    ],
)
def test_no_dates(phrase: str) -> None:
    assert read(phrase, Calendar(today=TODAY, language="en")) == "None"


@pytest.mark.parametrize("phrase", ["may", "tor", "August", "19.11.", "2w", "3 days", "2026", "november", "ti", "la", "2m"])
def test_what_may_be_a_name_is_no_bare_date(phrase: str) -> None:
    assert read(phrase, Calendar(today=TODAY, language="nb", bare=True)) == "None"


@pytest.mark.parametrize(
    "phrase", ["today", "i går", "this week", "last month", "tuesday", "viime viikolla", "2026-11-19", "3 days ago", "19.11.2026"]
)
def test_bare_dates(phrase: str) -> None:
    assert read(phrase, Calendar(today=TODAY, language="en", bare=True)) == read(phrase, Calendar(today=TODAY, language="en"))


@pytest.mark.parametrize(
    ("today", "phrase", "expected"),
    [
        (date(2026, 1, 1), "yesterday", "2025-12-31"),
        (date(2026, 1, 1), "last month", "2025-12-01..2025-12-31"),
        (date(2026, 1, 1), "last week", "2025-12-22..2025-12-28"),
        (date(2026, 1, 1), "this week", "2025-12-29..2026-01-04"),
        (date(2026, 1, 1), "31.12.", "2025-12-31"),
        (date(2026, 12, 31), "1.1.", "2026-01-01"),
        (date(2026, 3, 31), "1 month ago", "2026-02-28"),
        (date(2024, 3, 31), "1 month ago", "2024-02-29"),
        (date(2024, 2, 29), "a year ago", "2023-02-28"),
        (date(2024, 3, 1), "yesterday", "2024-02-29"),
        (date(2026, 3, 29), "yesterday", "2026-03-28"),
        (date(2026, 10, 26), "2 days ago", "2026-10-24"),
        (date(2026, 11, 16), "monday", "2026-11-16"),
        (date(2026, 11, 16), "sunday", "2026-11-15"),
        (date(2026, 11, 22), "this monday", "2026-11-16"),
    ],
)
def test_ends_of_years_and_months(today: date, phrase: str, expected: str) -> None:
    assert read(phrase, Calendar(today=today, language="en")) == expected


def test_the_longest_date_is_taken_and_no_more() -> None:
    calendar = Calendar(today=TODAY, language="en")
    assert read_period(["last", "tuesday", "anna"], calendar) == (Period(date(2026, 11, 17), date(2026, 11, 17)), 2)
    assert read_period(["19", "nov", "2025", "anna"], calendar) == (Period(date(2025, 11, 19), date(2025, 11, 19)), 3)
    assert read_period(["today", "may"], calendar) == (Period(TODAY, TODAY), 1)


PIECES = ("last", "i", "the", "3", "nov", "19.", "ago", "2w", "for", "99", "9999", "in", "week", "uke", "y")
days = st.dates(date(1990, 1, 1), date(2150, 12, 31))


@given(days, days, st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%A %d %B %Y"]))
def test_a_whole_date_is_that_day(today: date, day: date, form: str) -> None:
    assert read(day.strftime(form), Calendar(today=today, language="en")) == str(day)


@given(days, days)
def test_without_a_year_the_past_one_or_the_next_one(today: date, day: date) -> None:
    phrase = f"{day.day}.{day.month}."
    past = date.fromisoformat(read(phrase, Calendar(today=today, language="en")))
    ahead = date.fromisoformat(read(phrase, Calendar(today=today, language="en", ahead=True)))
    assert past <= today <= ahead
    assert (past.day, past.month) == (ahead.day, ahead.month) == (day.day, day.month)
    if (day.day, day.month) != (29, 2):
        assert today - past < timedelta(366)
        assert ahead - today <= timedelta(366)


@given(
    days,
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4))),
)
def test_nothing_is_too_strange_to_read(today: date, words: list[str]) -> None:
    found = read_period(words, Calendar(today=today, language="fi"))
    assert found is None or (0 < found[1] <= len(words) and found[0].first <= found[0].last)
