"""The values of options: each reader gives the fields of the request that a value sets, and how many words it took.

A reader gets the words from the value on, up to the next option; the first is the value itself.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from types import MappingProxyType
from typing import Any

from adapters.chat.grammar.calendar_words import calendar_words
from adapters.chat.grammar.dates import Calendar, Period, read_period
from adapters.chat.grammar.line import Line, joined
from adapters.chat.grammar.misunderstood import Misunderstood, Problem
from adapters.chat.grammar.times import read_time
from adapters.chat.grammar.tokens import Word
from adapters.chat.vocabulary import Kind
from core.values import CorrespondenceType, Evaluation, InitiatedBy, WizardAction

Found = tuple[dict[str, Any], int]
Reader = Callable[[Line, Sequence[Word]], Found]

_AMOUNT = re.compile(r"([0-9]+)(?:[.,]([0-9]{1,2}))?")
_AMOUNT_DIGITS = 9
# The most words that a value without quotes can have: sales finance charge memo.
LONGEST = 4


def free_text(field: str) -> Reader:
    """Any word, or quoted words."""
    return lambda line, words: ({field: words[0].text}, 1)


def key(field: str) -> Reader:
    """The key of something that an entry or template may be without; the reader's word for `none` takes it away."""

    def read(line: Line, words: Sequence[Word]) -> Found:
        none = not words[0].quoted and line.vocabulary.find(Kind.EVALUATION, words[0].text) == "none"
        return {field: "" if none else words[0].text}, 1

    return read


def person(field: str) -> Reader:
    """A PERSON; the reader's word for `me` becomes "me"."""

    def read(line: Line, words: Sequence[Word]) -> Found:
        said = words[0].text
        return {field: line.vocabulary.find(Kind.PERSON, said) or said}, 1

    return read


def choice(field: str, kind: Kind, values: Mapping[str, object]) -> Reader:
    """One of the words of a kind, which may be several words without quotes (very positive)."""

    def read(line: Line, words: Sequence[Word]) -> Found:
        name, used = longest(line, kind, words)
        if not name:
            nearest = line.nearest(words[0].text, line.vocabulary.words(kind))
            quoted = f'"{nearest}"' if " " in nearest else nearest
            raise line.refuse(Problem.UNKNOWN_VALUE, words[0], nearest=quoted, allowed=line.vocabulary.words(kind))
        return {field: values[name]}, used

    return read


def longest(line: Line, kind: Kind, words: Sequence[Word]) -> tuple[str, int]:
    """The English name of the longest phrase of a kind that the words begin with, and its number of words."""
    for count in range(min(LONGEST, len(words)), 0, -1):
        if count == 1 or not (words[0].quoted or any(word.quoted or word.key for word in words[1:count])):
            name = line.vocabulary.find(kind, " ".join(word.text for word in words[:count]))
            if name:
                return name, count
    return "", 0


def amount(field: str) -> Reader:
    """An amount in LCY: up to nine digits and two decimals, after a comma or a point."""

    def read(line: Line, words: Sequence[Word]) -> Found:
        match = _AMOUNT.fullmatch(words[0].text)
        if match is None:
            raise line.refuse(Problem.BAD_AMOUNT, words[0])
        if len(match[1]) > _AMOUNT_DIGITS:
            raise line.refuse(Problem.OUT_OF_RANGE, words[0], limit=10**_AMOUNT_DIGITS - 1)
        return {field: Decimal(match[0].replace(",", "."))}, 1

    return read


def period_of(line: Line, words: Sequence[Word], *, ahead: bool = False, bare: bool = False) -> tuple[Period, int] | None:
    """The period that the words begin with; a quoted word is one of its own."""
    if not words:
        return None
    calendar = Calendar(today=line.reading.today, language=line.reading.language, ahead=ahead, bare=bare)
    if words[0].quoted:
        inside = words[0].text.split()
        found = read_period(inside, calendar)
        return (found[0], 1) if found and found[1] == len(inside) else None
    return read_period([word.text for word in takewhile(lambda word: not word.quoted, words)], calendar)


