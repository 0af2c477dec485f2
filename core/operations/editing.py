"""Changing what an entry says: `edit`, and the button *Put back in the note*."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from core import checks
from core.entry import InteractionLogEntry, LogRow
from core.errors import InvalidValue
from core.moments import moment, zone
from core.operations import resolving
from core.operations.changing import alter, rows_to_change
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
from core.person import Actor
from core.reference import ReferenceKind
from core.requests.entries import EditEntry, EntryOptions, PutBackInNote
from core.results.entries import Changed
from core.template import InteractionTemplate
from core.text import NOTE_LIMIT
from core.values import ChangeKind, Evaluation
from core.work import Work


def edit_entry(work: Work, request: EditEntry, actor: Actor, now: datetime) -> Changed:
    """Gives the named fields new values; nothing else follows them, with these exceptions.

    A new contact brings its company, a new template its group; an emptied note, and a description that was only the old
    template's, become the new template's description. A canceled entry or a draft may be edited and stays what it is.
    Raises NotFound, NotAllowed, InvalidValue, PrivacyBlocked, what the resolving of contact, template and salesperson raises.
    """
    (row,) = rows_to_change(work, request, actor, (request.no,))
    entry = _with_options(work, row.entry, request, actor, now)
    if request.contact is not None:
        contact = refuse_blocked(resolving.contact(work, request.contact))
        entry = replace(entry, contact_no=contact.no, company_no=contact.group_no)
    if request.template is not None or request.note is not None:
        entry = _with_note(work, row.entry, entry, request)
    return _written(work, row, entry, actor, now)


def put_back_in_note(work: Work, request: PutBackInNote, actor: Actor, now: datetime) -> Changed:
    """Adds text that was read as options to the end of the note, and takes the options back.

    The fields get what they would have had without the options: the template's values, the moment of recording, the salesperson
    by the rule. Pressed twice, it does nothing the second time. Raises NotFound, NotAllowed, InvalidValue, SalespersonMissing.
    """
    (row,) = rows_to_change(work, request, actor, (request.no,))
    entry = row.entry
    template = work.templates.find(entry.template_code)
    note, text = said(entry, template), checks.line("text", request.text, NOTE_LIMIT, required=True)
    for name in request.options:
        entry = _without_option(work, entry, name, template, actor)
    if not note.endswith(text):
        note = checks.long_text("note", f"{note} {text}")
    description, whole = description_and_note(note, template, entry.language_code, entry.subject)
    return _written(work, row, replace(entry, description=description, note=whole), actor, now)


def _written(work: Work, row: LogRow, entry: InteractionLogEntry, actor: Actor, now: datetime) -> Changed:
    changed = alter(work, [row], ChangeKind.EDITED, lambda _: entry, actor, now)
    # Contact, template and salesperson may be others, and so their names.
    return replace(changed, rows=tuple(work.entries.row(each.entry.no) for each in changed.rows))


def _with_options(
    work: Work, entry: InteractionLogEntry, options: EntryOptions, actor: Actor, now: datetime
) -> InteractionLogEntry:
    """Those that are not None."""
    new: dict[str, Any] = {"at": moment(options.on, options.at, actor, now, entry.at)}
    if options.duration is not None:
        new["duration"] = checks.duration("duration", options.duration)
    if options.cost is not None:
        new["cost"] = checks.cost("cost", options.cost)
    if options.via is not None:
        new["contact_via"] = checks.line("via", options.via)
    if options.opportunity is not None:
        new["opportunity_no"] = checked(work, ReferenceKind.OPPORTUNITY, options.opportunity)
    if options.campaign is not None:
        new["campaign_no"] = checked(work, ReferenceKind.CAMPAIGN, options.campaign)
    if options.language is not None:
        new["language_code"] = checks.language("language", options.language)
    if options.subject is not None:
        new["subject"] = checks.line("subject", options.subject)
    if options.salesperson is not None:
        new["salesperson_code"] = named_salesperson(work, options.salesperson, actor)
    if options.follow_up_text is not None:
        new["follow_up_text"] = checks.line("follow_up_text", options.follow_up_text)
    as_given = {
        "information_flow": options.information_flow,
        "initiated_by": options.initiated_by,
        "evaluation": options.evaluation,
        "attempt_failed": options.failed,
        "correspondence_type": options.correspondence_type,
        "follow_up_on": options.follow_up_on,
    }
    new.update((name, value) for name, value in as_given.items() if value is not None)
    return replace(entry, **new)


def _with_note(work: Work, old: InteractionLogEntry, entry: InteractionLogEntry, request: EditEntry) -> InteractionLogEntry:
    """The entry with the new template, the new note, or both."""
    before = work.templates.find(old.template_code)
    template = before
    if request.template is not None:
        template = resolving.template(work, request.template)
        entry = replace(entry, template_code=template.code, group_code=template.group_code)
    note = said(old, before) if request.note is None else checks.long_text("note", request.note)
    if request.note is None and (note or not default_description(template, entry.language_code, entry.subject)):
        return entry
    description, whole = description_and_note(note, template, entry.language_code, entry.subject)
    return replace(entry, description=description, note=whole)


def _without_option(
    work: Work, entry: InteractionLogEntry, name: str, template: InteractionTemplate | None, actor: Actor
) -> InteractionLogEntry:
    """The entry as if the option had not been said. Raises InvalidValue for a name that is none."""
    default = template or InteractionTemplate(code=entry.template_code, description="")
    match name:
        case "on" | "at":
            return _as_recorded(entry, name, actor)
        case "salesperson":
            return replace(entry, salesperson_code=default_salesperson(work.contacts.get(entry.contact_no), actor))
        case "correspondence_type":
            return replace(entry, correspondence_type=correspondence_type(default, work.contacts.get(entry.contact_no)))
        case "duration":
            return replace(entry, duration=default.unit_duration)
        case "cost":
            return replace(entry, cost=default.unit_cost)
        case "information_flow":
            return replace(entry, information_flow=default.information_flow)
        case "initiated_by":
            return replace(entry, initiated_by=default.initiated_by)
        case "language":
            return replace(entry, language_code=language_of(default, work.contacts.get(entry.contact_no)))
        case "campaign":
            return replace(entry, campaign_no=default.campaign_no)
        case "evaluation":
            return replace(entry, evaluation=Evaluation.NONE)
        case "failed":
            return replace(entry, attempt_failed=False)
        case "via":
            return replace(entry, contact_via="")
        case "opportunity":
            return replace(entry, opportunity_no="")
        case "subject":
            return replace(entry, subject="")
        case "follow_up_on":
            return replace(entry, follow_up_on=None)
        case "follow_up_text":
            return replace(entry, follow_up_text="")
    raise InvalidValue(field="options", value=name, rule="unknown")


def _as_recorded(entry: InteractionLogEntry, part: str, actor: Actor) -> InteractionLogEntry:
    """With the day (`on`) or the time of day (`at`) of recording."""
    here = zone(actor)
    at, recorded = entry.at.astimezone(here), entry.created_at.astimezone(here)
    day, clock = (recorded.date(), at.time()) if part == "on" else (at.date(), recorded.time())
    return replace(entry, at=datetime.combine(day, clock, tzinfo=here).astimezone(UTC))
