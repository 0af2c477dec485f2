"""How fast document events are recorded, and what one costs in a small and in a large log."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import insert

from adapters.database import Database, migrate, postgres, sqlite
from adapters.database.address import parse
from adapters.database.document_tables import document, document_event
from adapters.database.session import Session, Statements
from adapters.database.walls import SETTING
from core.access import AccessPolicy
from core.document import Document, DocumentEvent, DocumentEventKind, DocumentSetup, DocumentType
from core.work import Work
from tests.benchmarks.documents_load import DocumentsJob
from tests.benchmarks.places import aftercall_with_webhook, cpu_seconds, fill, free_port, load

SECRET = "whsec_YmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmVuY2g="

_BATCH = 500
_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
_INVOICE: dict[str, Any] = {"system": "default", "document_type": DocumentType.SALES_INVOICE, "document_no": "", "version": 1}
_WORTH: dict[str, Any] = {"amount": Decimal("1250.00"), "currency": "EUR"}
_DOCUMENT = asdict(Document(**_INVOICE, **_WORTH, entry_no=0))
_EVENT = asdict(DocumentEvent(**_INVOICE, **_WORTH, event=DocumentEventKind.POSTED, occurred_at=_BEFORE, contact_no="CT000000"))
_Line = Callable[[str, object, dict[str, float], str], None]


async def with_documents(urls: tuple[str, str], sizes: Sequence[tuple[int, int]], seconds: float, line: _Line) -> None:
    """Both databases are filled, every entry with a document; then they take turns, so that both meet the same machine."""
    for url, (contacts, entries) in zip(urls, sizes, strict=True):
        begun = time.perf_counter()
        migrate(url)
        await fill(url, contacts=contacts, entries=entries)
        await _set_up(url)
        await asyncio.to_thread(_fill_documents, url, entries)
        print(f"  {contacts:,} contacts, {entries:,} entries: filled in {time.perf_counter() - begun:.0f} s", flush=True)
    small, large = free_port(), free_port()
    with aftercall_with_webhook(urls[0], SECRET, small) as of_small, aftercall_with_webhook(urls[1], SECRET, large) as of_large:
        places = ((small, of_small.pid, sizes[0]), (large, of_large.pid, sizes[1]))
        for at_once in (1, 4):
            first: tuple[float, float] | None = None
            for port, pid, (contacts, entries) in places:
                picks = [f"CT{number:06}" for number in range(0, contacts, max(1, contacts // 1_000))]
                job = DocumentsJob(port, SECRET, [], picks, connections=at_once, expect="recorded", warm_up=0, batch=_BATCH)
                await load(replace(job, seconds=0.5), "tests.benchmarks.documents_load")
                used = cpu_seconds(pid)
                measured = await load(replace(job, seconds=seconds), "tests.benchmarks.documents_load")
                each = 1_000_000 * (cpu_seconds(pid) - used) / (measured["answered"] * _BATCH)
                events = measured["per_second"] * _BATCH
                first = first or (events, each)
                more = (
                    f"{events:,.0f} events/s   {each:.0f} us of the server's processor an event   "
                    f"large/small: time {first[0] / events:.2f}, processor {each / first[1]:.2f}"
                )
                line(f"batches, {entries:,} entries", at_once, measured, more)


async def _set_up(url: str) -> None:
    def save(work: Work) -> None:
        events = frozenset({DocumentEventKind.POSTED})
        work.documents.save_setup(DocumentSetup(document_type=DocumentType.SALES_INVOICE, template_code="CALL", events=events))

    database = Database.open(url, AccessPolicy())
    await database.write(1, save)
    await database.close()


def _fill_documents(url: str, entries: int) -> None:
    """Each entry of the filled log gets a document with one event."""
    address = parse(url)
    engine = (postgres if address.get_backend_name() == "postgresql" else sqlite).make_engine(address)
    with engine.connect() as connection:
        session = Session(connection, Statements(engine.dialect), 1)
        connection.exec_driver_sql("BEGIN")
        if session.postgresql:
            connection.exec_driver_sql(f"SET LOCAL {SETTING} = 1")
        for start in range(0, entries, 10_000):
            numbers = range(start + 1, min(start + 10_000, entries) + 1)
            session.insert(insert(document), [_DOCUMENT | _named(number) | {"entry_no": number} for number in numbers])
            session.insert(
                insert(document_event),
                [
                    _EVENT | _named(number) | {"occurred_at": _BEFORE - timedelta(minutes=number), "seen_at": _BEFORE}
                    for number in numbers
                ],
            )
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _named(number: int) -> dict[str, str]:
    return {"document_no": f"{number:08x}", "url": f"https://erp.example.test/invoice/{number}"}
