"""Forms about contacts, templates and groups."""

from dataclasses import replace
from typing import Any

from adapters.chat.form import Field, Form
from adapters.chat.forms.fields import (
    choice_field,
    contact_field,
    correspondence_field,
    cost_field,
    duration_field,
    flow_field,
    form,
    initiated_field,
    text_field,
    toggle_field,
)
from adapters.chat.reader import Reader
from adapters.chat.words import contact_type_word, language_name, role_word, wizard_word
from core.languages import LANGUAGES
from core.requests.contacts import AddContact
from core.requests.setup import GrantRole, SaveGroup, SaveTemplate
from core.rights import authorize
from core.values import ContactType, Role, WizardAction
from core.work import Work


def contact_form(work: Work, request: AddContact, reader: Reader) -> Form:
    """A new contact."""
    authorize(request, reader.actor)
    _ = reader.text
    request = replace(request, nonce=request.nonce or reader.nonce)
    kinds = tuple((kind.value, contact_type_word(kind, _)) for kind in (ContactType.PERSON, ContactType.COMPANY))
    fields = (
        choice_field("type", request.type, kinds, reader),
        text_field("name", request.name, reader, required=True),
        contact_field(work, "company", request.company, reader, required=False),
        text_field("email", request.email, reader),
        text_field("phone", request.phone, reader, length=50),
        text_field("job_title", request.job_title, reader),
    )
    return form(_("Add a contact"), _("Add"), request, fields, reader)


def template_form(work: Work, request: SaveTemplate, reader: Reader) -> Form:
    """A new template, or one as it is with what was said in place. Raises NotFound."""
    authorize(request, reader.actor)
    _ = reader.text
    said, heading = request, _("New template")
    if not request.new:
        now = work.templates.get(request.code)
        heading = _("Change {code}").format(code=now.code)
        values: dict[str, Any] = {
            "description": now.description,
            "group": now.group_code,
            "unit_cost": now.unit_cost,
            "unit_duration": now.unit_duration,
            "information_flow": now.information_flow,
            "initiated_by": now.initiated_by,
            "correspondence_type": now.correspondence_type,
            "ignore_contact_correspondence_type": now.ignore_contact_correspondence_type,
            "language": now.language_code,
            "campaign": now.campaign_no,
            "campaign_target": now.campaign_target,
            "campaign_response": now.campaign_response,
            "wizard_action": now.wizard_action,
        }
        said = replace(request, **{name: value for name, value in values.items() if getattr(request, name) is None})
    groups = tuple((group.code, group.description) for group in work.groups.all())
    languages = tuple((code, language_name(code, _)) for code in LANGUAGES)
    wizard = tuple((each.value, wizard_word(each, _)) for each in WizardAction if each.value)
    code: tuple[Field, ...] = ()
    if request.new:
        code = (text_field("code", said.code, reader, length=10, required=True),)
    fields = (
        *code,
        text_field("description", said.description, reader, required=True),
        choice_field("group", said.group, groups, reader),
        duration_field("unit_duration", said.unit_duration, reader),
        cost_field("unit_cost", said.unit_cost, reader),
        flow_field(said.information_flow, reader),
        initiated_field(said.initiated_by, reader),
        correspondence_field(said.correspondence_type, reader),
        toggle_field("ignore_contact_correspondence_type", said.ignore_contact_correspondence_type, reader),
        choice_field("language", said.language, languages, reader),
        text_field("campaign", said.campaign, reader, length=20),
        toggle_field("campaign_target", said.campaign_target, reader),
        toggle_field("campaign_response", said.campaign_response, reader),
        choice_field("wizard_action", said.wizard_action, wizard, reader),
    )
    return form(heading, _("Save"), request, fields, reader)


def group_form(work: Work, request: SaveGroup, reader: Reader) -> Form:
    """A new group, or another description for one. Raises NotFound."""
    authorize(request, reader.actor)
    _ = reader.text
    if request.new:
        fields = (
            text_field("code", request.code, reader, length=10, required=True),
            text_field("description", request.description, reader, required=True),
        )
        return form(_("New group"), _("Save"), request, fields, reader)
    now = work.groups.get(request.code)
    description = text_field("description", request.description or now.description, reader, required=True)
    return form(_("Change {code}").format(code=now.code), _("Save"), request, (description,), reader)


def grant_form(work: Work, request: GrantRole, reader: Reader) -> Form:
    """A role for somebody."""
    authorize(request, reader.actor)
    _ = reader.text
    roles = tuple((role.name.lower(), role_word(role, _)) for role in (Role.REP, Role.MANAGER, Role.ADMIN))
    fields = (
        text_field("person", request.person, reader, required=True, hint=_("E-mail address, or the code of a salesperson")),
        choice_field("role", request.role.name.lower(), roles, reader),
        text_field(
            "salesperson",
            request.salesperson,
            reader,
            length=20,
            hint=_("A new code, such as AO"),
        ),
    )
    return form(_("Give a role"), _("Save"), request, fields, reader)
