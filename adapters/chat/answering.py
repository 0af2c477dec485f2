"""From a request to its answer, within one unit of work."""

from adapters.chat import (
    attaching,
    configuring,
    contacting,
    counting,
    documenting,
    keeping,
    notifying,
    recording,
    resending,
    segmenting,
    starting,
)
from adapters.chat.reader import Reader
from adapters.chat.request import CoreRequest
from adapters.chat.turn import Reply
from core.requests.attachments import AttachmentRequest
from core.requests.contacts import ContactRequest
from core.requests.documents import DocumentRequest
from core.requests.notifications import NotificationRequest
from core.requests.outbox import OutboxRequest
from core.requests.segments import SegmentRequest
from core.requests.setup import FirstStepsRequest
from core.work import Work

WRITING = (
    *recording.WRITING,
    *contacting.WRITING,
    *attaching.WRITING,
    *segmenting.WRITING,
    *counting.WRITING,
    *keeping.WRITING,
    *notifying.WRITING,
    *documenting.WRITING,
    *resending.WRITING,
    *starting.WRITING,
    *configuring.WRITING,
)
# What everyone in a channel may be shown when somebody who may see it asks for that.
SHAREABLE = (
    *recording.SHAREABLE,
    *contacting.SHAREABLE,
    *segmenting.SHAREABLE,
    *counting.SHAREABLE,
    *configuring.SHAREABLE,
)


def answer(work: Work, request: CoreRequest, reader: Reader) -> Reply:
    """Does what is asked and words what came of it. Raises the refusals of the operation."""
    if isinstance(request, recording.Recording):
        return recording.recorded(work, request, reader)
    if isinstance(request, ContactRequest):
        return contacting.contacted(work, request, reader)
    if isinstance(request, AttachmentRequest):
        return attaching.attaching(work, request, reader)
    if isinstance(request, SegmentRequest):
        return segmenting.segmented(work, request, reader)
    if isinstance(request, counting.Counting):
        return counting.counted(work, request, reader)
    if isinstance(request, keeping.Keeping):
        return keeping.kept(work, request, reader)
    if isinstance(request, NotificationRequest):
        return notifying.notified(work, request, reader)
    if isinstance(request, DocumentRequest):
        return documenting.documented(work, request, reader)
    if isinstance(request, OutboxRequest):
        return resending.resent(work, request, reader)
    if isinstance(request, FirstStepsRequest):
        return starting.started(work, request, reader)
    return configuring.configured(work, request, reader)
