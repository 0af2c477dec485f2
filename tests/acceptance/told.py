"""What recipients are sent of recorded documents, and messages that could not be sent, for the pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from adapters.chat.card import Card
from adapters.chat.telling import notice
from adapters.database import Database
from core.document import DocumentEvent, DocumentEventKind, DocumentType
from core.filters import EntryFilter
from core.notification import Frequency, Recipient
from core.operations.documents import record_documents
from core.outbox import MessageKind, OutboxMessage
from core.person import Profile
from core.work import Work
from tests.factories import NOW

People = Mapping[str, Profile]
MAIN = "an invoice, to its salesperson"
CHANNEL = Recipient(platform="teams", workspace="T", channel="19:sales@thread.tacv2")
_GONE = {"platform": "teams", "workspace": "T", "channel": CHANNEL.channel, "reason": "BotNotInConversationRoster"}


async def notices(database: Database, language: str, zone: str, people: People) -> list[tuple[str, Card]]:
    """Cards of invoices of Kari's contacts, in the language and time zone of the organization; `CHANNEL` needs a rule."""

    def read(work: Work) -> list[tuple[str, Card]]:
        kari, ada = (_person(work, people[who]) for who in ("kari", "ada"))
        rule = next(each.id for each in work.notifications.rules_of(CHANNEL))
        card = partial(_card, work, language, zone, NOW)
        return [
            (MAIN, card(kari, nos[-1:])),
            ("an invoice, to a channel", card(CHANNEL, nos[-1:], rule_id=rule)),
            ("an invoice that is canceled", card(kari, nos[:1])),
            ("a burst", card(kari, nos)),
            ("a digest, to a channel", card(CHANNEL, nos[:6], rule_id=rule, frequency=Frequency.DAILY)),
            ("a recipient that is gone, to admins", card(ada, kind=MessageKind.STOPPED, payload=_GONE)),
        ]

    outcomes = await database.write(
        1, lambda work: record_documents(work, [_invoice(no) for no in range(1, 24)], NOW, tell=False)
    )
    nos = [outcome.entry_no for outcome in outcomes]
    await database.write(1, lambda work: _cancel(work, nos[0], people["maria"]))
    return await database.read(1, read)


async def reminders(database: Database, language: str, zone: str, people: People, now: datetime) -> list[tuple[str, Card]]:
    """What Kari is reminded of on the day of `now`, when she has follow-ups that are due, and a draft."""

    def read(work: Work) -> list[tuple[str, Card]]:
        kari = _person(work, people["kari"])
        card = partial(_card, work, language, zone, now)
        due = work.follow_ups.open_of(kari.person_id, 10)[0]
        draft = work.entries.page(EntryFilter(postponed=True), 1)[0].entry.no
        day = {"day": due.due_on.isoformat()}
        return [
            ("a reminder of a follow-up", card(kari, [due.entry_no], kind=MessageKind.FOLLOW_UP, payload=day)),
            ("a reminder of several", card(kari, [0, 0], kind=MessageKind.FOLLOW_UP)),
            ("a reminder of a draft", card(kari, [draft], kind=MessageKind.DRAFT)),
        ]

    return await database.read(1, read)


async def fail(database: Database, people: People) -> None:
    """Two messages cannot be sent, and the channel cannot be written to."""
    kari = await database.read(1, lambda work: _person(work, people["kari"]))
    for recipient, error in ((kari, "msg_too_long"), (CHANNEL, "status 500: InternalServerError"), (CHANNEL, "")):
        message = OutboxMessage(recipient=recipient, kind=MessageKind.RECORDED, created_at=NOW, due_at=NOW, entry_no=5)
        await database.write(1, partial(_put, message=message))
        lane = await database.lanes.claim("here/1", NOW, timedelta(minutes=1))
        assert lane is not None
        if error:
            await database.lanes.failed(lane, "here/1", [each.id for each in lane.messages], error, dead=True, counted=True)
            await database.lanes.release(lane, "here/1", NOW, None, 0)
        else:
            await database.lanes.stop(lane, "here/1", "BotNotInConversationRoster")


def _put(work: Work, message: OutboxMessage) -> None:
    work.outbox.put([message])


def _invoice(no: int) -> DocumentEvent:
    return DocumentEvent(
        document_type=DocumentType.SALES_INVOICE,
        document_no=str(103_100 + no),
        event=DocumentEventKind.POSTED,
        occurred_at=NOW + timedelta(minutes=no),
        contact_no=("CT000011", "CT000012", "CT000001")[no % 3],
        amount=Decimal("850.50") * no,
        currency="EUR",
        url=f"https://erp.example.test/invoices/{103_100 + no}",
    )


def _cancel(work: Work, no: int, who: Profile) -> None:
    by = _person(work, who).person_id
    work.entries.update(replace(work.entries.get(no), canceled=True, canceled_at=NOW, canceled_by=by, cancel_reason=""))


def _person(work: Work, who: Profile) -> Recipient:
    person = work.people.by_email(who.email)
    assert person is not None
    return Recipient(person_id=person.id)


def _card(
    work: Work, language: str, zone: str, now: datetime, recipient: Recipient, nos: Sequence[int] = (0,), **fields: Any
) -> Card:
    values: dict[str, Any] = {"kind": MessageKind.RECORDED, "created_at": NOW, "due_at": NOW} | fields
    messages = [OutboxMessage(recipient=recipient, entry_no=no, **values) for no in nos]
    card = notice(work, recipient, messages, now, language, zone)
    assert card is not None
    return card
