import pytest

from adapters.chat.grammar import Problem
from adapters.chat.grammar.mentions import mark
from adapters.chat.grammar.parse import COMMANDS
from adapters.chat.request import Help
from adapters.chat.vocabulary import Kind, vocabulary
from core.requests.entries import ListEntries, LogInteraction
from core.requests.setup import GrantRole
from core.values import Role
from tests.adapters.chat.grammar.saying import refused, say


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("", ""),
        ("  \n ", ""),
        ("help", ""),
        ("HELP!", ""),
        ("?", ""),
        ("hi", ""),
        ("Hello there, how are you?", ""),
        ("help log", "log"),
        ("help Search", "contacts"),
        ("help add contact", "add contact"),
        ("help me please", "me please"),
    ],
)
def test_help(text: str, topic: str) -> None:
    assert say(text) == Help(topic=topic)


def test_what_stays_in_front_of_a_line_after_a_mention() -> None:
    assert say(", list") == say(" ,list") == say(": list") == ListEntries()


def test_every_command_word_has_its_parser() -> None:
    assert set(COMMANDS) == {vocabulary("en").find(Kind.COMMAND, word) for word in vocabulary("en").words(Kind.COMMAND)}


@pytest.mark.parametrize(
    ("text", "word", "suggestion"),
    [
        ("lgo call anna: x", "lgo", "log call anna: x"),
        ("lisst anna", "lisst", "list anna"),
        ("cancle 12", "cancle", "cancel 12"),
        ("call anna: talked", "call", "log call anna: talked"),
        ("12", "12", "show #12"),
        ("anna", "anna", ""),
        ("delete-everything", "delete-everything", ""),
        ("/log", "/log", "log"),
        (":", ":", ""),
        ('"log" call', '"log"', "log call"),
    ],
)
def test_unknown_commands(text: str, word: str, suggestion: str) -> None:
    refusal = refused(text)
    assert (refusal.problem, refusal.word, refusal.suggestion, refusal.command) == (
        Problem.UNKNOWN_COMMAND,
        word,
        suggestion,
        "",
    )


def test_too_long() -> None:
    assert say("list " + "x" * 11_995) == ListEntries(contact="x" * 11_995)
    refusal = refused("list " + "x" * 11_996)
    assert (refusal.problem, refusal.limit) == (Problem.TOO_LONG, 12_000)


def test_characters_that_nobody_sees_are_spaces() -> None:
    assert say("list\x00anna\x1bolsen\ud800") == ListEntries(contact="anna olsen")


def test_mentions() -> None:
    anna = mark("U123", "Anna Olsen: sales")
    assert say(f"grant {anna} manager") == GrantRole(person="<@U123>", role=Role.MANAGER)
    assert say(f"list by:{anna}") == ListEntries(by="<@U123>")
    assert say(f"log call {anna} for:{anna}: met {anna} and {mark('U9')}") == LogInteraction(
        words=("call", "<@U123>"), salesperson="<@U123>", note="met @Anna Olsen: sales and @U9"
    )
    refusal = refused(f"grant {anna} bos")
    assert refusal.text == "grant @Anna Olsen: sales bos"
    assert refusal.word == "bos"
    # Pressed or said again, "@Anna Olsen" would not be the mention.
    assert refused(f"grant {anna} mangaer").suggestion == ""


def test_what_looks_like_a_mention_is_text_in_a_note() -> None:
    assert say("log call anna: wrote <@U123|anna>") == LogInteraction(words=("call", "anna"), note="wrote <@U123|anna>")
