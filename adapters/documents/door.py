"""The door to the ERP: signed document events in, what became of each out."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http import HTTPStatus

import orjson
from aiohttp import web

from adapters.documents import limits
from adapters.documents.body import JSON, read
from adapters.documents.openapi import description
from adapters.documents.problem import Refused
from adapters.documents.receiving import enveloped, signed_body
from core.document import DocumentEvent, DocumentOutcome, DocumentStatus
from core.operations.documents import record_documents
from core.storage import Storage


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What is told of a request: its answer, how many events had which status, and why it was refused; nothing that was in it."""

    status: HTTPStatus
    seconds: float
    outcomes: Mapping[DocumentStatus, int] = field(default_factory=dict)
    reason: str = ""


class DocumentsDoor:
    """Answers `POST /documents` for one organization, and its description.

    `secrets` are keys, the first of them the newest; `clock` gives an aware time; `unavailable` is what the storage raises
    when it cannot be used; `observe` hears of every request; `time_zone` is that of people whose own is unknown.
    """

    def __init__(
        self,
        storage: Storage,
        organization_id: int,
        clock: Callable[[], datetime],
        *,
        secrets: Sequence[bytes],
        unavailable: type[Exception],
        observe: Callable[[Delivery], None],
        time_zone: str = "UTC",
    ) -> None:
        if not secrets:
            raise ValueError("there is no secret")
        self._storage = storage
        self._organization_id = organization_id
        self._clock = clock
        self._secrets = secrets
        self._unavailable = unavailable
        self._observe = observe
        self._time_zone = time_zone
        self._under_way = 0
        self._description = orjson.dumps(description())

    async def description(self, _: web.Request) -> web.Response:
        """The OpenAPI description of the webhook."""
        return web.Response(body=self._description, content_type=JSON)

    async def events(self, request: web.Request) -> web.Response:
        """Records the events of a request and answers with what became of each, in their order.

        Refused are, as problem details: 400 what cannot be read, 401, 413 and 415 as `signed_body` says, 429 when too many events
        wait to be recorded, 503 when the storage cannot be used; what was recorded until then is a duplicate when it comes again.
        """
        begun = time.perf_counter()
        outcomes: Sequence[DocumentOutcome] = ()
        reason = ""
        try:
            body = await signed_body(request, self._secrets, self._clock())
            events = read(body, enveloped=enveloped(request))
            with self._room(len(events)):
                outcomes = await self._record(events)
            response = web.Response(body=orjson.dumps({"results": [_as_json(each) for each in outcomes]}), content_type=JSON)
        except Refused as refused:
            response, reason = refused.response(), refused.reason
        except self._unavailable as error:
            response = _later(HTTPStatus.SERVICE_UNAVAILABLE, "The database does not answer; send the request again.").response()
            reason = str(error)
        self._observe(
            Delivery(
                status=HTTPStatus(response.status),
                seconds=time.perf_counter() - begun,
                outcomes=Counter(outcome.status for outcome in outcomes),
                reason=reason,
            )
        )
        return response

    async def _record(self, events: Sequence[DocumentEvent]) -> list[DocumentOutcome]:
        outcomes: list[DocumentOutcome] = []
        for start in range(0, len(events), limits.EVENTS_AT_ONCE):
            chunk = events[start : start + limits.EVENTS_AT_ONCE]
            record = partial(record_documents, events=chunk, now=self._clock(), default_time_zone=self._time_zone)
            outcomes += await self._storage.write(self._organization_id, record)
        return outcomes

    @contextmanager
    def _room(self, events: int) -> Iterator[None]:
        """Keeps place for events that are to be recorded. Raises Refused when there is none."""
        if self._under_way + events > limits.EVENTS_UNDER_WAY:
            raise _later(
                HTTPStatus.TOO_MANY_REQUESTS, "Too many events are waiting to be recorded; send the request again later."
            )
        self._under_way += events
        try:
            yield
        finally:
            self._under_way -= events


def _later(status: HTTPStatus, detail: str) -> Refused:
    return Refused(status, detail, headers={"Retry-After": str(limits.RETRY_AFTER)})


def _as_json(outcome: DocumentOutcome) -> dict[str, object]:
    if outcome.reason is not None:
        return {"status": outcome.status.value, "reason": outcome.reason.value}
    return {"status": outcome.status.value, "entry_no": outcome.entry_no}
