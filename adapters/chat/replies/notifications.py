"""Answers of `notify`: who is told of what, and what of that has changed."""

from dataclasses import replace

from adapters.chat.card import Bullets, Button, Card, Choice, Element, Fact, Facts, Paragraph, Pick, Style, Tone
from adapters.chat.grammar.notify_lines import notify_line
from adapters.chat.reader import Reader, form_button
from adapters.chat.replies.rules import documents_in_words, quiet_of, request_of, what_of, when_of
from adapters.chat.turn import Reply
from adapters.chat.vocabulary import base_language
from adapters.chat.words import language_name
from core.errors import NotFound
from core.notification import Frequency, NotificationSettings
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

_CHOICES = 20


def overview(value: Notifications, request: ShowNotifications, reader: Reader) -> Reply:
    """What the person is told of and what the channel is, or one rule. Raises NotFound for a rule that is none of theirs."""
    _ = reader.text
    rules = (*value.own.rules, *(value.channel.rules if value.channel and value.may_change_channel else ()))
    if request.rule:
        chosen = next((each for each in rules if each.rule.id == request.rule), None)
        if chosen is None:
            raise NotFound("rule", str(request.rule))
        return Reply(card=_one(chosen, reader))
    body: list[Element | None] = [*_own(value, reader)]
    if value.channel is not None:
        body += _channel(value.channel, reader)
        if value.may_change_channel:
            line = reader.line("notify here language LANG")
            body.append(Paragraph((_("{line} changes the language of this channel.").format(line=line),), subtle=True))
    if rules:
        body += [Paragraph((_("Change or remove:"),)), Pick(tuple(_choice(each, request, reader) for each in rules[:_CHOICES]))]
    return Reply(card=reader.card(_("What you are told of"), *body, buttons=_overview_buttons(value, reader)))


def saved(value: RuleSaved, request: SaveRule, reader: Reader) -> Reply:
    """A rule that is kept, and how to take it back."""
    _ = reader.text
    rule, settings = value.named.rule, value.settings
    what, when = what_of(value.named, reader), when_of(rule, reader)
    body: list[Element | None] = []
    if value.known:
        body.append(Paragraph((_("There was such a rule already."),)))
    if value.was_off:
        body.append(Paragraph((_("Telling was off and is on again."),)))
    if request.quiet_from is not None:
        body.append(Paragraph((_quiet_line(settings, reader),)))
    if not rule.recipient.person_id:
        body += _about_channel(settings, reader)
    elif _comes_anyway(value, reader):
        line = _line(SwitchNotifications(on=False, own=True), reader)
        text = _("Documents whose salesperson you are still come at once; {line} stops that.").format(line=line)
        body.append(Paragraph((text,)))
    back = _("{line} takes it back.").format(line=_line(RemoveRule(rule=rule.id), reader))
    body.append(Paragraph((_("Rule {no}.").format(no=rule.id), " ", back), subtle=True))
    if rule.mute:
        heading = _("Not told of: {what}").format(what=what)
    elif rule.recipient.person_id:
        heading = _("You are told of {what}, {when}").format(what=what, when=when)
    else:
        heading = _("This channel is told of {what}, {when}").format(what=what, when=when)
    return Reply(card=reader.card(heading, *body, buttons=_rule_buttons(value.named, reader), tone=Tone.DONE))


def removed(value: NamedRule, reader: Reader) -> Reply:
    _ = reader.text
    request = request_of(value.rule)
    what = what_of(value, reader)
    heading = _("Removed rule {no}: {what}").format(no=value.rule.id, what=what)
    again = _("{line} makes it again.").format(line=_line(request, reader))
    buttons = (Button(_("Make it again"), request), _all_button(value.rule.recipient.channel, reader))
    return Reply(card=reader.card(heading, Paragraph((again,), subtle=True), buttons=buttons, tone=Tone.DONE))


