"""The languages of templates (domain.md section 2, Interaction template language)."""

from dataclasses import replace
from datetime import datetime

from core import checks
from core.audit import AuditAction
from core.errors import InUse, NotFound
from core.operations import auditing
from core.operations.templates import template_details
from core.person import Actor
from core.requests.attachments import RemoveTemplateLanguage, SaveTemplateLanguage
from core.results.setup import Removal, TemplateDetails
from core.rights import authorize
from core.template import InteractionTemplate, TemplateLanguage
from core.work import Work


def save_template_language(work: Work, request: SaveTemplateLanguage, actor: Actor, now: datetime) -> TemplateDetails:
    """Adds a language or gives it another description, by default the template's.

    The first language becomes the default of a template without one; a default that is there already stays, and is made a
    language beside it. Raises NotFound (template), InvalidValue.
    """
    authorize(request, actor)
    template = work.templates.get(checks.code("code", request.code))
    language = ensure_language(work, template, request.language)
    description = checks.line("description", request.description)
    if description:
        work.templates.save_language(replace(language, description=description))
    auditing.note(work, AuditAction.TEMPLATE_CHANGED, template.code, actor, now)
    return template_details(work, work.templates.get(template.code), actor)


def remove_template_language(work: Work, request: RemoveTemplateLanguage, actor: Actor, now: datetime) -> Removal:
    """Removes the language with its attachment when `confirmed`, else only tells which; entries keep what they have.

    Raises NotFound (template, language), InUse for the default of a template that has others.
    """
    authorize(request, actor)
    template = work.templates.get(checks.code("code", request.code))
    language = named_language(work, template, request.language)
    if language.language_code == template.language_code and len(template.languages) > 1:
        raise InUse("language", language.language_code, "template", 1)
    if request.confirmed:
        work.templates.remove_language(template.code, language.language_code)
        if language.attachment is not None:
            work.attachments.drop_unused([language.attachment.no])
        auditing.note(work, AuditAction.TEMPLATE_LANGUAGE_REMOVED, template.code, actor, now, language=language.language_code)
    return Removal(
        kind="language",
        code=template.code,
        description=language.language_code,
        confirmed=request.confirmed,
        with_attachment=language.attachment is not None,
    )


def ensure_language(work: Work, template: InteractionTemplate, said: str) -> TemplateLanguage:
    """The template's language with this code, "" for its default, which is made when it is not there. Raises InvalidValue."""
    wanted = checks.language("language", said) or template.language_code
    known = {language.language_code: language for language in work.templates.languages(template.code)}
    if wanted in known:
        return known[wanted]
    if not known and not template.language_code:
        work.templates.update(replace(template, language_code=wanted))
    elif not known and template.language_code != wanted:
        work.templates.save_language(TemplateLanguage(template_code=template.code, language_code=template.language_code))
    language = TemplateLanguage(template_code=template.code, language_code=wanted)
    work.templates.save_language(language)
    return language


def named_language(work: Work, template: InteractionTemplate, said: str) -> TemplateLanguage:
    """The template's language with this code, "" for its default. Raises NotFound (language), InvalidValue."""
    wanted = checks.language("language", said) or template.language_code
    for language in work.templates.languages(template.code):
        if language.language_code == wanted:
            return language
    raise NotFound("language", wanted)
