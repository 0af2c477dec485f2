"""The checker finds what Teams would refuse, or obey."""

import copy

import pytest

from adapters.chat.card import Button, Card, Paragraph
from adapters.teams.cards.card import card_content
from core.requests.entries import ShowEntry
from tests.standins.adaptive_cards import Json, problems

GOOD = card_content(Card(("Title",), (Paragraph(("text",)),), (Button("Show", ShowEntry(no=1)),) * 2), nonce="n")


def broken(**changes: object) -> Json:
    return copy.deepcopy(GOOD) | changes


def block(text: str, **more: object) -> list[Json]:
    return [{"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **more}]}]


TOGGLE: Json = {"type": "Input.Toggle", "id": "a", "title": "x"}
ACTION: Json = {"type": "Action.Execute", "title": "x", "verb": "ask", "data": {"request": "1show"}}


def test_a_good_card_has_no_problems() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    "card",
    [
        broken(version="1.6"),
        broken(speak="x"),
        broken(body=[{"type": "TextBlock", "text": "**bold**"}]),
        broken(body=[{"type": "FactSet", "facts": []}]),
        broken(body=block("")),
        broken(body=block("x", weight="heavy")),
        broken(body=block("{{DATE(2026-11-19T14:05:00Z)}}")),
        broken(body=block("\u202evil")),
        broken(body=[TOGGLE, TOGGLE]),
        broken(body=[TOGGLE | {"title": "*bold*"}]),
        broken(body=[TOGGLE | {"title": "see www.evil.test"}]),
        broken(fallbackText="[x](https://evil.test)"),
        broken(fallbackText="1. one\n2. two"),
        broken(actions=[ACTION] * 7),
        broken(actions=[ACTION | {"data": {"request": "1show", "nonce": "n"}}] * 2),
        broken(actions=[ACTION | {"fallback": ACTION | {"type": "Action.Submit", "data": {"request": "1drop"}}}]),
        broken(body=block("x" * 60_000)),
    ],
)
def test_a_bad_card_has(card: Json) -> None:
    assert problems(card) != []
