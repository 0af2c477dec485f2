"""What is read from a body, and everything that is refused in it."""

import json
from base64 import b64encode
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.documents.body import read
from adapters.documents.fields import FIELDS, PARTIES
from adapters.documents.problem import Refused
from core.document import DocumentEvent, DocumentEventKind, DocumentType
from tests.adapters.documents.signing import encoded, envelope, event

LEAST = DocumentEvent(
    document_type=DocumentType.SALES_INVOICE,
    document_no="103045",
    event=DocumentEventKind.POSTED,
    occurred_at=datetime(2026, 11, 19, 14, 0, tzinfo=UTC),
    contact_no="CT000012",
)


def refusal(content: object, *, enveloped: bool = False) -> Refused:
    with pytest.raises(Refused) as raised:
        read(content if isinstance(content, bytes) else encoded(content), enveloped=enveloped)
    assert raised.value.status == 400
    return raised.value


def wrong(content: object, *, enveloped: bool = False) -> list[tuple[int | None, str, str]]:
    """Index, field and what is said of it."""
    return [(error.index, error.field, error.detail) for error in refusal(content, enveloped=enveloped).errors]


def test_every_field_of_an_event_can_be_sent() -> None:
    assert {field.name for field in FIELDS} == set(DocumentEvent.__dataclass_fields__)


def test_an_event_with_all_fields() -> None:
    sent = event(
        system="erp2",
        version=3,
        description=" Invoice\r\n103045 ",
        bill_to_contact_no="ct1",
        sell_to_contact_no="CT2",
        bill_to_customer_no="C1",
        sell_to_customer_no="C2",
        pay_to_vendor_no="V1",
        buy_from_vendor_no="V2",
        customer_no="C3",
        vendor_no="V3",
        salesperson_code="jr",
        amount="1250.00",
        currency="eur",
        url="https://example.test/invoice/103045?a=b#c",
    )
    assert read(encoded(sent)) == [
        DocumentEvent(
            system="erp2",
            document_type=DocumentType.SALES_INVOICE,
            document_no="103045",
            version=3,
            event=DocumentEventKind.POSTED,
            occurred_at=datetime(2026, 11, 19, 14, 0, tzinfo=UTC),
            description="Invoice\n103045",
            contact_no="CT000012",
            bill_to_contact_no="CT1",
            sell_to_contact_no="CT2",
            bill_to_customer_no="C1",
            sell_to_customer_no="C2",
            pay_to_vendor_no="V1",
            buy_from_vendor_no="V2",
            customer_no="C3",
            vendor_no="V3",
            salesperson_code="JR",
            amount=Decimal("1250.00"),
            currency="EUR",
            url="https://example.test/invoice/103045?a=b#c",
        )
    ]


def test_null_empty_and_unknown_fields_are_as_if_left_out() -> None:
    given = event(system=None) | {field.name: None for field in FIELDS if not field.required and not field.party}
    assert read(encoded(given | {"url": "", "weight": 12, "vendor_no": " "})) == [LEAST]
    assert read(b"\xef\xbb\xbf" + encoded(given)) == [LEAST]


