from decimal import Decimal

import pytest

from adapters.database import Database
from core.errors import AlreadyExists, InUse, NotFound
from core.salesperson import Salesperson
from core.template import InteractionTemplate
from core.values import CorrespondenceType, InformationFlow, InitiatedBy
from tests.factories import group, salesperson, template

WHOLE = InteractionTemplate(
    code="MEET",
    description="Møte",
    group_code="PHONE",
    unit_cost=Decimal("12.345"),
    unit_duration=60,
    information_flow=InformationFlow.INBOUND,
    initiated_by=InitiatedBy.US,
    correspondence_type=CorrespondenceType.EMAIL,
    ignore_contact_correspondence_type=True,
    language_code="nb",
    campaign_no="C",
    campaign_target=True,
    campaign_response=True,
)


async def test_templates(database: Database) -> None:
    await database.write(1, lambda work: work.templates.add(WHOLE))
    await database.write(1, lambda work: work.templates.add(template()))
    assert await database.read(1, lambda work: work.templates.get("meet")) == WHOLE
    assert await database.read(1, lambda work: work.templates.find("nope")) is None
    assert await database.read(1, lambda work: work.templates.all()) == [template(), WHOLE]
    with pytest.raises(AlreadyExists) as caught:
        await database.write(1, lambda work: work.templates.add(template(description="Other")))
    assert (caught.value.kind, caught.value.key) == ("template", "CALL")


async def test_templates_change(database: Database) -> None:
    await database.write(1, lambda work: work.templates.add(template("MEET")))
    await database.write(1, lambda work: work.templates.update(WHOLE))
    assert await database.read(1, lambda work: work.templates.get("MEET")) == WHOLE
    await database.write(1, lambda work: work.templates.remove("meet"))
    for call in (
        lambda work: work.templates.get("MEET"),
        lambda work: work.templates.remove("MEET"),
        lambda work: work.templates.update(WHOLE),
    ):
        with pytest.raises(NotFound) as caught:
            await database.write(1, call)
        assert caught.value.kind == "template"


async def test_upsert_counts_what_was_new_or_different(database: Database) -> None:
    both = [template(), WHOLE]
    assert await database.write(1, lambda work: work.templates.upsert(both)) == 2
    assert await database.write(1, lambda work: work.templates.upsert(both)) == 0
    changed = [template(description="Phone"), WHOLE, template("NEW")]
    assert await database.write(1, lambda work: work.templates.upsert(changed)) == 2
    assert await database.read(1, lambda work: work.templates.all()) == sorted(changed, key=lambda each: each.code)


async def test_groups(database: Database) -> None:
    await database.write(1, lambda work: work.groups.add(group()))
    with pytest.raises(AlreadyExists):
        await database.write(1, lambda work: work.groups.add(group()))
    await database.write(1, lambda work: work.groups.update(group(description="Calls")))
    assert await database.read(1, lambda work: work.groups.get("phone")) == group(description="Calls")
    assert await database.read(1, lambda work: work.groups.all()) == [group(description="Calls")]
    with pytest.raises(NotFound):
        await database.write(1, lambda work: work.groups.update(group("OTHER")))


async def test_a_group_that_templates_have_stays(database: Database) -> None:
    await database.write(1, lambda work: work.groups.add(group()))
    await database.write(1, lambda work: work.templates.add(WHOLE))
    with pytest.raises(InUse) as caught:
        await database.write(1, lambda work: work.groups.remove("phone"))
    assert (caught.value.by, caught.value.count) == ("template", 1)
    await database.write(1, lambda work: work.templates.remove("MEET"))
    await database.write(1, lambda work: work.groups.remove("phone"))
    with pytest.raises(NotFound):
        await database.write(1, lambda work: work.groups.remove("phone"))


async def test_salespeople(database: Database) -> None:
    both = [salesperson(), Salesperson(code="AB", name="Åse Berg", email="Ase@Example.test", phone="1", blocked=True)]
    assert await database.write(1, lambda work: work.salespeople.upsert(both)) == 2
    assert await database.read(1, lambda work: work.salespeople.all()) == [both[1], both[0]]
    assert await database.read(1, lambda work: work.salespeople.get("jr")) == both[0]
    assert await database.write(1, lambda work: work.salespeople.upsert(both)) == 0
    with pytest.raises(NotFound):
        await database.read(1, lambda work: work.salespeople.get("XX"))


async def test_another_organization_has_its_own(database: Database) -> None:
    await database.write(1, lambda work: work.templates.add(template()))
    await database.write(2, lambda work: work.templates.add(template(description="Theirs")))
    await database.write(2, lambda work: work.templates.remove("CALL"))
    assert await database.read(1, lambda work: work.templates.all()) == [template()]
    assert await database.read(2, lambda work: work.templates.all()) == []
