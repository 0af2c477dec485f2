"""From a request to its answer, within one unit of work."""

from adapters.chat import attaching, counting, keeping, notifying, segmenting, starting, wizard
from adapters.chat.keeping import kept
from adapters.chat.notifying import notified
from adapters.chat.reader import Reader, reader_for
from adapters.chat.replies import (
    changed,
    contacts,
    documents,
    exports,
    follow_ups,
    listed,
    outbox,
    overview,
    people,
    setup,
    shown,
    skipped,
)
from adapters.chat.request import CoreRequest
from adapters.chat.turn import Reply
from adapters.chat.waiting import sent_file
from core.operations.canceling import cancel_entries, restore_entries
from core.operations.commenting import comment_entry
from core.operations.connecting import connect_workspace
from core.operations.contacts import add_contact, find_contacts, show_contact
from core.operations.document_setup import (
    list_document_setup,
    remove_document_setup,
    save_document_setup,
    set_up_usual_documents,
    show_document_setup,
    try_document,
)
from core.operations.drafts import drop_draft, finish_draft, list_drafts
from core.operations.editing import edit_entry, put_back_in_note
from core.operations.evaluating import evaluate_entries
from core.operations.exporting import begin_export
from core.operations.follow_ups import finish_follow_ups, list_follow_ups, snooze_follow_up
from core.operations.groups import list_groups, remove_group, save_group
from core.operations.listing import list_entries, show_entry
from core.operations.log import log_again, log_interaction
from core.operations.outbox import drop_messages, resume_sending, send_again, show_outbox
from core.operations.overview import show_overview
from core.operations.people import grant_role, list_people, set_language, who_am_i
from core.operations.skipped import list_skipped, replay_documents
from core.operations.templates import list_templates, remove_template, save_template, show_template
from core.operations.undoing import undo
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
from core.work import Work

WRITING = (
    LogInteraction,
    LogAgain,
    EditEntry,
    PutBackInNote,
    Undo,
    CancelEntries,
    RestoreEntries,
    EvaluateEntries,
    CommentEntry,
    FinishDraft,
    DropDraft,
    AddContact,
    SaveTemplate,
    RemoveTemplate,
    SaveGroup,
    RemoveGroup,
    SetLanguage,
    GrantRole,
    ConnectWorkspace,
    SendAgain,
    DropMessages,
    ResumeSending,
    SaveDocumentSetup,
    RemoveDocumentSetup,
    SetUpUsualDocuments,
    ReplayDocuments,
    *notifying.WRITING,
    *keeping.WRITING,
    *segmenting.WRITING,
    *counting.WRITING,
    *attaching.WRITING,
    *starting.WRITING,
    ExportEntries,
    FinishFollowUps,
    SnoozeFollowUp,
)
# What everyone in a channel may be shown when somebody who may see it asks for that.
SHAREABLE = (ListEntries, ShowEntry, ShowContact, ShowSegment, ListTemplates, ShowTemplate, ListGroups, *counting.SHAREABLE)


def answer(work: Work, request: CoreRequest, reader: Reader) -> Reply:
    """Does what is asked and words what came of it. Raises the refusals of the operation."""
    actor, now = reader.actor, reader.now
    match request:
        case LogInteraction():
            with sent_file(work, request, reader) as file:
                logged = log_interaction(work, request, actor, now, file)
            return wizard.of_new(changed.logged(logged, request, reader), logged, reader)
        case LogAgain():
            logged = log_again(work, request, actor, now)
            return wizard.of_new(changed.logged(logged, request, reader), logged, reader)
        case ListEntries():
            return listed.listed(list_entries(work, request, actor, now), request, reader)
        case ShowEntry():
            return shown.shown(show_entry(work, request, actor, now), request, reader)
        case EditEntry():
            return changed.changed(edit_entry(work, request, actor, now), reader)
        case PutBackInNote():
            return changed.changed(put_back_in_note(work, request, actor, now), reader)
        case CancelEntries():
            return changed.changed(cancel_entries(work, request, actor, now), reader)
        case RestoreEntries():
            return changed.changed(restore_entries(work, request, actor, now), reader)
        case EvaluateEntries():
            return changed.changed(evaluate_entries(work, request, actor, now), reader)
        case CommentEntry():
            return changed.changed(comment_entry(work, request, actor, now), reader, comment=request.text.strip())
        case Undo():
            return changed.undone(undo(work, request, actor, now), reader)
        case ExportEntries():
            return exports.exporting(begin_export(work, request, actor, now), request, reader)
        case ListFollowUps():
            return follow_ups.listed(list_follow_ups(work, request, actor, now), request, reader)
        case FinishFollowUps():
            return changed.changed(finish_follow_ups(work, request, actor, now), reader)
        case SnoozeFollowUp():
            return changed.changed(snooze_follow_up(work, request, actor, now), reader)
        case ListDrafts():
            return listed.drafts(list_drafts(work, request, actor, now), reader)
        case ShowOverview():
            return overview.overview(show_overview(work, request, actor, now), reader)
        case FinishDraft():
            finished = finish_draft(work, request, actor, now)
            return wizard.of_finished(work, changed.changed(finished, reader), finished, reader)
        case DropDraft():
            return changed.changed(drop_draft(work, request, actor, now), reader)
        case FindContacts():
            return contacts.found(find_contacts(work, request, actor, now), request, reader)
        case ShowContact():
            return contacts.contact(show_contact(work, request, actor, now), request, reader)
        case AddContact():
            added = add_contact(work, request, actor, now)
            company = work.contacts.get(added.company_no).name if added.company_no else ""
            salesperson = next((each.name for each in work.salespeople.all() if each.code == added.salesperson_code), "")
            begins = reader.actor.role is Role.ADMIN and not work.templates.all()
            return contacts.added(added, company, salesperson, reader, begins=begins)
        case (
            ListDocumentSetup()
            | ShowDocumentSetup()
            | SaveDocumentSetup()
            | RemoveDocumentSetup()
            | SetUpUsualDocuments()
            | TryDocument()
            | ListSkipped()
            | ReplayDocuments()
        ):
            return _documents(work, request, reader)
        case ListAudit() | ExportAudit() | PreviewDeletion() | DeleteEntries() | PreviewChange() | EraseContact():
            return kept(work, request, reader)
        case (
            AttachToEntry()
            | AttachToTemplate()
            | OpenAttachment()
            | OpenTemplateAttachment()
            | SaveTemplateLanguage()
            | RemoveTemplateLanguage()
        ):
            return attaching.attaching(work, request, reader)
        case ShowFirstSteps() | SetUpUsualTemplates():
            return starting.started(work, request, reader)
        case ShowOutbox() | SendAgain() | DropMessages() | ResumeSending():
            return _outbox(work, request, reader)
        case (
            ShowNotifications()
            | SaveRule()
            | RemoveRule()
            | SetQuietHours()
            | SwitchNotifications()
            | SetChannelLanguage()
            | AskWhatToMute()
        ):
            return notified(work, request, reader)
        case (
            ListSegments()
            | ShowSegment()
            | SaveSegment()
            | RemoveSegment()
            | AddToSegment()
            | RemoveFromSegment()
            | ReduceSegment()
            | ChangeSegmentLine()
            | FollowUpSegment()
            | PreviewSegment()
            | LogSegment()
            | ListLoggedSegments()
            | CancelLoggedSegment()
            | RestoreLoggedSegment()
        ):
            return segmenting.segmented(work, request, reader)
        case ShowStatistics() | ListReferences() | ShowReference() | SaveReference() | RemoveReference():
            return counting.counted(work, request, reader)
        case _:
            return _set_up(work, request, reader)


