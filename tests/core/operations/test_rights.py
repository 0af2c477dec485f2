"""Who may do what: every operation, every role, own entries and others'."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import is_dataclass, replace
from datetime import date
from types import ModuleType
from typing import Any, cast

import pytest

import core.operations
import core.requests
from core.document import DocumentType
from core.errors import FileMissing, NoAccess, NotAllowed, Refusal
from core.operations.notifying import save_rule
from core.operations.references import save_reference
from core.operations.template_languages import save_template_language
from core.person import Actor
from core.reference import ReferenceKind
from core.requests import (
    attachments,
    audit,
    contacts,
    deleting,
    documents,
    entries,
    exports,
    follow_ups,
    notifications,
    outbox,
    overview,
    privacy,
    references,
    segments,
    setup,
    statistics,
)
from core.rights import RULES, authorize, may_change
from core.segment import LoggedSegment, Segment, SegmentLine
from core.values import ChangeKind, Evaluation, Role
from core.work import Work
from tests.core.operations.conftest import ANNA, CARL, NOW, ORGANIZATION, World

Operation = Callable[[Work, object, Actor, Any], object]


def _modules(package: ModuleType) -> list[ModuleType]:
    return [importlib.import_module(f"{package.__name__}.{each.name}") for each in pkgutil.iter_modules(package.__path__)]


def _operations() -> dict[type, Operation]:
    """The operations by the type of their request: all functions whose parameters begin with work, request, actor, now."""
    found: dict[type, Operation] = {}
    for module in _modules(core.operations):
        for _, function in inspect.getmembers(module, inspect.isfunction):
            parameters = list(inspect.signature(function).parameters.values())
            own = function.__module__ == module.__name__ and not function.__name__.startswith("_")
            if own and [each.name for each in parameters[:4]] == ["work", "request", "actor", "now"]:
                assert parameters[1].annotation not in found
                found[parameters[1].annotation] = function
    return found


OPERATIONS = _operations()
REQUESTS = {
    kind
    for module in _modules(core.requests)
    for _, kind in inspect.getmembers(module, is_dataclass)
    if kind.__module__ == module.__name__ and kind not in (entries.EntryOptions, entries.EntryFilters, segments.SegmentCriteria)
}
EXAMPLES: list[object] = [
    entries.LogInteraction(words=("PHONE", ANNA.no)),
    entries.EditEntry(no=1, duration=1),
    entries.PutBackInNote(no=1, text="15m", options=()),
    entries.LogAgain(contact=ANNA.no),
    entries.Undo(),
    entries.ListEntries(),
    entries.ShowEntry(no=1),
    attachments.AttachToEntry(no=1),
    attachments.OpenAttachment(no=1),
    attachments.AttachToTemplate(code="PHONE"),
    attachments.OpenTemplateAttachment(code="PHONE"),
    attachments.SaveTemplateLanguage(code="PHONE", language="nb"),
    attachments.RemoveTemplateLanguage(code="PHONE", language="nb"),
    exports.ExportEntries(),
    follow_ups.ListFollowUps(),
    follow_ups.FinishFollowUps(nos=(1,)),
    follow_ups.SnoozeFollowUp(no=1),
    entries.CancelEntries(nos=(1,)),
    entries.RestoreEntries(nos=(1,)),
    entries.EvaluateEntries(nos=(1,), evaluation=Evaluation.NEUTRAL),
    entries.CommentEntry(no=1, text="hello"),
    entries.ListDrafts(),
    overview.ShowOverview(),
    entries.FinishDraft(no=1),
    entries.DropDraft(no=1),
    contacts.FindContacts(),
    contacts.ShowContact(contact=ANNA.no),
    contacts.AddContact(name="New"),
    privacy.EraseContact(contact=ANNA.no),
    segments.ListSegments(),
    segments.ShowSegment(segment="READY"),
    segments.SaveSegment(code="NEW", new=True, description="New"),
    segments.RemoveSegment(code="READY"),
    segments.AddToSegment(segment="READY", contact=ANNA.no),
    segments.RemoveFromSegment(segment="READY", contact=CARL.no),
    segments.ReduceSegment(segment="READY", city="Nowhere"),
    segments.ChangeSegmentLine(segment="READY", contact=ANNA.no),
    segments.FollowUpSegment(segment="READY"),
    segments.PreviewSegment(segment="READY", template="PHONE"),
    segments.LogSegment(segment="READY", template="PHONE", previewed="of another state"),
    segments.ListLoggedSegments(),
    segments.CancelLoggedSegment(segment="SENT"),
    segments.RestoreLoggedSegment(segment="SENT"),
    setup.ListTemplates(),
    setup.ShowTemplate(template="PHONE"),
    setup.SaveTemplate(code="NEW", new=True, description="New"),
    setup.RemoveTemplate(code="LETTER", confirmed=True),
    statistics.ShowStatistics(),
    references.ListReferences(kind=ReferenceKind.CAMPAIGN),
    references.ShowReference(kind=ReferenceKind.CAMPAIGN, code="CAMP1"),
    references.SaveReference(kind=ReferenceKind.OPPORTUNITY, code="NEW", new=True, description="New"),
    references.RemoveReference(kind=ReferenceKind.CAMPAIGN, code="CAMP1", confirmed=True),
    setup.ListGroups(),
    setup.SaveGroup(code="NEW", new=True, description="New"),
    setup.RemoveGroup(code="UNUSED", confirmed=True),
    setup.WhoAmI(),
    setup.SetLanguage(language="nb"),
    setup.ListPeople(),
    setup.ShowFirstSteps(),
    setup.SetUpUsualTemplates(),
    setup.GrantRole(person="kim@sales.example", role=Role.REP),
    setup.ConnectWorkspace(platform="teams", workspace="t2"),
    audit.ListAudit(),
    audit.ExportAudit(),
    deleting.PreviewDeletion(),
    deleting.DeleteEntries(nos=(1,)),
    deleting.PreviewChange(kind=ChangeKind.CANCELED),
    documents.ListDocumentSetup(),
    documents.ShowDocumentSetup(document_type=DocumentType.SALES_INVOICE),
    documents.SaveDocumentSetup(document_type=DocumentType.SALES_INVOICE, template="PHONE"),
    documents.RemoveDocumentSetup(document_type=DocumentType.SALES_INVOICE),
    documents.SetUpUsualDocuments(),
    documents.TryDocument(document_type=DocumentType.SALES_INVOICE),
    documents.ListSkipped(),
    documents.ReplayDocuments(every=True),
    outbox.ShowOutbox(),
    outbox.SendAgain(),
    outbox.DropMessages(),
    outbox.ResumeSending(person_id=1),
    notifications.ShowNotifications(),
    notifications.SaveRule(documents="quotes"),
    notifications.RemoveRule(rule=1),
    notifications.SetQuietHours(),
    notifications.SwitchNotifications(on=False),
    notifications.SetChannelLanguage(channel="C1"),
    notifications.AskWhatToMute(nos=(1,)),
]
FOLLOW_UP_ON = date(2026, 12, 1)
# The rules once more, by hand, as the contract has them.
FOR_ALL = (setup.WhoAmI, setup.SetLanguage)
FOR_ADMINS = (
    privacy.EraseContact,
    setup.SaveTemplate,
    setup.RemoveTemplate,
    setup.SaveGroup,
    setup.RemoveGroup,
    references.SaveReference,
    references.RemoveReference,
    setup.ListPeople,
    setup.ShowFirstSteps,
    setup.SetUpUsualTemplates,
    setup.GrantRole,
    setup.ConnectWorkspace,
    audit.ListAudit,
    audit.ExportAudit,
    deleting.PreviewDeletion,
    deleting.DeleteEntries,
    documents.ListDocumentSetup,
    documents.ShowDocumentSetup,
    documents.SaveDocumentSetup,
    documents.RemoveDocumentSetup,
    documents.SetUpUsualDocuments,
    documents.TryDocument,
    outbox.ShowOutbox,
    outbox.SendAgain,
    outbox.DropMessages,
    outbox.ResumeSending,
    attachments.SaveTemplateLanguage,
    attachments.RemoveTemplateLanguage,
    attachments.AttachToTemplate,
)
FOR_MANAGERS = (exports.ExportEntries, documents.ListSkipped, documents.ReplayDocuments, notifications.SetChannelLanguage)
FOR_OWN = (
    entries.EditEntry,
    entries.PutBackInNote,
    entries.CancelEntries,
    entries.RestoreEntries,
    entries.EvaluateEntries,
    entries.CommentEntry,
    attachments.AttachToEntry,
    entries.FinishDraft,
    entries.DropDraft,
    follow_ups.FinishFollowUps,
    follow_ups.SnoozeFollowUp,
    segments.CancelLoggedSegment,
    segments.RestoreLoggedSegment,
)


def test_every_request_has_one_operation_one_rule_and_an_example() -> None:
    assert set(OPERATIONS) == REQUESTS == set(RULES) == {type(each) for each in EXAMPLES}
    assert len(EXAMPLES) == len(REQUESTS)


def _needed(kind: type) -> Role:
    """The role that those need who may not do everything that everybody may."""
    if kind in FOR_ADMINS:
        return Role.ADMIN
    return Role.MANAGER if kind in FOR_MANAGERS else Role.REP


class NotTouched:
    """Storage that must not be used."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"{name} was used before rights were decided")


