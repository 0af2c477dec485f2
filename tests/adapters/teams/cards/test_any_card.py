"""Whatever a card or form holds: Teams takes it, and nothing that people wrote is obeyed."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.chat import codec
from adapters.chat.card import Card
from adapters.chat.form import Form
from adapters.teams import limits
from adapters.teams.cards.card import card_content
from adapters.teams.cards.form import form_content
from tests.standins.adaptive_cards import problems
from tests.strategies import CARDS, FORMS

_SETTINGS = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@_SETTINGS
@given(CARDS, st.lists(st.text(min_size=1, max_size=80), max_size=70), st.booleans())
def test_any_card_is_taken(card: Card, viewers: list[str], refreshed: bool) -> None:
    request = "1show" if refreshed else None

    content = card_content(card, refresh_request=request, viewers=viewers, nonce="n")

    assert problems(content, limits.CARD_BYTES) == []
    json.dumps(content, ensure_ascii=False).encode()


@_SETTINGS
@given(FORMS, st.booleans())
def test_any_form_is_taken(form: Form, dialog: bool) -> None:
    content = form_content(form, nonce="n", dialog=dialog)

    assert problems(content, limits.CARD_BYTES) == []
    json.dumps(content, ensure_ascii=False).encode()


@_SETTINGS
@given(CARDS)
def test_every_button_can_be_read_back(card: Card) -> None:
    content = card_content(card)

    carried = [action["data"]["request"] for action in content["actions"] if "data" in action]
    asked = [codec.dump(button.request).encode("utf-8", "replace").decode() for button in card.buttons]
    assert carried == asked[: len(carried)]
    for text in carried:
        codec.load(text)
