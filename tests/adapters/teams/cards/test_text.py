"""Text that Teams shows as it is."""

import pytest
from hypothesis import given

from adapters.teams.cards.text import clean, cut, is_blank, literal, one_line, sendable, size, units
from tests.strategies import TEXTS


@pytest.mark.parametrize("text", ["Log an interaction", "Keep as a draft", "#7 of 10: it's done (really), 5%", "Prøv på nytt!"])
def test_our_own_wording_is_hardly_escaped(text: str) -> None:
    assert literal(text).replace("\\!", "!").replace("\\#", "#") == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a* _b_", "\\*a\\* \\_b\\_"),
        ("[x](https://evil.test)", "\\[x\\](https\\://evil.test)"),
        ("1. one\n2. two", "1\u2060. one\n2\u2060. two"),
        ("  - item", "\\- item"),
        ("www.evil.test a@b.test", "www\\.evil.test a\\@b.test"),
    ],
)
def test_what_markdown_would_obey_is_escaped(text: str, shown: str) -> None:
    assert literal(text) == shown


def test_cleaning() -> None:
    assert clean("a\x00b\u202ec\r\nd\u2028e\ud800") == "abc\nd\ne"
    assert clean("{{DATE(2026-11-19T14:05:00Z)}} {{x}}") == "{\u2060{DATE(2026-11-19T14:05:00Z)}} {{x}}"
    assert one_line(" a \n\t b ", 10) == "a b"
    assert is_blank(" \u200b\u2060\n")
    assert not is_blank("–")


@given(TEXTS)
def test_cutting_keeps_to_the_limit_and_splits_no_character(text: str) -> None:
    for limit in (1, 2, 7, 60):
        kept = cut(text, limit)
        assert units(kept) <= limit
        assert kept == text or kept.endswith("…")


@given(TEXTS)
def test_what_is_sent_can_be_sent(text: str) -> None:
    sendable(text).encode()
    clean(text).encode()


def test_size_counts_utf_16() -> None:
    assert size("😀") == 2 * (2 + 2)
    assert size({"a": "b"}) == 2 * len('{"a": "b"}')
