"""The words of dates in six languages. Names of months and weekdays are those of Unicode's CLDR, by Babel."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from babel import Locale

from adapters.chat.vocabulary import base_language, unambiguous
from core.languages import LANGUAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """`days`: phrases, the number of days from today before each. `years`: the same with years. `units`: day; week; month; year.
    `numbers`: one; two; ... `last`, `this`, `next` stand before a unit or weekday, `ago` and `hence` after a number and a unit,
    `since` and `within` before them.
    """

    days: str
    years: str = ""
    units: str
    numbers: str
    last: str
    this: str
    next: str
    ago: str = ""
    hence: str = ""
    since: str = ""
    within: str = ""


_WORDS: Mapping[str, _Words] = MappingProxyType(
    {
        "en": _Words(
            days="0 today; 0 this morning; 0 this afternoon; 0 tonight; -1 yesterday; -1 last night; -2 day before yesterday;"
            "1 tomorrow; 2 day after tomorrow",
            units="day days d; week weeks w wk wks; month months; year years y",
            numbers="one a an; two; three; four; five; six; seven; eight; nine; ten",
            last="last past previous",
            this="this",
            next="next coming",
            ago="ago",
            hence="from now",
            within="in",
        ),
        "nb": _Words(
            days="0 i dag; 0 idag; 0 i morges; 0 i kveld; -1 i går; -1 igår; -2 i forgårs; -2 forgårs; 1 i morgen; 1 imorgen;"
            "2 i overmorgen; 2 overimorgen",
            years="0 i år; -1 i fjor",
            units="dag dager dagen; uke uker uken uka; måned måneder måneden mnd; år året",
            numbers="en ei et én ett; to; tre; fire; fem; seks; sju syv; åtte; ni; ti",
            last="forrige sist siste",
            this="denne dette",
            next="neste førstkommende",
            ago="siden",
            since="for",
            within="om",
        ),
        "da": _Words(
            days="0 i dag; 0 idag; 0 i morges; 0 i aften; -1 i går; -1 igår; -2 i forgårs; -2 forgårs; 1 i morgen; 1 imorgen;"
            "2 i overmorgen; 2 overmorgen",
            years="0 i år; -1 i fjor",
            units="dag dage dagen; uge uger ugen; måned måneder måneden md mdr; år året",
            numbers="en et én ét; to; tre; fire; fem; seks; syv; otte; ni; ti",
            last="sidste forrige",
            this="denne dette",
            next="næste førstkommende",
            ago="siden",
            since="for",
            within="om",
        ),
        "sv": _Words(
            days="0 i dag; 0 idag; 0 i morse; 0 ikväll; 0 i kväll; -1 i går; -1 igår; -2 i förrgår; -2 förrgår; 1 i morgon;"
            "1 imorgon; 2 i övermorgon; 2 övermorgon",
            years="0 i år; -1 i fjol",
            units="dag dagar dagen; vecka veckor veckan v; månad månader månaden; år året",
            numbers="en ett; två; tre; fyra; fem; sex; sju; åtta; nio; tio",
            last="förra föregående sista",
            this="denna detta",
            next="nästa",
            ago="sedan sen",
            since="för",
            within="om",
        ),
        "fi": _Words(
            days="0 tänään; 0 tänä aamuna; 0 tänä iltana; -1 eilen; -2 toissapäivänä; -2 toissa päivänä;"
            "-1 eilisestä; -1 eilistä; -1 eiliseen; 1 huomenna; 1 huomiseen; 1 huomiselle; 1 huomiseksi; 2 ylihuomenna",
            units="päivä päivää päivän pv; viikko viikkoa viikon viikolla viikolle viikosta viikkoon vk;"
            "kuukausi kuukautta kuukauden kuukaudelle kuukaudesta kuukauteen kuussa kuu kuun kuuta kuulle kuusta kuuhun kk;"
            "vuosi vuotta vuoden vuonna vuodelle vuodesta vuoteen v",
            numbers="yksi yhden; kaksi kahden; kolme kolmen; neljä neljän; viisi viiden; kuusi kuuden; seitsemän; kahdeksan;"
            "yhdeksän; kymmenen",
            last="viime edellinen edellisellä",
            this="tämä tällä tässä tänä tämän tälle tästä tähän",
            next="ensi seuraava seuraavalla seuraavalle",
            ago="sitten",
            hence="päästä kuluttua",
        ),
        "nl": _Words(
            days="0 vandaag; 0 vanochtend; 0 vanmorgen; 0 vanmiddag; 0 vanavond; -1 gisteren; -1 gister; -1 gisterochtend;"
            "-1 gistermorgen; -1 gistermiddag; -1 gisteravond; -2 eergisteren;"
            "1 morgen; 1 morgenochtend; 1 morgenmiddag; 1 morgenavond; 2 overmorgen",
            units="dag dagen dgn; week weken wkn; maand maanden mnd mdn; jaar jaren jr",
            numbers="een één; twee; drie; vier; vijf; zes; zeven; acht; negen; tien",
            last="vorige vorig afgelopen laatste",
            this="deze dit",
            next="volgende volgend komende aanstaande",
            ago="geleden",
            within="over",
        ),
    }
)

# What "Mondays" has after "Monday"; Finnish has it among the cases.
_PLURALS: Mapping[str, str] = MappingProxyType({"en": "s", "nb": "er", "da": "e", "sv": "ar", "nl": "en"})

# Words before a date that add nothing to it, and those inside one.
FILLERS = frozenset(("on", "the", "på", "i", "den", "op", "de", "d"))
INNER_FILLERS = frozenset(("of", "the"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarWords:
    """What the words mean, the reader's language first. Weekdays count from Monday, 0; units are "d", "w", "m", "y".

    `weekdays` and `months` are whole names, `short_weekdays` and `short_months` their abbreviations; `past_weekdays` mean
    the last one by themselves (i tirsdags), `each_weekday` all of them (mondays). `starts` are all words that a date can begin
    with, `own` those for days in the reader's language.
    """

    days: Mapping[str, int]
    years: Mapping[str, int]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    relative: Mapping[str, int]
    ago: frozenset[str]
    hence: frozenset[str]
    since: frozenset[str]
    within: frozenset[str]
    weekdays: Mapping[str, int]
    past_weekdays: Mapping[str, int]
    each_weekday: Mapping[str, int]
    short_weekdays: Mapping[str, int]
    months: Mapping[str, int]
    short_months: Mapping[str, int]
    starts: frozenset[str]
    own: tuple[str, ...]


def calendar_words(language: str) -> CalendarWords:
    """The words for a reader of `language`."""
    code = base_language(language)
    return _calendar_words(code if code in LANGUAGES else "en")


@cache
def _calendar_words(language: str) -> CalendarWords:
    tables = {code: _tables(code) for code in LANGUAGES}

    def merged(name: str) -> dict[str, int]:
        first = [{word: str(value) for word, value in tables[code][name].items()} for code in dict.fromkeys((language, "en"))]
        others = [
            {word: str(value) for word, value in tables[code][name].items()} for code in LANGUAGES if code not in (language, "en")
        ]
        return {word: int(value) for word, value in unambiguous(first, others).items()}

    def either(name: str) -> frozenset[str]:
        return frozenset(phrase.strip() for words in _WORDS.values() for phrase in getattr(words, name).split(";") if phrase)

    def each(name: str) -> frozenset[str]:
        return frozenset(word for words in _WORDS.values() for word in getattr(words, name).split())

    found = {name: merged(name) for name in tables["en"]}
    since, within = each("since"), each("within")
    starts = {phrase.split()[0] for phrases in found.values() for phrase in phrases} | since | within | FILLERS
    return CalendarWords(
        days=found["days"],
        years=found["years"],
        units={word: "dwmy"[unit] for word, unit in found["units"].items()},
        numbers=found["numbers"],
        relative=found["relative"],
        ago=each("ago"),
        hence=each("hence") - {"from", "now"} | either("hence"),
        since=since,
        within=within,
        weekdays=found["weekdays"],
        past_weekdays=found["past_weekdays"],
        each_weekday=found["each_weekday"],
        short_weekdays=found["short_weekdays"],
        months=found["months"],
        short_months=found["short_months"],
        starts=frozenset(starts),
        own=(*tables[language]["days"], *tables[language]["weekdays"]),
    )


def _tables(language: str) -> dict[str, dict[str, int]]:
    words = _WORDS[language]
    return {
        "days": _offsets(words.days),
        "years": _offsets(words.years),
        "units": _numbered(words.units, 0),
        "numbers": _numbered(words.numbers, 1),
        "relative": _numbered(f"{words.last}; {words.this}; {words.next}", -1),
        **_names(language),
    }


def _offsets(text: str) -> dict[str, int]:
    pairs = (phrase.strip().split(" ", 1) for phrase in text.split(";") if phrase)
    return {phrase: int(offset) for offset, phrase in pairs}


def _numbered(text: str, first: int) -> dict[str, int]:
    return {word: number for number, words in enumerate(text.split(";"), first) for word in words.split()}


def _finnish_weekday(name: str) -> tuple[str, ...]:
    """On, from, until, before, to, by and on each: maanantaina, tiistaista, keskiviikkoon, torstaita, perjantaille, lauantaiksi,
    sunnuntaisin.
    """
    if name.endswith("na"):
        return ()
    if name.endswith("kko"):
        weak, into, before, each = name.removesuffix("kko") + "ko", name + "on", name + "a", name + "isin"
    else:
        weak, into, before, each = name, name + "hin", name + "ta", name + "sin"
    return (name + "na", weak + "sta", into, before, weak + "lle", weak + "ksi", each)


def _names(language: str) -> dict[str, dict[str, int]]:
    locale = Locale.parse(language)
    weekdays: dict[str, int] = {}
    past: dict[str, int] = {}
    months: dict[str, int] = {}
    short_weekdays: dict[str, int] = {}
    short_months: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for number, name in locale.days[context]["wide"].items():
            weekdays[name.casefold()] = number
        for number, name in locale.months[context]["wide"].items():
            months[name.casefold()] = number
        for number, name in locale.months[context]["abbreviated"].items():
            short_months[name.casefold().rstrip(".")] = number
        for width in ("abbreviated", "short"):
            for number, name in locale.days[context][width].items():
                short_weekdays[name.casefold().rstrip(".")] = number
    # Forms that CLDR lacks: "Mondays", the definite (tirsdagen), "i tirsdags", the Finnish cases (sunnuntaina, marraskuussa).
    each = {name + _PLURALS[language]: number for name, number in weekdays.items()} if language in _PLURALS else {}
    if language in ("nb", "da", "sv"):
        past = {name + "s": number for name, number in weekdays.items()}
        weekdays |= {name + "en": number for name, number in weekdays.items()}
    if language == "fi":
        weekdays |= {form: number for name, number in weekdays.items() for form in _finnish_weekday(name)}
        each = {name: number for name, number in weekdays.items() if name.endswith("sin")}
        months |= {
            name + case: number
            for name, number in months.items()
            if name.endswith("kuu")
            for case in ("ssa", "lle", "sta", "hun")
        }
    if language == "en":
        short_months["sept"] = 9
    return {
        "weekdays": weekdays,
        "past_weekdays": past,
        "each_weekday": each,
        "short_weekdays": {name: number for name, number in short_weekdays.items() if name not in weekdays},
        "months": months,
        "short_months": {name: number for name, number in short_months.items() if name not in months},
    }
