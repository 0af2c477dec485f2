"""The commands about segments: segments, segment."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from adapters.chat.grammar.line import Line, joined
from adapters.chat.grammar.misunderstood import Problem
from adapters.chat.grammar.option_values import bad_date, longest, period_of
from adapters.chat.grammar.options import SEGMENT, Options
from adapters.chat.grammar.tokens import Word
from adapters.chat.vocabulary import Kind
from core.requests.segments import (
    AddToSegment,
    CancelLoggedSegment,
    ChangeSegmentLine,
    FollowUpSegment,
    ListLoggedSegments,
    ListSegments,
    ReduceSegment,
    RemoveFromSegment,
    RemoveSegment,
    RestoreLoggedSegment,
    SaveSegment,
    ShowSegment,
)
from core.values import ContactType

_KEY = re.compile(r"[^\s:]+:(?!//)")

SegmentRequest = (
    ListSegments
    | ListLoggedSegments
    | ShowSegment
    | SaveSegment
    | RemoveSegment
    | ChangeSegmentLine
    | AddToSegment
    | RemoveFromSegment
    | ReduceSegment
    | FollowUpSegment
    | CancelLoggedSegment
    | RestoreLoggedSegment
)


def segments(line: Line) -> ListSegments | ListLoggedSegments:
    """`segments`, `segments logged`."""
    words = line.head(note=False).words
    if not words:
        return ListSegments()
    if line.vocabulary.find(Kind.SEGMENT_LIST, words[0].text) != "logged":
        allowed = line.vocabulary.words(Kind.SEGMENT_LIST)
        raise line.refuse(Problem.UNKNOWN_VALUE, words[0], nearest=line.nearest(words[0].text, allowed), allowed=allowed)
    line.end_at(words[0].end)
    return ListLoggedSegments()


def segment(line: Line) -> SegmentRequest:
    """`segment CODE`, `segment create CODE [OPTION ...]: DESCRIPTION`, and what is done to a segment: `segment CODE ACTION ...`.

    `segment CODE: DESCRIPTION` changes the description.
    """
    head = line.head()
    words = head.words
    if not words:
        return ListSegments()
    if not words[0].quoted and line.vocabulary.find(Kind.SEGMENT_ACTION, words[0].text) == "create":
        return _create(line, words[0].end)
    code = words[0].text
    if len(words) == 1:
        if head.note is None:
            return ShowSegment(segment=code)
        return SaveSegment(code=code, description=line.rest(head.note))
    name, used = longest(line, Kind.SEGMENT_ACTION, words[1:])
    if name in ("", "create"):
        allowed = tuple(line.vocabulary.word(Kind.SEGMENT_ACTION, each) for each in _ACTIONS)
        raise line.refuse(Problem.UNKNOWN_VALUE, words[1], nearest=line.nearest(words[1].text, allowed), allowed=allowed)
    return _ACTIONS[name](line, code, words[used].end)


def _create(line: Line, start: int) -> SaveSegment:
    head = line.head(Kind.SEGMENT_FIELD, start=start)
    options = Options(line, SEGMENT)
    left = options.read(head.words)
    if len(left) > 1:
        raise line.misunderstood(Problem.UNEXPECTED, left[1].start, left[-1].end)
    description = None if head.note is None else line.rest(head.note)
    return SaveSegment(code=left[0].text if left else "", new=True, description=description, **options.values)


def _change(line: Line, code: str, start: int) -> SaveSegment | ChangeSegmentLine:
    """Of the segment; or of one contact in it, where one is named."""
    head = line.head(Kind.SEGMENT_FIELD, start=start)
    options = Options(line, SEGMENT)
    contact = joined(options.read(head.words))
    if not contact:
        description = None if head.note is None else line.rest(head.note)
        return SaveSegment(code=code, description=description, **options.values)
    line.end_at(head.note)
    for word in head.words:
        if word.key and word.key in ("on", "ignore", "campaign"):
            raise line.misunderstood(Problem.UNEXPECTED, word.start, word.end)
    return ChangeSegmentLine(segment=code, contact=contact, **options.values)


def _add(line: Line, code: str, start: int) -> AddToSegment:
    """A contact, or all to whom criteria apply."""
    contact, criteria = _criteria(line, start)
    if contact and criteria:
        raise line.misunderstood(Problem.UNEXPECTED, contact[0].start, contact[-1].end)
    return AddToSegment(segment=code, contact=joined(contact), **criteria)


def _remove(line: Line, code: str, start: int) -> RemoveSegment | RemoveFromSegment:
    """A contact; without one the segment itself."""
    head = line.head(start=start)
    line.end_at(head.note)
    contact = joined(head.words)
    return RemoveFromSegment(segment=code, contact=contact) if contact else RemoveSegment(code=code)


def _reduce(line: Line, code: str, start: int) -> ReduceSegment:
    return _by_criteria(line, code, start, keep=False)


def _refine(line: Line, code: str, start: int) -> ReduceSegment:
    return _by_criteria(line, code, start, keep=True)


def _by_criteria(line: Line, code: str, start: int, *, keep: bool) -> ReduceSegment:
    others, criteria = _criteria(line, start)
    if others:
        allowed = [f"{key}:" for key in line.vocabulary.words(Kind.CRITERION)]
        raise line.misunderstood(Problem.UNEXPECTED, others[0].start, others[-1].end, allowed=allowed)
    return ReduceSegment(segment=code, keep=keep, **criteria)


def _follow_up(line: Line, code: str, start: int) -> FollowUpSegment:
    head = line.head(start=start)
    if len(head.words) > 1:
        raise line.misunderstood(Problem.UNEXPECTED, head.words[1].start, head.words[-1].end)
    description = "" if head.note is None else line.rest(head.note)
    return FollowUpSegment(segment=code, code=joined(head.words), description=description)


def _cancel(line: Line, code: str, start: int) -> CancelLoggedSegment:
    reason = line.rest(start).removeprefix(":").strip()
    words = line.head(start=start, note=False).words
    return CancelLoggedSegment(segment=code, reason=words[0].text.strip() if len(words) == 1 and words[0].quoted else reason)


def _restore(line: Line, code: str, start: int) -> RestoreLoggedSegment:
    line.end_at(start)
    return RestoreLoggedSegment(segment=code)


_ACTIONS: Mapping[str, Callable[[Line, str, int], SegmentRequest]] = MappingProxyType(
    {
        "add": _add,
        "remove": _remove,
        "reduce": _reduce,
        "refine": _refine,
        "change": _change,
        "follow-up": _follow_up,
        "cancel": _cancel,
        "restore": _restore,
    }
)


def _criteria(line: Line, start: int) -> tuple[list[Word], dict[str, Any]]:
    """The words before the first criterion, and the fields of SegmentCriteria. A value without quotes goes on to the next key."""
    before: list[Word] = []
    said: dict[str, list[Word]] = {}
    values = before
    keys: list[Word] = []
    for word in line.head(Kind.CRITERION, start=start, note=False).words:
        if word.key in said:
            raise line.misunderstood(Problem.REPEATED, word.start, word.end)
        if word.key:
            keys.append(word)
            values = said[word.key] = []
        elif not word.quoted and (match := _KEY.match(word.text)):
            # No note begins here, so that a colon can only be meant as a key's.
            raise line.unknown_key(word.start, word.start + match.end(), Kind.CRITERION)
        if word.has_value:
            values.append(Word(word.text, word.value_start, word.end, word.quoted) if word.key else word)
    for key in keys:
        if not said[key.key]:
            raise line.misunderstood(Problem.MISSING_VALUE, key.start, key.end)
    found: dict[str, Any] = {}
    for name, words in said.items():
        found.update(_value(line, name, words))
    return before, found


def _value(line: Line, key: str, words: Sequence[Word]) -> dict[str, Any]:
    if key == "before":
        period = period_of(line, words)
        if period is None:
            raise bad_date(line, words[0])
        if period[1] < len(words):
            raise line.misunderstood(Problem.UNEXPECTED, words[period[1]].start, words[-1].end)
        return {"before": period[0].first}
    text = joined(words)
    if key == "type":
        name = line.vocabulary.find(Kind.CONTACT_TYPE, text)
        if not name:
            allowed = line.vocabulary.words(Kind.CONTACT_TYPE)
            raise line.refuse(Problem.UNKNOWN_VALUE, words[0], nearest=line.nearest(words[0].text, allowed), allowed=allowed)
        return {"type": ContactType(name)}
    if key == "by":
        return {"by": line.vocabulary.find(Kind.PERSON, text) or text}
    return {_FIELDS.get(key, key): text}


_FIELDS: Mapping[str, str] = MappingProxyType({"lang": "language", "title": "job_title", "segment": "other"})
