"""Messages in chat that show an entry are made anew when it changes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.outbox import MessageKind, OutboxMessage, PostedCopy
from core.work import Work

COPIES_FOR = timedelta(days=30)


def renew_copies(work: Work, entry_nos: Sequence[int], person_id: int, now: datetime, also: Sequence[OutboxMessage] = ()) -> None:
    """Has the copies of these entries made anew that were posted in the last 30 days. To be called when all else is written.

    `person_id` is who changed them, 0 for nobody. The answers in that person's own chat are left as they are: the answer to the
    change stands below them, or in place of one. `also` are other messages that the same change brings.
    """
    if messages := [*updates(work, entry_nos, person_id, now), *also]:
        work.outbox.put(messages)


def updates(work: Work, entry_nos: Sequence[int], person_id: int, now: datetime) -> list[OutboxMessage]:
    """The messages that `renew_copies` puts."""
    copies = work.outbox.copies(entry_nos, now - COPIES_FOR)
    return [_update(copy, now) for copy in copies if not _is_own_answer(copy, person_id)]


def _is_own_answer(copy: PostedCopy, person_id: int) -> bool:
    return copy.kind is MessageKind.SHOWN and copy.recipient.person_id == person_id != 0


def _update(copy: PostedCopy, now: datetime) -> OutboxMessage:
    return OutboxMessage(
        recipient=copy.recipient,
        kind=MessageKind.UPDATE,
        created_at=now,
        due_at=now,
        entry_no=copy.entry_no,
        rule_id=copy.rule_id,
        copy_id=copy.id,
    )
