"""Who is told of entries that were just recorded: what is put into the outbox."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.document import DocumentEvent, DocumentEventKind, DocumentType
from core.entry import InteractionLogEntry
from core.notification import Frequency, NotificationRule, NotificationSettings, Recipient
from core.operations.telling import tellings_of_recorded
from core.outbox import MessageKind, OutboxMessage
from core.person import Identity, Profile
from core.salesperson import Salesperson
from core.values import Role
from core.work import Work
from tests.core.operations.conftest import ANNA, NOW, ORGANIZATION, World
from tests.factories import entry

CHANNEL = Recipient(platform="slack", workspace="T1", channel="C1")


def recorded(no: int, salesperson: str = "JR", amount: str = "100", **fields: Any) -> tuple[InteractionLogEntry, DocumentEvent]:
    event = DocumentEvent(
        document_type=DocumentType.SALES_INVOICE,
        document_no=str(no),
        event=DocumentEventKind.POSTED,
        occurred_at=NOW,
        amount=Decimal(amount),
    )
    return entry(ANNA.no, no=no, company_no="CT000001", salesperson_code=salesperson, **fields), event


async def told(
    world: World, *batch: tuple[InteractionLogEntry, DocumentEvent], now: datetime = NOW, zone: str = "UTC"
) -> list[OutboxMessage]:
    return await world.database.write(ORGANIZATION, lambda work: tellings_of_recorded(work, batch, now, zone))


async def keep(world: World, *rules: NotificationRule, settings: NotificationSettings | None = None) -> list[int]:
    def write(work: Work) -> list[int]:
        if settings:
            work.notifications.save_settings(settings)
        return [work.notifications.add(rule) for rule in rules]

    return await world.database.write(ORGANIZATION, write)


async def test_the_salesperson_is_told_at_once(world: World) -> None:
    assert await told(world, recorded(7)) == [
        OutboxMessage(
            recipient=Recipient(person_id=world.jo.person_id),
            kind=MessageKind.RECORDED,
            created_at=NOW,
            due_at=NOW,
            entry_no=7,
        )
    ]
    assert await told(world) == []


async def test_a_salesperson_who_was_never_met_gets_a_person(world: World) -> None:
    await world.database.write(
        ORGANIZATION,
        lambda work: work.salespeople.upsert([Salesperson(code="NEW", name="Nora New", email=" Nora@Sales.example")]),
    )
    messages = await told(world, recorded(7, "NEW"), recorded(8, "NEW"))
    person = await world.database.read(ORGANIZATION, lambda work: work.people.by_email("nora@sales.example"))
    assert person is not None
    assert person.name == "Nora New"
    assert [(each.recipient.person_id, each.entry_no) for each in messages] == [(person.id, 7), (person.id, 8)]
    assert [each.recipient.person_id for each in await told(world, recorded(9, "NEW"))] == [person.id]


@pytest.mark.parametrize("code", ["OLD", "T1", "", "GONE"])
async def test_who_is_not_told(world: World, code: str) -> None:
    """Blocked; two salespeople with one address, so that nobody has a role; no salesperson; one who is not there."""
    assert await told(world, recorded(7, code)) == []


async def test_whoever_has_no_role_is_not_told(world: World) -> None:
    (no,) = await keep(world, NotificationRule(recipient=Recipient(person_id=world.nell.person_id)))
    assert no
    assert [each.recipient.person_id for each in await told(world, recorded(7))] == [world.jo.person_id]


async def test_rules_of_people_and_channels(world: World) -> None:
    mia, kim = Recipient(person_id=world.mia.person_id), Recipient(person_id=world.kim.person_id)
    nos = await keep(
        world,
        NotificationRule(recipient=mia, above=Decimal(1000)),
        NotificationRule(recipient=CHANNEL, frequency=Frequency.DAILY, at=time(8)),
        NotificationRule(recipient=kim, frequency=Frequency.HOURLY),
        NotificationRule(recipient=kim, mute=True, contact_nos=("CT000001",)),
        settings=NotificationSettings(recipient=CHANNEL, time_zone="America/New_York"),
    )
    messages = await told(world, recorded(7), recorded(8, amount="1000.01"))
    jo = Recipient(person_id=world.jo.person_id)
    assert [(each.entry_no, each.recipient, each.rule_id) for each in messages] == [
        (7, jo, 0),
        (7, CHANNEL, nos[1]),
        (8, jo, 0),
        (8, mia, nos[0]),
        (8, CHANNEL, nos[1]),
    ]
    digest = messages[1]
    # 12:00 UTC is 7:00 in New York.
    assert (digest.frequency, digest.due_at) == (Frequency.DAILY, NOW.replace(hour=13))


async def test_quiet_hours_are_those_of_the_reader(world: World) -> None:
    """Jo is in Oslo, where it is 13:00; the channel has no time zone of its own."""
    jo = Recipient(person_id=world.jo.person_id)
    quiet = NotificationSettings(recipient=jo, quiet_from=time(13), quiet_until=time(14))
    await keep(world, NotificationRule(recipient=CHANNEL), settings=quiet)
    await keep(world, settings=replace(quiet, recipient=CHANNEL))
    dues = {each.recipient: each.due_at for each in await told(world, recorded(7), zone="America/New_York")}
    assert dues == {jo: NOW + timedelta(hours=1), CHANNEL: NOW}
    dues = {each.recipient: each.due_at for each in await told(world, recorded(7), zone="Europe/Oslo")}
    assert dues == {jo: NOW + timedelta(hours=1), CHANNEL: NOW + timedelta(hours=1)}


async def test_the_time_zone_is_the_persons_choice_or_that_of_the_account_met_last(world: World) -> None:
    def meet(work: Work) -> None:
        profile = Profile(name="Jo", email="jo@sales.example", time_zone="America/New_York", language="da")
        work.people.bind(Identity("teams", "T", "jo"), profile, NOW + timedelta(days=1))

    async def reader() -> tuple[str, str, Role, str]:
        (found,) = await world.database.read(ORGANIZATION, lambda work: work.people.readers([world.jo.person_id]))
        assert found.identity is None
        return found.time_zone, found.language, found.role, found.salesperson_code

    assert await reader() == ("Europe/Oslo", "en", Role.REP, "JR")
    await world.database.write(ORGANIZATION, meet)
    assert await reader() == ("America/New_York", "da", Role.REP, "JR")
    person = await world.database.read(ORGANIZATION, lambda work: work.people.get(world.jo.person_id))
    await world.database.write(
        ORGANIZATION, lambda work: work.people.update(replace(person, time_zone="Asia/Tokyo", language="fi"))
    )
    assert await reader() == ("Asia/Tokyo", "fi", Role.REP, "JR")


async def test_readers_are_found_by_id_and_by_address(world: World) -> None:
    def find(work: Work) -> list[int]:
        found = work.people.readers([world.jo.person_id, 999], ["MIA@sales.example ", "jo@sales.example", "x@y.example", ""])
        return sorted(each.person_id for each in found)

    assert await world.database.read(ORGANIZATION, find) == sorted([world.jo.person_id, world.mia.person_id])
    assert await world.database.read(ORGANIZATION, lambda work: list(work.people.readers())) == []
    assert await world.database.read(2, lambda work: list(work.people.readers([world.jo.person_id]))) == []
