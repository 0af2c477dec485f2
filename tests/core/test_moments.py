from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidValue
from core.moments import day_end, day_start, moment
from core.person import Actor
from core.values import Role

NOW = datetime(2026, 11, 20, 12, 0, 7, tzinfo=UTC)


def actor(time_zone: str = "Europe/Oslo") -> Actor:
    return Actor(person_id=1, name="Jo", email="", role=Role.REP, time_zone=time_zone)


@pytest.mark.parametrize(
    ("on", "at", "zone", "expected"),
    [
        (None, None, "Europe/Oslo", NOW),
        (date(2026, 11, 20), None, "Europe/Oslo", NOW),
        (date(2026, 11, 19), None, "Europe/Oslo", NOW - timedelta(days=1)),
        (None, time(9, 30), "Europe/Oslo", datetime(2026, 11, 20, 8, 30, tzinfo=UTC)),
        (date(2026, 7, 1), time(9, 30), "Europe/Oslo", datetime(2026, 7, 1, 7, 30, tzinfo=UTC)),
        # Keeps the time of day, 13:00:07 in Oslo, although summer time moves it.
        (date(2026, 7, 1), None, "Europe/Oslo", datetime(2026, 7, 1, 11, 0, 7, tzinfo=UTC)),
        # It is the 21st already on the other side of the world.
        (None, time(0, 30), "Pacific/Kiritimati", datetime(2026, 11, 20, 10, 30, tzinfo=UTC)),
        # The clocks go from 2 to 3: 2:30 does not exist.
        (date(2026, 3, 29), time(2, 30), "Europe/Oslo", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # The clocks go from 3 to 2: 2:30 comes twice, the first is in summer time.
        (date(2026, 10, 25), time(2, 30), "Europe/Oslo", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 11, 19), time(9, 0), "Nowhere/At_All", datetime(2026, 11, 19, 9, 0, tzinfo=UTC)),
        (date(2026, 11, 19), time(9, 0), "../../etc/passwd", datetime(2026, 11, 19, 9, 0, tzinfo=UTC)),
        (date(2026, 11, 19), time(9, 0), "", datetime(2026, 11, 19, 9, 0, tzinfo=UTC)),
        # A meeting later today or early tomorrow may be entered before it has taken place.
        (date(2026, 11, 21), time(12, 0), "UTC", datetime(2026, 11, 21, 12, 0, tzinfo=UTC)),
    ],
)
def test_moment(on: date | None, at: time | None, zone: str, expected: datetime) -> None:
    assert moment(on, at, actor(zone), NOW, NOW) == expected


def test_the_other_half_comes_from_the_base() -> None:
    base = datetime(2026, 7, 1, 7, 30, tzinfo=UTC)
    assert moment(None, time(11, 0), actor(), NOW, base) == datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    assert moment(date(2026, 11, 2), None, actor(), NOW, base) == datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
    assert moment(None, None, actor(), NOW, base) == base


@pytest.mark.parametrize(
    ("on", "at", "field", "rule"),
    [
        (date(2026, 11, 22), None, "on", "in_future"),
        (date(2026, 11, 21), time(14, 0), "at", "in_future"),
        (date.max, None, "on", "in_future"),
        (date(1899, 12, 31), None, "on", "not_a_date"),
        (date.min, None, "on", "not_a_date"),
    ],
)
def test_refused(on: date, at: time | None, field: str, rule: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        moment(on, at, actor(), NOW, NOW)
    assert (refusal.value.field, refusal.value.rule) == (field, rule)


@given(st.dates(), st.times(), st.sampled_from(["Europe/Oslo", "Pacific/Apia", "America/St_Johns", "Asia/Kathmandu"]))
def test_any_day_is_understood_or_refused(on: date, at: time, zone: str) -> None:
    try:
        result = moment(on, at, actor(zone), NOW, NOW)
    except InvalidValue:
        return
    assert result.tzinfo is UTC
    assert result <= NOW + timedelta(days=1)


@given(st.dates(), st.sampled_from(["Europe/Oslo", "Pacific/Kiritimati", "America/Sao_Paulo", "Pacific/Apia"]))
def test_a_day_ends_where_the_next_begins(day: date, zone: str) -> None:
    start, end = day_start(day, actor(zone)), day_end(day, actor(zone))
    if date(1900, 1, 1) <= day < date(9999, 1, 1):
        assert timedelta(0) <= end - start <= timedelta(hours=26)
        assert end == day_start(day + timedelta(days=1), actor(zone))


def test_a_day_of_25_hours() -> None:
    day = date(2026, 10, 25)
    assert day_end(day, actor()) - day_start(day, actor()) == timedelta(hours=25)
