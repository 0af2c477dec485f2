"""What is written to the audit, and how admins read it."""

from datetime import timedelta

import pytest

from core.audit import AuditAction, AuditPage
from core.document import DocumentType
from core.errors import InvalidValue, NotFound
from core.operations import auditing
from core.operations.auditing import list_audit
from core.operations.connecting import connect_workspace
from core.operations.document_setup import remove_document_setup, save_document_setup
from core.operations.groups import remove_group, save_group
from core.operations.notifying import remove_rule, save_rule, set_quiet_hours
from core.operations.people import grant_role
from core.operations.templates import remove_template, save_template
from core.requests.audit import ListAudit
from core.requests.documents import RemoveDocumentSetup, SaveDocumentSetup
from core.requests.notifications import RemoveRule, SaveRule, SetQuietHours
from core.requests.setup import ConnectWorkspace, GrantRole, RemoveGroup, RemoveTemplate, SaveGroup, SaveTemplate
from core.values import Role
from tests.core.operations.conftest import ANNA, NOW, World


async def page(world: World, **values: object) -> AuditPage:
    return await world.do(list_audit, ListAudit(**values), world.ada)  # type: ignore[arg-type]


async def test_what_admins_and_managers_do_is_recorded(world: World) -> None:
    ada = world.ada
    await world.do(grant_role, GrantRole(person="kim@sales.example", role=Role.MANAGER), ada)
    await world.do(grant_role, GrantRole(person="kim@sales.example", role=Role.NONE), ada)
    await world.do(connect_workspace, ConnectWorkspace(platform="teams", workspace="t2"), ada)
    await world.do(connect_workspace, ConnectWorkspace(platform="teams", workspace="t2"), ada)
    await world.do(save_template, SaveTemplate(code="new", new=True, description="New"), ada)
    await world.do(save_template, SaveTemplate(code="new", description="Newer"), ada)
    await world.do(remove_template, RemoveTemplate(code="new"), ada)
    await world.do(remove_template, RemoveTemplate(code="new", confirmed=True), ada)
    await world.do(save_group, SaveGroup(code="g", new=True, description="G"), ada)
    await world.do(save_group, SaveGroup(code="g", description="Gs"), ada)
    await world.do(remove_group, RemoveGroup(code="g", confirmed=True), ada)
    invoice = DocumentType.SALES_INVOICE
    await world.do(save_document_setup, SaveDocumentSetup(document_type=invoice, template="PHONE", posted=True), ada)
    await world.do(remove_document_setup, RemoveDocumentSetup(document_type=invoice), ada)
    saved = await world.do(save_rule, SaveRule(documents="quotes", here=True, channel="C1"), world.mia)
    await world.do(save_rule, SaveRule(documents="quotes", here=True, channel="C1"), world.mia)
    await world.do(remove_rule, RemoveRule(rule=saved.named.rule.id), world.mia)
    # What people want to be told of themselves is nobody's business.
    await world.do(save_rule, SaveRule(documents="quotes"), world.mia)
    await world.do(set_quiet_hours, SetQuietHours(), world.mia)
    records = [(each.by_name, each.action.value, each.about, each.details) for each in reversed((await page(world)).records)]
    assert records == [
        ("Ada", "role granted", "kim@sales.example", {"role": "manager"}),
        ("Ada", "role granted", "kim@sales.example", {"role": "none"}),
        ("Ada", "workspace connected", "teams t2", {}),
        ("Ada", "template created", "NEW", {}),
        ("Ada", "template changed", "NEW", {}),
        ("Ada", "template removed", "NEW", {}),
        ("Ada", "group created", "G", {}),
        ("Ada", "group changed", "G", {}),
        ("Ada", "group removed", "G", {}),
        ("Ada", "document setup changed", "sales_invoice", {"template": "PHONE", "events": ["posted"]}),
        ("Ada", "document setup removed", "sales_invoice", {}),
        ("Mia", "channel notifications changed", "slack T1 C1", {}),
        ("Mia", "channel notifications changed", "slack T1 C1", {}),
    ]


async def test_what_is_refused_is_not_recorded(world: World) -> None:
    await world.refused(NotFound, remove_template, RemoveTemplate(code="nothing", confirmed=True), world.ada)
    await world.refused(InvalidValue, save_group, SaveGroup(code="g", new=True), world.ada)
    assert (await page(world)).records == ()


async def test_pages_and_filters(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditing, "PAGE", 2)
    for code in ("A1", "B2", "C3", "D4", "E5"):
        await world.do(save_group, SaveGroup(code=code, new=True, description=code), world.ada)

    def codes(found: AuditPage) -> str:
        return "".join(record.about[0] for record in found.records)

    first = await page(world)
    second = await page(world, older=first.older)
    third = await page(world, older=second.older)
    assert [codes(each) for each in (first, second, third)] == ["ED", "CB", "A"]
    assert (first.newer, third.older) == (0, 0)
    back = await page(world, newer=third.newer)
    assert (codes(back), back.older, back.newer) == ("CB", second.older, second.newer)
    assert codes(await page(world, newer=second.newer)) == "ED"
    assert codes(await page(world, older=1)) == "ED"
    assert codes(await page(world, older=10**30)) == "ED"
    assert codes(await page(world, about="group CREATED c3")) == "C"
    assert codes(await page(world, by="ada@sales.example")) == "ED"
    assert codes(await page(world, by="mia@sales.example")) == ""
    assert codes(await page(world, by="OLD")) == ""
    assert codes(await page(world, since=NOW.date(), until=NOW.date())) == "ED"
    assert codes(await page(world, since=NOW.date() + timedelta(days=1))) == ""
    assert codes(await page(world, until=NOW.date() - timedelta(days=1))) == ""
    await world.refused(NotFound, list_audit, ListAudit(by=ANNA.email), world.ada)


def test_actions_keep_their_values() -> None:
    assert all(action.value == action.name.lower().replace("_", " ") for action in AuditAction)
