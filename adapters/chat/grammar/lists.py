"""`list [CONTACT] [FILTER ...]`."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from adapters.chat.grammar.line import Line, joined, until_key
from adapters.chat.grammar.misunderstood import Problem
from adapters.chat.grammar.numbers import MAX_NO
from adapters.chat.grammar.option_values import (
    EVALUATIONS,
    Found,
    Reader,
    bad_date,
    choice,
    free_text,
    longest,
    period_of,
    person,
)
from adapters.chat.grammar.tokens import Word
from adapters.chat.vocabulary import Kind
from core.document import DocumentType
from core.requests.entries import ListEntries

_NOS = re.compile(r"#?([0-9]*)([-–])?#?([0-9]*)")
_YES: Mapping[str, bool | None] = MappingProxyType({"yes": True, "no": False, "all": None})


def entries(line: Line) -> ListEntries:
    """All words that are no filter, no period (today, last week) and not `me` are CONTACT."""
    contact, values = filters(line, line.head(Kind.FILTER, note=False).words)
    return ListEntries(contact=joined(contact), **values)


def filters(line: Line, words: Sequence[Word], keys: Kind = Kind.FILTER) -> tuple[list[Word], dict[str, Any]]:
    """The words that are no filter, and the fields of EntryFilters that the others set; `keys` are those of the command."""
    contact: list[Word] = []
    values: dict[str, Any] = {}
    at = 0
    while at < len(words):
        if words[at].key == "contact":
            # `contact:anna olsen` is one CONTACT.
            if not words[at].has_value and not until_key(words[at + 1 :]):
                raise line.misunderstood(Problem.MISSING_VALUE, words[at].start, words[at].end)
            contact.append(words[at])
            at += 1
            continue
        found = _filter(line, words, at, keys) or _bare(line, words, at)
        if found is None:
            contact.append(words[at])
            at += 1
            continue
        for name, value in found[0].items():
            if values.setdefault(name, value) != value:
                raise line.misunderstood(Problem.REPEATED, words[at].start, words[at].end)
        at += found[1]
    _turn_around(line, words, values)
    return contact, values


def _turn_around(line: Line, words: Sequence[Word], values: dict[str, Any]) -> None:
    """`since:monday until:friday`: an end before the beginning, which leaves open whether it is past, is to come."""
    since, until = values.get("since"), values.get("until")
    ends = [at for at, word in enumerate(words) if word.key == "until"]
    if since is None or until is None or until >= since or not ends:
        return
    value, following = _value(words, ends[-1])
    later = period_of(line, (*value, *following), ahead=True)
    if later and later[0].last >= since:
        values["until"] = later[0].last


def _filter(line: Line, words: Sequence[Word], at: int, keys: Kind) -> Found | None:
    word = words[at]
    if word.quoted and not word.key:
        return None
    if not word.key:
        # No note begins here, so that a colon can only be meant as a filter's.
        key, colon, value = word.text.partition(":")
        if colon and not value.startswith("//"):
            raise line.unknown_key(word.start, word.start + len(key) + 1, keys)
        return None
    value_word, following = _value(words, at)
    if word.key in _YES_NO:
        return _answer(line, word, value_word, following)
    if not value_word and not following:
        raise line.misunderstood(Problem.MISSING_VALUE, word.start, word.end)
    found, used = _READERS[word.key](line, (*value_word, *following))
    return found, used if value_word else used + 1


def _value(words: Sequence[Word], at: int) -> tuple[tuple[Word, ...], Sequence[Word]]:
    """What is written together with the key at an index, and the words that follow up to the next key."""
    word = words[at]
    value = (Word(word.text, word.value_start, word.end, word.quoted),) if word.has_value else ()
    return value, until_key(words[at + 1 :])


def _answer(line: Line, word: Word, value: Sequence[Word], following: Sequence[Word]) -> Found:
    """yes, no or all; a filter alone (`failed:`) means yes."""
    field = _YES_NO[word.key]
    if value:
        return choice(field, Kind.ANSWER, _YES)(line, value)
    name, used = longest(line, Kind.ANSWER, following[:1])
    return {field: _YES[name] if name else True}, 1 + used


def _bare(line: Line, words: Sequence[Word], at: int) -> Found | None:
    """`me`, or a period that cannot be a name."""
    if words[at].quoted:
        return None
    if line.vocabulary.find(Kind.PERSON, words[at].text):
        return {"by": "me"}, 1
    found = period_of(line, until_key(words[at:]), bare=True)
    return ({"since": found[0].first, "until": found[0].last}, found[1]) if found else None


def _days(line: Line, words: Sequence[Word]) -> Found:
    found = period_of(line, words)
    if found is None:
        raise bad_date(line, words[0])
    return {"since": found[0].first, "until": found[0].last}, found[1]


def _bound(name: str) -> Reader:
    """One end of the days: `since:last month` is its first day, `until:last month` its last."""

    def read(line: Line, words: Sequence[Word]) -> Found:
        days, used = _days(line, words)
        return {name: days[name]}, used

    return read


def _phrase(name: str) -> Reader:
    """Words up to the next filter, `me` or period: `text:new terms`, `company:Fjordlaks AS since:monday`."""

    def read(line: Line, words: Sequence[Word]) -> Found:
        end = 1
        while not words[0].quoted and end < len(words) and not words[end].quoted and _bare(line, words, end) is None:
            end += 1
        return {name: joined(words[:end])}, end

    return read


def _nos(line: Line, words: Sequence[Word]) -> Found:
    """`no:1042`, `no:1-500`, `no:1042-`, `no:-500`."""
    match = _NOS.fullmatch(words[0].text)
    if match is None or not (match[1] or match[3]):
        raise line.refuse(Problem.BAD_NUMBERS, words[0])
    low, high = (int(part[:11] or 0) for part in (match[1], match[3]))
    if not match[2]:
        high = low
    if max(low, high) > MAX_NO:
        raise line.refuse(Problem.OUT_OF_RANGE, words[0], limit=MAX_NO)
    if (match[1] and not low) or (match[3] and high < max(low, 1)):
        raise line.refuse(Problem.BAD_NUMBERS, words[0])
    return {"no_from": low, "no_to": high}, 1


# "all" is None: no condition.
_YES_NO: Mapping[str, str] = MappingProxyType(
    {"canceled": "canceled", "postponed": "postponed", "failed": "failed", "auto": "automatic"}
)
_TYPES: Mapping[str, str] = MappingProxyType({each.value: each.value for each in DocumentType})
_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "since": _bound("since"),
        "until": _bound("until"),
        "on": _days,
        "template": free_text("template"),
        "group": free_text("group"),
        "by": person("by"),
        "eval": choice("evaluation", Kind.EVALUATION, EVALUATIONS),
        "document": choice("document_type", Kind.DOCUMENT_TYPE, _TYPES),
        "document-no": free_text("document_no"),
        "segment": free_text("segment"),
        "campaign": free_text("campaign"),
        "company": _phrase("company"),
        "no": _nos,
        "text": _phrase("text"),
        "about": free_text("about"),
    }
)
