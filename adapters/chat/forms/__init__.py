"""Forms that complete a request, and what people enter in them."""

from adapters.chat.form import Form
from adapters.chat.forms.documents import setup_form, trial_form
from adapters.chat.forms.entries import again_form, cancel_form, comment_form, edit_form, evaluate_form, log_form
from adapters.chat.forms.follow_ups import snooze_form
from adapters.chat.forms.notifications import quiet_form, rule_form
from adapters.chat.forms.references import reference_form
from adapters.chat.forms.segments import add_form, line_form, log_segment_form, reduce_form, segment_form
from adapters.chat.forms.setup import contact_form, grant_form, group_form, template_form
from adapters.chat.reader import Reader
from adapters.chat.request import Request
from core.requests.contacts import AddContact
from core.requests.documents import SaveDocumentSetup, TryDocument
from core.requests.entries import CancelEntries, CommentEntry, EditEntry, EvaluateEntries, LogAgain, LogInteraction
from core.requests.follow_ups import SnoozeFollowUp
from core.requests.notifications import SaveRule, SetQuietHours
from core.requests.references import SaveReference
from core.requests.segments import AddToSegment, ChangeSegmentLine, LogSegment, PreviewSegment, ReduceSegment, SaveSegment
from core.requests.setup import GrantRole, SaveGroup, SaveTemplate
from core.work import Work


def form_of(work: Work, request: Request, reader: Reader) -> Form | None:
    """The form that completes `request`, filled with what it has; None when there is none.

    Raises NoAccess and NotAllowed as the request itself would, and NotFound.
    """
    match request:
        case LogInteraction():
            return log_form(work, request, reader)
        case LogAgain():
            return again_form(work, request, reader)
        case EditEntry():
            return edit_form(work, request, reader)
        case CancelEntries():
            return cancel_form(work, request, reader)
        case EvaluateEntries():
            return evaluate_form(work, request, reader)
        case SnoozeFollowUp():
            return snooze_form(work, request, reader)
        case CommentEntry():
            return comment_form(work, request, reader)
        case AddContact():
            return contact_form(work, request, reader)
        case SaveTemplate():
            return template_form(work, request, reader)
        case SaveGroup():
            return group_form(work, request, reader)
        case GrantRole():
            return grant_form(work, request, reader)
        case SaveReference():
            return reference_form(work, request, reader)
        case SaveDocumentSetup():
            return setup_form(work, request, reader)
        case TryDocument():
            return trial_form(work, request, reader)
        case SaveSegment():
            return segment_form(work, request, reader)
        case ChangeSegmentLine():
            return line_form(work, request, reader)
        case AddToSegment():
            return add_form(work, request, reader)
        case ReduceSegment():
            return reduce_form(work, request, reader)
        case LogSegment():
            return None
        case PreviewSegment():
            return log_segment_form(work, request, reader)
        case SaveRule():
            return rule_form(work, request, reader)
        case SetQuietHours():
            return quiet_form(work, request, reader)
    return None
