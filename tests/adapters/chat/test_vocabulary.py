from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file

from adapters.chat import command_words, option_words, wording
from adapters.chat import vocabulary as module
from adapters.chat.grammar import Problem, complete
from adapters.chat.vocabulary import Kind, base_language, folded, unambiguous, vocabulary
from core.requests.entries import ListEntries, LogInteraction
from core.values import Evaluation, InformationFlow
from tests.adapters.chat.grammar.saying import refused, say

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'


def catalog(words: dict[tuple[str, str], str]) -> str:
    rows = (f'msgctxt "{context}"\nmsgid "{word}"\nmsgstr "{said}"\n' for (context, word), said in words.items())
    return "\n".join((HEADER, *rows))


@pytest.fixture
def catalogs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Norwegian and Finnish catalogs beside the product's own code."""
    words = {
        "nb": {
            ("command", "list"): "vis",
            ("command", "log"): "loggfør",
            ("command", "add contact"): "ny kontakt",
            ("option", "out"): "ut",
            ("option", "cost"): "kostnad",
            ("option", "since"): "fra",
            ("value", "very positive"): "svært positiv",
            ("value", "me"): "meg",
            ("value", "none"): "ingen",
        },
        # Finnish has "ut" as another word, and takes the English word "log" for something else.
        "fi": {("option", "in"): "ut", ("command", "list"): "log", ("command", "show"): "näytä"},
    }
    for language, said in words.items():
        path = tmp_path / language / "LC_MESSAGES" / "aftercall.po"
        path.parent.mkdir(parents=True)
        path.write_text(catalog(said), "utf-8")
    caches = (wording.languages, wording.wording, module._vocabulary)
    monkeypatch.setattr(wording, "_LOCALE", tmp_path)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


@pytest.mark.usefixtures("catalogs")
def test_a_catalog_adds_a_language() -> None:
    assert say("loggfør call anna ut kostnad:250 eval:svært positiv: prat", "nb") == LogInteraction(
        words=("call", "anna"),
        note="prat",
        information_flow=InformationFlow.OUTBOUND,
        cost=say("log x cost:250").cost,  # type: ignore[union-attr]
        evaluation=Evaluation.VERY_POSITIVE,
    )
    assert say("vis meg fra:i går", "nb-NO") == say("list me since:yesterday", "nb")
    assert say("ny kontakt Anna", "nb") == say("add contact Anna", "nb")
    assert complete("vi", "nb") == ["vis"]
    assert "svært positiv" in refused("evaluate 12 bra", "nb").allowed
    assert refused("logfør call anna: x", "nb").suggestion == "loggfør call anna: x"


@pytest.mark.usefixtures("catalogs")
def test_words_of_other_languages_are_known_where_they_are_unambiguous() -> None:
    assert say("vis anna", "en") == ListEntries(contact="anna")
    # To an English reader "ut" may be Norwegian or Finnish.
    assert say("log call anna ut", "en") == LogInteraction(words=("call", "anna", "ut"))
    # The reader's language wins, then English.
    assert say("log anna", "fi") == ListEntries(contact="anna")
    assert say("log anna", "nb") == LogInteraction(words=("anna",))
    assert refused("näyttä 12", "en").problem is Problem.UNKNOWN_COMMAND


def test_the_words_are_found_by_babels_extractor() -> None:
    sources = [str(each.__file__) for each in (module, command_words, option_words)]
    found = [row for each in sources for row in extract_from_file("python", each, keywords=DEFAULT_KEYWORDS)]
    messages = {(context, message) for _, message, _, context in found}
    assert {("command", "log"), ("option", "cost"), ("value", "very positive"), ("command", "add contact")} <= messages


def test_unambiguous() -> None:
    assert unambiguous([{"a": "1"}, {"a": "2", "b": "2"}], [{"a": "3", "b": "3", "c": "3", "d": "3"}, {"c": "4", "d": "3"}]) == {
        "a": "1",
        "b": "2",
        "d": "3",
    }


def test_folding() -> None:
    assert folded("  Very-POSITIVE ") == "very positive"
    assert folded("--") == "--"
    assert folded("E-mail") == folded("e mail")


@pytest.mark.parametrize(
    ("said", "code"), [("nb-NO", "nb"), ("nb_NO", "nb"), ("no", "nb"), ("nn", "nb"), ("EN-us", "en"), ("", "en")]
)
def test_languages(said: str, code: str) -> None:
    assert base_language(said) == code


def test_words() -> None:
    english = vocabulary("xx")
    assert english.find(Kind.ANSWER, "YES") == "yes"
    assert english.find(Kind.ANSWER, "perhaps") == ""
    assert english.word(Kind.COMMAND, "log") == "log"
    assert english.words(Kind.ROLE) == ("rep", "manager", "admin", "none")


def test_labels_are_understood_when_they_are_typed() -> None:
    danish = vocabulary("da")
    assert {danish.find(Kind.COMMAND, said) for said in ("ret", "rediger", "Rediger")} == {"edit"}
    assert {danish.find(Kind.ACTION, said) for said in ("ret", "rediger")} == {"change"}
    assert {danish.find(Kind.COMMAND, said) for said in ("kasser", "kassér", "KASSE\u0301R")} == {"drop"}
