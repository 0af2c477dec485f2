"""All requests of the conversation: the core's, and three that concern the conversation itself."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """`help [COMMAND]`; `topic` is the command's English name, or what was said."""

    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForm:
    """Opens the form that completes `request` (serialized), filled with what it has."""

    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """*Share here*: the answer to `request` (serialized, one that only reads) goes to everyone in the place."""

    request: str


CoreRequest = (
    attachments.AttachmentRequest
    | audit.AuditRequest
    | contacts.ContactRequest
    | deleting.DeletionRequest
    | documents.DocumentRequest
    | entries.EntryRequest
    | follow_ups.FollowUpRequest
    | notifications.NotificationRequest
    | outbox.OutboxRequest
    | references.ReferenceRequest
    | segments.SegmentRequest
    | setup.FirstStepsRequest
    | setup.SetupRequest
    | exports.ExportEntries
    | overview.ShowOverview
    | privacy.EraseContact
    | statistics.ShowStatistics
)
Request = CoreRequest | Help | OpenForm | Share

# The name of each request in its serialized form; buttons posted long ago carry them, so a name is never given anew.
NAMES: dict[str, type[Request]] = {
    "log": entries.LogInteraction,
    "edit": entries.EditEntry,
    "putback": entries.PutBackInNote,
    "again": entries.LogAgain,
    "undo": entries.Undo,
    "list": entries.ListEntries,
    "export": exports.ExportEntries,
    "followups": follow_ups.ListFollowUps,
    "followupsdone": follow_ups.FinishFollowUps,
    "snooze": follow_ups.SnoozeFollowUp,
    "show": entries.ShowEntry,
    "cancel": entries.CancelEntries,
    "restore": entries.RestoreEntries,
    "evaluate": entries.EvaluateEntries,
    "comment": entries.CommentEntry,
    "drafts": entries.ListDrafts,
    "overview": overview.ShowOverview,
    "finish": entries.FinishDraft,
    "drop": entries.DropDraft,
    "contacts": contacts.FindContacts,
    "contact": contacts.ShowContact,
    "addcontact": contacts.AddContact,
    "segments": segments.ListSegments,
    "segment": segments.ShowSegment,
    "savesegment": segments.SaveSegment,
    "removesegment": segments.RemoveSegment,
    "addtosegment": segments.AddToSegment,
    "removefromsegment": segments.RemoveFromSegment,
    "reducesegment": segments.ReduceSegment,
    "segmentline": segments.ChangeSegmentLine,
    "followupsegment": segments.FollowUpSegment,
    "previewsegment": segments.PreviewSegment,
    "logsegment": segments.LogSegment,
    "loggedsegments": segments.ListLoggedSegments,
    "cancelsegment": segments.CancelLoggedSegment,
    "restoresegment": segments.RestoreLoggedSegment,
    "templates": setup.ListTemplates,
    "template": setup.ShowTemplate,
    "savetemplate": setup.SaveTemplate,
    "removetemplate": setup.RemoveTemplate,
    "templatelanguage": attachments.SaveTemplateLanguage,
    "removetemplatelanguage": attachments.RemoveTemplateLanguage,
    "attachtemplate": attachments.AttachToTemplate,
    "opentemplate": attachments.OpenTemplateAttachment,
    "attach": attachments.AttachToEntry,
    "open": attachments.OpenAttachment,
    "groups": setup.ListGroups,
    "savegroup": setup.SaveGroup,
    "removegroup": setup.RemoveGroup,
    "whoami": setup.WhoAmI,
    "language": setup.SetLanguage,
    "people": setup.ListPeople,
    "grant": setup.GrantRole,
    "connect": setup.ConnectWorkspace,
    "start": setup.ShowFirstSteps,
    "usualtemplates": setup.SetUpUsualTemplates,
    "audit": audit.ListAudit,
    "exportaudit": audit.ExportAudit,
    "deletecanceled": deleting.PreviewDeletion,
    "deleteentries": deleting.DeleteEntries,
    "changeall": deleting.PreviewChange,
    "erase": privacy.EraseContact,
    "notify": notifications.ShowNotifications,
    "rule": notifications.SaveRule,
    "removerule": notifications.RemoveRule,
    "quiet": notifications.SetQuietHours,
    "notifications": notifications.SwitchNotifications,
    "channellanguage": notifications.SetChannelLanguage,
    "mute": notifications.AskWhatToMute,
    "outbox": outbox.ShowOutbox,
    "sendagain": outbox.SendAgain,
    "dropmessages": outbox.DropMessages,
    "resume": outbox.ResumeSending,
    "documentsetups": documents.ListDocumentSetup,
    "documentsetup": documents.ShowDocumentSetup,
    "savedocumentsetup": documents.SaveDocumentSetup,
    "removedocumentsetup": documents.RemoveDocumentSetup,
    "usualdocuments": documents.SetUpUsualDocuments,
    "trydocument": documents.TryDocument,
    "skipped": documents.ListSkipped,
    "replay": documents.ReplayDocuments,
    "stats": statistics.ShowStatistics,
    "references": references.ListReferences,
    "reference": references.ShowReference,
    "savereference": references.SaveReference,
    "removereference": references.RemoveReference,
    "help": Help,
    "form": OpenForm,
    "share": Share,
}