def bad_date(line: Line, *words: Word) -> Misunderstood:
    """The refusal of words that are no date, with the nearest one, of the reader's language rather than of another."""
    known, said = calendar_words(line.reading.language), joined(words)
    nearest = line.nearest(said, known.own) or line.nearest(said, (*known.days, *known.weekdays))
    return line.refuse(Problem.BAD_DATE, *words, nearest=nearest)


def past_day(line: Line, words: Sequence[Word]) -> Found:
    """`on`: one day, today or before; without a year the latest one."""
    found = period_of(line, words)
    if found is None or not found[0].is_day:
        raise bad_date(line, *words[: found[1] if found else 1])
    if found[0].first > line.reading.today:
        raise line.refuse(Problem.IN_FUTURE, *words[: found[1]])
    return {"on": found[0].first}, found[1]


def time_of_day(line: Line, words: Sequence[Word]) -> Found:
    """`at`."""
    found = read_time(words[0].text.split() if words[0].quoted else [word.text for word in words])
    if found is None:
        raise line.refuse(Problem.BAD_TIME, words[0])
    return {"at": found[0]}, 1 if words[0].quoted else found[1]


def follow_up(line: Line, words: Sequence[Word]) -> Found:
    """`follow:2w "send offer"`: a day, today or later (of a period the first), and a text in quotes."""
    found = period_of(line, words, ahead=True)
    if found is None:
        raise bad_date(line, words[0])
    period, used = found
    if period.first < line.reading.today:
        raise line.refuse(Problem.IN_PAST, *words[:used])
    values: dict[str, Any] = {"follow_up_on": period.first}
    if used < len(words) and words[used].quoted:
        values["follow_up_text"] = words[used].text
        used += 1
    return values, used


EVALUATIONS = MappingProxyType({value.value or "none": value for value in Evaluation})
INITIATORS = MappingProxyType({value.value or "none": value for value in InitiatedBy})
WIZARD_ACTIONS = MappingProxyType({value.value or "none": value for value in WizardAction})
CORRESPONDENCE = MappingProxyType({value.value or "none": value for value in CorrespondenceType})

_ENTRY: Mapping[str, Reader] = MappingProxyType(
    {
        "cost": amount("cost"),
        "on": past_day,
        "at": time_of_day,
        "eval": choice("evaluation", Kind.EVALUATION, EVALUATIONS),
        "initiated": choice("initiated_by", Kind.INITIATOR, INITIATORS),
        "via": free_text("via"),
        "opp": key("opportunity"),
        "campaign": key("campaign"),
        "type": choice("correspondence_type", Kind.CORRESPONDENCE, CORRESPONDENCE),
        "lang": free_text("language"),
        "subject": free_text("subject"),
        "for": person("salesperson"),
        "follow": follow_up,
    }
)

# The readers of each kind of keys.
READERS: Mapping[Kind, Mapping[str, Reader]] = MappingProxyType(
    {
        Kind.OPTION: {**_ENTRY, "segment": free_text("segment")},
        Kind.EDIT_OPTION: {**_ENTRY, "contact": free_text("contact"), "template": free_text("template")},
        Kind.SEGMENT_FIELD: {
            "template": key("template"),
            "cost": amount("unit_cost"),
            "on": past_day,
            "type": _ENTRY["type"],
            "ignore": choice("ignore_contact_correspondence_type", Kind.ANSWER, {"yes": True, "no": False}),
            "lang": key("language"),
            "campaign": _ENTRY["campaign"],
            "subject": _ENTRY["subject"],
            "for": person("salesperson"),
        },
        Kind.TEMPLATE_FIELD: {
            "group": key("group"),
            "cost": amount("unit_cost"),
            "initiated": _ENTRY["initiated"],
            "type": _ENTRY["type"],
            "lang": _ENTRY["lang"],
            "campaign": _ENTRY["campaign"],
            "ignore": choice("ignore_contact_correspondence_type", Kind.ANSWER, {"yes": True, "no": False}),
            "wizard": choice("wizard_action", Kind.WIZARD_ACTION, WIZARD_ACTIONS),
        },
    }
)
