"""Cards and forms with nasty text, for property tests of the renderer."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from adapters.chat.card import (
    Bar,
    Bullets,
    Button,
    Card,
    Chart,
    Choice,
    Confirm,
    Element,
    Entries,
    EntryRow,
    Examples,
    Fact,
    Facts,
    Paragraph,
    Pick,
    Style,
    Table,
    Tone,
)
from adapters.chat.codec import dump
from adapters.chat.form import Field, FieldKind, Form
from adapters.chat.inline import Link, Moment, Person, Text
from adapters.chat.request import OpenForm, Request, Share
from core.requests.contacts import FindContacts
from core.requests.entries import LogInteraction, ShowEntry
from core.values import Status

NASTY = (
    "",
    " ",
    "\n",
    "\u200b",
    "\x00",
    "\ud800",
    "<!here>",
    "<!channel>",
    "<@U123>",
    "<https://evil.test|your bank>",
    "&lt;!here&gt;",
    "&amp;",
    "*bold* _it_ ~no~ `code` ```block```",
    ":smile: :wave:",
    "> quote",
    "a" * 5000,
    "😀" * 2600,
    "\u202egnorw",
    "O'Brien\u00a0& Søn <AS>",
    "line one\nline two\r\nline three",
)
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=60), st.text(min_size=1, max_size=12))
moments = st.builds(
    Moment,
    st.integers(-2_000_000_000, 7_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.booleans(),
)
links = st.builds(
    Link,
    texts,
    st.one_of(st.just("https://example.test/invoice/7"), texts.map("https://".__add__), texts.map("http://a b".__add__)),
)
inlines: st.SearchStrategy[Text] = st.lists(st.one_of(texts, texts.map(Person), moments, links), max_size=4).map(tuple)

requests: st.SearchStrategy[Request] = st.one_of(
    st.builds(ShowEntry, no=st.integers(1, 10**9)),
    st.builds(FindContacts, words=texts),
    st.builds(LogInteraction, note=texts, contact=st.text(max_size=20)),
    st.builds(Share, request=st.builds(FindContacts, words=texts).map(dump)),
    st.builds(OpenForm, request=st.builds(LogInteraction, note=texts).map(dump)),
)
buttons = st.builds(Button, texts, requests, st.sampled_from(Style), st.booleans())
rows = st.builds(EntryRow, texts, moments, texts, texts, texts, texts, st.sampled_from(Status), buttons)


def _tuples(items: st.SearchStrategy[object], most: int) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=most).map(tuple)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(0, 5))
    columns = draw(st.lists(texts, min_size=width, max_size=width))
    cells = st.lists(inlines, min_size=width, max_size=width).map(tuple)
    return Table(tuple(columns), tuple(draw(st.lists(cells, max_size=8))), (0,))


elements: st.SearchStrategy[Element] = st.one_of(
    st.builds(Paragraph, inlines, st.booleans()),
    st.builds(Facts, _tuples(st.builds(Fact, texts, inlines), 14)),
    st.builds(Entries, _tuples(rows, 12)),
    _tables(),
    st.builds(Chart, texts, _tuples(st.builds(Bar, texts, st.floats(0, 1e300), texts), 25), st.booleans()),
    st.builds(Bullets, _tuples(inlines, 12)),
    st.builds(Examples, _tuples(st.tuples(texts, texts), 12)),
    st.builds(Pick, _tuples(st.builds(Choice, texts, texts, requests), 14)),
    st.builds(Confirm, buttons, texts),
)
cards = st.builds(
    Card,
    inlines,
    _tuples(elements, 6),
    _tuples(buttons, 7),
    st.sampled_from(Tone),
    st.sampled_from(("en", "nb", "fi", "nonsense")),
    st.sampled_from(("UTC", "Europe/Oslo", "Nowhere/Land")),
)


@st.composite
def _fields(draw: st.DrawFn, key: str) -> Field:
    kind = draw(st.sampled_from(FieldKind))
    choices = tuple(draw(st.lists(st.tuples(texts, texts), max_size=4)))
    value = draw(texts)
    if kind is FieldKind.DATE:
        value = draw(st.one_of(st.just(""), st.dates().map(str)))
    elif kind is FieldKind.TIME:
        value = draw(st.one_of(st.just(""), st.times().map(str)))
    return Field(
        key=key,
        label=draw(texts),
        kind=kind,
        value=value,
        value_label=draw(texts),
        choices=choices,
        required=draw(st.booleans()),
        hint=draw(texts),
        max_length=draw(st.sampled_from((0, 1, 20, 100, 4000))),
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    keys = draw(st.lists(st.sampled_from(("contact", "note", "on", "at", "cost", "template")), unique=True, min_size=1))
    return Form(
        title=draw(texts),
        submit=draw(texts),
        cancel=draw(texts),
        request=draw(requests),
        fields=tuple(draw(_fields(key)) for key in keys),
        intro=draw(texts),
        errors=draw(st.dictionaries(st.sampled_from((*keys, "salesperson")), texts, max_size=3)),
    )