def _documents(
    work: Work,
    request: ListDocumentSetup
    | ShowDocumentSetup
    | SaveDocumentSetup
    | RemoveDocumentSetup
    | SetUpUsualDocuments
    | TryDocument
    | ListSkipped
    | ReplayDocuments,
    reader: Reader,
) -> Reply:
    """How business documents are recorded, and those that were not."""
    actor, now = reader.actor, reader.now
    match request:
        case ListDocumentSetup():
            return documents.setups(list_document_setup(work, request, actor, now), reader)
        case ShowDocumentSetup():
            return documents.setup(show_document_setup(work, request, actor, now), reader)
        case SaveDocumentSetup():
            return documents.saved(save_document_setup(work, request, actor, now), reader)
        case RemoveDocumentSetup():
            return documents.removed(remove_document_setup(work, request, actor, now), reader)
        case SetUpUsualDocuments():
            return documents.usual(set_up_usual_documents(work, request, actor, now), reader)
        case TryDocument():
            return documents.tried(try_document(work, request, actor, now), reader)
        case ListSkipped():
            return skipped.skipped(list_skipped(work, request, actor, now), request, reader)
        case ReplayDocuments():
            replayed = replay_documents(work, request, actor, now, default_time_zone=reader.default_time_zone)
            return skipped.replayed(replayed, request, reader)


def _outbox(work: Work, request: ShowOutbox | SendAgain | DropMessages | ResumeSending, reader: Reader) -> Reply:
    """Messages that could not be sent."""
    actor, now = reader.actor, reader.now
    match request:
        case ShowOutbox():
            return outbox.contents(show_outbox(work, request, actor, now), request, reader)
        case SendAgain():
            return outbox.sent_again(send_again(work, request, actor, now), reader)
        case DropMessages() if not request.messages:
            return outbox.drop_all(show_outbox(work, ShowOutbox(), actor, now), reader)
        case DropMessages():
            return outbox.dropped(drop_messages(work, request, actor, now), reader)
        case ResumeSending():
            return outbox.resumed(resume_sending(work, request, actor, now), request, reader)


def _set_up(
    work: Work,
    request: ListTemplates
    | ShowTemplate
    | SaveTemplate
    | RemoveTemplate
    | ListGroups
    | SaveGroup
    | RemoveGroup
    | WhoAmI
    | SetLanguage
    | ListPeople
    | GrantRole
    | ConnectWorkspace,
    reader: Reader,
) -> Reply:
    """Templates, groups and people."""
    actor, now = reader.actor, reader.now
    match request:
        case ListTemplates():
            return setup.templates(list_templates(work, request, actor, now), reader)
        case ShowTemplate():
            return setup.template(show_template(work, request, actor, now), request, reader)
        case SaveTemplate():
            return setup.template_saved(save_template(work, request, actor, now), request, reader)
        case RemoveTemplate():
            return setup.removal(remove_template(work, request, actor, now), request, reader)
        case ListGroups():
            return setup.groups(list_groups(work, request, actor, now), reader)
        case SaveGroup():
            return setup.group_saved(save_group(work, request, actor, now), request, reader)
        case RemoveGroup():
            return setup.removal(remove_group(work, request, actor, now), request, reader)
        case WhoAmI():
            return people.me(who_am_i(work, request, actor, now), reader)
        case SetLanguage():
            me = set_language(work, request, actor, now)
            return people.language_set(me, reader_for(me.actor, reader.place, now, reader.nonce, reader.language))
        case ListPeople():
            return people.people(list_people(work, request, actor, now), reader)
        case GrantRole():
            person, role = grant_role(work, request, actor, now)
            return people.granted(person, role, request.role, reader)
        case ConnectWorkspace():
            new = connect_workspace(work, request, actor, now)
            return people.connected(request, reader, new=new)
