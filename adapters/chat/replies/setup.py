"""Templates and groups."""

from decimal import Decimal

from adapters.chat.card import Button, Confirm, Element, Fact, Facts, Paragraph, Style, Table, Tone
from adapters.chat.codec import dump
from adapters.chat.inline import fill
from adapters.chat.reader import Reader, form_button
from adapters.chat.replies.attachments import languages_table, template_open_buttons
from adapters.chat.request import Share
from adapters.chat.turn import Reply
from adapters.chat.words import correspondence_word, flow_word, initiated_word, language_name, wizard_word
from core.requests.entries import LogInteraction
from core.requests.setup import ListGroups, ListTemplates, RemoveGroup, RemoveTemplate, SaveGroup, SaveTemplate, ShowTemplate
from core.results.setup import Groups, Removal, TemplateDetails, Templates
from core.template import InteractionGroup, InteractionTemplate


def templates(value: Templates, reader: Reader) -> Reply:
    _ = reader.text
    create = form_button(_("New template"), SaveTemplate(new=True)) if value.may_change else None
    if not value.templates:
        tip = _("Interactions are based on templates, and there are none yet.")
        ask = None if value.may_change else Paragraph((_("Ask an admin to add some."),))
        return Reply(card=reader.card(_("No templates"), Paragraph((tip,)), ask, buttons=(create,)))
    table = Table(
        (_("Code"), _("Description"), _("Group"), _("Duration"), _("Cost")),
        tuple(
            (
                (each.code,),
                (reader.template(each.code, each.description),),
                (each.group_code,),
                (_minutes(each, reader),),
                (_cost(each.unit_cost, reader),),
            )
            for each in value.templates
        ),
        numeric=(3, 4),
    )
    tip = _("{line} shows one.").format(line=reader.line("template {code}", code=value.templates[0].code.lower()))
    share = Button(_("Share here"), Share(request=dump(ListTemplates())), fresh=True) if reader.place.shared else None
    return Reply(card=reader.card(_("Interaction templates"), table, Paragraph((tip,), subtle=True), buttons=(create, share)))


def template(value: TemplateDetails, request: ShowTemplate, reader: Reader) -> Reply:
    each = value.template
    share = Button(reader.text("Share here"), Share(request=dump(request)), fresh=True) if reader.place.shared else None
    card = reader.card(
        f"{each.code}: {reader.template(each.code, each.description)}",
        _facts(value, reader),
        languages_table(value, reader),
        buttons=(*_template_buttons(value, reader), *template_open_buttons(value, reader), share),
    )
    return Reply(card=card)


def template_saved(value: TemplateDetails, request: SaveTemplate, reader: Reader) -> Reply:
    """A template that was added or changed."""
    _ = reader.text
    each = value.template
    message = _("Added template {code}: {description}") if request.new else _("Changed template {code}: {description}")
    card = reader.card(
        fill(message, code=each.code, description=each.description),
        _facts(value, reader),
        buttons=_template_buttons(value, reader),
        tone=Tone.DONE,
    )
    return Reply(card=card)


def template_attached(value: TemplateDetails, reader: Reader) -> Reply:
    """A template whose languages or attachments changed."""
    each = value.template
    card = reader.card(
        fill(reader.text("Changed template {code}: {description}"), code=each.code, description=each.description),
        _facts(value, reader),
        languages_table(value, reader),
        buttons=(*_template_buttons(value, reader), *template_open_buttons(value, reader)),
        tone=Tone.DONE,
    )
    return Reply(card=card)


def _template_buttons(value: TemplateDetails, reader: Reader) -> tuple[Button, ...]:
    _ = reader.text
    code = value.template.code
    log = form_button(_("Log"), LogInteraction(template=code), Style.PRIMARY)
    if not value.may_change:
        return (log,)
    remove = Button(_("Remove"), RemoveTemplate(code=code), Style.DANGER)
    return (log, form_button(_("Change"), SaveTemplate(code=code)), remove)


