"""`followups [PERSON]`, `followups done NO [NO ...]`, `followups snooze NO [DAY]`."""

from dataclasses import replace

from adapters.chat.grammar.line import Line
from adapters.chat.grammar.misunderstood import Problem
from adapters.chat.grammar.numbers import all_numbers, first_number
from adapters.chat.grammar.option_values import bad_date, period_of, person
from adapters.chat.vocabulary import Kind
from core.requests.follow_ups import FinishFollowUps, ListFollowUps, SnoozeFollowUp


def follow_ups(line: Line) -> ListFollowUps | FinishFollowUps | SnoozeFollowUp:
    """The first word may say what is to be done; otherwise it is a PERSON."""
    words = line.head(note=False).words
    if not words:
        return ListFollowUps()
    action = "" if words[0].quoted else line.vocabulary.find(Kind.FOLLOW_UP_ACTION, words[0].text)
    rest = replace(line, start=words[0].end)
    if action == "done":
        nos, start = all_numbers(rest)
        line.end_at(start)
        return FinishFollowUps(nos=nos)
    if action == "snooze":
        return _snooze(rest)
    values, used = person("person")(line, words)
    if used < len(words):
        raise line.misunderstood(Problem.UNEXPECTED, words[used].start, words[-1].end)
    return ListFollowUps(**values)


def _snooze(line: Line) -> SnoozeFollowUp:
    """Without a day it is put off until tomorrow; of a period its first day is meant."""
    no, start = first_number(line)
    words = line.head(start=start, note=False).words
    if not words:
        return SnoozeFollowUp(no=no, days=1)
    found = period_of(line, words, ahead=True)
    if found is None:
        raise bad_date(line, words[0])
    period, used = found
    if used < len(words):
        raise line.misunderstood(Problem.UNEXPECTED, words[used].start, words[-1].end)
    if period.first < line.reading.today:
        raise line.refuse(Problem.IN_PAST, *words[:used])
    return SnoozeFollowUp(no=no, until=period.first)
