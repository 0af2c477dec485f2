"""Both renderers of the console, on cards with any text."""

import re
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from adapters.chat.card import Bar, Button, Card, Chart, Choice, Entries, EntryRow, Pick, Table
from adapters.chat.inline import Link, Moment, Person
from adapters.console.plain import lines
from adapters.console.terminal import renderables
from adapters.console.text import clean, one_line
from core.requests.entries import ShowEntry
from core.values import Status
from tests.adapters.slack.strategies import buttons, cards, texts
from tests.factories import NOW

# What rich itself sends: colours and weights, nothing else.
STYLE = re.compile(r"\x1b\[[0-9;]*m")
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\r\x08x\u202eevil\x00"


def shown(card: Card, width: int = 100) -> str:
    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system="truecolor", width=width, highlight=False, markup=False)
    for renderable in renderables(card):
        console.print(renderable)
    return out.getvalue()


def entry_row(contact: str = "Anna", what: str = "Call") -> EntryRow:
    return EntryRow("#7", Moment(NOW), contact, what, "JR", "open", Status.OPEN, Button("Show", ShowEntry(no=7)))


@given(st.text(max_size=80))
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    assert not STEERING.search(clean(text))
    assert "\n" not in one_line(text)


@settings(max_examples=60, deadline=None)
@given(cards, st.integers(20, 160))
def test_a_terminal_is_sent_styles_and_nothing_else(card: Card, width: int) -> None:
    assert not STEERING.search(STYLE.sub("", shown(card, width)))


@settings(max_examples=100, deadline=None)
@given(cards)
def test_plain_lines_are_lines_without_anything_that_steers(card: Card) -> None:
    for line in lines(card):
        assert line
        assert "\n" not in line
        assert not STEERING.search(line)
        line.encode("utf-8")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(EntryRow, texts, st.just(Moment(NOW)), texts, texts, texts, texts, st.sampled_from(Status), buttons)))
def test_a_list_has_one_entry_a_line(rows: list[EntryRow]) -> None:
    assert len(lines(Card(("Log",), (Entries(tuple(rows)),)))) == 1 + len(rows)


def test_a_narrow_terminal_has_two_lines_for_each_entry() -> None:
    what = "Support call: invoice shows the old address, corrected"
    card = Card(("Log",), (Entries((entry_row("O'Brien & Daughters Ltd", what), entry_row("Björn Öberg", what))),))
    narrow = [line.rstrip() for line in STYLE.sub("", shown(card, 80)).splitlines()]
    assert narrow[1:] == [
        "#7  Thu 19 Nov 2026, 14:05  O'Brien & Daughters Ltd  open",
        f"    {what}  JR",
        "#7  Thu 19 Nov 2026, 14:05  Björn Öberg  open",
        f"    {what}  JR",
    ]
    assert len(STYLE.sub("", shown(card, 140)).splitlines()) == 3


def test_what_people_wrote_is_no_markup_and_no_control_sequence() -> None:
    row = entry_row(f"[red]Anna[/red] {HOSTILE}", ":smile: [link=https://evil.test]x[/link]")
    card = Card((HOSTILE, Person(HOSTILE), Link(HOSTILE, "https://example.test/\x1b[31m")), (Entries((row,)),))
    for text in ("\n".join(lines(card)), STYLE.sub("", shown(card, 300))):
        assert "[red]Anna[/red]" in text
        assert ":smile: [link=https://evil.test]x[/link]" in text
        assert not STEERING.search(text)


def test_moments_are_in_the_reader_s_zone() -> None:
    card = Card((Moment(NOW),), time_zone="Europe/Oslo")
    assert lines(card) == ["Thu 19 Nov 2026, 15:05"]


def test_columns_stand_below_each_other() -> None:
    card = Card(("Prices",), (Table(("Code", "Cost"), ((("CALL",), ("20.00",)), (("漢字",), ("1,250.00",))), numeric=(1,)),))
    assert lines(card) == ["Prices", "Code      Cost", "CALL     20.00", "漢字  1,250.00"]


def test_a_chart_is_bars() -> None:
    card = Card(("Statistics",), (Chart("By template", (Bar("Phone call", 12, "12"), Bar("漢字", 0.1, "0.1"), Bar("", 0, "0"))),))
    assert lines(card)[1:] == ["By template", f"Phone call   12  {'█' * 30}", "漢字        0.1  █", "              0"]
    drawn = [line.strip() for line in STYLE.sub("", shown(card, 80)).splitlines()]
    assert drawn[1:3] == ["By template", f"Phone call   12  {'█' * 30}"]


def test_choices_that_a_table_has_are_numbered_there() -> None:
    table = Table(("Code", "Cost"), ((("CALL",), ("20.00",)), (("MAIL",), ("5.00",))), numeric=(1,))
    pick = Pick(tuple(Choice(code, "", ShowEntry(no=1)) for code in ("CALL", "MAIL", "Resume")), listed=2)
    card = Card(("Prices",), (table, pick))
    assert lines(card) == ["Prices", "    Code   Cost", "1.  CALL  20.00", "2.  MAIL   5.00", "3. Resume"]
    terminal = STYLE.sub("", shown(card))
    assert [terminal.count(words) for words in ("CALL", "1.", "2.  ", "3. ")] == [1, 1, 1, 1]
