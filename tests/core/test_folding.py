import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.folding import fold, word_forms, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Søren Ærø", "soren aero"),
        ("ÅSA Österström", "asa osterstrom"),
        ("Groß", "gross"),
        ("GROẞ", "gross"),
        ("Đorđe Łukasz", "dorde lukasz"),
        ("Þór", "thor"),
        ("Œuvre", "oeuvre"),
        ("Işık İnce", "isik ince"),
        ("Zoë Müller-Lüdenscheidt", "zoe muller-ludenscheidt"),
        ("ＡＢＣ ①", "abc 1"),
        ("plain", "plain"),
    ],
)
def test_letters_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("O'Brien", ["obrien"]),
        ("O’Brien", ["obrien"]),
        ("van 't Hoff", ["van", "t", "hoff"]),
        ("Hans-Peter", ["hans", "peter"]),
        ("Fjord A/S", ["fjord", "as"]),
        ("A.P. Møller", ["ap", "moller"]),
        ("H&M Hennes & Mauritz", ["hm", "hennes", "mauritz"]),
        ("under_score", ["under", "score"]),
        ("  ", []),
    ],
)
def test_text_is_split_into_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_name_with_an_apostrophe_is_found_whole_and_by_its_parts() -> None:
    assert word_forms("Conan O'Brien") == ["conan", "obrien", "brien"]


def test_long_words_are_cut() -> None:
    assert words("x" * 500) == ["x" * 60]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_does_not_matter_in_words(text: str) -> None:
    assert words(text.casefold()) == words(text)


@given(st.text())
def test_words_hold_letters_and_digits_only(text: str) -> None:
    for word in word_forms(text):
        assert 0 < len(word) <= 60
        assert not set(word) & set(" _:%\\'@.-")


@given(st.text())
def test_every_word_asked_for_is_among_the_forms(text: str) -> None:
    assert set(words(text)) <= set(word_forms(text))
