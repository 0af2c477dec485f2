"""Who may do what. What is not in the table, nobody may."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.entry import InteractionLogEntry
from core.errors import NoAccess, NotAllowed
from core.person import Actor
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
        entries.LogInteraction: _MINE,
        entries.LogAgain: _REP,
        entries.ListEntries: _REP,
        entries.ShowEntry: _REP,
        exports.ExportEntries: _MANAGER,
        follow_ups.ListFollowUps: _MINE,
        follow_ups.FinishFollowUps: _OWN,
        follow_ups.SnoozeFollowUp: _OWN,
        entries.ListDrafts: _REP,
        overview.ShowOverview: _REP,
        entries.EditEntry: _OWN,
        entries.PutBackInNote: _OWN,
        entries.CancelEntries: _OWN,
        entries.RestoreEntries: _OWN,
        entries.EvaluateEntries: _OWN,
        entries.CommentEntry: _OWN,
        entries.FinishDraft: _OWN,
        entries.DropDraft: _OWN,
        entries.Undo: _MINE,
        contacts.FindContacts: _REP,
        contacts.ShowContact: _REP,
        contacts.AddContact: _REP,
        privacy.EraseContact: _ADMIN,
        segments.ListSegments: _REP,
        segments.ShowSegment: _REP,
        segments.SaveSegment: _REP,
        segments.RemoveSegment: _REP,
        segments.AddToSegment: _REP,
        segments.RemoveFromSegment: _REP,
        segments.ReduceSegment: _REP,
        segments.ChangeSegmentLine: _REP,
        segments.FollowUpSegment: _REP,
        segments.PreviewSegment: _REP,
        segments.LogSegment: _MINE,
        segments.ListLoggedSegments: _REP,
        segments.CancelLoggedSegment: _MINE,
        segments.RestoreLoggedSegment: _MINE,
        setup.ListTemplates: _REP,
        setup.ShowTemplate: _REP,
        setup.SaveTemplate: _ADMIN,
        setup.SetUpUsualTemplates: _ADMIN,
        setup.ShowFirstSteps: _ADMIN,
        setup.RemoveTemplate: _ADMIN,
        attachments.SaveTemplateLanguage: _ADMIN,
        attachments.RemoveTemplateLanguage: _ADMIN,
        attachments.AttachToTemplate: _ADMIN,
        attachments.OpenTemplateAttachment: _REP,
        attachments.AttachToEntry: _OWN,
        attachments.OpenAttachment: _REP,
        statistics.ShowStatistics: _MINE,
        references.ListReferences: _REP,
        references.ShowReference: _REP,
        references.SaveReference: _ADMIN,
        references.RemoveReference: _ADMIN,
        setup.ListGroups: _REP,
        setup.SaveGroup: _ADMIN,
        setup.RemoveGroup: _ADMIN,
        setup.WhoAmI: _EVERYBODY,
        setup.SetLanguage: _EVERYBODY,
        setup.ListPeople: _ADMIN,
        setup.GrantRole: _ADMIN,
        setup.ConnectWorkspace: _ADMIN,
        audit.ListAudit: _ADMIN,
        audit.ExportAudit: _ADMIN,
        deleting.PreviewDeletion: _ADMIN,
        deleting.DeleteEntries: _ADMIN,
        # Those of others are left out for whoever may not change them.
        deleting.PreviewChange: _REP,
        outbox.ShowOutbox: _ADMIN,
        outbox.SendAgain: _ADMIN,
        outbox.DropMessages: _ADMIN,
        outbox.ResumeSending: _ADMIN,
        notifications.ShowNotifications: _REP,
        notifications.SaveRule: _MINE,
        notifications.RemoveRule: _MINE,
        notifications.SetQuietHours: _MINE,
        notifications.SetChannelLanguage: _MANAGER,
        notifications.SwitchNotifications: _MINE,
        notifications.AskWhatToMute: _REP,
        documents.ListDocumentSetup: _ADMIN,
        documents.ShowDocumentSetup: _ADMIN,
        documents.SaveDocumentSetup: _ADMIN,
        documents.RemoveDocumentSetup: _ADMIN,
        documents.SetUpUsualDocuments: _ADMIN,
        documents.TryDocument: _ADMIN,
        documents.ListSkipped: _MANAGER,
        documents.ReplayDocuments: _MANAGER,
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
