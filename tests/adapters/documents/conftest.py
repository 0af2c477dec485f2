"""The webhook on both databases, served as it is in use, with a clock that stands still."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.database import Database, StorageFailed
from adapters.documents.door import Delivery, DocumentsDoor
from adapters.documents.signature import key
from core.document import DocumentEventKind, DocumentSetup, DocumentType
from core.filters import EntryFilter
from core.work import Work
from tests.adapters.documents.signing import OTHER, SECRET, encoded, signed
from tests.factories import NOW, contact, salesperson, template


@dataclass
class Webhook:
    """`deliveries` are what the door told of each request."""

    session: aiohttp.ClientSession
    url: str
    database: Database
    now: datetime = NOW
    deliveries: list[Delivery] = field(default_factory=list)

    async def send(self, content: object, webhook_id: str = "msg_1", secret: str = SECRET, **headers: str) -> tuple[int, Any]:
        """Status and JSON of the answer to a signed request. Header names are written with _."""
        body = content if isinstance(content, bytes) else encoded(content)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.post(body, signed(body, self.now, webhook_id, secret) | given)

    async def post(self, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
        # From a file, so that no header is made up.
        async with self.session.post(
            self.url, data=BytesIO(body), headers=headers, skip_auto_headers=["Content-Type"]
        ) as response:
            kind = "application/json" if response.status == 200 else "application/problem+json"
            assert response.content_type == kind
            return response.status, await response.json(content_type=kind)

    async def recorded(self) -> list[str]:
        """The document nos. of all entries, the oldest entry first."""
        rows = await self.database.read(1, lambda work: work.entries.page(EntryFilter(), 1000))
        return [row.entry.document_no for row in sorted(rows, key=lambda row: row.entry.no)]


def prepare(work: Work) -> None:
    """A contact, and a template for invoices that are posted or mailed."""
    work.salespeople.upsert([salesperson()])
    work.contacts.upsert([contact(salesperson_code="JR")])
    work.templates.upsert([template("DOC", "Document")])
    events = frozenset({DocumentEventKind.POSTED, DocumentEventKind.EMAILED})
    work.documents.save_setup(DocumentSetup(document_type=DocumentType.SALES_INVOICE, template_code="DOC", events=events))


@pytest.fixture
async def webhook(database: Database) -> AsyncIterator[Webhook]:
    """On a prepared database."""
    await database.write(1, prepare)
    deliveries: list[Delivery] = []
    door = DocumentsDoor(
        database,
        1,
        lambda: NOW,
        secrets=(key(SECRET), key(OTHER)),
        unavailable=StorageFailed,
        observe=deliveries.append,
    )
    app = web.Application()
    app.router.add_post("/documents", door.events)
    app.router.add_get("/documents/openapi.json", door.description)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        yield Webhook(session, str(server.make_url("/documents")), database, deliveries=deliveries)
