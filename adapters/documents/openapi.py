"""The OpenAPI 3.1 description of the webhook, made from the table of fields that its parser reads by."""

from collections.abc import Mapping
from typing import Any

from adapters.documents import limits, signature
from adapters.documents.body import CLOUD_EVENT, CLOUD_EVENT_ATTRIBUTES, CLOUD_EVENTS_VERSION, JSON
from adapters.documents.fields import FIELDS, VISIBLE, Field
from adapters.documents.problem import CONTENT_TYPE
from core.document import DocumentStatus, SkipReason

PATH, DESCRIPTION_PATH = "/documents", "/documents/openapi.json"

_EXAMPLE = {field.name: field.example for field in FIELDS if field.example is not None}
_REFUSALS = {
    "400": "The body is no JSON, or a field cannot be used. All fields that are wrong are named; nothing was recorded.",
    "401": "The signature is missing, wrong or old.",
    "408": "The body did not arrive in time.",
    "413": f"The body is larger than {limits.BODY_BYTES} bytes.",
    "415": "The content type is another, or the body is compressed.",
}
_LATER = {
    "429": "More is waiting to be recorded than is good.",
    "503": "The database does not answer. What was recorded of the request is told as a duplicate when it is sent again.",
}


def description() -> dict[str, Any]:
    """The description as a JSON object."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Aftercall: document events",
            "version": "1.0.0",
            "description": "Business documents that were created, posted, printed or sent, to be recorded as interactions.",
        },
        "servers": [{"url": "/"}],
        "paths": {PATH: {"post": _operation()}},
        "components": {"schemas": _schemas(), "securitySchemes": _signature_headers()},
    }


def _operation() -> dict[str, Any]:
    single, batch, envelope = _ref("DocumentEvent"), _ref("DocumentEvents"), _ref("CloudEvent")
    examples = {"one": {"value": _EXAMPLE}, "several": {"value": {"events": [_EXAMPLE]}}}
    enveloped = {"specversion": CLOUD_EVENTS_VERSION, **dict.fromkeys(CLOUD_EVENT_ATTRIBUTES, "example"), "data": _EXAMPLE}
    return {
        "operationId": "recordDocuments",
        "summary": "Record what happened to documents",
        "description": (
            "One event, up to 500 of them, or a CloudEvent around either. Requests are signed as the Standard Webhooks "
            "specification says. An event that is delivered again changes nothing; one that was skipped is tried anew. "
            "Fields that are not named here are left alone, and null counts as left out."
        ),
        "security": [{name: [] for name in _signature_headers()}],
        "requestBody": {
            "required": True,
            "content": {
                JSON: {"schema": {"anyOf": [single, batch, envelope]}, "examples": examples},
                CLOUD_EVENT: {"schema": envelope, "examples": {"one": {"value": enveloped}}},
            },
        },
        "responses": {
            "200": {
                "description": "What became of the events, in their order.",
                "content": {JSON: {"schema": _ref("Results")}},
            },
            **{status: _refusal(text) for status, text in _REFUSALS.items()},
            **{status: _refusal(text) | {"headers": {"Retry-After": _seconds()}} for status, text in _LATER.items()},
        },
    }


def _refusal(text: str) -> dict[str, Any]:
    return {"description": text, "content": {CONTENT_TYPE: {"schema": _ref("Problem")}}}


def _seconds() -> dict[str, Any]:
    return {"description": "Seconds after which to send again.", "required": True, "schema": {"type": "integer"}}


def _schemas() -> dict[str, Any]:
    return {
        "DocumentEvent": {
            "type": "object",
            "properties": {field.name: _property(field) for field in FIELDS},
            "required": [field.name for field in FIELDS if field.required],
            "anyOf": [
                {"required": [field.name], "properties": {field.name: _given(field.kind.schema)}}
                for field in FIELDS
                if field.party
            ],
        },
        "DocumentEvents": _object({"events": {"type": "array", "maxItems": limits.EVENTS, "items": _ref("DocumentEvent")}}),
        "CloudEvent": _object(
            {
                "specversion": {"const": CLOUD_EVENTS_VERSION},
                **{name: {"type": "string", "minLength": 1} for name in CLOUD_EVENT_ATTRIBUTES},
                "data": {"anyOf": [_ref("DocumentEvent"), _ref("DocumentEvents")]},
            },
            datacontenttype={"type": ["string", "null"], "pattern": "^(.+/json|.+/.+[+]json)$"},
        ),
        "Results": _object({"results": {"type": "array", "items": {"oneOf": [_ref("Recorded"), _ref("Skipped")]}}}),
        "Recorded": _object(
            {
                "status": {"enum": [status.value for status in DocumentStatus if status is not DocumentStatus.SKIPPED]},
                "entry_no": {"type": "integer", "minimum": 1},
            }
        ),
        "Skipped": _object(
            {"status": {"const": DocumentStatus.SKIPPED.value}, "reason": {"enum": [reason.value for reason in SkipReason]}}
        ),
        "Problem": _object(
            {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
            },
            errors={"type": "array", "maxItems": limits.ERRORS_NAMED, "items": _ref("FieldError")},
        ),
        "FieldError": _object(
            {"field": {"type": "string"}, "pointer": {"type": "string"}, "detail": {"type": "string"}},
            index={"type": "integer", "minimum": 0, "description": "Which event, from 0."},
            allowed={"type": "array", "items": {"type": "string"}},
        ),
    }


def _property(field: Field) -> dict[str, Any]:
    described = {"description": field.about} | ({"examples": [field.example]} if field.example is not None else {})
    if field.required:
        return described | _given(field.kind.schema)
    schema = field.kind.schema
    if schema.get("type") == "string" and "pattern" not in schema:
        return {**described, **schema, "type": ["string", "null"]}
    return {**described, "anyOf": [schema, {"enum": ["", None]}]}


def _given(schema: Mapping[str, object]) -> dict[str, Any]:
    """The same for a field that has to be filled."""
    plain = schema.get("type") == "string" and not schema.keys() & {"pattern", "enum"}
    return {**schema, **({"pattern": VISIBLE} if plain else {})}


def _object(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {**required, **optional}, "required": list(required)}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _signature_headers() -> dict[str, Any]:
    about = {
        signature.ID: "What tells deliveries apart, in visible ASCII characters.",
        signature.TIMESTAMP: "When the request was signed, in whole seconds since 1970; at most 5 minutes from now.",
        signature.SIGNATURE: 'Signatures separated by blanks: "v1," and the base64 of the HMAC-SHA256 over "id.timestamp.body".',
    }
    return {name: {"type": "apiKey", "in": "header", "name": name, "description": text} for name, text in about.items()}