@pytest.mark.parametrize("name", PARTIES)
def test_any_party_suffices(name: str) -> None:
    (found,) = read(encoded(event(contact_no=None) | {name: "10000"}))
    assert getattr(found, name) == "10000"


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"occurred_at": "2026-11-19T14:05:00.1234567+01:00"}, datetime(2026, 11, 19, 13, 5, 0, 123456, tzinfo=UTC)),
        ({"occurred_at": "2026-11-19t14:05:00z"}, datetime(2026, 11, 19, 14, 5, tzinfo=UTC)),
        ({"amount": 1250}, Decimal(1250)),
        ({"amount": 0.1}, Decimal("0.1")),
        ({"amount": 0.1 + 0.2}, Decimal("0.3")),
        ({"amount": "-999999999999.99999"}, Decimal("-999999999999.99999")),
        ({"version": 0}, 0),
        ({"version": 2.0}, 2),
        ({"document_no": " SI-1\t2 "}, "SI-1 2"),
        ({"document_no": "x" * 50}, "x" * 50),
        ({"url": "HTTP://example.test"}, "HTTP://example.test"),
        ({"description": "x" * 4000}, "x" * 4000),
    ],
)
def test_values_that_will_do(given: dict[str, Any], value: object) -> None:
    ((name, _),) = given.items()
    (found,) = read(encoded(event(**given)))
    assert getattr(found, name) == value


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("document_type", "invoice", '"invoice" is unknown'),
        ("document_type", ["sales_invoice"], "a list is unknown"),
        ("document_type", None, "is missing"),
        ("document_no", "", "is missing"),
        ("document_no", " \x00 ", "is missing"),
        ("document_no", 103045, "is 103045; write a text in quotes"),
        ("document_no", "x" * 51, "has 51 characters; write at most 50"),
        ("event", "POSTED", '"POSTED" is unknown'),
        ("event", None, "is missing"),
        ("occurred_at", None, "is missing"),
        ("occurred_at", "2026-11-19T14:05:00", "with its zone"),
        ("occurred_at", "2026-11-19", "with its zone"),
        ("occurred_at", "2026-02-30T14:05:00Z", "write a time"),
        ("occurred_at", "2026-11-19T25:05:00Z", "write a time"),
        ("occurred_at", "0001-01-01T00:00:00+14:00", "from 1900 to 2199"),
        ("occurred_at", "٢٠٢٦-11-19T14:05:00Z", "write a time"),
        ("occurred_at", 1795097100, "is 1795097100; write a time"),
        ("version", -1, "is -1; write a whole number from 0 to 2147483647"),
        ("version", 2**31, "write a whole number"),
        ("version", 1e300, "write a whole number"),
        ("version", 1.5, "is 1.5; write a whole number"),
        ("version", True, "is true; write a whole number"),
        ("version", "1", 'is "1"; write a whole number'),
        ("amount", "1,250.00", 'is "1,250.00"; write an amount'),
        ("amount", "NaN", "write an amount"),
        ("amount", "1e3", "write an amount"),
        ("amount", 1e12, "write an amount"),
        ("amount", 1e300, "write an amount"),
        ("amount", True, "is true; write an amount"),
        ("amount", "1.123456", "at most 5 decimals"),
        ("amount", {"value": 1}, "is an object; write an amount"),
        ("url", "javascript:alert(1)", "begins with https://"),
        ("url", "//example.test", "begins with https://"),
        ("url", "https://", "begins with https://"),
        ("url", "https://exa mple.test", "begins with https://"),
        ("url", "https://example.test:99999", "begins with https://"),
        ("url", "https://[::1", "begins with https://"),
        ("url", "https://example.test/" + "x" * 2000, "write at most 2000"),
        ("contact_no", "x" * 21, "has 21 characters; write at most 20"),
        ("contact_no", None, "needs one of the parties"),
        ("contact_no", {"no": 1}, "is an object; write a text in quotes"),
        ("salesperson_code", 7, "is 7; write a text"),
        ("currency", "x" * 11, "at most 10"),
        ("system", "x" * 51, "at most 50"),
        ("description", "x" * 4001, "has 4001 characters; write at most 4000"),
        ("description", ["x"], "is a list; write a text"),
    ],
)
def test_values_that_will_not_do(field: str, value: object, said: str) -> None:
    ((index, named, detail),) = wrong(event() | {field: value})
    assert (index, named) == (0, field)
    assert said in detail


def test_what_would_do_is_named() -> None:
    by_field = {error.field: error for error in refusal({"url": 1}).errors}
    assert by_field["document_type"].allowed == tuple(DocumentType)
    assert by_field["event"].allowed == tuple(DocumentEventKind)
    assert by_field["contact_no"].allowed == PARTIES
    assert list(by_field) == ["document_type", "document_no", "event", "occurred_at", "url", "contact_no"]


