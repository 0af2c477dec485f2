from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.filters import Position
from core.languages import LANGUAGES, NAMES, find_language


def test_a_position_reads_back_what_it_writes() -> None:
    position = Position(datetime(2026, 11, 19, 15, 5, tzinfo=timezone(timedelta(hours=1))), 1042)
    assert str(position) == "2026-11-19T14:05:00.000000Z/1042"
    assert Position.parse(str(position)) == position


def test_a_position_of_an_early_year_reads_back() -> None:
    position = Position(datetime(905, 1, 1, tzinfo=UTC), 1)
    assert Position.parse(str(position)) == position


@pytest.mark.parametrize(
    "text", ["", "/", "2026-11-19T14:05:00Z", "2026-11-19T14:05:00/7", "x/7", "2026-11-19T14:05:00Z/-7", "9/" * 99]
)
def test_no_position(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # several reasons, each with a text of its own
        Position.parse(text)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("nb", "nb"),
        ("NB-no", "nb"),
        ("nl_BE", "nl"),
        ("Norsk", "nb"),
        ("norwegian", "nb"),
        (" suomi ", "fi"),
        ("klingon", None),
        ("", None),
    ],
)
def test_find_language(words: str, code: str | None) -> None:
    assert find_language(words) == code


def test_every_language_has_a_name() -> None:
    assert tuple(NAMES) == LANGUAGES
