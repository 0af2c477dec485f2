"""Creating interactions by hand: `log` and `again`."""

from dataclasses import replace
from datetime import datetime, timedelta

from core import checks
from core.attachment import Upload
from core.contact import Contact
from core.entry import Change, InteractionLogEntry, LogRow
from core.errors import FileRefused, LooksLikeRepeat, NotFound
from core.media_types import MERGEABLE
from core.moments import moment
from core.operations import resolving
from core.operations.attaching import attach, copy_from_templates
from core.operations.defaults import (
    correspondence_type,
    default_description,
    default_salesperson,
    description_and_note,
    language_of,
    named_salesperson,
    refuse_blocked,
    said,
)
from core.operations.references import checked
from core.operations.reminding import remind_of_new
from core.person import Actor
from core.reference import ReferenceKind
from core.requests.entries import LogAgain, LogInteraction
from core.results.entries import Logged
from core.rights import authorize
from core.template import InteractionTemplate
from core.values import ChangeKind, Evaluation, WizardAction
from core.work import Work

REPEAT_WITHIN = timedelta(seconds=30)


def log_interaction(work: Work, request: LogInteraction, actor: Actor, now: datetime, file: Upload | None = None) -> Logged:
    """Adds an entry; what is not said comes from the template, the contact and the person. It keeps the `file`, and the
    template's attachment.

    Raises what the resolving of template, contact and salesperson raises; PrivacyBlocked, SalespersonMissing, InvalidValue;
    NotAllowed when a rep names another salesperson; LooksLikeRepeat, FileRefused.
    """
    authorize(request, actor)
    template, contact = resolving.template_and_contact(work, request)
    refuse_blocked(contact)
    entry = _new_entry(work, request, template, contact, actor, now)
    return _add(work, entry, contact, template, actor, now, repeat=request.repeat, file=file)


def log_again(work: Work, request: LogAgain, actor: Actor, now: datetime) -> Logged:
    """Adds the person's last interaction once more for another contact, as taking place now.

    The last one is the latest that is neither canceled nor a draft. What belongs to its contact is not copied: evaluation,
    contact via, opportunity, follow-up; correspondence type and salesperson are those of the new one by the rules. Raises
    NotFound (entry, "") when there is none, what the resolving of the contact raises, PrivacyBlocked, SalespersonMissing,
    LooksLikeRepeat.
    """
    authorize(request, actor)
    recent = work.entries.recent_by(actor.person_id, 20)
    last = next((entry for entry in recent if not entry.canceled and not entry.postponed), None)
    if last is None:
        raise NotFound("entry", "")
    contact = refuse_blocked(resolving.contact(work, request.contact))
    template = work.templates.find(last.template_code)
    language = language_of(template, contact) if template and template.languages else last.language_code
    noted = said(last, template)
    entry = InteractionLogEntry(
        contact_no=contact.no,
        company_no=contact.group_no,
        at=now,
        created_at=now,
        created_by=actor.person_id,
        template_code=last.template_code,
        description=last.description if noted else default_description(template, language, last.subject),
        note=last.note,
        subject=last.subject,
        group_code=last.group_code,
        salesperson_code=default_salesperson(contact, actor),
        information_flow=last.information_flow,
        initiated_by=last.initiated_by,
        correspondence_type=correspondence_type(template, contact) if template else last.correspondence_type,
        language_code=language,
        cost=last.cost,
        duration=last.duration,
        attempt_failed=last.attempt_failed,
        campaign_no=last.campaign_no,
        campaign_target=last.campaign_target,
        campaign_response=last.campaign_response,
    )
    return _add(work, entry, contact, template, actor, now, repeat=request.repeat)


