"""The description is valid OpenAPI, and says of values what the parser does with them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from adapters.documents.body import read
from adapters.documents.fields import FIELDS
from adapters.documents.openapi import PATH, description
from adapters.documents.problem import Refused
from core.document import DocumentEventKind, DocumentType
from tests.adapters.documents.signing import encoded, envelope, event

DESCRIPTION = description()
POST = DESCRIPTION["paths"][PATH]["post"]


def validator(name: str) -> Draft202012Validator:
    schema = {"$ref": f"#/components/schemas/{name}", "components": DESCRIPTION["components"]}
    return Draft202012Validator(schema, format_checker=FormatChecker())


def test_it_is_valid() -> None:
    OpenAPIV31SpecValidator(DESCRIPTION).validate()


def test_its_examples_are_accepted() -> None:
    for content in POST["requestBody"]["content"].values():
        for example in content["examples"].values():
            assert read(encoded(example["value"]))
    assert validator("DocumentEvent").is_valid(POST["requestBody"]["content"]["application/json"]["examples"]["one"]["value"])


def test_every_answer_is_there() -> None:
    assert set(POST["responses"]) == {"200", "400", "401", "408", "413", "415", "429", "503"}


_MOMENTS = st.sampled_from(
    [
        "2026-11-19T14:05:00Z",
        "2026-11-19T14:05:00.1234567+01:00",
        "2026-11-19",
        "1899-12-31T23:59:59Z",
        "2200-01-01T00:00:00Z",
        "now",
    ]
)
_TEXTS = st.text(st.sampled_from("aZ1 \t\x00\x1f\x85\u00a0\u2028é"), max_size=4) | st.sampled_from(
    ["x" * n for n in (10, 11, 20, 21, 50, 51)]
)
_NUMBERS = st.integers(-2, 2**32) | st.sampled_from([-0.5, 1.0, 1e12, 999999999999, "1.5", "-1.123456", "1250.00", "0x10"])
_ADDRESSES = st.sampled_from(
    ["https://example.test/a", "http://x", "https://", "ftp://x", "javascript:1", "https://" + "x" * 2000]
)
_VALUES = st.one_of(
    _MOMENTS,
    _TEXTS,
    _NUMBERS,
    _ADDRESSES,
    st.sampled_from([*DocumentType, *DocumentEventKind]),
    st.none(),
    st.booleans(),
    st.just([]),
)


@settings(max_examples=400)
@given(st.sampled_from([field.name for field in FIELDS]), _VALUES)
def test_the_description_and_the_parser_agree(name: str, value: object) -> None:
    content: dict[str, Any] = event(customer_no="10000") | {name: value}
    try:
        accepted = bool(read(encoded(content)))
    except Refused:
        accepted = False
    described = validator("DocumentEvent").is_valid(content)
    # Blanks at the ends and control characters are taken off before anything is refused.
    lenient = isinstance(value, str) and (value.strip() != value or not value.isprintable())
    assert accepted == described or (accepted and lenient)


@pytest.mark.parametrize("name", ["DocumentEvent", "CloudEvent"])
def test_what_is_needed_is_needed_by_both(name: str) -> None:
    whole = event() if name == "DocumentEvent" else envelope(event())
    assert validator(name).is_valid(whole)
    for field in whole:
        part = {key: value for key, value in whole.items() if key != field}
        assert not validator(name).is_valid(part)
        with pytest.raises(Refused):
            read(encoded(part), enveloped=name == "CloudEvent")
