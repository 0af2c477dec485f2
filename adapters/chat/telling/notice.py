"""The cards that recipients are sent."""

from collections.abc import Sequence
from datetime import datetime

from adapters.chat.card import Card
from adapters.chat.telling.audience import Told, still_wanted, told
from adapters.chat.telling.entry import deleted_card, entry_card
from adapters.chat.telling.others import first_steps_card, stopped_card
from adapters.chat.telling.reminders import reminder_card
from adapters.chat.telling.several import several_card
from core.notification import Recipient
from core.outbox import MessageKind, OutboxMessage, PostedCopy
from core.work import Work


class UnknownKind(Exception):
    """A message that another version of this program put: it is kept, and not taken for one that says nothing."""


def notice(
    work: Work, recipient: Recipient, messages: Sequence[OutboxMessage], now: datetime, language: str, time_zone: str
) -> Card | None:
    """The card for messages that go together (core.bursts), in the recipient's language and with their times. `language` and
    `time_zone` are the organization's, for where the recipient's are not known.

    None when there is nothing to tell any more: the person has no role, or it was switched off or muted meanwhile. Raises
    UnknownKind.
    """
    who = told(work, recipient, now, language, time_zone)
    if who is None:
        return None
    match messages[0].kind:
        case MessageKind.STOPPED:
            return stopped_card(work, who, messages[0].payload)
        case MessageKind.FIRST_STEPS:
            return first_steps_card(work, who)
        case MessageKind.FOLLOW_UP | MessageKind.DRAFT:
            return reminder_card(work, who, messages)
        case MessageKind.RECORDED:
            return _recorded(work, who, still_wanted(work, who, messages))
    raise UnknownKind


def renewed(work: Work, copy: PostedCopy, now: datetime, language: str, time_zone: str) -> Card | None:
    """The card of a notice that was posted, as it should be now, whatever has become of the wish to be told. None for
    a person who has no role any more.
    """
    who = told(work, copy.recipient, now, language, time_zone)
    if who is None:
        return None
    return entry_card(work, who, copy.entry_no, copy.rule_id) or deleted_card(who.reader, copy.entry_no)


def _recorded(work: Work, who: Told, messages: Sequence[OutboxMessage]) -> Card | None:
    if not messages:
        return None
    if len(messages) == 1:
        return entry_card(work, who, messages[0].entry_no, messages[0].rule_id)
    return several_card(work, who, messages)
