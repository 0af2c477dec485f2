"""Interaction templates: looking up, and for admins adding, changing, removing."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from core import checks
from core.audit import AuditAction
from core.errors import AlreadyExists, InvalidValue, NotFound
from core.operations import auditing, resolving
from core.operations.references import checked
from core.person import Actor
from core.reference import ReferenceKind
from core.requests.setup import ListTemplates, RemoveTemplate, SaveTemplate, ShowTemplate
from core.results.setup import Removal, TemplateDetails, Templates
from core.rights import authorize
from core.template import InteractionGroup, InteractionTemplate, TemplateLanguage
from core.values import Role
from core.work import Work


def list_templates(work: Work, request: ListTemplates, actor: Actor, now: datetime) -> Templates:
    """All by code."""
    authorize(request, actor)
    return Templates(templates=tuple(work.templates.all()), may_change=actor.role >= Role.ADMIN)


def show_template(work: Work, request: ShowTemplate, actor: Actor, now: datetime) -> TemplateDetails:
    """Raises TemplateMissing, TemplateNotFound, TemplateAmbiguous."""
    authorize(request, actor)
    return template_details(work, resolving.template(work, request.template), actor)


def save_template(work: Work, request: SaveTemplate, actor: Actor, now: datetime) -> TemplateDetails:
    """Adds a template, or changes the fields that are not None. Entries made before keep what they have.

    Raises InvalidValue, NotFound (template, group), AlreadyExists (template), ReferenceNotFound (campaign).
    """
    authorize(request, actor)
    code = checks.code("code", request.code)
    if request.new:
        if work.templates.find(code) is not None:
            raise AlreadyExists("template", code)
        checks.line("description", request.description or "", required=True)
        old = InteractionTemplate(code=code, description="")
    else:
        old = work.templates.get(code)
    template = replace(old, **_changes(work, request))
    if template.languages and template.language_code not in template.languages:
        raise InvalidValue(
            field="language", value=template.language_code, rule="unknown", allowed=tuple(filter(None, template.languages))
        )
    if request.new:
        work.templates.add(template)
    else:
        work.templates.update(template)
    action = AuditAction.TEMPLATE_CREATED if request.new else AuditAction.TEMPLATE_CHANGED
    auditing.note(work, action, template.code, actor, now)
    return template_details(work, template, actor)


def remove_template(work: Work, request: RemoveTemplate, actor: Actor, now: datetime) -> Removal:
    """Removes the template when `confirmed`, else only tells which; entries keep its code. Raises NotFound."""
    authorize(request, actor)
    template = work.templates.get(request.code)
    if request.confirmed:
        attachments = work.attachments.of_template(template.code)
        work.templates.remove(template.code)
        work.attachments.drop_unused(sorted(attachments))
        auditing.note(work, AuditAction.TEMPLATE_REMOVED, template.code, actor, now)
    return Removal(kind="template", code=template.code, description=template.description, confirmed=request.confirmed)


def _changes(work: Work, request: SaveTemplate) -> dict[str, Any]:
    new: dict[str, Any] = {
        "information_flow": request.information_flow,
        "initiated_by": request.initiated_by,
        "correspondence_type": request.correspondence_type,
        "ignore_contact_correspondence_type": request.ignore_contact_correspondence_type,
        "campaign_target": request.campaign_target,
        "campaign_response": request.campaign_response,
        "wizard_action": request.wizard_action,
    }
    if request.description is not None:
        new["description"] = checks.line("description", request.description, required=True)
    if request.group is not None:
        new["group_code"] = _group(work, request.group).code if request.group.strip() else ""
    if request.unit_cost is not None:
        new["unit_cost"] = checks.cost("unit_cost", request.unit_cost)
    if request.unit_duration is not None:
        new["unit_duration"] = checks.duration("unit_duration", request.unit_duration)
    if request.language is not None:
        new["language_code"] = checks.language("language", request.language)
    if request.campaign is not None:
        new["campaign_no"] = checked(work, ReferenceKind.CAMPAIGN, request.campaign)
    return {name: value for name, value in new.items() if value is not None}


def _group(work: Work, code: str) -> InteractionGroup:
    try:
        return work.groups.get(checks.code("group", code))
    except NotFound as refusal:
        raise resolving.at_field("group", refusal) from None


def template_details(work: Work, template: InteractionTemplate, actor: Actor) -> TemplateDetails:
    """A template as it is shown."""
    return TemplateDetails(
        template=template,
        group=work.groups.get(template.group_code) if template.group_code else None,
        may_change=actor.role >= Role.ADMIN,
        languages=_languages(work, template) if template.languages else (),
    )


def _languages(work: Work, template: InteractionTemplate) -> tuple[TemplateLanguage, ...]:
    """Those without a description of their own with the template's."""
    return tuple(
        replace(each, description=each.description or template.description) for each in work.templates.languages(template.code)
    )
