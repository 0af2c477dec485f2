"""`notify`: who is told of recorded documents, and when.

`notify [me|here] [TYPE ...] [KEY:VALUE ...] [FREQUENCY]` and, in place of a rule, on, off, quiet, mute and remove. A line that
names neither `me` nor `here` is about the person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from babel import Locale

from adapters.chat.grammar.calendar_words import calendar_words
from adapters.chat.grammar.line import Line, joined
from adapters.chat.grammar.misunderstood import Misunderstood, Problem
from adapters.chat.grammar.numbers import MAX_NO
from adapters.chat.grammar.option_values import amount, longest, person, time_of_day
from adapters.chat.grammar.times import clock
from adapters.chat.grammar.tokens import Word
from adapters.chat.vocabulary import Kind, base_language
from core.document_groups import ALL
from core.languages import LANGUAGES
from core.notification import Frequency
from core.requests.notifications import (
    RemoveRule,
    SaveRule,
    SetChannelLanguage,
    SetQuietHours,
    ShowNotifications,
    SwitchNotifications,
)
from core.values import Weekday

Notify = ShowNotifications | SaveRule | RemoveRule | SetQuietHours | SwitchNotifications | SetChannelLanguage

_LONGEST = 4
_SPAN = re.compile(r"(.+?)\s*[-–—]\s*(.+)")
_NUMBER = re.compile(r"#?([0-9]{1,10})")
_ABOVE = amount("above")
_BY = person("by")


def notify(line: Line) -> Notify:
    """Raises Misunderstood."""
    words = list(line.head(Kind.NOTIFY_OPTION, note=False).words)
    if not words:
        return ShowNotifications()
    here = _said(line, words[0]) == "here"
    me = not here and _plain(words[0]) and bool(line.vocabulary.find(Kind.PERSON, words[0].text))
    rest = words[1:] if here or me else words
    action, used = longest(line, Kind.NOTIFY, rest) if rest and _plain(rest[0]) else ("", 0)
    if words is rest and len(words) == 1 and _plain(words[0]) and (no := _number(words[0])):
        return ShowNotifications(rule=no)
    match action:
        case "on" | "off" if action == "off" or len(rest) == used:
            # `notify me on monday` is a rule.
            _nothing_more(line, rest[used:])
            return SwitchNotifications(on=action == "on", here=here)
        case "own" if not here:
            return _own(line, rest[used:])
        case "quiet":
            return _quiet(line, rest[used:], here)
        case "language" if here:
            return _language(line, rest[used:])
        case "remove" if not here and not me:
            return _remove(line, rest[used:])
        case "mute":
            return _rule(line, rest[used:], here, mute=True)
    return _rule(line, rest, here, mute=False)


def _plain(word: Word) -> bool:
    return not word.quoted and not word.key


def _said(line: Line, word: Word) -> str:
    return line.vocabulary.find(Kind.NOTIFY, word.text) if _plain(word) else ""


def _nothing_more(line: Line, words: Sequence[Word]) -> None:
    if words:
        raise line.misunderstood(Problem.UNEXPECTED, words[0].start, words[-1].end)


def _own(line: Line, words: Sequence[Word]) -> SwitchNotifications:
    """`notify own on`, `notify own off`."""
    allowed = (line.vocabulary.word(Kind.NOTIFY, "on"), line.vocabulary.word(Kind.NOTIFY, "off"))
    if not words:
        raise line.missing(allowed=allowed)
    name = _said(line, words[0])
    if name not in ("on", "off"):
        raise line.refuse(Problem.UNKNOWN_VALUE, words[0], nearest=line.nearest(words[0].text, allowed), allowed=allowed)
    _nothing_more(line, words[1:])
    return SwitchNotifications(on=name == "on", own=True)


def _language(line: Line, words: Sequence[Word]) -> SetChannelLanguage:
    """`notify here language LANG`."""
    if not words:
        raise line.missing(allowed=LANGUAGES)
    return SetChannelLanguage(language=joined(words))


def _remove(line: Line, words: Sequence[Word]) -> RemoveRule:
    """`notify remove 3`."""
    if not words:
        raise line.missing()
    no = _number(words[0]) if _plain(words[0]) else 0
    if not no:
        raise line.refuse(Problem.BAD_RULE, words[0])
    _nothing_more(line, words[1:])
    return RemoveRule(rule=no)


def _number(word: Word) -> int:
    """The number of a rule, 0 for a word that is none."""
    match = _NUMBER.fullmatch(word.text)
    return int(match[1]) if match and int(match[1]) <= MAX_NO else 0


def _quiet(line: Line, words: Sequence[Word], here: bool) -> SetQuietHours:
    """`notify quiet 20:00-7:00`, `notify quiet off`."""
    if not words:
        raise line.missing()
    if _said(line, words[0]) == "off":
        _nothing_more(line, words[1:])
        return SetQuietHours(here=here)
    begin, end = _span(line, words)
    return SetQuietHours(here=here, quiet_from=begin, quiet_until=end)


def _span(line: Line, words: Sequence[Word]) -> tuple[time, time]:
    """Two times with a dash between them, which all of the words are."""
    match = _SPAN.fullmatch(joined(words))
    begin, end = (clock(match[1]), clock(match[2])) if match else (None, None)
    if begin is None or end is None:
        start = words[0].value_start if words[0].key else words[0].start
        raise line.misunderstood(Problem.BAD_SPAN, start, words[-1].end)
    return begin, end


def _rule(line: Line, words: Sequence[Word], here: bool, *, mute: bool) -> SaveRule:
    reading = _Rule(line, mute)
    at = 0
    while at < len(words):
        at += reading.take(words, at)
    return SaveRule(here=here, mute=mute, **reading.result())


@dataclass(slots=True)
class _Rule:
    """A rule as it is read. `values` are fields of SaveRule."""

    line: Line
    mute: bool
    names: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    contact: bool = False
    timed: Word | None = None

    def result(self) -> dict[str, Any]:
        """A weekday means weekly, and a time alone daily. Raises Misunderstood where something else was said."""
        if self.timed is not None:
            fitting = (Frequency.WEEKLY,) if "weekday" in self.values else (Frequency.DAILY, Frequency.WEEKLY)
            if self.values.setdefault("frequency", fitting[0]) not in fitting:
                raise self.line.misunderstood(Problem.UNEXPECTED, self.timed.start, self.timed.end)
        if self.names:
            self.values["documents"] = ALL if ALL in self.names else " ".join(dict.fromkeys(self.names))
        elif self.values and self.values.keys() <= {"frequency", "at", "weekday"}:
            # Who says when, and not what, means all.
            self.values["documents"] = ALL
        return self.values

    def take(self, words: Sequence[Word], at: int) -> int:
        """Reads what begins at `at`, and gives the number of words it has. Raises Misunderstood."""
        word = words[at]
        follows_contact, self.contact = self.contact, False
        if word.key:
            return self._option(words, at)
        if not word.quoted:
            for read in (self._frequency, self._time, self._documents):
                if used := read(words, at):
                    return used
        if follows_contact:
            # `contact:fjord as` is one CONTACT.
            self.values["contact"] += f" {word.text}"
            self.contact = not word.quoted
            return 1
        raise self._unknown(word)

    def _put(self, values: dict[str, Any], word: Word) -> None:
        for name, value in values.items():
            if self.values.setdefault(name, value) != value:
                raise self.line.misunderstood(Problem.REPEATED, word.start, word.end)

    def _option(self, words: Sequence[Word], at: int) -> int:
        word = words[at]
        following = [Word(word.text, word.value_start, word.end, word.quoted)] if word.has_value else []
        own = len(following)
        following += _until_key(words[at + 1 :])
        if not following:
            raise self.line.misunderstood(Problem.MISSING_VALUE, word.start, word.end)
        if word.key in ("quiet", "on", "at"):
            self._refuse_when_mute([word])
        match word.key:
            case "above":
                values, used = _ABOVE(self.line, following)
            case "by":
                values, used = _BY(self.line, following)
            case "at":
                values, used = time_of_day(self.line, following)
            case "on":
                values, used = {"weekday": self._weekday(following[0])}, 1
            case "quiet":
                begin, end = _span(self.line, following[:1])
                values, used = {"quiet_from": begin, "quiet_until": end}, 1
            case _:
                values, used = {word.key: following[0].text}, 1
                self.contact = word.key == "contact" and not following[0].quoted
        self._put(values, word)
        if word.key in ("at", "on"):
            self.timed = word
        return used + 1 - own

    def _frequency(self, words: Sequence[Word], at: int) -> int:
        """at once, hourly, daily, weekly."""
        name, used = _longest(self.line, (Kind.FREQUENCY,), words, at)
        if name:
            self._refuse_when_mute(words[at : at + used])
            self._put({"frequency": Frequency(name)}, words[at])
        return used

    def _time(self, words: Sequence[Word], at: int) -> int:
        """`on monday`, `at 8:00`; after a frequency, which tells that such a word can follow, without `on` and `at` too."""
        following = _until_key(words[at:])
        link = self.line.vocabulary.find(Kind.LINK, following[0].text.rstrip("."))
        said = following[1:] if link else following
        if not said:
            raise self.line.misunderstood(Problem.MISSING_VALUE, words[at].start, words[at].end)
        if not link:
            if "frequency" not in self.values:
                return 0
            link = "on" if self._weekday_number(said[0]) is not None else "at" if ":" in said[0].text else ""
        if not link:
            return 0
        values, used = time_of_day(self.line, said) if link == "at" else ({"weekday": self._weekday(said[0])}, 1)
        used += len(following) - len(said)
        self._refuse_when_mute(words[at : at + used])
        self._put(values, words[at])
        self.timed = words[at]
        return used

    def _refuse_when_mute(self, words: Sequence[Word]) -> None:
        """What is muted is muted at all times."""
        if self.mute:
            _nothing_more(self.line, words)

    def _weekday_number(self, word: Word) -> int | None:
        known = calendar_words(self.line.reading.language)
        said = word.text.casefold().rstrip(".")
        return known.weekdays.get(said, known.short_weekdays.get(said))

    def _weekday(self, word: Word) -> Weekday:
        number = self._weekday_number(word)
        if number is None:
            allowed = tuple(weekday_word(day, self.line.reading.language) for day in Weekday)
            raise self.line.refuse(Problem.UNKNOWN_VALUE, word, nearest=self.line.nearest(word.text, allowed), allowed=allowed)
        return list(Weekday)[number]

    def _documents(self, words: Sequence[Word], at: int) -> int:
        name, used = _longest(self.line, (Kind.DOCUMENT_GROUP, Kind.DOCUMENT_TYPE), words, at)
        if name:
            self.names.append(name)
        return used

    def _unknown(self, word: Word) -> Misunderstood:
        known = self.line.vocabulary
        if not word.quoted and ":" in word.text and not word.text.startswith(":"):
            return self.line.unknown_key(word.start, word.start + word.text.index(":") + 1, Kind.NOTIFY_OPTION)
        groups, types = known.words(Kind.DOCUMENT_GROUP), known.words(Kind.DOCUMENT_TYPE)
        others = (*known.words(Kind.FREQUENCY), *known.words(Kind.NOTIFY))
        nearest = "" if word.quoted else self.line.nearest(word.text, (*groups, *types, *others))
        return self.line.refuse(Problem.UNKNOWN_VALUE, word, nearest=nearest, allowed=(*groups, *known.words(Kind.FREQUENCY)))


def _until_key(words: Sequence[Word]) -> list[Word]:
    following: list[Word] = []
    for word in words[:8]:
        if word.key:
            break
        following.append(word)
    return following


def _longest(line: Line, kinds: Sequence[Kind], words: Sequence[Word], at: int) -> tuple[str, int]:
    """The English name of the longest phrase of one of the kinds that begins at `at`, the first kind first; and its words."""
    following = _until_key(words[at : at + _LONGEST])
    for count in range(len(following), 0, -1):
        if any(word.quoted for word in following[:count]):
            continue
        said = " ".join(word.text for word in following[:count]).rstrip(",;")
        for kind in kinds:
            name = line.vocabulary.find(kind, said)
            if name:
                return name, count
    return "", 0


def weekday_word(day: Weekday, language: str) -> str:
    """The word for a weekday in a language, as it is typed."""
    code = base_language(language)
    names = Locale.parse(code if code in LANGUAGES else "en").days["stand-alone"]["wide"]
    return str(names[list(Weekday).index(day)]).casefold()
