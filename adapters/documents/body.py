"""From the body of a request to document events: all of them, or everything that is wrong."""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson

from adapters.documents import limits
from adapters.documents.fields import FIELDS, PARTIES, Unusable, shown
from adapters.documents.problem import FieldError, Refused
from core.document import DocumentEvent

JSON, CLOUD_EVENT = "application/json", "application/cloudevents+json"
CLOUD_EVENTS_VERSION = "1.0"
# The attributes that CloudEvents 1.0 requires beside specversion; they are checked and not used.
CLOUD_EVENT_ATTRIBUTES = ("id", "source", "type")

_BOM = b"\xef\xbb\xbf"
_FORMS = 'one event, {"events": [...]}, or a CloudEvent around either'


def read(body: bytes, *, enveloped: bool = False) -> list[DocumentEvent]:
    """The events in the order of the body: one event, `{"events": [...]}`, or a CloudEvents 1.0 envelope around either.

    `enveloped`: it has to be a CloudEvent, as the content type says. Raises Refused (400), which names all that is wrong.
    """
    content = _object(_parsed(body))
    pointer = ""
    if enveloped or "specversion" in content:
        content, pointer = _opened(content)
    if "events" not in content:
        return _read_all([(0, pointer, content)])
    events = content["events"]
    pointer += "/events"
    if not isinstance(events, list):
        raise _refused([_of_body("events", pointer, f"is {shown(events)}; write a list of events")])
    if len(events) > limits.EVENTS:
        raise _refused([_of_body("events", pointer, f"has {len(events)} events; send at most {limits.EVENTS} at once")])
    return _read_all([(index, f"{pointer}/{index}", event) for index, event in enumerate(events)])


def _parsed(body: bytes) -> object:
    try:
        return orjson.loads(body.removeprefix(_BOM))
    except orjson.JSONDecodeError as error:
        detail = f"The body is no JSON: {error.msg}, at line {error.lineno}, column {error.colno}."
        raise Refused(HTTPStatus.BAD_REQUEST, detail) from None


def _object(content: object) -> Mapping[str, Any]:
    if not isinstance(content, dict):
        raise Refused(HTTPStatus.BAD_REQUEST, f"The body is no JSON object; send {_FORMS}.")
    return content


def _opened(envelope: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """What is in a CloudEvent, and where it stands."""
    errors = list(_envelope_errors(envelope))
    if errors:
        raise _refused(errors)
    encoded = envelope.get("data_base64")
    if encoded is not None:
        try:
            decoded = b64decode(encoded, validate=True)
        except (NotBase64, ValueError, TypeError):
            raise _refused([_of_envelope("data_base64", "is no base64")]) from None
        return _object(_parsed(decoded)), ""
    data = envelope.get("data")
    if not isinstance(data, dict):
        raise _refused([_of_envelope("data", f'{_is(envelope, "data")}; write one event or {{"events": [...]}}')])
    return data, "/data"


def _envelope_errors(envelope: Mapping[str, Any]) -> Iterator[FieldError]:
    version = envelope.get("specversion")
    if version != CLOUD_EVENTS_VERSION:
        detail = f'{_is(envelope, "specversion")}; write "{CLOUD_EVENTS_VERSION}"'
        yield _of_envelope("specversion", detail, allowed=(CLOUD_EVENTS_VERSION,))
    for name in CLOUD_EVENT_ATTRIBUTES:
        value = envelope.get(name)
        if not isinstance(value, str) or not value:
            yield _of_envelope(name, f"{_is(envelope, name)}; a CloudEvent has a text there")
    kind = envelope.get("datacontenttype")
    if kind is not None and not _is_json(kind):
        yield _of_envelope("datacontenttype", f"is {shown(kind)}; leave it out, or write {JSON}", allowed=(JSON,))


def _is(envelope: Mapping[str, Any], name: str) -> str:
    return f"is {shown(envelope[name])}" if name in envelope else "is missing"


def _is_json(content_type: object) -> bool:
    """As CloudEvents' JSON format tells it: `*/json` or `*/*+json`, with whatever parameters."""
    media_type = content_type.partition(";")[0].strip().lower() if isinstance(content_type, str) else ""
    return media_type.endswith(("/json", "+json"))


def _of_envelope(field: str, detail: str, allowed: Sequence[str] = ()) -> FieldError:
    return _of_body(field, f"/{field}", detail, allowed)


def _of_body(field: str, pointer: str, detail: str, allowed: Sequence[str] = ()) -> FieldError:
    return FieldError(index=None, field=field, pointer=pointer, detail=detail, allowed=allowed)


def _read_all(found: list[tuple[int, str, object]]) -> list[DocumentEvent]:
    events: list[DocumentEvent] = []
    errors: list[FieldError] = []
    for index, pointer, content in found:
        values: dict[str, Any] = {}
        wrong = list(_fill(values, index, pointer, content))
        errors += wrong
        if not wrong:
            events.append(DocumentEvent(**values))
    if errors:
        raise _refused(errors)
    return events


def _fill(values: dict[str, Any], index: int, pointer: str, content: object) -> Iterator[FieldError]:
    """Puts in the values of an event's fields, and gives what is wrong with them. Fields that are not known are left alone."""

    def error(field: str, detail: str, allowed: Sequence[str] = ()) -> FieldError:
        return FieldError(index=index, field=field, pointer=f"{pointer}/{field}", detail=detail, allowed=allowed)

    if not isinstance(content, dict):
        yield FieldError(index=index, field="", pointer=pointer, detail=f"is {shown(content)}; an event is an object")
        return
    party = False
    for field in FIELDS:
        given = content.get(field.name)
        try:
            value = "" if given is None or given == "" else field.kind.read(given)
        except Unusable as unusable:
            # Which party is meant can be told only when it can be read.
            party = party or field.party
            yield error(field.name, unusable.detail, unusable.allowed)
            continue
        if value != "":
            party = party or field.party
            values[field.name] = value
        elif field.required:
            yield error(field.name, "is missing", field.kind.allowed)
    if not party:
        yield error(PARTIES[0], "is missing; an event needs one of the parties that are allowed", PARTIES)


def _refused(errors: list[FieldError]) -> Refused:
    count = len(errors)
    detail = f"{count} fields cannot be used" if count > 1 else "One field cannot be used"
    if count > limits.ERRORS_NAMED:
        detail += f"; the first {limits.ERRORS_NAMED} are named"
    return Refused(HTTPStatus.BAD_REQUEST, f"{detail}. Nothing of the request was recorded.", errors)
