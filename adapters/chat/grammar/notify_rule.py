"""What a rule of notifications is told with: documents, filters, and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from babel import Locale

from adapters.chat.grammar.calendar_words import calendar_words
from adapters.chat.grammar.line import Line, joined, until_key
from adapters.chat.grammar.misunderstood import Misunderstood, Problem
from adapters.chat.grammar.option_values import amount, person, time_of_day
from adapters.chat.grammar.times import CLOCK_WORDS, clock, read_time
from adapters.chat.grammar.tokens import Word
from adapters.chat.vocabulary import Kind, base_language
from core.document_groups import ALL
from core.languages import LANGUAGES
from core.notification import Frequency
from core.values import Weekday

_LONGEST = 4
_SPAN = re.compile(r"(.+?)\s*[-–—]\s*(.+)")
_ABOVE = amount("above")
_BY = person("by")


def nothing_more(line: Line, words: Sequence[Word]) -> None:
    """Raises Misunderstood where there are words that nothing asks for."""
    if words:
        raise line.misunderstood(Problem.UNEXPECTED, words[0].start, words[-1].end)


def span(line: Line, words: Sequence[Word]) -> tuple[time, time]:
    """Two times with a dash between them, which all of the words are."""
    match = _SPAN.fullmatch(joined(words))
    begin, end = (clock(match[1]), clock(match[2])) if match else (None, None)
    if begin is None or end is None:
        start = words[0].value_start if words[0].key else words[0].start
        raise line.misunderstood(Problem.BAD_SPAN, start, words[-1].end)
    return begin, end


@dataclass(slots=True)
class RuleReading:
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
        following += until_key(words[at + 1 :])
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
                begin, end = span(self.line, following[:1])
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
        """`on monday`, `mondays`, `at 8:00`; after a frequency, which tells that such words can follow, `monday` and `8:00`."""
        following = until_key(words[at:])
        first = following[0].text.casefold().rstrip(".")
        link = self.line.vocabulary.find(Kind.LINK, first) or ("at" if first in CLOCK_WORDS else "")
        said = following[1:] if link else following
        if not said:
            raise self.line.misunderstood(Problem.MISSING_VALUE, words[at].start, words[at].end)
        # What stands before a time in one language stands before a weekday in another.
        if link != "on" and self._weekday_number(said[0]) is not None:
            named = link or "frequency" in self.values or first in calendar_words(self.line.reading.language).each_weekday
            link = "on" if named else ""
        elif not link and "frequency" in self.values and _is_time(said):
            link = "at"
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
            nothing_more(self.line, words)

    def _weekday_number(self, word: Word) -> int | None:
        known = calendar_words(self.line.reading.language)
        said = word.text.casefold().rstrip(".")
        return next((each[said] for each in (known.weekdays, known.short_weekdays, known.each_weekday) if said in each), None)

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


def _is_time(words: Sequence[Word]) -> bool:
    """Whether the words begin with a time, or with what is meant for one; a number alone can be meant for more."""
    found = read_time([word.text for word in words])
    return ":" in words[0].text or (found is not None and not (found[1] == 1 and words[0].text.isdecimal()))


def _longest(line: Line, kinds: Sequence[Kind], words: Sequence[Word], at: int) -> tuple[str, int]:
    """The English name of the longest phrase of one of the kinds that begins at `at`, the first kind first; and its words."""
    following = until_key(words[at : at + _LONGEST])
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
