from dataclasses import replace
from decimal import Decimal

import pytest

from core.errors import AlreadyExists, InUse, InvalidValue, NotFound, Refusal, TemplateAmbiguous, TemplateNotFound
from core.operations.groups import list_groups, remove_group, save_group
from core.operations.templates import list_templates, remove_template, save_template, show_template
from core.requests.setup import ListGroups, ListTemplates, RemoveGroup, RemoveTemplate, SaveGroup, SaveTemplate, ShowTemplate
from core.results.setup import Removal
from core.template import InteractionGroup, InteractionTemplate
from core.values import CorrespondenceType, InformationFlow, InitiatedBy
from tests.core.operations.conftest import BARE, LETTER, MEETING, MEMO, PHONE, World

TALK = InteractionGroup(code="TALK", description="Talk")
FULL = SaveTemplate(
    code="visit",
    description=" Visit at theirs ",
    group="talk",
    unit_cost=Decimal("99.999"),
    unit_duration=90,
    information_flow=InformationFlow.OUTBOUND,
    initiated_by=InitiatedBy.US,
    correspondence_type=CorrespondenceType.FAX,
    ignore_contact_correspondence_type=True,
    language="NB",
)


async def test_look_up(world: World) -> None:
    assert (await world.do(list_templates, ListTemplates())).templates == (BARE, LETTER, MEETING, MEMO, PHONE)
    details = await world.do(show_template, ShowTemplate(template="phone c"))
    assert (details.template, details.group) == (PHONE, TALK)
    assert (await world.do(show_template, ShowTemplate(template="memo"))).group is None
    assert [group.code for group in (await world.do(list_groups, ListGroups())).groups] == ["TALK", "UNUSED", "WRITE"]
    await world.refused(TemplateNotFound, show_template, ShowTemplate(template="zzz"))
    await world.refused(TemplateAmbiguous, show_template, ShowTemplate(template="me"))
    for actor, may_change in ((world.jo, False), (world.mia, False), (world.ada, True)):
        assert (await world.do(list_templates, ListTemplates(), actor)).may_change is may_change
        assert (await world.do(show_template, ShowTemplate(template="MEMO"), actor)).may_change is may_change
        assert (await world.do(list_groups, ListGroups(), actor)).may_change is may_change


async def test_a_new_template(world: World) -> None:
    saved = await world.do(save_template, replace(FULL, new=True), world.ada)
    expected = InteractionTemplate(
        code="VISIT",
        description="Visit at theirs",
        group_code="TALK",
        unit_cost=Decimal("100.00"),
        unit_duration=90,
        information_flow=InformationFlow.OUTBOUND,
        initiated_by=InitiatedBy.US,
        correspondence_type=CorrespondenceType.FAX,
        ignore_contact_correspondence_type=True,
        language_code="nb",
    )
    assert (saved.template, saved.group, saved.may_change) == (expected, TALK, True)
    assert (await world.do(show_template, ShowTemplate(template="visit"))).template == expected


async def test_the_campaign_of_a_template(world: World) -> None:
    marked = SaveTemplate(code="memo", campaign=" spring ", campaign_target=True, campaign_response=True)
    template = (await world.do(save_template, marked, world.ada)).template
    assert (template.campaign_no, template.campaign_target, template.campaign_response) == ("SPRING", True, True)
    template = (await world.do(save_template, SaveTemplate(code="memo", campaign="", campaign_target=False), world.ada)).template
    assert (template.campaign_no, template.campaign_target, template.campaign_response) == ("", False, True)
    assert (await world.do(show_template, ShowTemplate(template="memo"))).template == template


async def test_a_changed_template_keeps_what_is_not_named(world: World) -> None:
    await world.log()
    saved = await world.do(save_template, SaveTemplate(code="phone", description="Call"), world.ada)
    assert saved.template == replace(PHONE, description="Call")
    saved = await world.do(save_template, replace(FULL, code="PHONE", description=None), world.ada)
    assert (saved.template.description, saved.template.campaign_no, saved.template.unit_duration) == ("Call", "CAMP1", 90)
    cleared = SaveTemplate(
        code="PHONE",
        group="",
        unit_cost=Decimal(0),
        unit_duration=0,
        information_flow=InformationFlow.NONE,
        ignore_contact_correspondence_type=False,
        language="",
    )
    template = (await world.do(save_template, cleared, world.ada)).template
    assert (template.group_code, template.unit_cost, template.unit_duration) == ("", Decimal(0), 0)
    assert template.information_flow is InformationFlow.NONE
    assert (template.ignore_contact_correspondence_type, template.language_code) == (False, "")
    assert (await world.entry(1)).duration == 10


