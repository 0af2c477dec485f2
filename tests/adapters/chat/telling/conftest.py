"""Documents that are recorded, and what is made of the messages that wait then."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from adapters.chat.card import Card
from adapters.chat.telling import notice
from core.bursts import plan
from core.document import DocumentEvent, DocumentEventKind, DocumentSetup, DocumentType
from core.notification import Recipient
from core.operations.documents import record_documents
from core.outbox import Lane, OutboxMessage
from core.work import Work
from tests.adapters.chat.talk import Talk
from tests.factories import NOW, template

POSTED = frozenset({DocumentEventKind.POSTED})


def invoice(no: str = "103045", **fields: Any) -> DocumentEvent:
    """Of Anna Olsen of Fjord AS, whose salesperson is Kari."""
    values: dict[str, Any] = {
        "document_type": DocumentType.SALES_INVOICE,
        "document_no": no,
        "event": DocumentEventKind.POSTED,
        "occurred_at": NOW,
        "contact_no": "CT000011",
        "amount": Decimal("1250.00"),
        "currency": "EUR",
        "url": f"https://erp.example/invoice/{no}",
    }
    return DocumentEvent(**values | fields)


@dataclass
class Telling:
    """`talk` is the conversation with the same people. What is told is rendered with English and UTC as the defaults."""

    talk: Talk

    async def record(self, *events: DocumentEvent, now: datetime = NOW) -> list[int]:
        """The numbers of the entries."""
        outcomes = await self.talk.database.write(1, lambda work: record_documents(work, events, now))
        return [outcome.entry_no for outcome in outcomes]

    async def lanes(self, now: datetime) -> dict[Recipient, Lane]:
        """What is due, as a worker gets it; it stays claimed for a second."""
        found: dict[Recipient, Lane] = {}
        while lane := await self.talk.database.lanes.claim("host/worker", now, timedelta(seconds=1)):
            found[lane.recipient] = lane
        return found

    async def cards(self, who: str | Recipient, now: datetime = NOW, after: timedelta = timedelta()) -> list[Card | None]:
        """The cards that a recipient gets of what is due at `now`, made `after` that."""
        recipient = await self.person(who) if isinstance(who, str) else who
        lane = (await self.lanes(now)).get(recipient)
        groups = plan(lane, now).groups if lane else ()
        return [await self.card(recipient, group, now + after) for group in groups]

    async def card(self, recipient: Recipient, messages: Sequence[OutboxMessage], now: datetime = NOW) -> Card | None:
        return await self.talk.database.read(1, lambda work: notice(work, recipient, messages, now, "en", "UTC"))

    async def person(self, who: str) -> Recipient:
        email = f"{who}@example.test"
        return await self.talk.database.write(1, lambda work: Recipient(person_id=work.people.ensure(email).id))


def set_up(work: Work) -> None:
    work.templates.add(template("INVOICE", "Invoice sent"))
    for kind in (DocumentType.SALES_INVOICE, DocumentType.SALES_CREDIT_MEMO):
        work.documents.save_setup(DocumentSetup(document_type=kind, template_code="INVOICE", events=POSTED))


@pytest.fixture
async def telling(talk: Talk) -> Telling:
    await talk.database.write(1, set_up)
    # Whoever has said something has an account, with its time zone.
    for who in ("kari", "mads", "maria"):
        await talk.say("whoami", who)
    return Telling(talk)


def several(count: int, **fields: Any) -> list[DocumentEvent]:
    """Invoices with numbers of their own."""
    return [replace(invoice(str(1000 + no)), **fields) for no in range(count)]
