import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.grammar.mentions import Mention, mark, read_mentions
from adapters.chat.grammar.slack_text import plain
from core.requests.entries import LogInteraction
from core.requests.setup import GrantRole
from core.values import Role
from tests.adapters.chat.grammar.saying import say


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<mailto:a@b.no|a@b.no>", "a@b.no"),
        ("<mailto:a@b.no>", "a@b.no"),
        ("<mailto:a@b.no|Anna>", "Anna"),
        ("<tel:+4722|22 33>", "22 33"),
        ("<tel:+4722>", "+4722"),
        ("<https://x.no|x.no>", "x.no"),
        ("<https://x.no/a?b=1&amp;c=2>", "https://x.no/a?b=1&c=2"),
        ("<https://x.no|our price>", "our price (https://x.no)"),
        ("<#C1|general>", "#general"),
        ("<#C1>", "#C1"),
        ("<!here>", "@here"),
        ("<!subteam^S1|@sales>", "@sales"),
        ("<!date^1392734382^{date}|18 February>", "18 February"),
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("&amp;lt;", "&lt;"),
        ("&lt;@U123|anna&gt;", "<@U123|anna>"),
        ("a < b", "a < b"),
        ("<>", "<>"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert read_mentions(plain(text)).text == expected
    assert not read_mentions(plain(text)).mentions


def test_mentions() -> None:
    assert plain("<@U123|anna> <@W9>") == f"{mark('U123', 'anna')} {mark('W9')}"
    said = read_mentions(plain("a <@U123|anna> b <@W9>"))
    assert said.text == "a @anna b @W9"
    assert said.mentions == (Mention("<@U123>", 2, 7), Mention("<@W9>", 10, 13))


def test_a_typed_mention_is_none() -> None:
    typed = plain("log call anna: wrote &lt;@U123|anna&gt;")
    assert say(typed) == LogInteraction(words=("call", "anna"), note="wrote <@U123|anna>")
    meant = plain("log call anna: wrote to <@U123|anna>")
    assert say(meant) == LogInteraction(words=("call", "anna"), note="wrote to @anna")


def test_lines() -> None:
    assert say(plain("grant <@U123|anna> admin")) == GrantRole(person="<@U123>", role=Role.ADMIN)
    assert say(plain("log call <mailto:anna@acme.no|anna@acme.no>: A&amp;B")) == LogInteraction(
        words=("call", "anna@acme.no"), note="A&B"
    )
    assert say(plain("log call <tel:+4722334455|+47 22 33 44 55>: hi")) == LogInteraction(
        words=("call", "+47", "22", "33", "44", "55"), note="hi"
    )


def escaped(text: str) -> str:
    """As Slack sends what was typed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@given(st.text(st.one_of(st.sampled_from("<>&@|#!: ampltg;"), st.characters(exclude_categories=["Cs", "Cc", "Co"]))))
def test_what_is_typed_arrives_as_typed(text: str) -> None:
    assert plain(escaped(text)) == text


@given(st.text(st.sampled_from("<>@|#!:^ ab\ue000\ue001\ue002")))
def test_forged_marks_are_no_mentions(text: str) -> None:
    typed = plain(escaped(text))
    assert read_mentions(typed).mentions == ()
    assert read_mentions(plain(text)).text == read_mentions(plain(text)).text.strip("\ue000\ue001\ue002")
