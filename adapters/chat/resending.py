"""From a request about messages that could not be sent to its answer."""

from adapters.chat.reader import Reader
from adapters.chat.replies import outbox
from adapters.chat.turn import Reply
from core.operations.outbox import drop_messages, resume_sending, send_again, show_outbox
from core.requests.outbox import DropMessages, OutboxRequest, ResumeSending, SendAgain, ShowOutbox
from core.work import Work

WRITING = (
    SendAgain,
    DropMessages,
    ResumeSending,
)


def resent(work: Work, request: OutboxRequest, reader: Reader) -> Reply:
    """Does what is asked and words what came of it. Raises the refusals of the operation."""
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
