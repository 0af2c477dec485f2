"""Messages that could not be sent, for admins: what they are, and what becomes of them."""

from collections.abc import Sequence
from datetime import datetime

from core.errors import NotFound
from core.notification import Recipient
from core.outbox import MessageKind, OutboxMessage
from core.person import Actor
from core.requests.outbox import DropMessages, ResumeSending, SendAgain, ShowOutbox
from core.results.outbox import OutboxContents, StoppedRecipient, UnsentMessage
from core.rights import authorize
from core.values import Role
from core.work import Work

# Why a lane stands still whose person has no account to write to; it goes on when the person first writes.
NO_ACCOUNT = "no account"
# Why a lane stands still whose workspace has no installation; it goes on when it is installed again.
NOT_INSTALLED = "not installed"
SHOWN = 50
_ALL = 10_000


def show_outbox(work: Work, request: ShowOutbox, actor: Actor, now: datetime) -> OutboxContents:
    """The newest dead letters, or the one that was asked for, and who cannot be written to. Raises NotFound (message)."""
    authorize(request, actor)
    dead = work.outbox.dead(_ALL)
    if request.message:
        dead = [_one(dead, request.message)]
    stopped = () if request.message else work.outbox.stopped()
    names = _names(work, [message.recipient for message in dead[:SHOWN]] + [recipient for recipient, _ in stopped])
    return OutboxContents(
        messages=tuple(UnsentMessage(message=each, name=names[each.recipient]) for each in dead[:SHOWN]),
        total=len(dead),
        stopped=tuple(StoppedRecipient(recipient=each, name=names[each], reason=reason) for each, reason in stopped),
    )


def send_again(work: Work, request: SendAgain, actor: Actor, now: datetime) -> int:
    """Makes dead letters due once more; returns how many. Raises NotFound (message) when one that was named is not there."""
    authorize(request, actor)
    return work.outbox.resend(_chosen(work, request.messages), now)


def drop_messages(work: Work, request: DropMessages, actor: Actor, now: datetime) -> int:
    """Removes the dead letters that are named; returns how many. Raises NotFound (message)."""
    authorize(request, actor)
    return work.outbox.drop(_chosen(work, request.messages)) if request.messages else 0


def resume_sending(work: Work, request: ResumeSending, actor: Actor, now: datetime) -> str:
    """Lets a recipient be written to again; returns the recipient's name, "" for a channel."""
    authorize(request, actor)
    recipient = Recipient(
        person_id=request.person_id, platform=request.platform, workspace=request.workspace, channel=request.channel
    )
    work.outbox.resume(recipient, now)
    return _names(work, [recipient])[recipient]


def tell_admins_of_stop(work: Work, recipient: Recipient, reason: str, now: datetime) -> None:
    """Tells all admins but the recipient that the recipient cannot be written to any more. `reason` is the platform's word."""
    payload = {
        "person_id": recipient.person_id,
        "platform": recipient.platform,
        "workspace": recipient.workspace,
        "channel": recipient.channel,
        "reason": reason,
    }
    admins = [Recipient(person_id=person.id) for person, role in work.people.all() if role is Role.ADMIN]
    work.outbox.put(
        [
            OutboxMessage(recipient=admin, kind=MessageKind.STOPPED, created_at=now, due_at=now, payload=payload)
            for admin in admins
            if admin != recipient
        ]
    )


def _chosen(work: Work, nos: Sequence[int]) -> Sequence[int]:
    dead = work.outbox.dead(_ALL)
    for no in nos:
        _one(dead, no)
    return nos or [message.id for message in dead]


def _one(dead: Sequence[OutboxMessage], no: int) -> OutboxMessage:
    found = next((message for message in dead if message.id == no), None)
    if found is None:
        raise NotFound("message", str(no))
    return found


def _names(work: Work, recipients: Sequence[Recipient]) -> dict[Recipient, str]:
    """The names of people; "" for channels, which have none here."""
    people = {each.person_id: each for each in work.people.readers({each.person_id for each in recipients} - {0})}
    named = {person_id: person.name or person.email for person_id, person in people.items()}
    return {each: named.get(each.person_id, "") for each in recipients}
