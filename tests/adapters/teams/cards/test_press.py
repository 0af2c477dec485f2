"""Reading what a press brings back."""

import pytest

from adapters.chat.codec import Unreadable
from adapters.teams.cards.press import Press, read_press

FORM = {"request": "1log", "form": ["note", "failed"], "nonce": "n-1"}


def test_a_button() -> None:
    assert read_press({"request": "1show", "nonce": "n-0", "fresh": True}) == Press(request="1show", fresh=True, key="n-0")


def test_a_card_without_a_nonce_has_no_key() -> None:
    assert read_press({"request": "1show"}).key == ""
    assert read_press({"request": "1log", "form": []}).key == ""


def test_a_form_sent_again_has_the_same_key_and_a_corrected_one_another() -> None:
    first = read_press({**FORM, "field_note": "hi", "toggle_failed": "-"})
    again = read_press({"toggle_failed": "-", "field_note": "hi", **FORM})
    corrected = read_press({**FORM, "field_note": "ho", "toggle_failed": "-"})

    assert first == again
    assert first.values == {"note": "hi", "failed": ""}
    assert first.key.startswith("n-1/")
    assert corrected.key != first.key


def test_what_a_client_leaves_out_is_empty_and_what_it_adds_does_not_count() -> None:
    press = read_press({**FORM, "field_other": "x", "msteams": {"type": "invoke"}})

    assert press.values == {"note": "", "failed": ""}


def test_two_choices_of_one_field_have_two_keys() -> None:
    one = read_press({"pick": "pick1", "pick1": "1a", "nonce": "n"})
    other = read_press({"pick": "pick1", "pick1": "1b", "nonce": "n"})

    assert (one.request, other.request) == ("1a", "1b")
    assert one.key != other.key


@pytest.mark.parametrize(
    "data",
    [
        None,
        "1show",
        [],
        {},
        {"request": ""},
        {"request": 7},
        {"request": None},
        {"request": "1show", "nonce": 7},
        {"request": "1show", "form": True},
        {"request": "1show", "form": [7]},
        {"pick": "pick1"},
        {"pick": ["pick1"], "pick1": "1show"},
        {"pick": "pick1", "pick1": {"x": 1}},
        {"close": "yes"},
    ],
)
def test_what_no_card_of_ours_carries_is_unreadable(data: object) -> None:
    with pytest.raises(Unreadable):
        read_press(data)
