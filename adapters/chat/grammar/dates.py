"""Dates and periods in six languages, whatever the reader's; the reader's language wins where a word is ambiguous.

today, i forgårs, viime tiistaina, 3 dagen geleden, om to uker, förra veckan, 19.11., 19/11, 2026-11-19, 19. november, nov 19.
Numbers are day first. Weeks begin on Monday.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from adapters.chat.grammar.calendar_words import FILLERS, INNER_FILLERS, CalendarWords, calendar_words

_LONGEST = 6
_YEARS = range(1900, 2200)
_ISO = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})")
_NUMERIC = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})(?:[./-]([0-9]{4}|[0-9]{2})|\.)?")
_SPAN = re.compile(r"([0-9]{1,3})([^\W\d_]+)")
_DAY = re.compile(r"([0-9]{1,2})(?:\.|st|nd|rd|th|e|de|ste|:e)?")
_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})[.-]?([^\W\d_]{3,})\.?")


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How phrases are read: from `today`; with `ahead`, what leaves open whether it is past or future is future.

    `bare`: only what cannot be a name or a number (today, last week, 2026-11-19, not May, Tor, 19.11.).
    """

    today: date
    language: str
    ahead: bool = False
    bare: bool = False


def read_period(words: Sequence[str], calendar: Calendar) -> tuple[Period, int] | None:
    """The period and the number of words of the longest one that `words` begin with. A day is a period too."""
    known = calendar_words(calendar.language)
    said = [word.casefold().rstrip(",") for word in words[:_LONGEST]]
    if not said or not (said[0][:1].isdecimal() or said[0].rstrip(".") in known.starts):
        return None
    reader = _Reader(calendar, known)
    for count in range(len(said), 0, -1):
        try:
            period = reader.period(said[:count])
        except (OverflowError, ValueError):
            # A day that does not exist (31.2.), or one beyond the calendar.
            continue
        if period and period.first.year in _YEARS and period.last.year in _YEARS:
            return period, count
    return None