@pytest.mark.parametrize("request_", EXAMPLES, ids=lambda each: type(each).__name__)
@pytest.mark.parametrize("role", list(Role))
def test_rights_are_decided_before_anything_is_read(request_: object, role: Role) -> None:
    actor = Actor(person_id=1, name="Nell", email="nell@sales.example", role=role)
    kind = type(request_)
    needed = Role.NONE if kind in FOR_ALL else _needed(kind)
    if role >= needed:
        authorize(request_, actor)
        return
    with pytest.raises(NoAccess if role is Role.NONE else NotAllowed) as refusal:
        OPERATIONS[kind](cast(Work, NotTouched()), request_, actor, NOW)
    if isinstance(refusal.value, NotAllowed):
        assert (refusal.value.needed, refusal.value.own) == (needed, False)


def test_what_is_in_no_rule_nobody_may() -> None:
    class Unheard(entries.ListEntries):
        pass

    for role, kind in ((Role.NONE, NoAccess), (Role.REP, NotAllowed), (Role.ADMIN, NotAllowed)):
        with pytest.raises(kind):
            authorize(Unheard(), Actor(person_id=1, name="", email="", role=role))


@pytest.mark.parametrize("request_", EXAMPLES, ids=lambda each: type(each).__name__)
async def test_others_entries_are_for_managers(world: World, request_: object) -> None:
    """Entry 1 is recorded by jo with jo as the salesperson; kim is a rep like jo."""
    operation = cast(Any, OPERATIONS[type(request_)])
    await world.database.write(ORGANIZATION, lambda work: add_segments(work, world.jo))
    for who in ("kim", "mia", "ada", "jo"):
        actor: Actor = getattr(world, who)
        await world.log(
            note="", postpone=isinstance(request_, entries.FinishDraft | entries.DropDraft), follow_up_on=FOLLOW_UP_ON
        )
        await world.log("MEMO", ANNA.no, actor=actor)
        mine = _about(request_, 2 * ("kim", "mia", "ada", "jo").index(who) + 1)
        if isinstance(request_, notifications.RemoveRule):
            mine = notifications.RemoveRule(
                rule=(await world.do(save_rule, notifications.SaveRule(documents="quotes"), actor)).named.rule.id
            )
        if isinstance(request_, attachments.RemoveTemplateLanguage):
            language = attachments.SaveTemplateLanguage(code=request_.code, language=request_.language)
            await world.do(save_template_language, language, world.ada)
        if isinstance(request_, references.ShowReference | references.RemoveReference):
            added = references.SaveReference(kind=request_.kind, code=f"C{who}", new=True, description="Spring")
            await world.do(save_reference, added, world.ada)
            mine = replace(request_, code=added.code)
        allowed = actor.role >= _needed(type(request_))
        allowed = allowed and not (isinstance(request_, FOR_OWN) and who == "kim")
        if not allowed:
            await world.refused(NotAllowed, operation, mine, actor)
            continue
        if isinstance(request_, attachments.AttachToEntry | attachments.AttachToTemplate):
            await world.refused(FileMissing, operation, mine, actor)
            continue
        try:
            await world.do(operation, _unlike(mine, who), actor)
        except Refusal as refusal:
            pytest.fail(f"{who} was refused: {refusal!r}")


