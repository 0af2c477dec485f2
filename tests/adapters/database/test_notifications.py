"""Rules and settings of notifications on both databases."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from adapters.database import Database
from core.document import DocumentType
from core.errors import NotFound
from core.notification import Frequency, NotificationRule, NotificationSettings, Recipient

ANNA = Recipient(person_id=7)
SALES = Recipient(platform="slack", workspace="T1", channel="C1")
TEAM = Recipient(platform="teams", workspace="tenant", channel="19:a/b@thread.tacv2")
FULL = NotificationRule(
    recipient=TEAM,
    mute=True,
    document_types=(DocumentType.SALES_INVOICE, DocumentType.EMAIL),
    template_codes=("INV", "A,B"),
    contact_nos=("CT000012",),
    salesperson_codes=("JR", "Ø"),
    above=Decimal("1000.50"),
    frequency=Frequency.WEEKLY,
    at=time(8, 30),
    weekday=4,
    created_by=3,
)


async def test_rules(database: Database) -> None:
    plain = NotificationRule(recipient=ANNA)
    assert await database.write(1, lambda work: work.notifications.add(FULL)) == 1
    assert await database.write(1, lambda work: work.notifications.add(plain)) == 2
    assert await database.write(1, lambda work: work.notifications.add(plain)) == 3
    rules = await database.read(1, lambda work: work.notifications.rules())
    assert rules == [replace(FULL, id=1), replace(plain, id=2), replace(plain, id=3)]
    assert await database.read(1, lambda work: work.notifications.rules_of(ANNA)) == rules[1:]
    assert await database.read(1, lambda work: work.notifications.rules_of(SALES)) == []
    changed = replace(FULL, id=2, at=None, above=None, document_types=())
    await database.write(1, lambda work: work.notifications.update(changed))
    assert await database.read(1, lambda work: work.notifications.get(2)) == changed
    await database.write(1, lambda work: work.notifications.remove(1))
    assert await database.read(1, lambda work: work.notifications.rules()) == [changed, rules[2]]
    assert await database.read(2, lambda work: work.notifications.rules()) == []


async def test_rules_that_are_not_there(database: Database) -> None:
    with pytest.raises(NotFound):
        await database.read(1, lambda work: work.notifications.get(1))
    with pytest.raises(NotFound):
        await database.write(1, lambda work: work.notifications.update(replace(FULL, id=1)))
    with pytest.raises(NotFound):
        await database.write(1, lambda work: work.notifications.remove(1))


async def test_settings(database: Database) -> None:
    anna = NotificationSettings(recipient=ANNA, own=False, quiet_from=time(22), quiet_until=time(6, 30))
    team = NotificationSettings(recipient=TEAM, off=True, language="nb", time_zone="Europe/Oslo")
    await database.write(1, lambda work: work.notifications.save_settings(anna))
    await database.write(1, lambda work: work.notifications.save_settings(team))
    found = await database.read(1, lambda work: work.notifications.settings([ANNA, SALES, TEAM]))
    assert found == {ANNA: anna, TEAM: team}
    changed = NotificationSettings(recipient=ANNA)
    await database.write(1, lambda work: work.notifications.save_settings(changed))
    assert await database.read(1, lambda work: work.notifications.settings([ANNA])) == {ANNA: changed}
    assert await database.read(1, lambda work: work.notifications.settings([])) == {}
    assert await database.read(2, lambda work: work.notifications.settings([ANNA])) == {}
