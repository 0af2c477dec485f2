"""Rules of notifications in the reader's words."""

from adapters.chat.document_words import plurals
from adapters.chat.reader import Reader
from adapters.chat.vocabulary import Kind, vocabulary
from core.document import DocumentType
from core.document_groups import ALL, names_of
from core.notification import Frequency, NotificationRule, NotificationSettings
from core.notifications import USUAL_TIME
from core.requests.notifications import SaveRule
from core.results.notifications import NamedRule
from core.values import Weekday


def what_of(named: NamedRule, reader: Reader) -> str:
    """invoices above 1,000, contact Fjord AS: what a rule is about."""
    _ = reader.text
    rule = named.rule
    words = documents_in_words(rule.document_types, reader)
    if rule.above is not None:
        words = _("{documents} above {amount}").format(documents=words, amount=reader.ways.number(rule.above))
    parts = [words]
    if rule.template_codes:
        parts.append(_("template {value}").format(value=", ".join(rule.template_codes)))
    if named.contacts:
        parts.append(_("contact {value}").format(value=", ".join(named.contacts)))
    if named.salespeople:
        parts.append(_("salesperson {value}").format(value=", ".join(named.salespeople)))
    return ", ".join(parts)


def when_of(rule: NotificationRule, reader: Reader) -> str:
    """daily at 08:00: when a rule tells; never for a mute."""
    _ = reader.text
    if rule.mute:
        return _("never")
    at = reader.ways.clock(rule.at or USUAL_TIME)
    match rule.frequency:
        case Frequency.AT_ONCE:
            return _("at once")
        case Frequency.HOURLY:
            return _("hourly")
        case Frequency.DAILY:
            return _("daily at {time}").format(time=at)
        case Frequency.WEEKLY:
            return _weekly(list(Weekday)[rule.weekday], reader).format(time=at)


def _weekly(day: Weekday, reader: Reader) -> str:
    # Other languages inflect the day after their "on".
    _ = reader.text
    return {
        Weekday.MONDAY: _("weekly on Monday at {time}"),
        Weekday.TUESDAY: _("weekly on Tuesday at {time}"),
        Weekday.WEDNESDAY: _("weekly on Wednesday at {time}"),
        Weekday.THURSDAY: _("weekly on Thursday at {time}"),
        Weekday.FRIDAY: _("weekly on Friday at {time}"),
        Weekday.SATURDAY: _("weekly on Saturday at {time}"),
        Weekday.SUNDAY: _("weekly on Sunday at {time}"),
    }[day]


def documents_in_words(types: tuple[DocumentType, ...], reader: Reader) -> str:
    """invoices, sales quotes; all documents for none."""
    groups, several = vocabulary(reader.language).shown[Kind.DOCUMENT_GROUP], plurals(reader.pgettext)
    return ", ".join((groups.get(name) or several[name])[0] for name in names_of(types) or (ALL,))


def weekday_name(day: Weekday, reader: Reader) -> str:
    """Monday."""
    _ = reader.text
    return {
        Weekday.MONDAY: _("Monday"),
        Weekday.TUESDAY: _("Tuesday"),
        Weekday.WEDNESDAY: _("Wednesday"),
        Weekday.THURSDAY: _("Thursday"),
        Weekday.FRIDAY: _("Friday"),
        Weekday.SATURDAY: _("Saturday"),
        Weekday.SUNDAY: _("Sunday"),
    }[day]


def quiet_of(settings: NotificationSettings, reader: Reader) -> str:
    """20:00–07:00, "" for none."""
    begin, end = settings.quiet_from, settings.quiet_until
    return "" if begin is None or end is None else f"{reader.ways.clock(begin)}–{reader.ways.clock(end)}"


def request_of(rule: NotificationRule) -> SaveRule:
    """What makes the same rule once more for whoever asks; of several contacts, templates or salespeople the first."""
    return SaveRule(
        here=not rule.recipient.person_id,
        channel=rule.recipient.channel,
        mute=rule.mute,
        documents=" ".join(names_of(rule.document_types)) or ALL,
        template=next(iter(rule.template_codes), ""),
        contact=next(iter(rule.contact_nos), ""),
        by=next(iter(rule.salesperson_codes), ""),
        above=rule.above,
        frequency=rule.frequency,
        at=rule.at,
        weekday=list(Weekday)[rule.weekday],
    )
