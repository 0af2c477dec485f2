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
from core.requests.attachments import (
    AttachToEntry,
    AttachToTemplate,
    OpenAttachment,
    OpenTemplateAttachment,
    RemoveTemplateLanguage,
    SaveTemplateLanguage,
)
from core.requests.audit import ExportAudit, ListAudit
from core.requests.contacts import AddContact, FindContacts, ShowContact
from core.requests.deleting import DeleteEntries, PreviewChange, PreviewDeletion
from core.requests.documents import (
    ListDocumentSetup,
    ListSkipped,
    RemoveDocumentSetup,
    ReplayDocuments,
    SaveDocumentSetup,
    SetUpUsualDocuments,
    ShowDocumentSetup,
    TryDocument,
)
from core.requests.entries import (
    CancelEntries,
    CommentEntry,
    DropDraft,
    EditEntry,
    EntryFilters,
    EntryOptions,
    EvaluateEntries,
    FinishDraft,
    ListDrafts,
    ListEntries,
    LogAgain,
    LogInteraction,
    PutBackInNote,
    RestoreEntries,
    ShowEntry,
    Undo,
)
from core.requests.exports import ExportEntries
from core.requests.follow_ups import FinishFollowUps, ListFollowUps, SnoozeFollowUp
from core.requests.notifications import (
    AskWhatToMute,
    RemoveRule,
    SaveRule,
    SetChannelLanguage,
    SetQuietHours,
    ShowNotifications,
    SwitchNotifications,
)
from core.requests.outbox import DropMessages, ResumeSending, SendAgain, ShowOutbox
from core.requests.overview import ShowOverview
from core.requests.privacy import EraseContact
from core.requests.references import ListReferences, RemoveReference, SaveReference, ShowReference
from core.requests.segments import (
    AddToSegment,
    CancelLoggedSegment,
    ChangeSegmentLine,
    FollowUpSegment,
    ListLoggedSegments,
    ListSegments,
    LogSegment,
    PreviewSegment,
    ReduceSegment,
    RemoveFromSegment,
    RemoveSegment,
    RestoreLoggedSegment,
    SaveSegment,
    SegmentCriteria,
    ShowSegment,
)
from core.requests.setup import (
    ConnectWorkspace,
    GrantRole,
    ListGroups,
    ListPeople,
    ListTemplates,
    RemoveGroup,
    RemoveTemplate,
    SaveGroup,
    SaveTemplate,
    SetLanguage,
    SetUpUsualTemplates,
    ShowFirstSteps,
    ShowTemplate,
    WhoAmI,
)
from core.requests.statistics import ShowStatistics
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
    if kind.__module__ == module.__name__ and kind not in (EntryOptions, EntryFilters, SegmentCriteria)
}
EXAMPLES: list[object] = [
    LogInteraction(words=("PHONE", ANNA.no)),
    EditEntry(no=1, duration=1),
    PutBackInNote(no=1, text="15m", options=()),
    LogAgain(contact=ANNA.no),
    Undo(),
    ListEntries(),
    ShowEntry(no=1),
    AttachToEntry(no=1),
    OpenAttachment(no=1),
    AttachToTemplate(code="PHONE"),
    OpenTemplateAttachment(code="PHONE"),
    SaveTemplateLanguage(code="PHONE", language="nb"),
    RemoveTemplateLanguage(code="PHONE", language="nb"),
    ExportEntries(),
    ListFollowUps(),
    FinishFollowUps(nos=(1,)),
    SnoozeFollowUp(no=1),
    CancelEntries(nos=(1,)),
    RestoreEntries(nos=(1,)),
    EvaluateEntries(nos=(1,), evaluation=Evaluation.NEUTRAL),
    CommentEntry(no=1, text="hello"),
    ListDrafts(),
    ShowOverview(),
    FinishDraft(no=1),
    DropDraft(no=1),
    FindContacts(),
    ShowContact(contact=ANNA.no),
    AddContact(name="New"),
    EraseContact(contact=ANNA.no),
    ListSegments(),
    ShowSegment(segment="READY"),
    SaveSegment(code="NEW", new=True, description="New"),
    RemoveSegment(code="READY"),
    AddToSegment(segment="READY", contact=ANNA.no),
    RemoveFromSegment(segment="READY", contact=CARL.no),
    ReduceSegment(segment="READY", city="Nowhere"),
    ChangeSegmentLine(segment="READY", contact=ANNA.no),
    FollowUpSegment(segment="READY"),
    PreviewSegment(segment="READY", template="PHONE"),
    LogSegment(segment="READY", template="PHONE", previewed="of another state"),
    ListLoggedSegments(),
    CancelLoggedSegment(segment="SENT"),
    RestoreLoggedSegment(segment="SENT"),
    ListTemplates(),
    ShowTemplate(template="PHONE"),
    SaveTemplate(code="NEW", new=True, description="New"),
    RemoveTemplate(code="LETTER", confirmed=True),
    ShowStatistics(),
    ListReferences(kind=ReferenceKind.CAMPAIGN),
    ShowReference(kind=ReferenceKind.CAMPAIGN, code="CAMP1"),
    SaveReference(kind=ReferenceKind.OPPORTUNITY, code="NEW", new=True, description="New"),
    RemoveReference(kind=ReferenceKind.CAMPAIGN, code="CAMP1", confirmed=True),
    ListGroups(),
    SaveGroup(code="NEW", new=True, description="New"),
    RemoveGroup(code="UNUSED", confirmed=True),
    WhoAmI(),
    SetLanguage(language="nb"),
    ListPeople(),
    ShowFirstSteps(),
    SetUpUsualTemplates(),
    GrantRole(person="kim@sales.example", role=Role.REP),
    ConnectWorkspace(platform="teams", workspace="t2"),
    ListAudit(),
    ExportAudit(),
    PreviewDeletion(),
    DeleteEntries(nos=(1,)),
    PreviewChange(kind=ChangeKind.CANCELED),
    ListDocumentSetup(),
    ShowDocumentSetup(document_type=DocumentType.SALES_INVOICE),
    SaveDocumentSetup(document_type=DocumentType.SALES_INVOICE, template="PHONE"),
    RemoveDocumentSetup(document_type=DocumentType.SALES_INVOICE),
    SetUpUsualDocuments(),
    TryDocument(document_type=DocumentType.SALES_INVOICE),
    ListSkipped(),
    ReplayDocuments(every=True),
    ShowOutbox(),
    SendAgain(),
    DropMessages(),
    ResumeSending(person_id=1),
    ShowNotifications(),
    SaveRule(documents="quotes"),
    RemoveRule(rule=1),
    SetQuietHours(),
    SwitchNotifications(on=False),
    SetChannelLanguage(channel="C1"),
    AskWhatToMute(nos=(1,)),
]
FOLLOW_UP_ON = date(2026, 12, 1)
# The rules once more, by hand, as the contract has them.
FOR_ALL = (WhoAmI, SetLanguage)
FOR_ADMINS = (
    EraseContact,
    SaveTemplate,
    RemoveTemplate,
    SaveGroup,
    RemoveGroup,
    SaveReference,
    RemoveReference,
    ListPeople,
    ShowFirstSteps,
    SetUpUsualTemplates,
    GrantRole,
    ConnectWorkspace,
    ListAudit,
    ExportAudit,
    PreviewDeletion,
    DeleteEntries,
    ListDocumentSetup,
    ShowDocumentSetup,
    SaveDocumentSetup,
    RemoveDocumentSetup,
    SetUpUsualDocuments,
    TryDocument,
    ShowOutbox,
    SendAgain,
    DropMessages,
    ResumeSending,
    SaveTemplateLanguage,
    RemoveTemplateLanguage,
    AttachToTemplate,
)
FOR_MANAGERS = (ExportEntries, ListSkipped, ReplayDocuments, SetChannelLanguage)
FOR_OWN = (
    EditEntry,
    PutBackInNote,
    CancelEntries,
    RestoreEntries,
    EvaluateEntries,
    CommentEntry,
    AttachToEntry,
    FinishDraft,
    DropDraft,
    FinishFollowUps,
    SnoozeFollowUp,
    CancelLoggedSegment,
    RestoreLoggedSegment,
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
    class Unheard(ListEntries):
        pass

    for role, kind in ((Role.NONE, NoAccess), (Role.REP, NotAllowed), (Role.ADMIN, NotAllowed)):
        with pytest.raises(kind):
            authorize(Unheard(), Actor(person_id=1, name="", email="", role=role))


@pytest.mark.parametrize("request_", EXAMPLES, ids=lambda each: type(each).__name__)
async def test_others_entries_are_for_managers(world: World, request_: object) -> None:
    """Entry 1 is recorded by jo with jo as the salesperson; kim is a rep like jo."""
    operation = cast(Any, OPERATIONS[type(request_)])
    await world.database.write(ORGANIZATION, lambda work: segments(work, world.jo))
    for who in ("kim", "mia", "ada", "jo"):
        actor: Actor = getattr(world, who)
        await world.log(note="", postpone=isinstance(request_, FinishDraft | DropDraft), follow_up_on=FOLLOW_UP_ON)
        await world.log("MEMO", ANNA.no, actor=actor)
        mine = _about(request_, 2 * ("kim", "mia", "ada", "jo").index(who) + 1)
        if isinstance(request_, RemoveRule):
            mine = RemoveRule(rule=(await world.do(save_rule, SaveRule(documents="quotes"), actor)).named.rule.id)
        if isinstance(request_, RemoveTemplateLanguage):
            language = SaveTemplateLanguage(code=request_.code, language=request_.language)
            await world.do(save_template_language, language, world.ada)
        if isinstance(request_, ShowReference | RemoveReference):
            added = SaveReference(kind=request_.kind, code=f"C{who}", new=True, description="Spring")
            await world.do(save_reference, added, world.ada)
            mine = replace(request_, code=added.code)
        allowed = actor.role >= _needed(type(request_))
        allowed = allowed and not (isinstance(request_, FOR_OWN) and who == "kim")
        if not allowed:
            await world.refused(NotAllowed, operation, mine, actor)
            continue
        if isinstance(request_, AttachToEntry | AttachToTemplate):
            await world.refused(FileMissing, operation, mine, actor)
            continue
        try:
            await world.do(operation, _unlike(mine, who), actor)
        except Refusal as refusal:
            pytest.fail(f"{who} was refused: {refusal!r}")


def segments(work: Work, by: Actor) -> None:
    """READY is not logged yet, SENT was by jo; Anna is in both."""
    logged = LoggedSegment(segment_no="SENT", description="Sent", template_code="PHONE", created_at=NOW, created_by=by.person_id)
    for no, logged_no in (("READY", 0), ("SENT", work.segments.add_logged(logged))):
        work.segments.add(Segment(no=no, description=no.capitalize(), created_at=NOW, logged_no=logged_no))
        work.segments.add_lines([SegmentLine(segment_no=no, contact_no=ANNA.no)])


def _about(request: object, no: int) -> object:
    """The same about another entry; messages have numbers of their own."""
    if isinstance(request, ShowOutbox | SendAgain | DropMessages):
        return request
    changes: dict[str, object] = {}
    if hasattr(request, "no"):
        changes["no"] = no
    if hasattr(request, "nos"):
        changes["nos"] = (no,)
    return replace(cast(Any, request), **changes)


def _unlike(request: object, who: str) -> object:
    """What can be done once only, with a key of its own."""
    if isinstance(request, SaveTemplate | SaveGroup | SaveReference | SaveSegment):
        return replace(request, code=f"NEW{who}")
    if isinstance(request, AddContact):
        return replace(request, name=f"New {who}")
    if isinstance(request, LogInteraction | LogAgain):
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
