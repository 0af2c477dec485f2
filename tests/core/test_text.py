import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import DESCRIPTION_LIMIT, clean, cut, described, one_line


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  talked  ", "talked"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("half of a pair \ud83d", "half of a pair"),
        ("tab\tand a flag 🇳🇴", "tab\tand a flag 🇳🇴"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_one_line() -> None:
    assert one_line(" a\u00a0b \n\n c\t\td ") == "a b c d"


@pytest.mark.parametrize(
    ("text", "limit", "result"),
    [
        ("short", 10, "short"),
        ("exactly te", 10, "exactly te"),
        ("one two three", 10, "one two"),
        ("one two three", 7, "one two"),
        ("unbreakable", 5, "unbre"),
        ("a unbreakable", 10, "a unbreaka"),
    ],
)
def test_cut(text: str, limit: int, result: str) -> None:
    assert cut(text, limit) == result


@pytest.mark.parametrize(
    ("note", "description", "kept"),
    [
        ("", "", ""),
        ("talked", "talked", ""),
        ("x" * 100, "x" * 100, ""),
        ("word " * 30, ("word " * 20).strip(), ("word " * 30).strip()),
        ("first\nsecond", "first second", "first\nsecond"),
        ("two  blanks", "two blanks", "two  blanks"),
    ],
)
def test_described(note: str, description: str, kept: str) -> None:
    assert described(note) == (description, kept)


@given(st.text(max_size=300))
def test_nothing_said_is_lost_and_the_description_fits(note: str) -> None:
    description, kept = described(note)
    assert len(description) <= DESCRIPTION_LIMIT
    assert "\n" not in description
    assert (kept or description) == clean(note)
    assert one_line(clean(note)).startswith(description)
    description.encode()
    kept.encode()
