"""Who may do what. What is not in the table, nobody may."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.entry import InteractionLogEntry
from core.errors import NoAccess, NotAllowed
from core.person import Actor
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
from core.values import Role


@dataclass(frozen=True, slots=True)
class Rule:
    """`own`: people below manager may do it to entries of their own only. `others` is the role that it takes for what is somebody
    else's in another way, which the operation sees to: a channel's notifications, another person's change or figures.
    """

    role: Role
    own: bool = False
    others: Role = Role.NONE


class Whose(StrEnum):
    """Whom what is asked for belongs to."""

    OWN = "own"
    OTHERS = "others"
    ELSEWHERE = "elsewhere"  # another organization


_EVERYBODY, _REP, _OWN = Rule(Role.NONE), Rule(Role.REP), Rule(Role.REP, own=True)
_MINE = Rule(Role.REP, others=Role.MANAGER)
_MANAGER, _ADMIN = Rule(Role.MANAGER), Rule(Role.ADMIN)

RULES: Mapping[type, Rule] = MappingProxyType(
    {
        LogInteraction: _MINE,
        LogAgain: _REP,
        ListEntries: _REP,
        ShowEntry: _REP,
        ExportEntries: _MANAGER,
        ListFollowUps: _MINE,
        FinishFollowUps: _OWN,
        SnoozeFollowUp: _OWN,
        ListDrafts: _REP,
        ShowOverview: _REP,
        EditEntry: _OWN,
        PutBackInNote: _OWN,
        CancelEntries: _OWN,
        RestoreEntries: _OWN,
        EvaluateEntries: _OWN,
        CommentEntry: _OWN,
        FinishDraft: _OWN,
        DropDraft: _OWN,
        Undo: _MINE,
        FindContacts: _REP,
        ShowContact: _REP,
        AddContact: _REP,
        EraseContact: _ADMIN,
        ListSegments: _REP,
        ShowSegment: _REP,
        SaveSegment: _REP,
        RemoveSegment: _REP,
        AddToSegment: _REP,
        RemoveFromSegment: _REP,
        ReduceSegment: _REP,
        ChangeSegmentLine: _REP,
        FollowUpSegment: _REP,
        PreviewSegment: _REP,
        LogSegment: _MINE,
        ListLoggedSegments: _REP,
        CancelLoggedSegment: _MINE,
        RestoreLoggedSegment: _MINE,
        ListTemplates: _REP,
        ShowTemplate: _REP,
        SaveTemplate: _ADMIN,
        SetUpUsualTemplates: _ADMIN,
        ShowFirstSteps: _ADMIN,
        RemoveTemplate: _ADMIN,
        SaveTemplateLanguage: _ADMIN,
        RemoveTemplateLanguage: _ADMIN,
        AttachToTemplate: _ADMIN,
        OpenTemplateAttachment: _REP,
        AttachToEntry: _OWN,
        OpenAttachment: _REP,
        ShowStatistics: _MINE,
        ListReferences: _REP,
        ShowReference: _REP,
        SaveReference: _ADMIN,
        RemoveReference: _ADMIN,
        ListGroups: _REP,
        SaveGroup: _ADMIN,
        RemoveGroup: _ADMIN,
        WhoAmI: _EVERYBODY,
        SetLanguage: _EVERYBODY,
        ListPeople: _ADMIN,
        GrantRole: _ADMIN,
        ConnectWorkspace: _ADMIN,
        ListAudit: _ADMIN,
        ExportAudit: _ADMIN,
        PreviewDeletion: _ADMIN,
        DeleteEntries: _ADMIN,
        # Those of others are left out for whoever may not change them.
        PreviewChange: _REP,
        ShowOutbox: _ADMIN,
        SendAgain: _ADMIN,
        DropMessages: _ADMIN,
        ResumeSending: _ADMIN,
        ShowNotifications: _REP,
        SaveRule: _MINE,
        RemoveRule: _MINE,
        SetQuietHours: _MINE,
        SetChannelLanguage: _MANAGER,
        SwitchNotifications: _MINE,
        AskWhatToMute: _REP,
        ListDocumentSetup: _ADMIN,
        ShowDocumentSetup: _ADMIN,
        SaveDocumentSetup: _ADMIN,
        RemoveDocumentSetup: _ADMIN,
        SetUpUsualDocuments: _ADMIN,
        TryDocument: _ADMIN,
        ListSkipped: _MANAGER,
        ReplayDocuments: _MANAGER,
    }
)


def decide(kind: type, role: Role, whose: Whose) -> bool:
    """Whether the role suffices to ask for this of what belongs to whom: the table of rights, cell by cell."""
    rule = RULES.get(kind)
    if rule is None or whose is Whose.ELSEWHERE:
        return False
    needed = rule.role
    if whose is Whose.OTHERS:
        needed = max(needed, Role.MANAGER if rule.own else rule.others)
    return role >= needed


def authorize(request: object, actor: Actor) -> None:
    """Raises NoAccess for a person without a role, NotAllowed for one whose role does not suffice."""
    rule = RULES.get(type(request))
    if rule is not None and actor.role >= rule.role:
        return
    if actor.role is Role.NONE:
        raise NoAccess(email=actor.email, member=actor.member)
    raise NotAllowed(needed=rule.role if rule else Role.ADMIN)


def authorize_entry(request: object, actor: Actor, entry: InteractionLogEntry) -> None:
    """As `authorize`, for a request that concerns this entry."""
    authorize(request, actor)
    if RULES[type(request)].own and not may_change(actor, entry):
        raise NotAllowed(needed=Role.MANAGER, own=True, entry_no=entry.no)


def may_change(actor: Actor, entry: InteractionLogEntry) -> bool:
    """Managers may change every entry, reps their own: those that they recorded or are the salesperson of."""
    if actor.role >= Role.MANAGER:
        return True
    recorded = entry.created_by == actor.person_id and entry.created_by != 0
    assigned = entry.salesperson_code == actor.salesperson_code and entry.salesperson_code != ""
    return actor.role >= Role.REP and (recorded or assigned)
