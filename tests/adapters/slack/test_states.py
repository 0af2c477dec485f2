"""States of installations: good for a time, in one browser, for one app."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.states import is_good, make_state
from tests.factories import NOW

MINUTE = timedelta(minutes=1)


def test_it_is_good_for_ten_minutes_in_its_browser() -> None:
    state = make_state("app", "browser", NOW)
    assert is_good(state, "app", "browser", NOW)
    assert is_good(state, "app", "browser", NOW + 9 * MINUTE)
    assert not is_good(state, "app", "browser", NOW + 10 * MINUTE)
    assert not is_good(state, "app", "another", NOW)
    assert not is_good(state, "another", "browser", NOW)
    assert not is_good(make_state("app", "", NOW), "app", "", NOW)


def test_its_time_cannot_be_put_off() -> None:
    until, _, signature = make_state("app", "browser", NOW).partition(".")
    assert not is_good(f"{int(until) + 1}.{signature}", "app", "browser", NOW)
    # Nor are its end and the beginning of the browser's secret one for the other.
    assert not is_good(f"{until} b.{signature}", "app", "rowser", NOW)


@pytest.mark.parametrize("state", ["", ".", "x", "1.", ".x", "²³.x", "9" * 5000, "1.é"])
def test_what_is_none(state: str) -> None:
    assert not is_good(state, "app", "browser", NOW)


@given(st.text(), st.text(st.characters(codec="ascii")))
def test_no_other_text_is_one(state: str, browser: str) -> None:
    assert not is_good(state, "app", browser, NOW)