def _new_entry(
    work: Work, request: LogInteraction, template: InteractionTemplate, contact: Contact, actor: Actor, now: datetime
) -> InteractionLogEntry:
    subject = checks.line("subject", request.subject or "")
    language = language_of(template, contact) if request.language is None else checks.language("language", request.language)
    description, note = description_and_note(checks.long_text("note", request.note), template, language, subject)
    return InteractionLogEntry(
        contact_no=contact.no,
        company_no=contact.group_no,
        at=moment(request.on, request.at, actor, now, now),
        created_at=now,
        created_by=actor.person_id,
        template_code=template.code,
        description=description,
        note=note,
        subject=subject,
        group_code=template.group_code,
        salesperson_code=(
            default_salesperson(contact, actor)
            if request.salesperson is None
            else named_salesperson(work, request.salesperson, actor)
        ),
        contact_via=checks.line("via", request.via or ""),
        information_flow=template.information_flow if request.information_flow is None else request.information_flow,
        initiated_by=template.initiated_by if request.initiated_by is None else request.initiated_by,
        correspondence_type=(
            correspondence_type(template, contact) if request.correspondence_type is None else request.correspondence_type
        ),
        language_code=language,
        cost=template.unit_cost if request.cost is None else checks.cost("cost", request.cost),
        duration=template.unit_duration if request.duration is None else checks.duration("duration", request.duration),
        attempt_failed=bool(request.failed),
        evaluation=request.evaluation or Evaluation.NONE,
        campaign_no=(
            template.campaign_no if request.campaign is None else checked(work, ReferenceKind.CAMPAIGN, request.campaign)
        ),
        campaign_target=template.campaign_target,
        campaign_response=template.campaign_response,
        opportunity_no=checked(work, ReferenceKind.OPPORTUNITY, request.opportunity or ""),
        follow_up_on=request.follow_up_on,
        follow_up_text=checks.line("follow_up_text", request.follow_up_text or ""),
        postponed=request.postpone,
    )


def _add(
    work: Work,
    entry: InteractionLogEntry,
    contact: Contact,
    template: InteractionTemplate | None,
    actor: Actor,
    now: datetime,
    *,
    repeat: bool,
    file: Upload | None = None,
) -> Logged:
    if not repeat:
        _refuse_repeat(work, entry, now)
    entry = replace(entry, no=work.entries.add(entry))
    change = work.history.new_id(now)
    work.history.add([Change(id=change, entry_no=entry.no, kind=ChangeKind.CREATED, by=actor.person_id, at=now)])
    attachments = list(copy_from_templates(work, [entry], {template.code: template} if template else {}).values())
    template_file = attachments[0] if attachments else None
    action = template.wizard_action if template and not entry.postponed else WizardAction.NONE
    if action is WizardAction.MERGE and template_file is not None and template_file.media_type not in MERGEABLE:
        raise FileRefused("not_mergeable")
    if file is not None:
        attachments.append(attach(work, entry.no, file, actor, now))
    # The row is made of what is at hand: reading it back would cost a statement in the most frequent operation.
    row = LogRow(
        entry=entry,
        contact_name=contact.name,
        template_description=template.description if template else "",
        salesperson_name=_salesperson_name(work, entry.salesperson_code, actor),
    )
    if entry.follow_up_on is not None or entry.postponed:
        remind_of_new(work, [entry], now)
    return Logged(row=row, change=change, attachments=tuple(attachments), template_file=template_file, action=action)


def _salesperson_name(work: Work, code: str, actor: Actor) -> str:
    if code == actor.salesperson_code and actor.salesperson_name:
        return actor.salesperson_name
    try:
        return work.salespeople.get(code).name
    except NotFound:  # a contact may name a salesperson who is not there yet
        return ""


def _refuse_repeat(work: Work, entry: InteractionLogEntry, now: datetime) -> None:
    for other in work.entries.alike(entry, REPEAT_WITHIN):
        if (
            now - other.created_at <= REPEAT_WITHIN
            and replace(entry, no=other.no, at=other.at, created_at=other.created_at) == other
        ):
            raise LooksLikeRepeat(other.no)
