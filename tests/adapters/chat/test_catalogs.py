"""The catalogs: what can be typed in each language means what it means in English.

`pytest tests/adapters/chat/test_catalogs.py -k nb` asks of one language alone.
"""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from adapters.chat.grammar import Misunderstood, Reading, parse
from adapters.chat.grammar.notify_lines import notify_line
from adapters.chat.grammar.option_values import LONGEST
from adapters.chat.help_options import option_lines
from adapters.chat.help_topics import topics
from adapters.chat.vocabulary import Kind, folded, vocabulary
from adapters.chat.wording import languages, lines
from core.requests.notifications import SaveRule
from tests.adapters.chat.likeness import differences, filled, read
from tests.factories import NOW
from tools.messages import extracted

of_every_language = pytest.mark.parametrize("language", languages())
# A command is looked for in the first words of a line, the words of most kinds one by one.
_WORDS_OF_A_COMMAND = 3
_SEVERAL_WORDS = (
    Kind.ACTION,
    Kind.NOTIFY,
    Kind.EVALUATION,
    Kind.INITIATOR,
    Kind.CORRESPONDENCE,
    Kind.DOCUMENT_TYPE,
    Kind.SKIP_REASON,
    Kind.DOCUMENT_GROUP,
    Kind.FREQUENCY,
    Kind.SEGMENT_ACTION,
    Kind.BREAKDOWN,
    Kind.CONTACT_TYPE,
    Kind.WIZARD_ACTION,
    Kind.CAMPAIGN_STATUS,
    Kind.OPPORTUNITY_STATUS,
    Kind.HELP,
)
# Kinds whose words stand beside each other in one line and must be told apart.
_TOGETHER = (
    (Kind.NOTIFY, Kind.PERSON),
    (Kind.NOTIFY, Kind.DOCUMENT_GROUP, Kind.FREQUENCY),
    (Kind.ACTION, Kind.TEMPLATE_ACTION),
    (Kind.FLAG, Kind.EVALUATION),
    (Kind.PERSON, Kind.EVERYBODY),
    (Kind.PERSON, Kind.FOLLOW_UP_ACTION),
)
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_KEY = re.compile(r"([^\s:,\[\]|/]+):(?!//)")


def problems(found: Iterator[str]) -> None:
    """Fails with all that was found."""
    every = list(found)
    assert not every, "\n" + "\n".join(every)


@cache
def messages() -> tuple[str, ...]:
    return tuple(str(message.id) for message in extracted() if message.context == "line")


@cache
def usages() -> frozenset[str]:
    return frozenset(line for topic in topics(str, str).values() for line in topic.usage)


@cache
def option_lists() -> frozenset[str]:
    return frozenset(said for command in topics(str, str) for said, _ in option_lines(command, str, str))


@of_every_language
def test_lines_ask_for_the_same_as_in_english(language: str) -> None:
    def found() -> Iterator[str]:
        line = lines(language)
        for message in messages():
            wanted = read(message, "en")
            if message in usages() | option_lists() or isinstance(wanted, Misunderstood):
                continue
            for difference in differences(wanted, read(line(message), language)):
                yield f"{language}: “{message}” -> “{line(message)}”: {difference}"

    problems(found())


@of_every_language
def test_forms_of_commands_begin_with_the_command_and_have_its_options(language: str) -> None:
    def found() -> Iterator[str]:
        line = lines(language)
        for message in sorted(usages()):
            said = line(message)
            if _command(message, "en") != _command(said, language):
                yield f"{language}: “{message}” -> “{said}”: another command"
            yield from _other_keys(message, said, language)

    problems(found())


@of_every_language
def test_lists_of_options_name_the_same(language: str) -> None:
    def found() -> Iterator[str]:
        line = lines(language)
        for message in sorted(option_lists()):
            said = line(message)
            yield from _other_keys(message, said, language)
            parts, translated = message.split(", "), said.split(", ")
            if len(parts) != len(translated):
                yield f"{language}: “{message}” -> “{said}”: {len(translated)} parts, not {len(parts)}"
                continue
            for part, other in zip(parts, translated, strict=True):
                meant = _meanings(part, "en")
                if meant and not meant & _meanings(other, language):
                    yield f"{language}: “{message}” -> “{said}”: “{other}” is not what “{part}” is"

    problems(found())


def _command(line: str, language: str) -> str:
    try:
        words = filled(line).split()
    except (KeyError, ValueError, IndexError):
        words = line.split()
    find = vocabulary(language).find
    counts = range(min(_WORDS_OF_A_COMMAND, len(words)), 0, -1)
    return next((name for n in counts if (name := find(Kind.COMMAND, " ".join(words[:n]).rstrip(",:")))), "")


def _meanings(said: str, language: str) -> set[tuple[Kind, str]]:
    """All that a word can be, whatever the place."""
    known = vocabulary(language)
    return {(kind, name) for kind in Kind if (name := known.find(kind, said))}


