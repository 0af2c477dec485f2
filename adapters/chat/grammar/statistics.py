"""`stats [CONTACT | me | PERSON | team] [by BREAKDOWN] [FILTER ...]`."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from adapters.chat.grammar.line import Line, joined
from adapters.chat.grammar.lists import filters
from adapters.chat.grammar.misunderstood import Problem
from adapters.chat.grammar.option_values import bad_date, longest, period_of
from adapters.chat.grammar.tokens import Word
from adapters.chat.vocabulary import Kind, folded
from core.requests.statistics import ShowStatistics
from core.statistics import Breakdown

_DAYS = re.compile(r"[0-9]{1,4}")
# What says whose contacts are meant; of idle ones nothing else can be asked.
_WHOSE = frozenset(("by", "company"))


def statistics(line: Line) -> ShowStatistics:
    """All words that are nothing else are CONTACT or PERSON."""
    words = list(line.head(Kind.STATISTICS_FILTER, note=False).words)
    breakdown = _breakdown(line, words)
    idle_since = _idle(line, words)
    team = _team(line, words)
    whom, values = filters(line, words, Kind.STATISTICS_FILTER)
    if idle_since and (breakdown or values.keys() - _WHOSE):
        raise line.misunderstood(Problem.UNEXPECTED, line.start, len(line.text))
    if team and (whom or "by" in values):
        raise line.misunderstood(Problem.UNEXPECTED, team.start, team.end)
    return ShowStatistics(contact=joined(whom), team=team is not None, breakdown=breakdown, idle_since=idle_since, **values)


def _breakdown(line: Line, words: list[Word]) -> Breakdown | None:
    """Takes `by week`, `by:week` out of the words; `by:` with anything else is a filter."""
    found: Breakdown | None = None
    for at, word in enumerate(list(words)):
        alone = not word.key and not word.quoted and line.vocabulary.find(Kind.STATISTICS_FILTER, word.text) == "by"
        if not alone and word.key != "by":
            continue
        value = words[at + 1 : at + 2] if alone or not word.has_value else [word]
        name, _ = longest(line, Kind.BREAKDOWN, value)
        if name:
            found = Breakdown(name)
            words[at : at + 1 + (value[0] is not word)] = []
            break
        # In other languages such words are of names too: van den Berg, Per.
        if alone and folded(word.text) == "by":
            raise _no_breakdown(line, value)
    return found


def _no_breakdown(line: Line, value: Sequence[Word]) -> Exception:
    allowed = line.vocabulary.words(Kind.BREAKDOWN)
    if not value:
        return line.missing(allowed=allowed)
    nearest = line.nearest(value[0].text, allowed)
    return line.refuse(Problem.UNKNOWN_VALUE, value[0], nearest=nearest, allowed=allowed)


def _idle(line: Line, words: list[Word]) -> date | None:
    """Takes `idle:60d` out of the words: the day so long ago."""
    at = next((at for at, word in enumerate(words) if word.key == "idle"), None)
    if at is None:
        return None
    word = words[at]
    following = words[at + 1 : at + 3]
    value = [Word(word.text, word.value_start, word.end, word.quoted)] if word.has_value else []
    said = [*value, *following]
    if not said:
        raise line.misunderstood(Problem.MISSING_VALUE, word.start, word.end)
    if _DAYS.fullmatch(said[0].text):
        day, used = line.reading.today - timedelta(days=int(said[0].text)), 1
        period = period_of(line, said)
        if period and period[1] > 1:
            day, used = period[0].first, period[1]
    else:
        period = period_of(line, said)
        if period is None:
            raise bad_date(line, said[0])
        day, used = period[0].first, period[1]
    if day > line.reading.today:
        raise line.refuse(Problem.IN_FUTURE, *said[:used])
    words[at : at + 1 + used - len(value)] = []
    return day


def _team(line: Line, words: list[Word]) -> Word | None:
    """Takes `team` out of the words."""
    for at, word in enumerate(words):
        if not word.key and not word.quoted and line.vocabulary.find(Kind.EVERYBODY, word.text):
            return words.pop(at)
    return None
