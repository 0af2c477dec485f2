"""From a request about segments to its answer."""

from adapters.chat.reader import Reader
from adapters.chat.replies import segment_contacts, segment_log, segments
from adapters.chat.turn import Reply
from core.operations.logged_segments import cancel_logged_segment, list_logged_segments, restore_logged_segment
from core.operations.segment_contacts import add_to_segment, change_segment_line, reduce_segment, remove_from_segment
from core.operations.segment_logging import log_segment, preview_segment
from core.operations.segments import follow_up_segment, list_segments, remove_segment, save_segment, show_segment
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
    SegmentRequest,
    ShowSegment,
)
from core.results.segments import SegmentPreview
from core.work import Work

WRITING = (
    SaveSegment,
    RemoveSegment,
    AddToSegment,
    RemoveFromSegment,
    ReduceSegment,
    ChangeSegmentLine,
    FollowUpSegment,
    LogSegment,
    CancelLoggedSegment,
    RestoreLoggedSegment,
)
SHAREABLE = (ShowSegment,)


def segmented(work: Work, request: SegmentRequest, reader: Reader) -> Reply:
    """Does what is asked and words what came of it. Raises the refusals of the operation."""
    actor, now = reader.actor, reader.now
    match request:
        case ListSegments():
            return segments.listed(list_segments(work, request, actor, now), reader)
        case ShowSegment():
            return segments.shown(show_segment(work, request, actor, now), request, reader)
        case SaveSegment():
            return segments.saved(save_segment(work, request, actor, now), request, reader)
        case RemoveSegment():
            return segments.removal(remove_segment(work, request, actor, now), reader)
        case AddToSegment():
            return segment_contacts.added(add_to_segment(work, request, actor, now), reader)
        case RemoveFromSegment():
            return segment_contacts.removed(remove_from_segment(work, request, actor, now), reader)
        case ReduceSegment():
            return segment_contacts.removed(reduce_segment(work, request, actor, now), reader)
        case ChangeSegmentLine():
            return segment_contacts.line_changed(change_segment_line(work, request, actor, now), reader)
        case FollowUpSegment():
            return segment_contacts.followed_up(follow_up_segment(work, request, actor, now), reader)
        case LogSegment():
            done = log_segment(work, request, actor, now)
            if isinstance(done, SegmentPreview):
                return segment_log.preview(done, request, reader)
            return segment_log.logged(done, reader)
        case PreviewSegment():
            return segment_log.preview(preview_segment(work, request, actor, now), request, reader)
        case ListLoggedSegments():
            return segment_log.logged_segments(list_logged_segments(work, request, actor, now), reader)
        case CancelLoggedSegment():
            return segment_log.canceled(cancel_logged_segment(work, request, actor, now), reader)
        case RestoreLoggedSegment():
            return segment_log.restored(restore_logged_segment(work, request, actor, now), reader)
