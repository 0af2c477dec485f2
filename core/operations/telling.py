"""Telling people of what was recorded from documents."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, tzinfo

from core.document import DocumentEvent
from core.entry import InteractionLogEntry
from core.moments import zone_named
from core.notification import Recipient
from core.notifications import Audience
from core.outbox import MessageKind, OutboxMessage
from core.person import Actor
from core.values import Role
from core.work import Work


def tellings_of_recorded(
    work: Work,
    recorded: Sequence[tuple[InteractionLogEntry, DocumentEvent]],
    now: datetime,
    default_time_zone: str = "UTC",
) -> list[OutboxMessage]:
    """The messages for those who are told of entries that were just recorded, each with the event that it was recorded from.

    A salesperson with an e-mail address who was never met gets a person, to be told when they are. Nobody without a role is told.
    `default_time_zone` counts where a recipient's is not known.
    """
    if not recorded:
        return []
    audience = _audience(work, {entry.salesperson_code for entry, _ in recorded}, now, default_time_zone)
    return [
        OutboxMessage(
            recipient=telling.recipient,
            kind=MessageKind.RECORDED,
            created_at=now,
            due_at=telling.due_at,
            entry_no=telling.entry_no,
            rule_id=telling.rule_id,
            frequency=telling.frequency,
        )
        for entry, event in recorded
        for telling in audience.tellings(entry, event)
    ]


def _audience(work: Work, codes: set[str], now: datetime, default_time_zone: str) -> Audience:
    rules = work.notifications.rules()
    ruled = {rule.recipient.person_id for rule in rules} - {0}
    people, salespeople = _people(work, ruled, codes)
    recipients = {rule.recipient for rule in rules} | {Recipient(person_id=person_id) for person_id in people}
    settings = work.notifications.settings(tuple(recipients))
    zones: dict[Recipient, tzinfo] = {}
    for recipient in recipients:
        person = people.get(recipient.person_id)
        if not recipient.person_id:
            wants = settings.get(recipient)
            zones[recipient] = zone_named((wants.time_zone if wants else "") or default_time_zone)
        elif person is not None and person.role is not Role.NONE:
            zones[recipient] = zone_named(person.time_zone or default_time_zone)
    return Audience(rules=rules, settings=settings, salespeople=salespeople, zones=zones, now=now)


def _people(work: Work, person_ids: set[int], codes: set[str]) -> tuple[dict[int, Actor], dict[str, int]]:
    """The persons with these ids and those of the salespeople with these codes, by id; and the ids of the latter by code.

    As everywhere, nobody is the salesperson whose address another salesperson has too.
    """
    usable = [each for each in work.salespeople.all() if each.email and not each.blocked]
    shared = Counter(_folded(each.email) for each in usable)
    meant = {_folded(each.email): each for each in usable if each.code in codes and shared[_folded(each.email)] == 1}
    people = list(work.people.readers(person_ids, meant))
    new = meant.keys() - {_folded(person.email) for person in people}
    if new:
        people.extend(
            work.people.readers({work.people.ensure(meant[email].email, meant[email].name).id for email in sorted(new)})
        )
    salespeople = {meant[email].code: person.person_id for person in people if (email := _folded(person.email)) in meant}
    return {person.person_id: person for person in people}, salespeople


def _folded(email: str) -> str:
    return email.strip().lower()