def test_all_errors_of_all_events_are_found_and_the_first_are_named() -> None:
    refused = refusal({"events": [event(), 7, event(event="sent", version="x"), *[event(contact_no=None)] * 30]})
    assert refused.detail == "33 fields cannot be used; the first 20 are named. Nothing of the request was recorded."
    named = json.loads(refused.response().body)["errors"]  # type: ignore[arg-type]
    assert len(named) == 20
    assert named[0] == {"index": 1, "field": "", "pointer": "/events/1", "detail": "is 7; an event is an object"}
    assert [(error["index"], error["pointer"]) for error in named[1:4]] == [
        (2, "/events/2/version"),
        (2, "/events/2/event"),
        (3, "/events/3/contact_no"),
    ]


def test_events_keep_their_order() -> None:
    sent = [event(str(number)) for number in range(500)]
    assert [found.document_no for found in read(encoded({"events": sent}))] == [each["document_no"] for each in sent]
    assert read(encoded({"events": []})) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no JSON"),
        (b"{", "at line 1"),
        (b'{"a": NaN}', "is no JSON"),
        (b'"\xff"', "is no JSON"),
        (b'"\\ud800"', "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b"[]", "send one event"),
        (b"7", "send one event"),
        (b"null", "send one event"),
    ],
)
def test_bodies_that_are_no_object(content: bytes, said: str) -> None:
    assert said in refusal(content).detail


def test_events_that_are_no_list_or_too_many() -> None:
    assert wrong({"events": None}) == [(None, "events", "is null; write a list of events")]
    assert wrong({"events": [{}] * 501}) == [(None, "events", "has 501 events; send at most 500 at once")]


def test_a_cloud_event_around_one_or_several() -> None:
    one, several = envelope(event()), envelope({"events": [event(), event("103046")]}, datacontenttype="application/json; a=b")
    for enveloped in (False, True):
        assert read(encoded(one), enveloped=enveloped) == [LEAST]
        assert len(read(encoded(several), enveloped=enveloped)) == 2
    assert read(encoded(envelope(event()) | {"data_base64": None, "datacontenttype": None})) == [LEAST]
    coded = envelope(None, data_base64=b64encode(encoded(event())).decode())
    assert read(encoded(coded)) == [LEAST]


def test_what_a_cloud_event_lacks_is_missing() -> None:
    no_version, no_data = envelope(event()), envelope(event())
    del no_version["specversion"], no_data["data"]
    assert wrong(no_version, enveloped=True) == [(None, "specversion", 'is missing; write "1.0"')]
    assert wrong(no_data) == [(None, "data", 'is missing; write one event or {"events": [...]}')]


def test_where_in_a_cloud_event_something_is_wrong() -> None:
    (error,) = refusal(envelope({"events": [event(), event(event="sent")]})).errors
    assert (error.index, error.field, error.pointer) == (1, "event", "/data/events/1/event")
    (error,) = refusal(envelope(event(event="sent"))).errors
    assert (error.index, error.pointer) == (0, "/data/event")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (event(), ["specversion", "id", "source", "type"]),
        (envelope(event(), specversion="0.3"), ["specversion"]),
        (envelope(event(), id="", type=7), ["id", "type"]),
        (envelope(event(), datacontenttype="application/xml"), ["datacontenttype"]),
        (envelope(event(), datacontenttype=7), ["datacontenttype"]),
        (envelope(None), ["data"]),
        (envelope("text"), ["data"]),
        (envelope(None, data_base64="?"), ["data_base64"]),
        (envelope(None, data_base64="é"), ["data_base64"]),
        (envelope(None, data_base64=7), ["data_base64"]),
    ],
)
def test_cloud_events_that_are_none(content: object, named: list[str]) -> None:
    assert [field for _, field, _ in wrong(content, enveloped=True)] == named


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
_ANY_EVENT = st.fixed_dictionaries({}, optional={field.name: _JSON for field in FIELDS})


@settings(max_examples=200)
@given(st.one_of(_JSON, _ANY_EVENT, st.builds(lambda events: {"events": events}, st.lists(_ANY_EVENT | _JSON, max_size=3))))
def test_any_json_is_read_or_refused(content: object) -> None:
    try:
        events = read(json.dumps(content).encode())
    except Refused as refused:
        answer = refused
    else:
        assert all(event.document_no and event.occurred_at.tzinfo is UTC for event in events)
        return
    assert answer.response().status == 400
    assert answer.reason
