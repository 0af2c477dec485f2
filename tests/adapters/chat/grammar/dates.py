"""Tables of phrases and the dates that they mean."""

from datetime import date

from adapters.chat.grammar.dates import Calendar, read_period

TODAY = date(2026, 11, 19)  # a Thursday


def rows(table: str) -> list[tuple[str, str]]:
    pairs = (line.split(" = ") for line in table.strip().splitlines())
    return [(phrase.strip(), expected) for phrase, expected in pairs]


def read(phrase: str, calendar: Calendar) -> str:
    found = read_period(phrase.split(), calendar)
    if found is None or found[1] != len(phrase.split()):
        return "None"
    first, last = found[0].first, found[0].last
    return str(first) if first == last else f"{first}..{last}"
