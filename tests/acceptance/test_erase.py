"""After an erase nothing of the contact is left: not in the tables, not in the database file, not in the log."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import fields, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest
import structlog

from adapters.chat.conversation import Conversation
from adapters.database import Database
from adapters.database.privacy import ERASED_FROM
from adapters.database.tables import metadata
from bot import logs
from bot.metrics import Metrics
from bot.observing import Observer
from core.access import AccessPolicy
from core.attachment import Attachment
from core.audit import AuditAction, AuditFilter
from core.contact import Contact
from core.document import DocumentEvent, DocumentEventKind, DocumentSetup, DocumentType, Relation, Side
from core.errors import NotFound
from core.filters import EntryFilter
from core.notification import Recipient
from core.operations.documents import record_documents
from core.outbox import MessageKind, OutboxMessage, PostedCopy
from core.pending_file import PendingFile
from core.privacy import Erasure
from core.requests.privacy import EraseContact
from core.values import ContactType, CorrespondenceType
from core.work import Work
from tests import postgres
from tests.acceptance import world
from tests.adapters.chat.talk import Talk
from tests.factories import NOW, company, contact

MARK = "zqx"
PHONES = ("98765401", "98765402")
WHO = Contact(
    no="ZQXNO1",
    type=ContactType.PERSON,
    name="Zqxanna Zqxberg",
    company_no="CT000001",
    email="zqxmail@zqxhost.example",
    phone=f"+47 {PHONES[0]}",
    mobile=f"+47 {PHONES[1]}",
    address="Zqxstreet 1",
    postal_code="zqx1",
    city="Zqxcity",
    country="NO",
    salesperson_code="KH",
    job_title="Zqxchief",
    correspondence_type=CorrespondenceType.EMAIL,
    external_id="zqx-external",
)
SELF = Recipient(person_id=1)


@pytest.fixture
def access() -> AccessPolicy:
    return world.ACCESS


@pytest.fixture(params=list(Erasure))
async def storage(request: pytest.FixtureRequest, database_url: str, access: AccessPolicy) -> AsyncIterator[Database]:
    opened = Database.open(database_url, access, request.param)
    await world.build(opened)
    yield opened
    await opened.close()


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the program logs at its most talkative."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure("json", "debug", stream)
    yield stream
    root.handlers[:], root.level = before
    structlog.reset_defaults()


def event(kind: DocumentType, no: str, occurred: int = 0, **named: Any) -> DocumentEvent:
    return DocumentEvent(
        document_type=kind,
        document_no=no,
        event=DocumentEventKind.POSTED,
        occurred_at=NOW + timedelta(minutes=occurred),
        description=f"zqx document {no}",
        url=f"https://example.test/zqx/{no}",
        **named,
    )


def plant(work: Work, file: Path) -> None:
    """What does not come by chat: documents, messages, files."""
    invoice, order = DocumentType.SALES_INVOICE, DocumentType.SALES_ORDER_CONFIRMATION
    work.documents.save_setup(
        DocumentSetup(document_type=invoice, template_code="CALL", events=frozenset({DocumentEventKind.POSTED}))
    )
    work.documents.upsert_relations([Relation(side=Side.CUSTOMER, no="10000", contact_no=WHO.no)])
    record_documents(work, [event(invoice, "1", contact_no=WHO.no), event(invoice, "1", 1, contact_no=WHO.no)], NOW)
    record_documents(work, [event(order, "2", contact_no="zqxno1"), event(order, "3", sell_to_customer_no="10000")], NOW)
    # Another contact's document that names this one beside.
    beside = event(invoice, "4", contact_no="CT000012", sell_to_contact_no=WHO.no)
    record_documents(work, [replace(beside, description="", url="")], NOW)
    (entry, *_) = work.entries.page(EntryFilter(contact_no=WHO.no), 1)
    told = {"recipient": SELF, "created_at": NOW, "due_at": NOW, "entry_no": entry.entry.no}
    work.outbox.put([OutboxMessage(kind=MessageKind.RECORDED, **told)])  # type: ignore[arg-type]
    work.outbox.keep_copy(
        PostedCopy(
            entry_no=entry.entry.no,
            recipient=SELF,
            platform="slack",
            workspace="T1",
            conversation="D1",
            message="1.1",
            posted_at=NOW,
        )
    )
    work.saved_commands.put('1log{"contact":"zqx","note":"' + "zqx long " * 400 + '"}', NOW)
    work.inbox.keep("slack", "long", "zqx " * 5000, NOW)
    file.write_bytes(b"zqx letter " * 10_000)
    kept = work.attachments.add(
        Attachment(
            file_name="zqx.txt",
            extension="txt",
            size=file.stat().st_size,
            checksum=sha256(file.read_bytes()).hexdigest(),
            media_type="text/plain",
            created_at=NOW,
            created_by=1,
        ),
        file,
    )
    work.attachments.attach([(entry.entry.no, kept.no)])
    work.pending_files.add(PendingFile(id="f", owner="o", name="zqx.csv", media_type="text/csv", size=3, created_at=NOW))
    work.pending_files.add_part("f", 0, b"zqx")


async def converse(talk: Talk) -> None:
    """Every command that keeps what was said."""
    for line in (
        'log call zqxno1 15m subject:"zqx subject" via:zqxvia@zqx.example follow:2w "zqx call": zqx first note '
        + "zqx talk " * 50,
        "edit 1 : zqx second note",
        "comment 1 zqx comment",
        "cancel 1 zqx reason",
        "restore 1",
        "cancel 1 zqx again",
        "undo",
        "evaluate 1 positive",
        "log meeting zqxno1 postpone: zqx draft",
        "finish 2",
        "log call olga: a word about prices",
        "edit 3 contact:zqxno1",
        "edit 3 contact:olga",
        "again zqxno1",
        "list zqx",
        "list text:zqx",
        "contact zqx",
        "notify me contact:zqxno1",
        "segment create SPRING: Spring",
        "segment spring add zqxno1",
    ):
        assert (await talk.say(line)).outcome in ("done", "asked"), line


def scan(url: str) -> list[str]:
    """Where the marker is in the database: in the files of SQLite, byte by byte, in every table and statistic of PostgreSQL."""
    found = []
    needles = (MARK, *PHONES)
    if url.startswith("sqlite"):
        path = url.removeprefix("sqlite:///")
        for file in (Path(path), Path(f"{path}-wal")):
            content = file.read_bytes().lower() if file.exists() else b""
            found += [f"{file.name}: {needle}" for needle in needles if needle.encode() in content]
        return found
    # Looked at as a superuser, as no policy hides anything from one.
    with psycopg.connect(url.replace(f"//{postgres.OWNER}@", "//postgres@"), autocommit=True) as connection:
        names = [row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        for name in [*(f'public."{name}"' for name in names), "pg_catalog.pg_statistic"]:
            query = f"SELECT count(*) FROM {name} AS t WHERE t::text ~* %(any)s OR t::text ~* %(bytes)s"
            values = {"any": "|".join(needles), "bytes": "|".join(needle.encode().hex() for needle in needles)}
            (count,) = connection.execute(query.encode(), values).fetchone() or (0,)
            found += [name] * bool(count)
    return found


async def test_no_trace_is_left(storage: Database, database_url: str, tmp_path: Path, logged: io.StringIO) -> None:
    talk = Talk(storage)
    talk.conversation = Conversation(storage, observe=Observer(Metrics()))
    await storage.write(1, lambda work: work.contacts.upsert([WHO]))
    await converse(talk)
    await storage.write(1, lambda work: plant(work, tmp_path / "letter.txt"))
    (tmp_path / "letter.txt").unlink()
    again = talk.turn("log call zqxno1: zqx last", key="kept")
    assert (await talk.handle(again)).outcome == "done"
    assert len(scan(database_url)) >= 3
    entries = await storage.read(1, lambda work: len(work.entries.page(EntryFilter(contact_no=WHO.no, canceled=None), 100)))

    asked = await talk.say(EraseContact(contact="zqx"), "ada")
    assert asked.outcome == "asked"
    done = await talk.press(asked, "Erase", "ada")
    assert done.outcome == "done", done.card
    assert scan(database_url) == []
    assert MARK not in logged.getvalue().lower()
    assert not any(phone in logged.getvalue() for phone in PHONES)

    # The same turn again is not done anew, and nobody finds the contact.
    assert (await talk.handle(again)).card.title == ("That was done already",)
    assert (await talk.say("contact zqxanna", "ada")).outcome == "refused"
    with pytest.raises(NotFound):
        await storage.read(1, lambda work: work.contacts.get(WHO.no))
    left = await storage.read(1, lambda work: work.entries.page(EntryFilter(canceled=None), 100))
    others = [row for row in left if row.contact_name == "Olga Olsen"]
    assert {row.entry.no for row in others} == {3, 6}
    (record,) = await storage.read(1, lambda work: work.audit.page(AuditFilter(about=("erased",)), 10))
    assert (record.action, record.details["entries"]) == (AuditAction.CONTACT_ERASED, entries)
    if await storage.read(1, lambda work: work.privacy.erasure) is Erasure.REMOVE:
        assert len(left) == len(others)
        return
    assert len(left) == len(others) + entries
    (heir,) = {row.entry.contact_no for row in left} - {"CT000012"}
    nameless = await storage.read(1, lambda work: work.contacts.get(heir))
    assert record.about == heir
    kept = ("no", "type", "name", "company_no", "salesperson_code", "exclude_from_segment", "privacy_blocked")
    assert all(getattr(nameless, each.name) == each.default for each in fields(Contact) if each.name not in kept)
    assert nameless.privacy_blocked
    one = await storage.read(1, lambda work: work.entries.get(1))
    assert (one.duration, one.evaluation, one.company_no, one.description, one.note) == (15, "positive", "CT000001", "", "")
    assert (await talk.say(f"log call {heir}: once more")).outcome == "refused"
    assert (await talk.say("show 1")).outcome == "done"
    assert (await talk.say("stats", "ada")).outcome == "done"


async def test_a_companys_persons_stay(storage: Database) -> None:
    def build(work: Work) -> None:
        work.contacts.upsert([company("CT000090", "Gone AS"), contact("CT000091", "Stay Here", company_no="CT000090")])

    await storage.write(1, build)
    talk = Talk(storage)
    for no in ("CT000090", "CT000091"):
        assert (await talk.say(f"log call {no}: said")).outcome == "done"
    done = await talk.say(EraseContact(contact="CT000090", confirmed=True), "ada")
    assert done.outcome == "done"
    person = await storage.read(1, lambda work: work.contacts.get("CT000091"))
    entry = await storage.read(1, lambda work: work.entries.get(2))
    assert (entry.note or entry.description) == "said"
    assert entry.company_no == person.group_no
    if await storage.read(1, lambda work: work.privacy.erasure) is Erasure.REMOVE:
        assert person.company_no == ""
    else:
        assert (await storage.read(1, lambda work: work.contacts.get(person.company_no))).name == "Erased contact"
    assert (await talk.say("contacts gone")).card.title != ("Contacts matching “gone”",)
    assert (await talk.say("undo", "kari")).outcome == "done"


async def test_others_log_meanwhile(storage: Database) -> None:
    talk = Talk(storage)
    await storage.write(1, lambda work: work.contacts.upsert([WHO]))
    await talk.say(f"log call {WHO.no}: said")
    turns = [talk.turn(f"log call CT000012: number {number}") for number in range(30)]
    turns[10] = talk.turn(EraseContact(contact=WHO.no, confirmed=True), "ada")
    await talk.say("whoami", "ada")
    replies = await asyncio.gather(*(talk.handle(turn) for turn in turns))
    assert [reply.outcome for reply in replies] == ["done"] * 30
    with pytest.raises(NotFound):
        await storage.read(1, lambda work: work.contacts.get(WHO.no))


def test_every_table_is_thought_of() -> None:
    """A table that holds anything of contacts has to be among those that an erase empties."""
    of_no_contact = {
        "account",
        "audit_record",  # says no more of a contact than that one was erased
        "campaign",
        "conversation_reference",
        "counter",
        "document_setup",
        "installation",
        "interaction_group",
        "interaction_template",
        "job",
        "lane",
        "logged_segment",
        "logged_segment_change",
        "notification_settings",
        "opportunity",
        "organization",
        "pace",
        "person",
        "posted_copy",  # where messages are, that are made anew
        "salesperson",
        "segment",
        "stray_object",  # names of what is removed within a minute
        "template_language",
        "workspace",
    }
    assert of_no_contact.isdisjoint(ERASED_FROM)
    assert of_no_contact.union(ERASED_FROM) == set(metadata.tables)


async def test_only_admins_erase(storage: Database) -> None:
    talk = Talk(storage)
    for who in ("kari", "maria"):
        assert (await talk.say("contact anna olsen erase", who)).outcome == "refused"
    assert (await talk.say("contact anna olsen erase", "ada")).outcome == "asked"
    assert (await talk.say("contact erase", "ada")).outcome == "refused"
    assert await storage.read(1, lambda work: work.contacts.get("CT000011"))
