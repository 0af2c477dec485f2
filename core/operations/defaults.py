"""The rules by which an entry gets what was not said (domain.md section 3, Creating)."""

from core.contact import Contact
from core.entry import InteractionLogEntry
from core.errors import InvalidValue, NotAllowed, PrivacyBlocked, SalespersonMissing
from core.operations import resolving
from core.person import Actor
from core.template import InteractionTemplate
from core.text import DESCRIPTION_LIMIT, cut, described
from core.values import CorrespondenceType, Role
from core.work import Work

_ENTRIES_LOOKED_AT = 10


def correspondence_type(template: InteractionTemplate, contact: Contact) -> CorrespondenceType:
    """The contact's, unless the template ignores it or the contact has none."""
    if template.ignore_contact_correspondence_type or contact.correspondence_type is CorrespondenceType.NONE:
        return template.correspondence_type
    return contact.correspondence_type


def language_of(template: InteractionTemplate, contact: Contact) -> str:
    """The contact's if the template has it, else the template's default."""
    return contact.language_code if contact.language_code in template.languages else template.language_code


def default_salesperson(contact: Contact, actor: Actor) -> str:
    """The person's own, else the contact's. Raises SalespersonMissing."""
    code = actor.salesperson_code or contact.salesperson_code
    if not code:
        raise SalespersonMissing(contact)
    return code


def named_salesperson(work: Work, words: str, actor: Actor) -> str:
    """Whom `for:` names. Raises NotAllowed when a rep names somebody else, and as `resolving.salesperson` does."""
    code = resolving.salesperson(work, words, actor)
    if actor.role < Role.MANAGER and code != actor.salesperson_code:
        raise NotAllowed(needed=Role.MANAGER)
    return code


def default_description(template: InteractionTemplate | None, language: str, subject: str) -> str:
    """What an entry in a language says when no note was given: the template's description, else the subject, else ""."""
    return cut((template.described_in(language) if template else "") or subject, DESCRIPTION_LIMIT)


def description_and_note(note: str, template: InteractionTemplate | None, language: str, subject: str) -> tuple[str, str]:
    """Raises InvalidValue when there is nothing to describe the entry with."""
    description, whole = described(note)
    description = description or default_description(template, language, subject)
    if not description:
        raise InvalidValue(field="note", value="", rule="empty")
    return description, whole


def said(entry: InteractionLogEntry, template: InteractionTemplate | None) -> str:
    """The note as it was given: "" when the description is only the default one."""
    if entry.note:
        return entry.note
    # The entry's language may have been edited since, and the template got its languages later: any of its texts is a default.
    texts = [text for text in (template.description, *template.descriptions) if text] if template else []
    defaults = {cut(text, DESCRIPTION_LIMIT) for text in texts or [entry.subject]}
    return "" if entry.description in defaults else entry.description


def refuse_blocked(contact: Contact) -> Contact:
    """The contact. Raises PrivacyBlocked."""
    if contact.privacy_blocked:
        raise PrivacyBlocked(contact)
    return contact


def usual_template(work: Work, actor: Actor) -> InteractionTemplate | None:
    """What the person most likely logs: the template of what they logged last by hand, else the only one there is."""
    recent = work.entries.recent_by(actor.person_id, _ENTRIES_LOOKED_AT)
    templates = {template.code: template for template in work.templates.all()}
    last = next((entry.template_code for entry in recent if not entry.segment_no and entry.template_code in templates), None)
    if last is not None:
        return templates[last]
    return next(iter(templates.values())) if len(templates) == 1 else None
