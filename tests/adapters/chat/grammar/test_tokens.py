import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.grammar.tokens import no_keys, split

KEYS = {"cost": "cost", "on": "on", "at": "at", "via": "via", "subject": "subject"}


def key(said: str) -> str:
    return KEYS.get(said.casefold(), "")


def words(text: str) -> list[str]:
    return [word.text for word in split(text, 0, key).words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call anna", ["call", "anna"]),
        ("call\u00a0anna\u202folsen\u2009hansen", ["call", "anna", "olsen", "hansen"]),
        ("call\u200banna\ufeff", ["call", "anna"]),
        ("call\nanna\tolsen", ["call", "anna", "olsen"]),
        ('call "Anna Olsen"', ["call", "Anna Olsen"]),
        ("call “Anna Olsen”", ["call", "Anna Olsen"]),
        ("call „Anna Olsen“", ["call", "Anna Olsen"]),
        ("call „Anna Olsen”", ["call", "Anna Olsen"]),
        ("call ”Anna Olsen”", ["call", "Anna Olsen"]),
        ("call ‟Anna Olsen”", ["call", "Anna Olsen"]),
        ("call «Anna Olsen»", ["call", "Anna Olsen"]),
        ("call »Anna Olsen«", ["call", "Anna Olsen"]),
        ("call »Anna Olsen»", ["call", "Anna Olsen"]),
        ("call ‘Anna Olsen’", ["call", "Anna Olsen"]),
        ("call 'Anna Olsen'", ["call", "Anna Olsen"]),
        ("call 'A Company'", ["call", "A Company"]),
        ("call 'Olsen's shop'", ["call", "Olsen's shop"]),
        ('call "Anna Olsen", acme', ["call", "Anna Olsen", "acme"]),
        ("call O'Brien", ["call", "O'Brien"]),
        ("call D’Angelo", ["call", "D’Angelo"]),
        ("call 't Hart", ["call", "'t", "Hart"]),
        ("call ’s Gravesande: the boss’ car", ["call", "’s", "Gravesande"]),
        ("call O'Brien and O'Hara", ["call", "O'Brien", "and", "O'Hara"]),
        ('call "anna', ["call", '"anna']),
        ('call 5" pipe', ["call", '5"', "pipe"]),
        ('say "a "b" c"', ["say", '"a', "b", 'c"']),
        ('call "Acme: Norge"', ["call", "Acme: Norge"]),
        ("call anna@acme.no", ["call", "anna@acme.no"]),
        ("call https://acme.no/x?y=1:2", ["call", "https://acme.no/x?y=1:2"]),
        ("call mailto:anna@acme.no", ["call", "anna@acme.no"]),
        ("call tel:+4722334455", ["call", "+4722334455"]),
        ("call +47 22 33", ["call", "+47", "22", "33"]),
        ("call 14:30 anna", ["call", "14:30", "anna"]),
        ('call ""', ["call", ""]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("call anna: talked", ["call", "anna"], " talked"),
        ("call anna:talked", ["call", "anna"], "talked"),
        ("call anna:\ntalked\nlong", ["call", "anna"], "\ntalked\nlong"),
        ("call anna : talked", ["call", "anna"], " talked"),
        (": talked", [], " talked"),
        ("call anna: a: b", ["call", "anna"], " a: b"),
        ('call "Acme: Norge": talked', ["call", "Acme: Norge"], " talked"),
        ('"Acme: Norge":talked', ["Acme: Norge"], "talked"),
        ("call anna cost:250: talked", ["call", "anna", "250"], " talked"),
        ("call anna at:14:30: talked", ["call", "anna", "14:30"], " talked"),
        ("call anna at:14: talked", ["call", "anna", "14"], " talked"),
        ('call anna subject:"a: b": talked', ["call", "anna", "a: b"], " talked"),
        ("call anna via:https://acme.no/x: talked", ["call", "anna", "https://acme.no/x"], " talked"),
        ("call https://acme.no: talked", ["call", "https://acme.no"], " talked"),
        ("call mailto:anna@acme.no: talked", ["call", "anna@acme.no"], " talked"),
        ("call anna 14:30: talked", ["call", "anna", "14:30"], " talked"),
        ("call price: 20% off", ["call", "price"], " 20% off"),
        ("call anna on: tuesday: talked", ["call", "anna", "", "tuesday"], " talked"),
        ("call anna:", ["call", "anna"], ""),
    ],
)
def test_the_note_begins_after_the_first_colon_that_is_no_keys(text: str, expected: list[str], note: str) -> None:
    head = split(text, 0, key)
    assert [word.text for word in head.words] == expected
    assert head.note is not None
    assert text[head.note :] == note


def test_no_note() -> None:
    assert split("call anna on: tuesday at:14:30", 0, key).note is None
    assert split("list anna: x", 0, key, note=False).note is None


def test_places_of_keys_and_values() -> None:
    text = 'anna COST:250 subject:"big deal" on: tuesday'
    word, cost, subject, on, tuesday = split(text, 0, key).words
    assert (word.key, cost.key, subject.key, on.key, tuesday.key) == ("", "cost", "subject", "on", "")
    assert text[cost.start : cost.end] == "COST:250"
    assert text[cost.value_start : cost.end] == "250"
    assert (subject.text, subject.quoted) == ("big deal", True)
    assert text[subject.value_start : subject.end] == '"big deal"'
    assert not on.has_value


@given(st.text(st.one_of(st.sampled_from("\"'“”„«»‘’: \n\tab"), st.characters()), max_size=80), st.booleans())
def test_words_hold_every_character_but_spaces(text: str, note: bool) -> None:
    head = split(text, 0, no_keys, note=note)
    at = 0
    spaces = "\u200b\u2060\ufeff"
    for word in head.words:
        assert text[at : word.start].strip(spaces + " ") == "" or text[at : word.start].isspace()
        assert word.start < word.end <= len(text)
        assert word.text.strip("\"'“”„‟«»‘’,;.!?)") in text[word.start : word.end]
        at = word.end
    rest = text[at:] if head.note is None else text[at : head.note].removesuffix(":")
    assert all(character.isspace() or character in spaces for character in rest)
