"""The main conversation in each language, all of it typed in that language's own words."""

import re
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from functools import cache
from string import Formatter

import pytest

from adapters.chat.vocabulary import Kind, vocabulary
from adapters.chat.wording import languages, wording
from core.entry import InteractionLogEntry
from core.languages import NAMES
from core.values import Evaluation
from tests.adapters.console.talk import Terminal
from tests.factories import NOW
from tools.messages import extracted

_YESTERDAY = {"en": "yesterday", "nb": "i går", "da": "i går", "sv": "i går", "fi": "eilen", "nl": "gisteren"}
_LONG = 12


@cache
def english(language: str) -> tuple[str, ...]:
    """What would be said in English where a message were not said in the language: the fixed parts of messages."""
    gettext = wording(language).gettext
    parts: set[str] = set()
    for message in extracted():
        if not message.context:
            text = str(message.id if isinstance(message.id, str) else message.id[0])
            fixed = {part.strip() for part, *_ in Formatter().parse(text)}
            parts |= {part for part in fixed if len(part) > _LONG and part not in gettext(text)}
    return tuple(sorted(parts))


def in_the_language(said: Sequence[str], language: str) -> str:
    """All that was said, in which there is nothing in English."""
    text = "\n".join(said)
    left = [part for part in english(language) if language != "en" and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text)]
    assert not left, f"{language}: {left}\n{text}"
    return text


@pytest.mark.parametrize("language", languages())
async def test_the_main_conversation(terminal: Terminal, language: str) -> None:
    known = vocabulary(language)

    def word(name: str, kind: Kind = Kind.COMMAND) -> str:
        return known.word(kind, name)

    async def say(*lines: str) -> str:
        return in_the_language(await terminal.say(*lines), language)

    async def entry() -> InteractionLogEntry:
        return await terminal.database.read(1, lambda work: work.entries.get(1))

    native = NAMES[language][0]
    assert native.lower().split()[0] in (await say(f"{word('language')} {native}")).lower()
    helped = await say(word("help"))
    assert f"{word('log')} call " in helped
    assert f"{word('cancel')} " in helped
    assert f"{word('log')}: " in await say(f"{word('help')} {word('log')}")

    day = _YESTERDAY[language]
    options = f"{word('on', Kind.OPTION)}:{day} {word('at', Kind.OPTION)}:14:30 30m {word('cost', Kind.OPTION)}:250"
    note = "Ærlig prat om åpne poster"
    logged = await say(f"{word('log')} call anna {options} {word('out', Kind.FLAG)}: {note}")
    assert "#1" in logged
    kept = await entry()
    assert (kept.note or kept.description, kept.duration, kept.cost) == (note, 30, Decimal(250))
    assert kept.at.date() == (NOW - timedelta(days=1)).date()

    listed = await say(f"{word('list')} anna {word('since', Kind.FILTER)}:{day} {word('template', Kind.FILTER)}:call")
    assert ("#1" in listed, "Anna Olsen" in listed) == (True, True)
    assert "#1" not in await say(f"{word('list')} {word('canceled', Kind.FILTER)}:{word('yes', Kind.ANSWER)}")
    assert note in await say(f"{word('show')} 1")

    assert "#1" in await say(f"{word('cancel')} 1 {note}")
    assert ((await entry()).canceled, (await entry()).cancel_reason) == (True, note)
    await say(word("undo"))
    assert not (await entry()).canceled

    await say(f"{word('comment')} 1 {note}")
    comments = await terminal.database.read(1, lambda work: work.history.comments(1))
    assert [comment.text for comment in comments] == [note]
    await say(f"{word('evaluate')} 1 {word('very positive', Kind.EVALUATION)}")
    assert (await entry()).evaluation is Evaluation.VERY_POSITIVE
    by = f"{word('by', Kind.STATISTICS_FILTER)} {word('template', Kind.BREAKDOWN)}"
    counted = await say(f"{word('stats')} {word('me', Kind.PERSON)} {by}")
    assert "1" in counted
    assert "250" in counted


@pytest.mark.parametrize("language", languages())
async def test_a_question_is_answered_in_the_language(terminal: Terminal, language: str) -> None:
    known = vocabulary(language)
    await terminal.say(f"{known.word(Kind.COMMAND, 'language')} {NAMES[language][0]}", who="ada")
    remove = f"{known.word(Kind.COMMAND, 'template')} meeting {known.word(Kind.ACTION, 'remove')}"
    asked = await terminal.say(remove, known.word(Kind.ANSWER, "no"), remove, known.word(Kind.ANSWER, "yes"), who="ada")
    assert f"{known.word(Kind.ANSWER, 'yes')}: " in in_the_language(asked, language)
    assert await terminal.database.read(1, lambda work: work.templates.find("MEETING")) is None
    refused = await terminal.say("xyzzy", known.word(Kind.COMMAND, "replay"), f"{known.word(Kind.COMMAND, 'show')} 99", who="ada")
    in_the_language(refused, language)