class _Reader:
    """Reads phrases: each method gives the period that all of its words are, or None."""

    __slots__ = ("ahead", "bare", "today", "words")

    def __init__(self, calendar: Calendar, words: CalendarWords) -> None:
        self.words = words
        self.today = calendar.today
        self.ahead = calendar.ahead
        self.bare = calendar.bare

    def period(self, said: list[str]) -> Period | None:
        plain = [word.rstrip(".") for word in said]
        return (
            self._phrase(" ".join(plain))
            or self._relative(plain)
            or self._span(plain)
            or self._weekday(plain)
            or self._numeric(said)
            or self._named(said)
            or (self.period(said[1:]) if plain[0] in FILLERS and len(said) > 1 else None)
        )

    def _phrase(self, phrase: str) -> Period | None:
        if phrase in self.words.days:
            return _day(self.today + timedelta(self.words.days[phrase]))
        if phrase in self.words.years:
            return _unit("y", _shifted(self.today, "y", self.words.years[phrase]))
        return None

    def _relative(self, said: list[str]) -> Period | None:
        """last week, this month, next tuesday, i tirsdags, last november."""
        if len(said) == 2 and said[0] == "i" and said[1] in self.words.past_weekdays:
            return _day(self._nearest_weekday(self.words.past_weekdays[said[1]], -1))
        if len(said) != 2 or said[0] not in self.words.relative:
            return None
        where, what = self.words.relative[said[0]], said[1]
        if unit := self.words.units.get(what):
            return _unit(unit, _shifted(self.today, unit, where))
        weekday = self._weekday_number(what)
        if weekday is not None:
            return _day(self._nearest_weekday(weekday, where))
        month = self._month_number(what)
        if month is not None and where == -1:
            past = date(self.today.year - (month >= self.today.month), month, 1)
            return _unit("m", past)
        return None

    def _span(self, said: list[str]) -> Period | None:
        """3 days ago, for en uke siden, in two weeks, 2w; without a word that tells, the way that `ahead` says."""
        way = 1 if self.ahead else -1
        told = False
        rest = said
        if len(rest) > 1 and rest[0] in self.words.within:
            rest, way, told = rest[1:], 1, True
        elif len(rest) > 2 and rest[-1] in self.words.ago:
            # "for 3 dager siden" is said without its first word too.
            rest, way, told = rest[1:-1] if rest[0] in self.words.since else rest[:-1], -1, True
        elif len(rest) == 2 and rest[1] in self.words.ago:
            rest, way, told = rest[:1], -1, True
        else:
            for hence in self.words.hence:
                tail = hence.split()
                if len(rest) > len(tail) and rest[-len(tail) :] == tail:
                    rest, way, told = rest[: -len(tail)], 1, True
        if self.bare and not told:
            return None
        if len(rest) == 1 and (span := _SPAN.fullmatch(rest[0])):
            rest = [span[1], "month" if span[2] == "m" else span[2]]
        number, unit = (rest[0], rest[1]) if len(rest) == 2 else ("1", rest[0]) if len(rest) == 1 and told else ("", "")
        count = int(number) if number.isdecimal() and len(number) <= 3 else self.words.numbers.get(number)
        if unit not in self.words.units or count is None:
            return None
        return _day(_shifted(self.today, self.words.units[unit], way * count))

    def _weekday(self, said: list[str]) -> Period | None:
        weekday = self._weekday_number(said[0]) if len(said) == 1 else None
        return None if weekday is None else _day(self._open_weekday(weekday))

    def _numeric(self, said: list[str]) -> Period | None:
        if len(said) != 1:
            return None
        if match := _ISO.fullmatch(said[0]):
            return _day(date(int(match[1]), int(match[2]), int(match[3])))
        match = _NUMERIC.fullmatch(said[0])
        if match is None or (self.bare and not match[3]):
            return None
        day, month = int(match[1]), int(match[2])
        if not match[3]:
            return self._open_date(day, month)
        return _day(date(int(match[3]) + (2000 if len(match[3]) == 2 else 0), month, day))

    def _named(self, said: list[str]) -> Period | None:
        """[tuesday] 19. november [2026], november 19, november [2026], 2026."""
        rest = [word for word in said if word not in INNER_FILLERS] if said[0] not in INNER_FILLERS else said
        weekday = self._weekday_number(rest[0].rstrip(".")) if len(rest) > 1 else None
        if weekday is not None:
            found = self._numeric(rest[1:]) or self._named(rest[1:])
            return found if found and found.is_day and found.first.weekday() == weekday else None
        if match := _DAY_AND_MONTH.fullmatch(rest[0]):
            rest = [match[1], match[2], *rest[1:]]
        year = int(rest[-1]) if re.fullmatch("[0-9]{4}", rest[-1]) else None
        if year is not None:
            rest = rest[:-1]
        months = [self._month_number(word.rstrip(".")) for word in rest]
        days = [_DAY.fullmatch(word) for word in rest]
        match len(rest):
            case 0 if year is not None and not self.bare:
                return _unit("y", date(year, 1, 1))
            case 1 if months[0] is not None and not (self.bare and year is None):
                first = date(self.today.year if year is None else year, months[0], 1)
                if year is None and first > self.today:
                    first = first.replace(year=first.year - 1)
                return _unit("m", first)
            case 2:
                for day, month in ((days[0], months[1]), (days[1], months[0])):
                    if day is not None and month is not None:
                        number = int(day[1])
                        return self._open_date(number, month) if year is None else _day(date(year, month, number))
        return None

    def _open_date(self, day: int, month: int) -> Period | None:
        """A date without a year: the latest past one (today included), or with `ahead` the next one."""
        for years in range(9):
            try:
                found = date(self.today.year + (years if self.ahead else -years), month, day)
            except ValueError:
                continue
            if (found >= self.today) if self.ahead else (found <= self.today):
                return _day(found)
        return None

    def _weekday_number(self, word: str) -> int | None:
        found = self.words.weekdays.get(word)
        return found if found is not None or self.bare else self.words.short_weekdays.get(word)

    def _month_number(self, word: str) -> int | None:
        found = self.words.months.get(word)
        return found if found is not None else self.words.short_months.get(word)

    def _open_weekday(self, weekday: int) -> date:
        if self.ahead:
            return self._nearest_weekday(weekday, 1)
        return self.today - timedelta((self.today.weekday() - weekday) % 7)

    def _nearest_weekday(self, weekday: int, where: int) -> date:
        """The last one before today (-1), that of this week (0), the next one after today (1)."""
        difference = weekday - self.today.weekday()
        if where == 0:
            return self.today + timedelta(difference)
        return self.today + timedelta((difference % 7 or 7) if where > 0 else -(-difference % 7 or 7))


def _day(day: date) -> Period:
    return Period(day, day)


def _unit(unit: str, day: date) -> Period:
    """The day, week, month or year that holds `day`."""
    match unit:
        case "d":
            return _day(day)
        case "w":
            monday = day - timedelta(day.weekday())
            return Period(monday, monday + timedelta(6))
        case "m":
            return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def _shifted(day: date, unit: str, count: int) -> date:
    """`day` moved by a number of units; the last day of the month where that month is shorter."""
    if unit in "dw":
        return day + timedelta(count * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
