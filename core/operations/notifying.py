"""Who is told of recorded documents: the wishes of people and of channels."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core import checks
from core.audit import AuditAction
from core.document import DocumentType
from core.document_groups import types_of
from core.errors import InvalidValue, NoChannel, NotAllowed, NotFound, Refusal
from core.notification import Frequency, NotificationRule, NotificationSettings, Recipient
from core.notifications import USUAL_TIME
from core.operations import auditing, resolving
from core.operations.changing import LAST_NO, entry_row
from core.operations.people import chosen_language
from core.person import Actor
from core.requests.notifications import (
    AskWhatToMute,
    RemoveRule,
    SaveRule,
    SetChannelLanguage,
    SetQuietHours,
    ShowNotifications,
    SwitchNotifications,
)
from core.results.notifications import Mutable, NamedRule, Notifications, RuleSaved, Wishes
from core.rights import authorize
from core.values import Role, Weekday
from core.work import Work

RULES_LIMIT = 100


def show_notifications(work: Work, request: ShowNotifications, actor: Actor, now: datetime) -> Notifications:
    """What the person is told of and, asked in a channel, what the channel is."""
    authorize(request, actor)
    channel = _channel(request.channel, actor) if request.channel else None
    return Notifications(
        own=wishes(work, Recipient(person_id=actor.person_id)),
        channel=wishes(work, channel) if channel else None,
        salesperson_code=actor.salesperson_code,
        may_change_channel=actor.role >= Role.MANAGER,
    )


def save_rule(work: Work, request: SaveRule, actor: Actor, now: datetime) -> RuleSaved:
    """Adds a rule or changes one. One that says the same as another of the recipient is not kept twice. Whoever was told of
    nothing is told again.

    Raises what the resolving of contact, template and salesperson raises, NotFound (rule), InvalidValue, NotAllowed, NoChannel.
    """
    authorize(request, actor)
    recipient = recipient_of(request.here, request.channel, actor)
    rule = _rule(work, request, recipient, actor)
    rules = work.notifications.rules_of(recipient)
    if request.rule and all(each.id != request.rule for each in rules):
        raise NotFound("rule", str(request.rule))
    same = next((each for each in rules if each.id != request.rule and _says_the_same(each, rule)), None)
    if request.rule:
        work.notifications.update(rule)
    elif same is not None:
        rule = same
    elif len(rules) >= RULES_LIMIT:
        raise InvalidValue(field="rule", value="", rule="too_many", limit=RULES_LIMIT)
    else:
        rule = replace(rule, id=work.notifications.add(rule))
    settings = settings_of(work, recipient)
    was_off = settings.off and not rule.mute
    wanted = replace(_with_times(settings, actor), off=settings.off and not was_off)
    if request.quiet_from is not None or request.quiet_until is not None:
        wanted = _with_quiet(wanted, request)
    if wanted != settings:
        work.notifications.save_settings(wanted)
    if same is None or wanted != settings:
        _audit(work, recipient, actor, now)
    return RuleSaved(
        named=named_rules(work, [rule])[0], settings=wanted, known=same is not None and not request.rule, was_off=was_off
    )


def remove_rule(work: Work, request: RemoveRule, actor: Actor, now: datetime) -> NamedRule:
    """Removes a rule of the person's own or, for a manager, of a channel. Raises NotFound (rule) and NotAllowed."""
    authorize(request, actor)
    rule = work.notifications.get(request.rule) if 0 < request.rule <= LAST_NO else None
    if rule is None or not _is_reachable(rule.recipient, actor):
        raise NotFound("rule", str(request.rule))
    if not rule.recipient.person_id and actor.role < Role.MANAGER:
        raise NotAllowed(needed=Role.MANAGER)
    work.notifications.remove(rule.id)
    _audit(work, rule.recipient, actor, now)
    return named_rules(work, [rule])[0]


def set_quiet_hours(work: Work, request: SetQuietHours, actor: Actor, now: datetime) -> NotificationSettings:
    """Raises InvalidValue, NotAllowed, NoChannel."""
    authorize(request, actor)
    settings = settings_of(work, recipient_of(request.here, request.channel, actor))
    return _change(work, _with_quiet(settings, request), actor, now)


def switch_notifications(
    work: Work, request: SwitchNotifications, actor: Actor, now: datetime
) -> tuple[NotificationSettings, bool]:
    """All on or off, or what one is told of without a rule; rules stay as they are. Whether that was a change.

    Raises NotAllowed, NoChannel.
    """
    authorize(request, actor)
    recipient = recipient_of(request.here, request.channel, actor)
    settings = settings_of(work, recipient)
    wanted = replace(settings, own=request.on) if request.own else replace(settings, off=not request.on)
    return _change(work, wanted, actor, now), wanted != settings


def set_channel_language(work: Work, request: SetChannelLanguage, actor: Actor, now: datetime) -> NotificationSettings:
    """Gives the channel a language or, where none is named, the language and the time zone of the person.

    Raises InvalidValue (language), NotAllowed, NoChannel.
    """
    authorize(request, actor)
    settings = settings_of(work, recipient_of(True, request.channel, actor))
    if request.language:
        return _change(work, replace(settings, language=chosen_language(request.language)), actor, now)
    return _change(work, replace(settings, language=actor.language, time_zone=actor.time_zone), actor, now)


