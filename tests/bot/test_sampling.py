"""The sample data, on both databases."""

from datetime import timedelta
from functools import partial

from adapters.database import Database
from bot.sampling import load_sample
from core.document import SkipReason
from core.entry import LogRow
from core.filters import EntryFilter
from core.outbox import MessageKind
from core.values import ContactType, Evaluation, Status
from core.work import Work
from tests.factories import NOW


def everything(work: Work) -> list[LogRow]:
    return list(work.entries.page(EntryFilter(canceled=None), 1000))


def events(work: Work, no: int) -> int:
    return len(work.documents.events(no))


async def test_what_a_newcomer_finds(database: Database) -> None:
    assert await load_sample(database, 1, NOW)
    contacts = await database.read(1, lambda work: list(work.contacts.search("", 1000)))
    assert len(contacts) == 40
    assert sum(contact.type is ContactType.COMPANY for contact in contacts) == 12
    assert {contact.country for contact in contacts} >= {"Norway", "Denmark", "Sweden", "Finland", "Netherlands", "Ireland"}
    assert len(await database.read(1, lambda work: work.salespeople.all())) == 5
    assert len(await database.read(1, lambda work: work.templates.all())) == 19
    groups = await database.read(1, lambda work: work.groups.all())
    assert [group.description for group in groups if group.description == group.code] == []
    assert len(groups) == 5

    segments = await database.read(1, lambda work: work.segments.page(10))
    assert [(row.segment.no, row.contacts) for row in segments] == [("NORWAY", 6), ("PRICES", 6)]

    rows = await database.read(1, everything)
    assert len(rows) > 100
    assert {row.entry.status for row in rows} == {Status.OPEN, Status.CANCELED, Status.DRAFT, Status.ATTEMPT_FAILED}
    assert sum(row.entry.status is Status.DRAFT for row in rows) == 1
    assert len({row.entry.evaluation for row in rows} - {Evaluation.NONE}) == 5
    assert all(NOW - timedelta(weeks=6) < row.entry.at <= NOW for row in rows)
    documents = [row for row in rows if row.entry.automatic]
    assert len({row.template_description for row in documents}) == 8
    assert all(row.entry.salesperson_code and row.contact_name for row in documents)
    assert {await database.read(1, partial(events, no=row.entry.no)) for row in documents} == {1, 2}
    counts = await database.read(1, lambda work: work.documents.skipped_counts())
    assert counts == {SkipReason.NO_CONTACT: 1, SkipReason.NO_TEMPLATE: 1, SkipReason.PRIVACY_BLOCKED: 1}
    lane = await database.lanes.claim("test", NOW + timedelta(days=1), timedelta(minutes=1))
    # Nobody is told of documents; the draft is reminded of.
    assert lane is not None
    assert [message.kind for message in lane.messages] == [MessageKind.DRAFT]
    assert await database.lanes.claim("test", NOW + timedelta(days=1), timedelta(minutes=1)) is None
    comments = await database.read(1, lambda work: [work.history.comments(row.entry.no) for row in rows])
    assert any(comments)


async def test_it_goes_into_an_empty_organization_only(database: Database) -> None:
    assert await load_sample(database, 1, NOW)
    before = await database.read(1, everything)
    assert not await load_sample(database, 1, NOW)
    assert await database.read(1, everything) == before


async def test_codes_are_told_apart_by_their_first_letters(database: Database) -> None:
    await load_sample(database, 1, NOW)
    codes = [template.code for template in await database.read(1, lambda work: work.templates.all())]
    assert all(len(code) <= 10 for code in codes)
    assert not [(short, code) for short in codes for code in codes if short != code and code.startswith(short)]
    # The names in the examples of the README mean one contact.
    found = await database.read(1, lambda work: [work.contacts.find(words).exact for words in ("anna", "anna olsen", "O'Brien")])
    assert [contact and contact.name for contact in found][:2] == ["Anna Olsen", "Anna Olsen"]
