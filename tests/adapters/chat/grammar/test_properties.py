"""What holds for every line."""

from dataclasses import fields

from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.chat.codec import dump, load
from adapters.chat.grammar import Misunderstood
from adapters.chat.grammar.parse import COMMANDS
from adapters.chat.request import Request
from core.requests.entries import EntryOptions, LogInteraction
from tests.adapters.chat.grammar.saying import say

WORDS = """
    cost: on: at:14:30 eval:++ follow:2w since: until: no: 15m 1h 30m in out failed postpone #12 12 0 : :: , "big words" “a” „ «
    ' ’s ++ - o tuesday last i going 19. november 31.2. 2026 me today <@U1> https://x.no/a:b
"""
PIECES = (
    *COMMANDS,
    *WORDS.split(),
    "\n",
    "\u00a0",
    "x" * 50,
    "\ue000U1\ue001Anna\ue002",
    "\ud800",
)


def understood(line: str, language: str = "en") -> Request | Misunderstood:
    try:
        return say(line, language)
    except Misunderstood as refusal:
        return refusal


lines = st.one_of(
    st.text(max_size=120),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=14).map(" ".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=14).map("".join),
)
OPTIONS = {field.name for field in fields(EntryOptions)}


@settings(max_examples=400)
@given(lines, st.sampled_from(["en", "nb", "fi", "xx"]))
@example("log " + "cost:1 " * 1_500, "en")
@example("log a: " + "on:1 " * 790 + "x", "en")
@example("log a: " + '"a ' * 1_300, "en")
@example("list " + 'text:"a' * 1_500, "en")
@example("list " + "19. " * 2_900, "en")
@example("log " + "“„" * 5_900, "en")
def test_a_line_is_understood_or_refused_at_a_place(line: str, language: str) -> None:
    request = understood(line, language)
    if isinstance(request, Misunderstood):
        refusal = request
        assert 0 <= refusal.start <= refusal.end <= len(refusal.text)
        assert refusal.text[refusal.start : refusal.end] == refusal.word
        assert refusal.command == "" or refusal.command in COMMANDS
    else:
        assert load(dump(request)) == request


visible = st.characters(exclude_categories=["Cs", "Cc", "Co"])


@settings(max_examples=200)
@given(st.text(visible, max_size=80))
def test_a_note_is_kept_whole(text: str) -> None:
    request = say(f"log call anna: {text} (end)")
    assert isinstance(request, LogInteraction)
    assert request.note == f"{text} (end)".strip()
    assert request.words == ("call", "anna")


@settings(max_examples=200)
@given(st.lists(st.sampled_from([piece for piece in PIECES if "\ue000" not in piece and "\ud800" not in piece]), max_size=8))
def test_note_and_trailing_options_are_all_that_was_said(pieces: list[str]) -> None:
    said = " ".join(pieces)
    request = understood(f"log call anna: {said}")
    if not isinstance(request, LogInteraction):
        return
    assert "".join((request.note + request.trailing).split()) == "".join(said.split())
    assert {name for name in OPTIONS if getattr(request, name) is not None} == set(request.trailing_options)
    assert bool(request.trailing) == bool(request.trailing_options)


inside = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"], exclude_characters='"“”'), min_size=1, max_size=20).filter(
        str.strip
    ),
    st.sampled_from(["15m", "in", "failed", "cost:250", "on: tuesday", "++", "1h 30m", "a: b", "at:14:30", "postpone"]),
)


@settings(max_examples=200)
@given(inside, st.sampled_from(['""', "“”"]))
def test_what_is_quoted_is_never_an_option(text: str, quotes: str) -> None:
    quoted = f"{quotes[0]}{text}{quotes[1]}"
    assert say(f"log call {quoted} cost:1: talked") == LogInteraction(
        words=("call", text),
        note="talked",
        cost=say("log x cost:1").cost,  # type: ignore[union-attr]
    )
    assert say(f"log call anna: he said {quoted}") == LogInteraction(words=("call", "anna"), note=f"he said {quoted}")