def _other_keys(message: str, said: str, language: str) -> Iterator[str]:
    """The keys of a line that are not those of the English line."""
    keys, translated = _KEY.findall(message), _KEY.findall(said)
    keys = [key for key in keys if _meanings(key, "en")]
    translated = [key for key in translated if _meanings(key, language)]
    if len(keys) != len(translated):
        yield f"{language}: “{message}” -> “{said}”: keys {translated}, not {keys}"
        return
    for key, other in zip(keys, translated, strict=True):
        if not _meanings(key, "en") & _meanings(other, language):
            yield f"{language}: “{message}” -> “{said}”: “{other}:” is not “{key}:”"


@of_every_language
def test_no_word_means_two_things(language: str) -> None:
    def found() -> Iterator[str]:
        known, english = vocabulary(language), vocabulary("en")
        for kind in Kind:
            meanings: dict[str, str] = {}
            in_english = {folded(word): name for name, said in english.shown[kind].items() for word in said}
            for name, said in known.shown[kind].items():
                for word in said:
                    if meanings.setdefault(folded(word), name) != name:
                        yield f"{language}: {kind} “{word}” is “{name}” and “{meanings[folded(word)]}”"
                    if in_english.get(folded(word), name) != name:
                        yield f"{language}: {kind} “{word}” is “{name}”, but in English “{in_english[folded(word)]}”"
        for kinds in _TOGETHER:
            places: dict[str, tuple[Kind, str]] = {}
            for kind in kinds:
                for name, said in known.shown[kind].items():
                    for word in said:
                        other = places.setdefault(folded(word), (kind, name))
                        if other[0] is not kind and language != "en":
                            yield f"{language}: {kind} “{word}” is {other[0]} “{other[1]}” too; both can stand in one line"

    problems(found())


@of_every_language
def test_every_word_is_understood(language: str) -> None:
    def found() -> Iterator[str]:
        known = vocabulary(language)
        for kind in Kind:
            for name, said in known.shown[kind].items():
                for word in said:
                    most = LONGEST if kind in _SEVERAL_WORDS else _WORDS_OF_A_COMMAND if kind is Kind.COMMAND else 1
                    if len(folded(word).split()) > most and len(word.split()) > most:
                        yield f"{language}: {kind} “{word}” ({name}) has more than {most} words"
                    for form in (word, word.upper(), _HYPHEN.sub(" ", word)):
                        if known.find(kind, form) != name:
                            yield f"{language}: {kind} “{form}” is not understood as “{name}”"
                    if kind is Kind.COMMAND and _read_as(word, language) != name:
                        yield f"{language}: a line that begins with “{word}” is not “{name}”"

    problems(found())


def _read_as(word: str, language: str) -> str:
    """The command that a line is read as which is nothing else."""
    return _command(word, language) if _is_read(word, language) else ""


def _is_read(word: str, language: str) -> bool:
    try:
        return bool(parse(word, Reading(NOW, language)))
    except Misunderstood as refusal:
        return bool(refusal.command)


@of_every_language
def test_words_of_all_languages_are_understood_where_they_are_unambiguous(language: str) -> None:
    def found() -> Iterator[str]:
        known = vocabulary(language)
        for kind in Kind:
            meanings: dict[str, set[str]] = {}
            for each in languages():
                for name, said in vocabulary(each).shown[kind].items():
                    for word in said:
                        meanings.setdefault(folded(word), set()).add(name)
            for word, names in meanings.items():
                if len(names) == 1 and known.find(kind, word) not in names:
                    yield f"{language}: {kind} “{word}” is not understood as “{next(iter(names))}”"
            for name, said in vocabulary("en").shown[kind].items():
                for word in said:
                    if known.find(kind, word) != name:
                        yield f"{language}: the English {kind} “{word}” is not understood as “{name}”"

    problems(found())


@of_every_language
def test_lines_that_are_put_together_are_read_as_what_they_were_made_of(language: str) -> None:
    def found() -> Iterator[str]:
        reading = Reading(NOW, language)
        for line in _RULES:
            request = parse(line, Reading(NOW))
            assert isinstance(request, SaveRule)
            said = notify_line(request, language)
            try:
                if parse(said, reading) != request:
                    yield f"{language}: “{line}” -> “{said}”: means something else"
            except Misunderstood as refusal:
                yield f"{language}: “{line}” -> “{said}”: cannot be read, {refusal.problem} »{refusal.word}«"

    problems(found())


_RULES = (
    "notify me all at once",
    "notify me invoices, credit memos above:1000 hourly",
    "notify me quotes, orders daily at 8:00",
    'notify here deliveries, returns contact:"Anna Olsen" weekly on friday at 16:30',
    "notify here sales, purchases, service template:call by:me at once",
    "notify mute sales draft invoice, purchase order, service contract quote",
)
