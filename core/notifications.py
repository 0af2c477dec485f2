"""Who hears of a recorded document, by which rule, and when."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from core.document import DocumentEvent
from core.entry import InteractionLogEntry
from core.notification import Frequency, NotificationRule, NotificationSettings, Recipient, Telling

# When a digest comes whose rule names no time.
USUAL_TIME = time(8)
_HOUR = timedelta(hours=1)


class Audience:
    """Whoever may hear of what is recorded at one moment, `now` (aware).

    `rules` are all of the organization, `salespeople` the ids of persons by their code as a salesperson, `zones` the time zones
    of recipients; whoever is not in it is told of nothing.
    """

    def __init__(
        self,
        *,
        rules: Sequence[NotificationRule],
        settings: Mapping[Recipient, NotificationSettings],
        salespeople: Mapping[str, int],
        zones: Mapping[Recipient, tzinfo],
        now: datetime,
    ) -> None:
        self._settings = settings
        self._zones = zones
        self._now = now
        self._rules = [rule for rule in rules if rule.recipient in zones and not self._is_off(rule.recipient)]
        self._own: dict[str, NotificationRule] = {}
        for code, person_id in salespeople.items():
            recipient = Recipient(person_id=person_id)
            wants = settings.get(recipient)
            if recipient in zones and (wants is None or (wants.own and not wants.off)):
                self._own[code] = NotificationRule(recipient=recipient)
        # What few values of a batch decide is worked out once for each of them.
        self._by_kind: dict[tuple[str, str], list[NotificationRule]] = {}
        self._due: dict[tuple[Recipient, int], datetime] = {}

    def tellings(self, entry: InteractionLogEntry, event: DocumentEvent) -> list[Telling]:
        """Who is told of an entry: each recipient once, by the soonest of the rules that fit; of equally soon ones by the
        default, which is rule 0, else by the one with the lowest id. A mute that fits wins over all of them.
        """
        muted: set[Recipient] = set()
        chosen: dict[Recipient, tuple[datetime, int, NotificationRule]] = {}
        own = self._own.get(entry.salesperson_code)
        if own is not None:
            chosen[own.recipient] = (self._due_at(own), 0, own)
        for rule in self._rules_for(entry, event):
            if not _fits(rule, entry, event):
                continue
            if rule.mute:
                muted.add(rule.recipient)
                continue
            due = self._due_at(rule)
            known = chosen.get(rule.recipient)
            if known is None or (due, rule.id) < known[:2]:
                chosen[rule.recipient] = (due, rule.id, rule)
        return [
            Telling(recipient=recipient, entry_no=entry.no, rule_id=rule.id, frequency=rule.frequency, due_at=due)
            for recipient, (due, _, rule) in chosen.items()
            if recipient not in muted
        ]

    def _is_off(self, recipient: Recipient) -> bool:
        wants = self._settings.get(recipient)
        return wants is not None and wants.off

    def _rules_for(self, entry: InteractionLogEntry, event: DocumentEvent) -> list[NotificationRule]:
        key = (event.document_type, entry.template_code)
        found = self._by_kind.get(key)
        if found is None:
            found = self._by_kind[key] = [rule for rule in self._rules if _fits_kind(rule, entry, event)]
        return found

    def _due_at(self, rule: NotificationRule) -> datetime:
        key = (rule.recipient, rule.id)
        due = self._due.get(key)
        if due is None:
            due = self._due[key] = due_at(rule, self._settings.get(rule.recipient), self._zones[rule.recipient], self._now)
        return due


def fits(rule: NotificationRule, entry: InteractionLogEntry, event: DocumentEvent) -> bool:
    """Whether the entry, recorded from the event, meets all conditions of a rule or mute."""
    return _fits_kind(rule, entry, event) and _fits(rule, entry, event)


def _fits_kind(rule: NotificationRule, entry: InteractionLogEntry, event: DocumentEvent) -> bool:
    return (not rule.document_types or event.document_type in rule.document_types) and (
        not rule.template_codes or entry.template_code in rule.template_codes
    )


def _fits(rule: NotificationRule, entry: InteractionLogEntry, event: DocumentEvent) -> bool:
    nos = rule.contact_nos
    # The company of a company is itself.
    if nos and entry.contact_no not in nos and entry.company_no not in nos:
        return False
    if rule.salesperson_codes and entry.salesperson_code not in rule.salesperson_codes:
        return False
    return rule.above is None or (event.amount is not None and event.amount > rule.above)


def due_at(rule: NotificationRule, settings: NotificationSettings | None, zone: tzinfo, now: datetime) -> datetime:
    """When a recipient whose clocks are those of `zone` hears by this rule of what is recorded at `now`, in UTC.

    At once is now; hourly the next full hour; daily and weekly the next such moment after now. A local time that the clocks
    skip counts as if they had not been put forward yet, and of one that comes twice the first is meant, so that a digest
    comes once a day and once a week. What falls in quiet hours comes at their end.
    """
    now = now.astimezone(UTC)
    due = _next(rule, zone, now)
    if settings is None or settings.quiet_from is None or settings.quiet_until is None:
        return due
    return _after_quiet(due, settings.quiet_from, settings.quiet_until, zone)


def morning(day: date, settings: NotificationSettings | None, zone: tzinfo) -> datetime:
    """When somebody is reminded on a day of their own, in UTC: at the usual time of digests, or when quiet hours end."""
    due = _moment(day, USUAL_TIME, zone)
    if settings is None or settings.quiet_from is None or settings.quiet_until is None:
        return due
    return _after_quiet(due, settings.quiet_from, settings.quiet_until, zone)


def _next(rule: NotificationRule, zone: tzinfo, now: datetime) -> datetime:
    match rule.frequency:
        case Frequency.AT_ONCE:
            return now
        case Frequency.HOURLY:
            offset = now.astimezone(zone).utcoffset() or timedelta()
            return (now + offset).replace(minute=0, second=0, microsecond=0) + _HOUR - offset
        case Frequency.DAILY:
            return _next_day(rule.at or USUAL_TIME, None, zone, now)
        case Frequency.WEEKLY:
            return _next_day(rule.at or USUAL_TIME, rule.weekday, zone, now)


def _next_day(at: time, weekday: int | None, zone: tzinfo, now: datetime) -> datetime:
    day = now.astimezone(zone).date()
    # A time that was skipped may still lie ahead on the next day.
    day -= timedelta(days=1)
    while (weekday is not None and day.weekday() != weekday) or _moment(day, at, zone) <= now:
        day += timedelta(days=1)
    return _moment(day, at, zone)


def _moment(day: date, at: time, zone: tzinfo, fold: int = 0) -> datetime:
    return datetime.combine(day, at.replace(fold=fold), tzinfo=zone).astimezone(UTC)


def _after_quiet(due: datetime, begin: time, end: time, zone: tzinfo) -> datetime:
    """The moment itself outside of quiet hours, else their end."""
    over_midnight = begin > end
    while True:
        local = due.astimezone(zone)
        clock = local.time().replace(fold=0)
        if not ((clock >= begin or clock < end) if over_midnight else begin <= clock < end):
            return due
        day = local.date() + timedelta(days=1) if over_midnight and clock >= begin else local.date()
        first = _moment(day, end, zone)
        # In the hour that comes twice, the first end may be over. Where the clocks skip the end, it may be quiet again.
        due = first if first > due else _moment(day, end, zone, fold=1)
