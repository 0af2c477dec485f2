"""Who is told, and of what they still want to be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.chat.reader import Reader, reader_for
from adapters.chat.template_names import names_of_templates
from adapters.chat.turn import Place
from core.document import DocumentEvent, DocumentEventKind, DocumentType
from core.entry import InteractionLogEntry
from core.errors import NotFound
from core.notification import NotificationRule, NotificationSettings, Recipient
from core.notifications import fits
from core.operations.notifying import settings_of
from core.outbox import OutboxMessage
from core.person import Actor
from core.values import Role
from core.work import Work


@dataclass(frozen=True, slots=True)
class Told:
    """A recipient as the reader of a card, with their rules by id and their settings."""

    recipient: Recipient
    reader: Reader
    rules: Mapping[int, NotificationRule]
    settings: NotificationSettings

    @property
    def is_channel(self) -> bool:
        return not self.recipient.person_id


def told(work: Work, recipient: Recipient, now: datetime, language: str, time_zone: str) -> Told | None:
    """None for a person who has no role any more. `language` and `time_zone` count where the recipient's are not known."""
    settings = settings_of(work, recipient)
    actor = _actor(work, recipient, settings)
    if actor is None:
        return None
    actor = replace(actor, time_zone=actor.time_zone or time_zone)
    place = Place(shared=not recipient.person_id, channel=recipient.channel)
    reader = reader_for(actor, place, now, "", language)
    reader = replace(reader, template_names=names_of_templates(work))
    rules = {rule.id: rule for rule in work.notifications.rules_of(recipient)}
    return Told(recipient, reader, rules, settings)


def _actor(work: Work, recipient: Recipient, settings: NotificationSettings) -> Actor | None:
    """A channel is told as somebody without any rights of their own: its readers differ in what they may do."""
    if not recipient.person_id:
        return Actor(person_id=0, name="", email="", role=Role.NONE, language=settings.language, time_zone=settings.time_zone)
    person = next(iter(work.people.readers((recipient.person_id,))), None)
    return None if person is None or person.role is Role.NONE else person


def still_wanted(work: Work, who: Told, messages: Sequence[OutboxMessage]) -> list[OutboxMessage]:
    """The messages without those that were switched off or muted, and without those of rules that were removed, since then."""
    if who.settings.off:
        return []
    wanted = [message for message in messages if (message.rule_id in who.rules if message.rule_id else who.settings.own)]
    mutes = [rule for rule in who.rules.values() if rule.mute]
    return [message for message in wanted if not _is_muted(work, mutes, message.entry_no)] if mutes else wanted


def _is_muted(work: Work, mutes: Sequence[NotificationRule], entry_no: int) -> bool:
    try:
        entry = work.entries.get(entry_no)
    except NotFound:
        return False
    event = _event(work, entry)
    return event is not None and any(fits(mute, entry, event) for mute in mutes)


def _event(work: Work, entry: InteractionLogEntry) -> DocumentEvent | None:
    """As much of the entry's document as rules ask for."""
    document = work.documents.of_entry(entry.no)
    if document is None:
        return None
    return DocumentEvent(
        document_type=DocumentType(document.document_type),
        document_no=document.document_no,
        event=DocumentEventKind.CREATED,
        occurred_at=entry.at,
        amount=document.amount,
    )
