import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.chat.codec import Unreadable, dump, load
from adapters.chat.request import NAMES, Request
from core.requests.entries import EditEntry, ListEntries, LogInteraction, ShowEntry
from core.requests.setup import GrantRole, WhoAmI
from core.values import Role

st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
# Entry numbers and ids of changes fit into 64 bits.
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))


@settings(max_examples=20)
@given(st.data())
@pytest.mark.parametrize("kind", NAMES.values(), ids=list(NAMES))
def test_every_kind_of_request_is_carried(kind: type[Request], data: st.DataObject) -> None:
    request = data.draw(st.from_type(kind))
    assert load(dump(request)) == request


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (WhoAmI(), "1whoami"),
        (ListEntries(), "1list"),
        (ListEntries(contact="CT000012"), '1list{"contact":"CT000012"}'),
        (ListEntries(canceled=None), '1list{"canceled":null}'),
        (ShowEntry(no=7), '1show{"no":7}'),
        (GrantRole(person="me", role=Role.ADMIN), '1grant{"person":"me","role":"ADMIN"}'),
        (EditEntry(no=7, on=date(2026, 11, 19)), '1edit{"on":"2026-11-19","no":7}'),
        (LogInteraction(words=("a", "b"), cost=Decimal("1.50")), '1log{"cost":"1.50","words":["a","b"]}'),
    ],
)
def test_the_text_is_short_and_stays_as_it_is(request_: Request, text: str) -> None:
    # Buttons posted long ago carry these texts.
    assert dump(request_) == text
    assert load(text) == request_


def test_half_a_surrogate_pair_is_left_out() -> None:
    assert load(dump(LogInteraction(words=("a\ud83d",), note="\ud800b"))) == LogInteraction(words=("a",), note="b")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "list",
        "2list",
        "1nothing",
        "1list ",
        "1list{",
        "1list[]",
        "1list{}{}",
        '1list{"nothing":1}',
        '1list{"contact":1}',
        '1list{"contact":null}',
        '1list{"canceled":1}',
        '1list{"since":"yesterday"}',
        '1list{"since":20261119}',
        '1list{"evaluation":"splendid"}',
        '1list{"no_from":true}',
        '1list{"no_from":"1"}',
        "1show",
        '1show{"no":1.5}',
        '1show{"no":"7"}',
        '1cancel{"nos":7}',
        '1cancel{"nos":["7"]}',
        '1cancel{"nos":"12"}',
        '1log{"cost":"NaN"}',
        '1log{"cost":"Infinity"}',
        '1log{"cost":"abc"}',
        '1log{"at":"25:00"}',
        '1grant{"person":"me","role":"OWNER"}',
        '1grant{"person":"me","role":3}',
        "1list" + '{"a":' * 2_000,
        "1list" + "[" * 100_000,
    ],
)
def test_garbage_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        load(text)


garbage = st.one_of(
    st.text(max_size=60),
    st.builds(
        "1{}{}".format,
        st.sampled_from(list(NAMES)),
        st.dictionaries(
            st.sampled_from(
                ["no", "nos", "contact", "cost", "on", "at", "role", "person", "canceled", "text", "type", "request"]
            ),
            st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), st.lists, max_leaves=4),
            max_size=3,
        ).map(json.dumps),
    ),
)


@settings(max_examples=300)
@given(garbage)
def test_anything_is_read_or_unreadable(text: str) -> None:
    try:
        request = load(text)
    except Unreadable:
        return
    assert load(dump(request)) == request