def add_segments(work: Work, by: Actor) -> None:
    """READY is not logged yet, SENT was by jo; Anna is in both."""
    logged = LoggedSegment(segment_no="SENT", description="Sent", template_code="PHONE", created_at=NOW, created_by=by.person_id)
    for no, logged_no in (("READY", 0), ("SENT", work.segments.add_logged(logged))):
        work.segments.add(Segment(no=no, description=no.capitalize(), created_at=NOW, logged_no=logged_no))
        work.segments.add_lines([SegmentLine(segment_no=no, contact_no=ANNA.no)])


def _about(request: object, no: int) -> object:
    """The same about another entry; messages have numbers of their own."""
    if isinstance(request, outbox.ShowOutbox | outbox.SendAgain | outbox.DropMessages):
        return request
    changes: dict[str, object] = {}
    if hasattr(request, "no"):
        changes["no"] = no
    if hasattr(request, "nos"):
        changes["nos"] = (no,)
    return replace(cast(Any, request), **changes)


def _unlike(request: object, who: str) -> object:
    """What can be done once only, with a key of its own."""
    if isinstance(request, setup.SaveTemplate | setup.SaveGroup | references.SaveReference | segments.SaveSegment):
        return replace(request, code=f"NEW{who}")
    if isinstance(request, contacts.AddContact):
        return replace(request, name=f"New {who}")
    if isinstance(request, entries.LogInteraction | entries.LogAgain):
        return replace(request, repeat=True)
    return request


