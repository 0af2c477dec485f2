"""From a request about entries of the log to its answer."""

from adapters.chat import wizard
from adapters.chat.reader import Reader
from adapters.chat.replies import changed, exports, follow_ups, listed, overview, shown
from adapters.chat.turn import Reply
from adapters.chat.waiting import sent_file
from core.operations.canceling import cancel_entries, restore_entries
from core.operations.commenting import comment_entry
from core.operations.drafts import drop_draft, finish_draft, list_drafts
from core.operations.editing import edit_entry, put_back_in_note
from core.operations.evaluating import evaluate_entries
from core.operations.exporting import begin_export
from core.operations.follow_ups import finish_follow_ups, list_follow_ups, snooze_follow_up
from core.operations.listing import list_entries, show_entry
from core.operations.log import log_again, log_interaction
from core.operations.overview import show_overview
from core.operations.undoing import undo
from core.requests.entries import (
    CancelEntries,
    CommentEntry,
    DropDraft,
    EditEntry,
    EntryRequest,
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
from core.requests.follow_ups import FinishFollowUps, FollowUpRequest, ListFollowUps, SnoozeFollowUp
from core.requests.overview import ShowOverview
from core.work import Work

Recording = EntryRequest | FollowUpRequest | ExportEntries | ShowOverview
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
    ExportEntries,
    FinishFollowUps,
    SnoozeFollowUp,
)
SHAREABLE = (ListEntries, ShowEntry)


def recorded(work: Work, request: Recording, reader: Reader) -> Reply:
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
