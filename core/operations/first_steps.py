"""What leads a new organization to its first interaction: contacts, templates, and people who log."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from core.audit import AuditAction
from core.notification import Recipient
from core.operations import auditing
from core.outbox import MessageKind, OutboxMessage
from core.person import Actor
from core.requests.setup import SetUpUsualTemplates, ShowFirstSteps
from core.results.setup import FirstSteps, UsualTemplates
from core.rights import authorize
from core.usual_templates import usual_groups, usual_templates
from core.values import Hint, Role
from core.work import Work

_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def show_first_steps(work: Work, request: ShowFirstSteps, actor: Actor, now: datetime) -> FirstSteps:
    """Which steps are done."""
    authorize(request, actor)
    return steps_of(work, actor)


def set_up_usual_templates(
    work: Work, request: SetUpUsualTemplates, actor: Actor, now: datetime, names: Mapping[str, str] = _NO_NAMES
) -> UsualTemplates:
    """Adds, when `confirmed`, the usual templates, unless there are some: then those are given. `names` describe templates and
    groups by their codes; the code describes what they leave out.
    """
    authorize(request, actor)
    there = tuple(work.templates.all())
    if there:
        return UsualTemplates(templates=there, added=True)
    templates = usual_templates(names)
    if request.confirmed:
        known = {group.code for group in work.groups.all()}
        for group in usual_groups(names):
            if group.code not in known:
                work.groups.add(group)
        work.templates.upsert(templates)
        for template in templates:
            auditing.note(work, AuditAction.TEMPLATE_CREATED, template.code, actor, now)
    return UsualTemplates(templates=templates, added=request.confirmed)


def steps_of(work: Work, actor: Actor) -> FirstSteps:
    """The steps as a person sees them: somebody else is to have a role, or a salesperson is to have somebody else's address."""
    return FirstSteps(
        contacts=bool(work.contacts.search("", 1)),
        templates=bool(work.templates.all()),
        reps=_others_log(work, actor),
        everybody=work.people.are_all_reps(),
    )


def _others_log(work: Work, actor: Actor) -> bool:
    own = actor.email.casefold()
    if any(each.email and not each.blocked and each.email.casefold() != own for each in work.salespeople.all()):
        return True
    return any(role is not Role.NONE for person, role in work.people.all() if person.id != actor.person_id)


def lead_installer(work: Work, actor: Actor, now: datetime) -> None:
    """Sends the first steps to an admin who installed the product, in a message of its own, unless they were seen or are done. It
    is to be called last, as all that puts messages.
    """
    if actor.role is not Role.ADMIN or not work.people.show_hint(actor.person_id, Hint.FIRST_STEPS):
        return
    if not steps_of(work, actor).done:
        recipient = Recipient(person_id=actor.person_id)
        work.outbox.put([OutboxMessage(recipient=recipient, kind=MessageKind.FIRST_STEPS, created_at=now, due_at=now)])


def may_lead(actor: Actor) -> bool:
    """Whether `lead_first_admin` has to be asked about this person, which it has once for each admin."""
    return actor.role is Role.ADMIN and not actor.hints & Hint.FIRST_STEPS


def lead_first_admin(work: Work, actor: Actor, now: datetime) -> None:
    """Sends the first steps to the first admin who is met where nobody is known to have installed the product."""
    if work.people.is_hint_shown(Hint.FIRST_STEPS):
        work.people.show_hint(actor.person_id, Hint.FIRST_STEPS)
    else:
        lead_installer(work, actor, now)