def _facts(value: TemplateDetails, reader: Reader) -> Facts:
    _ = reader.text
    each = value.template
    group = f"{each.group_code} ({value.group.description})" if value.group else each.group_code
    lines = [
        (_("Group"), group),
        (_("Duration"), _minutes(each, reader)),
        (_("Cost"), _cost(each.unit_cost, reader)),
        (_("Information flow"), flow_word(each.information_flow, _)),
        (_("Initiated by"), initiated_word(each.initiated_by, _)),
        (_("Correspondence type"), correspondence_word(each.correspondence_type, _)),
        (_("Ignore the contact's correspondence type"), _("yes") if each.ignore_contact_correspondence_type else ""),
        (_("Language"), language_name(each.language_code.lower(), _)),
        (_("Wizard action"), wizard_word(each.wizard_action, _)),
        (_("Campaign"), each.campaign_no),
        (_("Target of the campaign"), _("yes") if each.campaign_target else ""),
        (_("Response to the campaign"), _("yes") if each.campaign_response else ""),
    ]
    return Facts(tuple(Fact(label, (text,)) for label, text in lines if text))


def _minutes(each: InteractionTemplate, reader: Reader) -> str:
    return reader.ways.duration(each.unit_duration) if each.unit_duration else ""


def _cost(amount: Decimal, reader: Reader) -> str:
    return reader.ways.money(amount) if amount else ""


def groups(value: Groups, reader: Reader) -> Reply:
    _ = reader.text
    create = form_button(_("New group"), SaveGroup(new=True)) if value.may_change else None
    if not value.groups:
        return Reply(card=reader.card(_("No interaction groups"), buttons=(create,)))
    body: Element = Table((_("Code"), _("Description")), tuple(((g.code,), (g.description,)) for g in value.groups))
    tip = None
    if value.may_change:
        code = value.groups[0].code.lower()
        change, remove = reader.line("group {code}: …", code=code), reader.line("group {code} remove", code=code)
        tip = Paragraph((_("{change} changes one, {remove} removes one.").format(change=change, remove=remove),), subtle=True)
    share = Button(_("Share here"), Share(request=dump(ListGroups())), fresh=True) if reader.place.shared else None
    return Reply(card=reader.card(_("Interaction groups"), body, tip, buttons=(create, share)))


def group_saved(value: InteractionGroup, request: SaveGroup, reader: Reader) -> Reply:
    _ = reader.text
    message = _("Added group {code}: {description}") if request.new else _("Changed group {code}: {description}")
    buttons = (
        form_button(_("Change"), SaveGroup(code=value.code, description=value.description)),
        Button(_("Remove"), RemoveGroup(code=value.code), Style.DANGER),
    )
    heading = fill(message, code=value.code, description=value.description)
    return Reply(card=reader.card(heading, buttons=buttons, tone=Tone.DONE))


def removal(value: Removal, request: RemoveTemplate | RemoveGroup, reader: Reader) -> Reply:
    """Asks before something is removed, and says so afterwards."""
    _ = reader.text
    is_template = isinstance(request, RemoveTemplate)
    if value.confirmed:
        message = _("Removed template {code}: {description}") if is_template else _("Removed group {code}: {description}")
        card = reader.card(fill(message, code=value.code, description=value.description), tone=Tone.DONE)
        return Reply(card=card)
    if is_template:
        message = _("Remove template {code}: {description}?")
        tip = _("Entries keep the code they were made with.")
        yes = Button(_("Remove"), RemoveTemplate(code=value.code, confirmed=True), Style.DANGER)
    else:
        message = _("Remove group {code}: {description}?")
        tip = _("Entries keep the group they were made with.")
        yes = Button(_("Remove"), RemoveGroup(code=value.code, confirmed=True), Style.DANGER)
    card = reader.card(
        fill(message, code=value.code, description=value.description),
        Paragraph((tip,)),
        Confirm(yes, _("Keep it")),
        tone=Tone.ASK,
    )
    return Reply(card=card, outcome="asked")
