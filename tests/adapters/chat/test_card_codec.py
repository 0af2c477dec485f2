"""Replies survive being kept."""

from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.card import (
    Bar,
    Bullets,
    Button,
    Card,
    Chart,
    Choice,
    Confirm,
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
from adapters.chat.card_codec import dump_reply, load_reply
from adapters.chat.codec import Unreadable
from adapters.chat.inline import Link, Moment, Person, Text
from adapters.chat.plain import plain
from adapters.chat.request import Help, OpenForm
from adapters.chat.turn import Reply
from core.requests.entries import ListEntries, ShowEntry, Undo
from core.requests.setup import WhoAmI
from core.values import Status

words = st.text(max_size=20)
zones = st.sampled_from([UTC, timezone(timedelta(hours=2))])
moments = st.builds(Moment, st.datetimes(timezones=zones), st.booleans())
shown = moments.filter(lambda moment: 1 < moment.at.year < 9999)
links = st.builds(Link, words, words.map(lambda path: f"https://example.test/{path}"))
texts: st.SearchStrategy[Text] = st.lists(st.one_of(words, shown, links, st.builds(Person, words)), max_size=4).map(tuple)
requests = st.one_of(
    st.just(WhoAmI()), st.builds(ShowEntry, no=st.integers(1, 9)), st.builds(Undo, change=st.integers(0, 2**63 - 1)),
    st.builds(ListEntries, contact=words, since=st.none() | st.dates(), canceled=st.none() | st.booleans()),
    st.builds(Help, topic=words), st.builds(OpenForm, request=words),
)  # fmt: skip
buttons = st.builds(Button, words, requests, st.sampled_from(Style), st.booleans())
rows = st.builds(EntryRow, words, shown, words, words, words, words, st.sampled_from(Status), buttons)


def many(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


elements = st.one_of(
    st.builds(Paragraph, texts, st.booleans()),
    st.builds(Facts, many(st.builds(Fact, words, texts))),
    st.builds(Entries, many(rows)),
    st.builds(Table, many(words), many(many(texts)), many(st.integers(0, 5))),
    st.builds(Chart, words, many(st.builds(Bar, words, st.floats(0, 1e300), words)), st.booleans()),
    st.builds(Bullets, many(texts)),
    st.builds(Examples, many(st.tuples(words, words))),
    st.builds(Pick, many(st.builds(Choice, words, words, requests))),
    st.builds(Confirm, buttons, words),
)
cards = st.builds(
    Card, texts, many(elements), many(buttons), st.sampled_from(Tone), st.just("en"), st.sampled_from(["UTC", "Europe/Oslo"])
)
replies = st.builds(
    Reply,
    card=cards,
    form=st.none(),
    shared=st.booleans(),
    replay=st.just(True),
    command=words,
    outcome=words,
    entry_nos=many(st.integers(0, 2**31)),
)


@given(replies)
def test_a_kept_reply_is_the_same(reply: Reply) -> None:
    assert load_reply(dump_reply(reply)) == reply


@given(cards)
def test_every_card_has_a_plain_form(card: Card) -> None:
    assert isinstance(plain(card), str)


@given(st.text(max_size=40) | st.recursive(st.none() | st.integers() | st.text(max_size=3), st.lists).map(repr))
def test_what_was_not_kept_by_us_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        load_reply(text)


def test_a_later_version_is_unreadable() -> None:
    kept = dump_reply(Reply(card=Card(("x",))))
    with pytest.raises(Unreadable):
        load_reply(kept.replace("[1,", "[2,", 1))