def quiet(value: NotificationSettings, reader: Reader) -> Reply:
    _ = reader.text
    here, channel = _here(value)
    off = SetQuietHours(here=here, channel=channel)
    if value.quiet_from is None:
        body = Paragraph((_("What is told at once comes at any time."),))
        button = form_button(_("Set quiet hours"), off)
        return Reply(card=reader.card(_("No quiet hours"), body, buttons=(button,), tone=Tone.DONE))
    waits = Paragraph((_("What comes up meanwhile is told when they are over."),))
    back = Paragraph((_("{line} ends them.").format(line=_line(off, reader)),), subtle=True)
    return Reply(
        card=reader.card(_quiet_line(value, reader), waits, back, buttons=(form_button(_("Change"), off),), tone=Tone.DONE)
    )


def switched(value: NotificationSettings, request: SwitchNotifications, reader: Reader, *, new: bool) -> Reply:
    """`new`: it was not so before."""
    _ = reader.text
    back = replace(request, on=not request.on)
    heading = _switched(request, reader)
    body: list[Element | None] = []
    if not new:
        body.append(Paragraph((_("It was so already."),)))
    if request.on and value.off:
        body.append(Paragraph((_("You are told of nothing now; {line} changes that.").format(line=_line(_on(value), reader)),)))
    body.append(Paragraph((_("{line} takes it back.").format(line=_line(back, reader)),), subtle=True))
    button = Button(_("Turn off") if request.on else _("Turn on"), back)
    return Reply(card=reader.card(heading, *body, buttons=(button, _all_button(_here(value)[1], reader)), tone=Tone.DONE))


def language_set(value: NotificationSettings, request: SetChannelLanguage, reader: Reader) -> Reply:
    _ = reader.text
    if request.language:
        heading = _("This channel is written to in {language}").format(language=language_name(value.language, _))
        return Reply(card=reader.card(heading, tone=Tone.DONE))
    heading = _("This channel is told in your language and with your times")
    return Reply(card=reader.card(heading, *_voice(value, reader), tone=Tone.DONE))


def what_to_mute(value: Mutable, request: AskWhatToMute, reader: Reader) -> Reply:
    """The contacts, the document types, or all."""
    _ = reader.text
    mute = SaveRule(mute=True, here=request.here, channel=request.channel)
    off = SwitchNotifications(on=False, here=request.here, channel=request.channel)
    choices = [Choice(name or no, _("this contact"), replace(mute, contact=no)) for no, name in value.contacts]
    choices += [
        Choice(documents_in_words((kind,), reader), _("this document type"), replace(mute, documents=kind.value))
        for kind in value.document_types
    ]
    everything = _("nothing is told in this channel any more") if request.here else _("you are told of nothing any more")
    choices.append(Choice(_("All"), everything, off))
    return Reply(card=reader.card(_("Mute what?"), Pick(tuple(choices)), tone=Tone.ASK), outcome="asked")


def _own(value: Notifications, reader: Reader) -> list[Element]:
    _ = reader.text
    settings = value.own.settings
    lines: list[str] = []
    if settings.off:
        lines.append(_("Telling is off: you are told of nothing. {line} turns it on.").format(line=_line(_on(settings), reader)))
    if value.salesperson_code:
        state = _("at once") if settings.own else _("off")
        lines.append(_("Documents whose salesperson you are: {when}").format(when=state))
    elif not value.own.rules:
        lines.append(_("You are no salesperson and have no rules, so you are told of nothing."))
    lines += [_rule_line(each, reader) for each in value.own.rules]
    if quiet_of(settings, reader):
        lines.append(_quiet_line(settings, reader))
    return [Bullets(tuple((line,) for line in lines))]


def _channel(value: Wishes, reader: Reader) -> list[Element]:
    _ = reader.text
    lines = [_rule_line(each, reader) for each in value.rules] or [_("Nothing is told here.")]
    if value.settings.off:
        lines.insert(0, _("Telling is off: nothing is told here."))
    if quiet_of(value.settings, reader):
        lines.append(_quiet_line(value.settings, reader))
    return [
        Paragraph((_("This channel"),), subtle=True),
        Bullets(tuple((line,) for line in lines)),
        *_voice(value.settings, reader),
    ]


def _voice(settings: NotificationSettings, reader: Reader) -> tuple[Element, ...]:
    """The language and the times of a channel."""
    _ = reader.text
    language = base_language(settings.language or reader.default_language)
    facts = [Fact(_("Language"), (language_name(language, _),))]
    if settings.time_zone:
        facts.append(Fact(_("Time zone"), (settings.time_zone,)))
    return (Facts(tuple(facts)),)


