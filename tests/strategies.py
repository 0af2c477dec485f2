"""Hypothesis strategies for cards and forms, with text as people and programs can come to write it."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from adapters.chat.card import (
    Bar,
    Bullets,
    Button,
    ButtonRow,
    Card,
    Chart,
    Choice,
    Confirm,
    Entries,
    EntryRow,
    Examples,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Pick,
    Style,
    Table,
    Tone,
)
from adapters.chat.form import Field, FieldKind, Form
from adapters.chat.inline import Link, Moment, Person
from adapters.chat.request import Help, Request
from core.requests.contacts import FindContacts, ShowContact
from core.requests.entries import CancelEntries, CommentEntry, ListEntries, LogInteraction, ShowEntry, Undo
from core.values import Status

# What platforms might take for something else: mark-up, mentions, links, functions, and characters that steer.
NASTY = (
    "*bold* _it_ ~gone~ `code` **b** __u__ ~~s~~",
    "<at>Ola</at> <@U061F7AUR> <!here> <!channel|c> @channel @Ola",
    "<https://evil.test|bank> [bank](https://evil.test) ![x](https://evil.test/x.png)",
    "https://evil.test www.evil.test mailto:x@evil.test a@b.test",
    "<script>alert(1)</script> &lt;b&gt; &amp; &#x41;",
    "{{DATE(2026-11-19T14:05:00Z, SHORT)}} {{TIME(2026-11-19T14:05:00Z)}} {{date(x)}} ${name}",
    "- item\n1. one\n2) two\n# head\n> quote\n```\ncode\n```\n---\n| a | b |\n|---|---|\n===",
    "\x00\x1b[31mred\x07\x9b\u202eevil\u2066\u200b\u200d",
    "\ud83d half \udc69 \ufffe",
    "line\r\nbreaks\rof\u2028all\u2029kinds\x0b\x0c\x85",
    "   ",
    "\u00a0\u200b\u2060",
    "👩‍👩‍👧‍👦🇳🇴 e\u0301 ß ﷽",
    '"quotes" \\ back\\\\slash \\* \'s / %s %(x)s {no} {0}',
    "x" * 5000,
    "😀" * 3000,
    "*" * 400,
)

TEXTS = st.one_of(st.text(max_size=40), st.sampled_from(NASTY), st.lists(st.sampled_from(NASTY[:14]), max_size=3).map("".join))
LABELS = st.one_of(st.text(min_size=1, max_size=30), st.sampled_from(NASTY))
MOMENTS = st.builds(
    Moment,
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.booleans(),
)
URLS = st.one_of(
    st.sampled_from(
        (
            "https://example.test/invoice/103045",
            "HTTP://example.test/?a=1&b=<x>|y",
            "https://",
            "https://[bad",
            "https://exämple.test/å",
            "https://example.test/" + "a" * 4000,
            "https://u:p@example.test/",
            "http://example.test/\nx",
        )
    ),
    st.text(max_size=20).map("https://example.test/".__add__),
)
INLINES = st.one_of(TEXTS, TEXTS.map(Person), MOMENTS, st.builds(Link, TEXTS, URLS))
TEXT = st.lists(INLINES, max_size=5).map(tuple)
REQUESTS: st.SearchStrategy[Request] = st.one_of(
    st.builds(ShowEntry, no=st.integers(1, 10**9)),
    st.builds(Undo, change=st.integers(0, 10**12)),
    st.builds(CancelEntries, nos=st.lists(st.integers(1, 10**9), max_size=12).map(tuple), reason=TEXTS),
    st.builds(ShowContact, contact=TEXTS),
    st.builds(FindContacts, words=TEXTS),
    st.builds(CommentEntry, no=st.integers(1, 10**9), text=TEXTS),
    st.builds(LogInteraction, contact=TEXTS, template=TEXTS, note=TEXTS),
    st.builds(ListEntries, contact=TEXTS, text=TEXTS),
    st.just(Help()),
)
BUTTONS = st.builds(Button, LABELS, REQUESTS, st.sampled_from(Style), st.booleans())
ROWS = st.builds(EntryRow, LABELS, MOMENTS, LABELS, TEXTS, TEXTS, LABELS, st.sampled_from(Status), BUTTONS)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(0, 12))
    columns = tuple(draw(st.lists(TEXTS, min_size=width, max_size=width)))
    rows = draw(st.lists(st.lists(TEXT, min_size=width, max_size=width).map(tuple), max_size=4))
    # Many rows are as telling when they are the same.
    many = draw(st.sampled_from((1, 1, 1, 30)))
    return Table(columns, tuple(rows) * many, tuple(draw(st.sets(st.integers(0, max(width - 1, 0))))))


def _many(rows: st.SearchStrategy[object], times: int) -> st.SearchStrategy[tuple[object, ...]]:
    """Some rows, now and then very many."""
    return st.tuples(st.lists(rows, max_size=4), st.sampled_from((1, 1, 1, times))).map(lambda pair: tuple(pair[0]) * pair[1])


ELEMENTS = st.one_of(
    st.builds(Heading, TEXTS),
    st.builds(Paragraph, TEXT, st.booleans()),
    st.builds(Facts, _many(st.builds(Fact, LABELS, TEXT), 10)),
    st.builds(Entries, _many(ROWS, 15)),
    _tables(),
    st.builds(
        Chart,
        TEXTS,
        _many(st.builds(Bar, TEXTS, st.floats(0, 1e300) | st.integers(0, 10**6).map(float), TEXTS), 15),
        st.booleans(),
    ),
    st.builds(Bullets, _many(TEXT, 15)),
    st.builds(Examples, _many(st.tuples(TEXTS, TEXTS), 15)),
    st.builds(Pick, _many(st.builds(Choice, LABELS, TEXTS, REQUESTS), 10)),
    st.builds(ButtonRow, st.lists(BUTTONS, max_size=8).map(tuple), TEXTS),
    st.builds(Confirm, BUTTONS, LABELS),
)
LANGUAGES = st.sampled_from(("en", "nb", "da", "sv", "fi", "nl"))
ZONES = st.sampled_from(("UTC", "Europe/Oslo", "America/St_Johns", "Asia/Kathmandu", "No/Where"))
CARDS = st.builds(
    Card,
    TEXT,
    st.lists(ELEMENTS, max_size=5).map(tuple),
    st.one_of(st.lists(BUTTONS, max_size=6), st.lists(BUTTONS, min_size=7, max_size=14)).map(tuple),
    st.sampled_from(Tone),
    LANGUAGES,
    ZONES,
    st.lists(st.builds(Link, TEXTS, URLS), max_size=2).map(tuple),
)

_VALUES = st.one_of(
    st.just(""), TEXTS, st.sampled_from(("yes", "2026-11-19", "14:05", "14:05:30", "2026-02-30", "25:00", "CT000012"))
)


@st.composite
def _forms(draw: st.DrawFn) -> Form:
    keys = draw(st.lists(st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True), max_size=14, unique=True))
    fields = [
        draw(
            st.builds(
                Field,
                key=st.just(key),
                label=LABELS,
                kind=st.sampled_from(FieldKind),
                value=_VALUES,
                value_label=TEXTS,
                choices=_many(st.tuples(TEXTS, TEXTS), 60),
                required=st.booleans(),
                hint=TEXTS,
                max_length=st.sampled_from((0, 20, 100, 4000)),
            )
        )
        for key in keys
    ]
    errors = draw(st.dictionaries(st.sampled_from(["", "elsewhere", *keys]), TEXTS, max_size=5))
    return Form(
        title=draw(LABELS),
        submit=draw(LABELS),
        cancel=draw(LABELS),
        request=draw(REQUESTS),
        fields=tuple(fields),
        intro=draw(TEXTS),
        errors=errors,
        language=draw(LANGUAGES),
        time_zone=draw(ZONES),
    )


FORMS = _forms()