@pytest.mark.parametrize(
    ("request_", "kind", "field"),
    [
        (SaveTemplate(code="", new=True, description="x"), InvalidValue, "code"),
        (SaveTemplate(code="ELEVENCHARS", new=True, description="x"), InvalidValue, "code"),
        (SaveTemplate(code="A B", new=True, description="x"), InvalidValue, "code"),
        (SaveTemplate(code="NEW", new=True), InvalidValue, "description"),
        (SaveTemplate(code="NEW", new=True, description="x" * 101), InvalidValue, "description"),
        (SaveTemplate(code="phone", new=True, description="x"), AlreadyExists, ""),
        (SaveTemplate(code="NEW", description="x"), NotFound, ""),
        (SaveTemplate(code="PHONE", description=""), InvalidValue, "description"),
        (SaveTemplate(code="PHONE", group="GONE"), NotFound, "group"),
        (SaveTemplate(code="PHONE", unit_cost=Decimal(-1)), InvalidValue, "unit_cost"),
        (SaveTemplate(code="PHONE", unit_duration=-1), InvalidValue, "unit_duration"),
        (SaveTemplate(code="PHONE", language="xx"), InvalidValue, "language"),
    ],
)
async def test_save_template_refused(world: World, request_: SaveTemplate, kind: type[Refusal], field: str) -> None:
    assert (await world.refused(kind, save_template, request_, world.ada)).field == field


async def test_remove_a_template_after_confirmation(world: World) -> None:
    await world.log("MEMO", "carl")
    asked = await world.do(remove_template, RemoveTemplate(code="memo"), world.ada)
    assert asked == Removal(kind="template", code="MEMO", description="Memo", confirmed=False)
    assert MEMO in (await world.do(list_templates, ListTemplates())).templates
    done = await world.do(remove_template, RemoveTemplate(code="memo", confirmed=True), world.ada)
    assert done == replace(asked, confirmed=True)
    assert MEMO not in (await world.do(list_templates, ListTemplates())).templates
    assert (await world.entry(1)).template_code == "MEMO"
    await world.refused(NotFound, remove_template, RemoveTemplate(code="memo"), world.ada)


async def test_groups(world: World) -> None:
    await world.do(save_group, SaveGroup(code="fair", new=True, description=" Fairs "), world.ada)
    await world.do(save_group, SaveGroup(code="talk", description="Conversations"), world.ada)
    groups = (await world.do(list_groups, ListGroups())).groups
    assert [(group.code, group.description) for group in groups] == [
        ("FAIR", "Fairs"),
        ("TALK", "Conversations"),
        ("UNUSED", "Unused"),
        ("WRITE", "Write"),
    ]


@pytest.mark.parametrize(
    ("request_", "kind", "field"),
    [
        (SaveGroup(code="talk", new=True, description="x"), AlreadyExists, ""),
        (SaveGroup(code="none", description="x"), NotFound, ""),
        (SaveGroup(code="a b", new=True, description="x"), InvalidValue, "code"),
        (SaveGroup(code="NEW", new=True), InvalidValue, "description"),
    ],
)
async def test_save_group_refused(world: World, request_: SaveGroup, kind: type[Refusal], field: str) -> None:
    assert (await world.refused(kind, save_group, request_, world.ada)).field == field


async def test_remove_a_group_that_is_not_used(world: World) -> None:
    for confirmed in (False, True):
        refusal = await world.refused(InUse, remove_group, RemoveGroup(code="talk", confirmed=confirmed), world.ada)
        assert (refusal.kind, refusal.key, refusal.by, refusal.count) == ("group", "TALK", "template", 2)
    asked = await world.do(remove_group, RemoveGroup(code="unused"), world.ada)
    assert asked == Removal(kind="group", code="UNUSED", description="Unused", confirmed=False)
    assert len((await world.do(list_groups, ListGroups())).groups) == 3
    assert (await world.do(remove_group, RemoveGroup(code="unused", confirmed=True), world.ada)).confirmed
    assert len((await world.do(list_groups, ListGroups())).groups) == 2
    await world.refused(NotFound, remove_group, RemoveGroup(code="unused", confirmed=True), world.ada)