def _overview_buttons(value: Notifications, reader: Reader) -> tuple[Button | None, ...]:
    _ = reader.text
    own = value.own.settings
    buttons = [
        form_button(_("Add a rule"), SaveRule(), Style.PRIMARY),
        form_button(_("Quiet hours"), SetQuietHours()),
        Button(_("Turn on") if own.off else _("Turn off"), SwitchNotifications(on=own.off)),
    ]
    if value.channel is not None and value.may_change_channel:
        recipient, off = value.channel.settings.recipient, value.channel.settings.off
        buttons.append(form_button(_("Add a rule for this channel"), SaveRule(here=True, channel=recipient.channel)))
        if value.channel.rules:
            switch = SwitchNotifications(on=off, here=True, channel=recipient.channel)
            buttons.append(Button(_("Turn on here") if off else _("Turn off here"), switch))
            buttons.append(Button(_("My language here"), SetChannelLanguage(channel=recipient.channel)))
    return tuple(buttons)


def _choice(value: NamedRule, request: ShowNotifications, reader: Reader) -> Choice:
    label = reader.text("Rule {no}").format(no=value.rule.id)
    return Choice(label, what_of(value, reader), ShowNotifications(rule=value.rule.id, channel=request.channel))


def _one(value: NamedRule, reader: Reader) -> Card:
    return reader.card(_rule_line(value, reader), buttons=_rule_buttons(value, reader))


def _rule_buttons(value: NamedRule, reader: Reader) -> tuple[Button, ...]:
    _ = reader.text
    rule = value.rule
    change = SaveRule(rule=rule.id, here=not rule.recipient.person_id, channel=rule.recipient.channel, mute=rule.mute)
    return (
        form_button(_("Change"), change),
        Button(_("Remove"), RemoveRule(rule=rule.id), Style.DANGER),
        _all_button(rule.recipient.channel, reader),
    )


def _all_button(channel: str, reader: Reader) -> Button:
    return Button(reader.text("All that is told"), ShowNotifications(channel=channel))


def _rule_line(value: NamedRule, reader: Reader) -> str:
    _ = reader.text
    message = _("Rule {no}, mute: {what}") if value.rule.mute else _("Rule {no}: {what}, {when}")
    return message.format(no=value.rule.id, what=what_of(value, reader), when=when_of(value.rule, reader))


def _about_channel(settings: NotificationSettings, reader: Reader) -> list[Element]:
    tip = reader.text("Invite me to this channel if I am not in it yet: I can write only where I am.")
    return [*_voice(settings, reader), Paragraph((tip,))]


def _comes_anyway(value: RuleSaved, reader: Reader) -> bool:
    """Whether somebody who asks to be told later is told at once by default all the same."""
    rule = value.named.rule
    later = rule.frequency is not Frequency.AT_ONCE
    own = not rule.salesperson_codes or reader.actor.salesperson_code in rule.salesperson_codes
    return later and own and value.settings.own and bool(reader.actor.salesperson_code)


def _switched(request: SwitchNotifications, reader: Reader) -> str:
    _ = reader.text
    if request.own:
        if request.on:
            return _("You are told at once of documents whose salesperson you are")
        return _("You are not told any more of documents for being their salesperson; your rules stay")
    if request.here:
        return _("This channel is told again") if request.on else _("Nothing is told in this channel any more")
    return _("You are told again") if request.on else _("You are told of nothing any more")


def _on(settings: NotificationSettings) -> SwitchNotifications:
    here, channel = _here(settings)
    return SwitchNotifications(on=True, here=here, channel=channel)


def _here(settings: NotificationSettings) -> tuple[bool, str]:
    return not settings.recipient.person_id, settings.recipient.channel


def _quiet_line(settings: NotificationSettings, reader: Reader) -> str:
    return reader.text("Quiet hours: {hours}").format(hours=quiet_of(settings, reader))


def _line(request: ShowNotifications | SaveRule | RemoveRule | SetQuietHours | SwitchNotifications, reader: Reader) -> str:
    """What has to be typed."""
    return reader.typed(notify_line(request, reader.language))
