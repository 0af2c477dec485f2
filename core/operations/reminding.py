"""Reminders of follow-ups and drafts: put into the outbox when it becomes known on which day they come.

Whether there is still something to be reminded of is found out when they are sent: nothing takes a reminder back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from core.entry import InteractionLogEntry
from core.errors import NotFound
from core.follow_up import FollowUp
from core.moments import zone_named
from core.notification import Recipient
from core.notifications import morning
from core.outbox import MessageKind, OutboxMessage
from core.work import Work

_TOMORROW = timedelta(days=1)
# Beyond so many new ones at once each person is reminded of all of theirs together.
_SINGLE = 5


def remind_of_new(work: Work, entries: Sequence[InteractionLogEntry], now: datetime) -> None:
    """Keeps the follow-ups of new entries, and puts the reminders of these and of drafts. To be called last."""
    people = _People(work, now)
    follow_ups = [
        FollowUp(entry_no=entry.no, person_id=person_id, due_on=entry.follow_up_on)
        for entry in entries
        if entry.follow_up_on is not None and (person_id := people.responsible(entry))
    ]
    messages = [people.of_draft(entry) for entry in entries if entry.postponed and entry.created_by]
    if follow_ups:
        work.follow_ups.add_many(follow_ups)
        if len(follow_ups) > _SINGLE:
            together = dict.fromkeys((each.person_id, each.due_on) for each in follow_ups)
            messages += [people.of_follow_up(0, person_id, day) for person_id, day in together]
        else:
            messages += [people.of_follow_up(each.entry_no, each.person_id, each.due_on) for each in follow_ups]
    if messages:
        work.outbox.put(messages)


def moved_reminders(
    work: Work, pairs: Sequence[tuple[InteractionLogEntry, InteractionLogEntry]], now: datetime
) -> list[OutboxMessage]:
    """Keeps follow-ups in step with entries that changed, as (old, new); gives the reminders of those that are on another day, or
    for another person.
    """
    people = _People(work, now)
    messages = []
    for old, new in pairs:
        if (old.follow_up_on, old.salesperson_code) == (new.follow_up_on, new.salesperson_code):
            continue
        if new.follow_up_on is None:
            work.follow_ups.remove(new.no)
        elif person_id := people.responsible(new):
            kept = work.follow_ups.get(new.no)
            same_day = kept is not None and kept.due_on == new.follow_up_on
            if kept is not None and same_day and kept.person_id == person_id:
                continue
            work.follow_ups.keep(
                FollowUp(
                    entry_no=new.no,
                    person_id=person_id,
                    due_on=new.follow_up_on,
                    done_at=kept.done_at if kept is not None and same_day else None,
                    done_by=kept.done_by if kept is not None and same_day else 0,
                )
            )
            messages.append(people.of_follow_up(new.no, person_id, new.follow_up_on))
    return messages


def reopen(work: Work, entry_no: int) -> None:
    """Takes back that a follow-up is done."""
    kept = work.follow_ups.get(entry_no)
    if kept is not None:
        work.follow_ups.keep(replace(kept, done_at=None, done_by=0))


class _People:
    """Who is reminded, and when it is morning where they are; each looked up once."""

    def __init__(self, work: Work, now: datetime) -> None:
        self._work = work
        self._now = now
        self._by_code: dict[str, int] = {}
        self._mornings: dict[tuple[int, date], datetime] = {}

    def responsible(self, entry: InteractionLogEntry) -> int:
        """The id of the entry's salesperson as a person, else of who recorded it; 0 for neither."""
        code = entry.salesperson_code
        if code not in self._by_code:
            self._by_code[code] = self._salesperson(code) if code else 0
        return self._by_code[code] or entry.created_by

    def of_follow_up(self, entry_no: int, person_id: int, day: date) -> OutboxMessage:
        payload = {"day": day.isoformat()}
        return self._message(MessageKind.FOLLOW_UP, entry_no, person_id, self._morning(person_id, day), payload)

    def of_draft(self, entry: InteractionLogEntry) -> OutboxMessage:
        """The next morning."""
        zone = zone_named(self._time_zone(entry.created_by))
        due_at = self._morning(entry.created_by, self._now.astimezone(zone).date() + _TOMORROW)
        return self._message(MessageKind.DRAFT, entry.no, entry.created_by, due_at, {})

    def _message(
        self, kind: MessageKind, entry_no: int, person_id: int, due_at: datetime, payload: Mapping[str, object]
    ) -> OutboxMessage:
        return OutboxMessage(
            recipient=Recipient(person_id=person_id),
            kind=kind,
            created_at=self._now,
            due_at=due_at,
            entry_no=entry_no,
            payload=payload,
        )

    def _salesperson(self, code: str) -> int:
        try:
            named = self._work.salespeople.get(code)
        except NotFound:
            return 0
        person = self._work.people.by_email(named.email) if named.email else None
        return person.id if person else 0

    def _time_zone(self, person_id: int) -> str:
        return next((person.time_zone for person in self._work.people.readers((person_id,))), "")

    def _morning(self, person_id: int, day: date) -> datetime:
        """Not before the present, as of a day that has begun."""
        key = (person_id, day)
        if key not in self._mornings:
            recipient = Recipient(person_id=person_id)
            settings = self._work.notifications.settings((recipient,)).get(recipient)
            self._mornings[key] = max(morning(day, settings, zone_named(self._time_zone(person_id))), self._now)
        return self._mornings[key]