def ask_what_to_mute(work: Work, request: AskWhatToMute, actor: Actor, now: datetime) -> Mutable:
    """The contacts and document types of entries. Raises NotFound, NotAllowed, NoChannel."""
    authorize(request, actor)
    recipient_of(request.here, request.channel, actor)
    contacts: dict[str, str] = {}
    types: dict[DocumentType, None] = {}
    for no in request.nos:
        row = entry_row(work, no)
        contacts[row.entry.contact_no] = row.contact_name
        if row.entry.document_type in set(DocumentType):
            types[DocumentType(row.entry.document_type)] = None
    return Mutable(contacts=tuple(contacts.items()), document_types=tuple(types))


def wishes(work: Work, recipient: Recipient) -> Wishes:
    """A recipient's settings and rules."""
    rules = work.notifications.rules_of(recipient)
    return Wishes(settings=settings_of(work, recipient), rules=tuple(named_rules(work, rules)))


def _channel(channel: str, actor: Actor) -> Recipient:
    if not channel or actor.identity is None:
        raise NoChannel
    return Recipient(platform=actor.identity.platform, workspace=actor.identity.workspace, channel=channel)


def recipient_of(here: bool, channel: str, actor: Actor) -> Recipient:
    """The person, or the channel. Raises NoChannel, and NotAllowed for the channel of one who is no manager."""
    if not here:
        return Recipient(person_id=actor.person_id)
    recipient = _channel(channel, actor)
    if actor.role < Role.MANAGER:
        raise NotAllowed(needed=Role.MANAGER)
    return recipient


def _is_reachable(recipient: Recipient, actor: Actor) -> bool:
    """Whether it is the person, or a channel where the person has an account."""
    if recipient.person_id or actor.identity is None:
        return recipient.person_id == actor.person_id
    return (recipient.platform, recipient.workspace) == (actor.identity.platform, actor.identity.workspace)


def _rule(work: Work, request: SaveRule, recipient: Recipient, actor: Actor) -> NotificationRule:
    try:
        types = types_of(request.documents)
    except ValueError:
        raise InvalidValue(field="documents", value=request.documents, rule="unknown") from None
    timed = request.frequency in (Frequency.DAILY, Frequency.WEEKLY) and not request.mute
    return NotificationRule(
        id=request.rule,
        recipient=recipient,
        mute=request.mute,
        document_types=types,
        template_codes=(resolving.template(work, request.template).code,) if request.template.strip() else (),
        contact_nos=(resolving.contact(work, request.contact).no,) if request.contact.strip() else (),
        salesperson_codes=(_salesperson(work, request.by, actor),) if request.by.strip() else (),
        above=None if request.above is None else checks.cost("above", request.above),
        frequency=Frequency.AT_ONCE if request.mute else request.frequency,
        at=request.at if timed else None,
        weekday=list(Weekday).index(request.weekday) if timed and request.frequency is Frequency.WEEKLY else 0,
        created_by=actor.person_id,
    )


def _salesperson(work: Work, words: str, actor: Actor) -> str:
    try:
        return resolving.salesperson(work, words, actor)
    except Refusal as refusal:
        raise resolving.at_field("by", refusal) from None


def _says_the_same(one: NotificationRule, other: NotificationRule) -> bool:
    """Whoever made it, and whether the usual time was said or left out."""
    return replace(one, id=0, created_by=0, at=one.at or USUAL_TIME) == replace(
        other, id=0, created_by=0, at=other.at or USUAL_TIME
    )


def settings_of(work: Work, recipient: Recipient) -> NotificationSettings:
    """The recipient's own settings, else the usual ones."""
    return work.notifications.settings([recipient]).get(recipient) or NotificationSettings(recipient=recipient)


def _with_times(settings: NotificationSettings, actor: Actor) -> NotificationSettings:
    """A channel has the times of whoever first asked for it, and the organization's language until another is chosen."""
    if settings.recipient.person_id or settings.time_zone:
        return settings
    return replace(settings, time_zone=actor.time_zone)


def _with_quiet(settings: NotificationSettings, request: SaveRule | SetQuietHours) -> NotificationSettings:
    begin, end = request.quiet_from, request.quiet_until
    if (begin is None) != (end is None):
        raise InvalidValue(field="quiet_from" if begin is None else "quiet_until", value="", rule="empty")
    if begin is not None and begin == end:
        raise InvalidValue(field="quiet_until", value=f"{end:%H:%M}", rule="same")
    return replace(settings, quiet_from=begin, quiet_until=end)


def _change(work: Work, settings: NotificationSettings, actor: Actor, now: datetime) -> NotificationSettings:
    settings = _with_times(settings, actor)
    work.notifications.save_settings(settings)
    _audit(work, settings.recipient, actor, now)
    return settings


def _audit(work: Work, recipient: Recipient, actor: Actor, now: datetime) -> None:
    """What a person wants to be told of is the person's own affair, what a channel is, everybody's in it."""
    if not recipient.person_id:
        about = f"{recipient.platform} {recipient.workspace} {recipient.channel}"
        auditing.note(work, AuditAction.CHANNEL_NOTIFICATIONS_CHANGED, about, actor, now)


def named_rules(work: Work, rules: Sequence[NotificationRule]) -> list[NamedRule]:
    """The rules with the names of whom they are about."""
    nos = {no for rule in rules for no in rule.contact_nos}
    contacts = {each.no: each.name for each in work.contacts.get_many(sorted(nos))} if nos else {}
    codes = any(rule.salesperson_codes for rule in rules)
    salespeople = {each.code: each.name for each in work.salespeople.all()} if codes else {}
    return [
        NamedRule(
            rule=rule,
            contacts=tuple(contacts.get(no, no) for no in rule.contact_nos),
            salespeople=tuple(salespeople.get(code, code) for code in rule.salesperson_codes),
        )
        for rule in rules
    ]
