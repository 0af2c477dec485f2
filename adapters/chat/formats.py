"""Dates, times, durations, money and numbers as a reader writes them, from the patterns of CLDR by way of Babel."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.dates import DateTimePattern, parse_pattern
from babel.numbers import format_decimal, format_percent

from adapters.chat.inline import Moment
from adapters.chat.wording import wording

# English without a country is read all over Europe here: day before month, 24 hours.
_LOCALES = {"en": "en_GB"}
_NUMBER = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,15}){0,5}")
# Whoever writes to the log of many years would fill memory with days that are never shown again.
_DAYS_KEPT = 8192


class Formats:
    """The ways of one reader: a language and a time zone (an IANA name; UTC in place of one that does not exist)."""

    __slots__ = ("_date", "_locale", "_time", "language", "zone")

    def __init__(self, language: str, time_zone: str) -> None:
        self.language = language.replace("-", "_").split("_")[0].lower()
        self.zone = zone(time_zone)
        self._locale = _locale(self.language)
        self._date = _date_pattern(self._locale)
        self._time = _time_pattern(self._locale)

    def day(self, day: date) -> str:
        """Thu 19 Nov 2026."""
        return _day(self._date, self._locale, day)

    def clock(self, at: time) -> str:
        """15:05."""
        return self._time % (at.hour, at.minute)

    def moment(self, at: datetime) -> str:
        """Thu 19 Nov 2026, 15:05, in the reader's zone; `at` is aware."""
        local = at.astimezone(self.zone)
        return f"{_day(self._date, self._locale, local.date())}, {self._time % (local.hour, local.minute)}"

    def show(self, moment: Moment) -> str:
        """A moment of a card."""
        return self.day(moment.at.astimezone(self.zone).date()) if moment.day else self.moment(moment.at)

    def duration(self, minutes: int) -> str:
        """15 min, 1 h, 1 h 30 min."""
        return _duration(self.language, minutes)

    def money(self, amount: Decimal) -> str:
        """An amount in LCY: 1,250.00."""
        return _number(amount, "#,##0.00", self._locale)

    def number(self, value: int | Decimal) -> str:
        """1,250."""
        return _number(Decimal(value), "#,##0.###", self._locale)

    def percent(self, share: float) -> str:
        """11%, of 0.11."""
        return str(format_percent(round(share, 2), locale=self._locale))

    def read_amount(self, text: str) -> Decimal | None:
        """The number that a person typed: 1 250,50 or 1,250.50 or 250; None when it is none.

        The last of several signs is the decimal one. A single sign before exactly three digits groups them, unless it is
        the decimal sign of the language.
        """
        digits = "".join(text.split()).replace("−", "-")
        if not _NUMBER.fullmatch(digits):
            return None
        signs = [sign for sign in digits if sign in ".,"]
        if not signs:
            return Decimal(digits)
        last = signs[-1]
        whole, _, part = digits.rpartition(last)
        grouping = signs.count(last) > 1 or (
            len(signs) == 1 and len(part) == 3 and last != self._locale.number_symbols["latn"]["decimal"]
        )
        whole = whole.replace(".", "").replace(",", "")
        return Decimal(whole + part) if grouping else Decimal(f"{whole}.{part}")

    def entered(self, amount: Decimal) -> str:
        """An amount as a person would type it into a field: 1250.5, with the language's decimal sign."""
        return _number(amount, "0.##", self._locale)


@lru_cache(maxsize=512)
def formats(language: str, time_zone: str) -> Formats:
    """The ways of a reader, made once for each language and zone."""
    return Formats(language, time_zone)


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name; UTC in place of one that does not exist."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language if language in ("nb", "da", "sv", "fi", "nl") else "en_GB"))


@cache
def _date_pattern(locale: Locale) -> DateTimePattern:
    # One comma between day and time is enough.
    return parse_pattern(str(locale.datetime_skeletons["yMMMEd"].pattern).replace("E, ", "E "))


@cache
def _time_pattern(locale: Locale) -> str:
    return "%02d.%02d" if "." in locale.datetime_skeletons["Hm"].pattern else "%02d:%02d"


@lru_cache(maxsize=_DAYS_KEPT)
def _day(pattern: DateTimePattern, locale: Locale, day: date) -> str:
    return pattern.apply(day, locale)


@lru_cache(maxsize=1024)
def _duration(language: str, minutes: int) -> str:
    _ = wording(language).gettext
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


@lru_cache(maxsize=1024)
def _number(value: Decimal, pattern: str, locale: Locale) -> str:
    return format_decimal(value, format=pattern, locale=locale)
