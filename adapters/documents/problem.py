"""Refusals as problem details (RFC 9457)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

import orjson
from aiohttp import web

from adapters.documents import limits

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """What is wrong with one field. `index` is the event's in the request, from 0, None for what belongs to no event.

    `pointer` is where it stands in the body (RFC 6901). `allowed` are the values or names that would do, where these are few.
    """

    index: int | None
    field: str
    pointer: str
    detail: str
    allowed: Sequence[str] = ()

    def as_json(self) -> dict[str, object]:
        members: dict[str, object] = {"field": self.field, "pointer": self.pointer, "detail": self.detail}
        if self.index is not None:
            members = {"index": self.index, **members}
        return members | ({"allowed": list(self.allowed)} if self.allowed else {})


@dataclass(eq=False)
class Refused(Exception):
    """The request gets no further, and nothing of it is recorded. `detail` is for its sender and says what to do."""

    status: HTTPStatus
    detail: str
    errors: Sequence[FieldError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """Why, for the log: of fields their names alone."""
        return ", ".join(sorted({error.field for error in self.errors})) or self.detail

    def response(self) -> web.Response:
        """The answer; of the errors it names the first."""
        content: dict[str, object] = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
        }
        if self.errors:
            content["errors"] = [error.as_json() for error in self.errors[: limits.ERRORS_NAMED]]
        return web.Response(status=self.status, body=orjson.dumps(content), content_type=CONTENT_TYPE, headers=self.headers)
