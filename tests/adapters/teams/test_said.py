"""Text of messages as a person sees it, and arbitrary text survives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.grammar.mentions import mark, read_mentions
from adapters.teams.said import from_html, is_addressed, plain

A_CARD = (
    '<span class="inline-compose-card" itemid="0" itemtype="http://schema.skype.com/InputExtension"> '
    '<span content="0" itemprop="cardId"></span></span>'
)
BOT = {"mentioned": {"id": "28:bot", "name": "Aftercall"}, "text": "<at>Aftercall</at>", "type": "mention"}
ANNA = {"mentioned": {"id": "29:anna", "name": "Anna Olsen"}, "text": "<at>Anna Olsen</at>", "type": "mention"}


def message(text: object, *entities: object) -> dict[str, object]:
    return {"type": "message", "text": text, "recipient": {"id": "28:bot"}, "entities": list(entities)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<at>Aftercall</at> list me", "list me"),
        ("<at>Aftercall</at>&nbsp;list\u00a0me ", "list me"),
        ("list <at>Aftercall</at>me <at>Aftercall</at>", "list  me"),
        ("log call anna: R&amp;D &lt;at&gt;x&lt;/at&gt; &quot;a&quot;", 'log call anna: R&D <at>x</at> "a"'),
        ('list <at id="0">Somebody Else</at>', "list Somebody Else"),
        ("line one\r\nline two", "line one\r\nline two"),
        ("a\u200bb", "ab"),
        (A_CARD, ""),
        (f"<at>Aftercall</at> list me {A_CARD}", "list me"),
        (None, ""),
        (7, ""),
    ],
)
def test_text_is_what_was_typed(text: object, expected: str) -> None:
    assert plain(message(text, BOT)) == (expected, [])


def test_a_mention_that_is_not_listed() -> None:
    said = message("<at>aftercall</at> list") | {"recipient": {"id": "28:bot", "name": "Aftercall"}}
    assert is_addressed(said)
    assert plain(said) == ("list", [])
    typed = said | {"text": "&lt;at&gt;Aftercall&lt;/at&gt; list"}
    assert not is_addressed(typed)
    namesake = {"mentioned": {"id": "28:other", "name": "Aftercall"}, "text": "<at>Aftercall</at>", "type": "mention"}
    assert not is_addressed(said | {"entities": [namesake]})


def test_people_are_marked() -> None:
    said, people = plain(message("<at>Aftercall</at> grant <at>Anna Olsen</at> rep", BOT, ANNA))
    assert said == f"grant {mark('29:anna', 'Anna Olsen')} rep"
    assert [(someone.address, someone.name) for someone in people] == [("29:anna", "Anna Olsen")]


def test_a_name_within_another_does_not_hide_it() -> None:
    other = {"mentioned": {"id": "29:b", "name": "Anna"}, "text": "<at>Anna</at>", "type": "mention"}
    said, _ = plain(message("<at>Anna</at> and <at>Anna Olsen</at>", other, ANNA))
    assert read_mentions(said).text == "@Anna and @Anna Olsen"


def test_nobody_types_a_mention() -> None:
    typed = mark("29:boss", "Boss")
    said, people = plain(message(f"grant {typed} admin"))
    assert read_mentions(said).mentions == ()
    assert people == []


@pytest.mark.parametrize("entity", [None, 7, {}, {"type": "mention"}, {"type": "mention", "mentioned": 1, "text": ["x"]}])
def test_odd_entities_are_borne(entity: object) -> None:
    assert plain(message("list", entity)) == ("list", [])
    assert not is_addressed(message("list", entity))


def test_who_is_addressed() -> None:
    assert is_addressed(message("x", BOT))
    assert not is_addressed(message("x", ANNA))
    assert not is_addressed({"recipient": {"id": "28:bot"}, "entities": "x"})


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Hello&nbsp;you</p><p>Bye</p>", "Hello you\n\nBye"),
        ("<div>one<br>two</div>", "one\ntwo"),
        ("a\n  b", "a b"),
        ("<ul><li>x</li><li>y</li></ul>", "x\n\ny"),
        ('<at id="0">Anna</at> <emoji alt="🙂"></emoji><img alt="a picture">', "Anna 🙂a picture"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("<p>unclosed <b>bold", "unclosed bold"),
        ("", ""),
    ],
)
def test_html_is_read(html: str, expected: str) -> None:
    assert from_html(html) == expected


@given(st.text())
def test_any_text_and_any_html_is_borne(text: str) -> None:
    plain(message(text, BOT, ANNA))
    from_html(text)