async def test_own_is_recorded_by_or_salesperson_of(world: World) -> None:
    entry = (await world.log()).row.entry
    cases = [
        (world.kim, {"created_by": world.kim.person_id, "salesperson_code": "ML"}, True),
        (world.jo, {"created_by": world.kim.person_id, "salesperson_code": "JR"}, True),
        (world.kim, {"created_by": world.jo.person_id, "salesperson_code": "JR"}, False),
        # Nobody's salesperson is not the salesperson of entries without one, nor is the system anybody.
        (world.kim, {"created_by": 0, "salesperson_code": ""}, False),
        (replace(world.kim, person_id=0), {"created_by": 0, "salesperson_code": ""}, False),
        (world.mia, {"created_by": 0, "salesperson_code": ""}, True),
        (replace(world.jo, role=Role.NONE), {}, False),
    ]
    for actor, fields, expected in cases:
        assert may_change(actor, replace(entry, **cast(Any, fields))) is expected


async def test_a_role_that_was_withdrawn_counts_at_once(world: World) -> None:
    await world.log()
    nobody = replace(world.jo, role=Role.NONE)
    for request in EXAMPLES:
        if type(request) not in FOR_ALL:
            await world.refused(NoAccess, cast(Any, OPERATIONS[type(request)]), request, nobody)
    people = await world.database.read(ORGANIZATION, lambda work: work.people.all())
    assert len(people) == 5
