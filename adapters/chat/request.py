"""All requests of the conversation: the core's, and three that concern the conversation itself."""

from dataclasses import dataclass

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
    LogInteraction
    | EditEntry
    | PutBackInNote
    | LogAgain
    | Undo
    | ListEntries
    | ExportEntries
    | ListFollowUps
    | FinishFollowUps
    | SnoozeFollowUp
    | ShowEntry
    | CancelEntries
    | RestoreEntries
    | EvaluateEntries
    | CommentEntry
    | ListDrafts
    | ShowOverview
    | FinishDraft
    | DropDraft
    | FindContacts
    | ShowContact
    | AddContact
    | ListSegments
    | ShowSegment
    | SaveSegment
    | RemoveSegment
    | AddToSegment
    | RemoveFromSegment
    | ReduceSegment
    | ChangeSegmentLine
    | FollowUpSegment
    | PreviewSegment
    | LogSegment
    | ListLoggedSegments
    | CancelLoggedSegment
    | RestoreLoggedSegment
    | ListTemplates
    | ShowTemplate
    | SaveTemplate
    | RemoveTemplate
    | SaveTemplateLanguage
    | RemoveTemplateLanguage
    | AttachToTemplate
    | OpenTemplateAttachment
    | AttachToEntry
    | OpenAttachment
    | ListGroups
    | SaveGroup
    | RemoveGroup
    | WhoAmI
    | SetLanguage
    | ListPeople
    | GrantRole
    | ConnectWorkspace
    | ShowFirstSteps
    | SetUpUsualTemplates
    | ListAudit
    | ExportAudit
    | PreviewDeletion
    | DeleteEntries
    | PreviewChange
    | EraseContact
    | ShowNotifications
    | SaveRule
    | RemoveRule
    | SetQuietHours
    | SwitchNotifications
    | SetChannelLanguage
    | AskWhatToMute
    | ShowOutbox
    | SendAgain
    | DropMessages
    | ResumeSending
    | ListDocumentSetup
    | ShowDocumentSetup
    | SaveDocumentSetup
    | RemoveDocumentSetup
    | SetUpUsualDocuments
    | TryDocument
    | ListSkipped
    | ReplayDocuments
    | ShowStatistics
    | ListReferences
    | ShowReference
    | SaveReference
    | RemoveReference
)
Request = CoreRequest | Help | OpenForm | Share

# The name of each request in its serialized form; buttons posted long ago carry them, so a name is never given anew.
NAMES: dict[str, type[Request]] = {
    "log": LogInteraction,
    "edit": EditEntry,
    "putback": PutBackInNote,
    "again": LogAgain,
    "undo": Undo,
    "list": ListEntries,
    "export": ExportEntries,
    "followups": ListFollowUps,
    "followupsdone": FinishFollowUps,
    "snooze": SnoozeFollowUp,
    "show": ShowEntry,
    "cancel": CancelEntries,
    "restore": RestoreEntries,
    "evaluate": EvaluateEntries,
    "comment": CommentEntry,
    "drafts": ListDrafts,
    "overview": ShowOverview,
    "finish": FinishDraft,
    "drop": DropDraft,
    "contacts": FindContacts,
    "contact": ShowContact,
    "addcontact": AddContact,
    "segments": ListSegments,
    "segment": ShowSegment,
    "savesegment": SaveSegment,
    "removesegment": RemoveSegment,
    "addtosegment": AddToSegment,
    "removefromsegment": RemoveFromSegment,
    "reducesegment": ReduceSegment,
    "segmentline": ChangeSegmentLine,
    "followupsegment": FollowUpSegment,
    "previewsegment": PreviewSegment,
    "logsegment": LogSegment,
    "loggedsegments": ListLoggedSegments,
    "cancelsegment": CancelLoggedSegment,
    "restoresegment": RestoreLoggedSegment,
    "templates": ListTemplates,
    "template": ShowTemplate,
    "savetemplate": SaveTemplate,
    "removetemplate": RemoveTemplate,
    "templatelanguage": SaveTemplateLanguage,
    "removetemplatelanguage": RemoveTemplateLanguage,
    "attachtemplate": AttachToTemplate,
    "opentemplate": OpenTemplateAttachment,
    "attach": AttachToEntry,
    "open": OpenAttachment,
    "groups": ListGroups,
    "savegroup": SaveGroup,
    "removegroup": RemoveGroup,
    "whoami": WhoAmI,
    "language": SetLanguage,
    "people": ListPeople,
    "grant": GrantRole,
    "connect": ConnectWorkspace,
    "start": ShowFirstSteps,
    "usualtemplates": SetUpUsualTemplates,
    "audit": ListAudit,
    "exportaudit": ExportAudit,
    "deletecanceled": PreviewDeletion,
    "deleteentries": DeleteEntries,
    "changeall": PreviewChange,
    "erase": EraseContact,
    "notify": ShowNotifications,
    "rule": SaveRule,
    "removerule": RemoveRule,
    "quiet": SetQuietHours,
    "notifications": SwitchNotifications,
    "channellanguage": SetChannelLanguage,
    "mute": AskWhatToMute,
    "outbox": ShowOutbox,
    "sendagain": SendAgain,
    "dropmessages": DropMessages,
    "resume": ResumeSending,
    "documentsetups": ListDocumentSetup,
    "documentsetup": ShowDocumentSetup,
    "savedocumentsetup": SaveDocumentSetup,
    "removedocumentsetup": RemoveDocumentSetup,
    "usualdocuments": SetUpUsualDocuments,
    "trydocument": TryDocument,
    "skipped": ListSkipped,
    "replay": ReplayDocuments,
    "stats": ShowStatistics,
    "references": ListReferences,
    "reference": ShowReference,
    "savereference": SaveReference,
    "removereference": RemoveReference,
    "help": Help,
    "form": OpenForm,
    "share": Share,
}
