"""Forms about interaction log entries: a new one, changing one, and what else may be said about one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from adapters.chat.form import Field, Form
from adapters.chat.forms.fields import (
    contact_field,
    cost_field,
    date_field,
    duration_field,
    evaluation_field,
    flow_field,
    form,
    initiated_field,
    long_text_field,
    template_field,
    text_field,
    time_field,
    toggle_field,
)
from adapters.chat.reader import Reader
from adapters.chat.replies.common import kind_of, number
from adapters.chat.waiting import file_field
from core.contact import Contact
from core.entry import InteractionLogEntry, LogRow
from core.mention import without_mentions
from core.operations.changing import entry_row
from core.operations.contacts import contacts_lately
from core.operations.defaults import said as noted
from core.operations.defaults import usual_template
from core.operations.resolving import contacts_in_question, told_apart
from core.requests.entries import CancelEntries, CommentEntry, EditEntry, EvaluateEntries, LogAgain, LogInteraction
from core.rights import authorize, authorize_entry
from core.values import Role
from core.work import Work

_LIKELY = 5
_Changing = EditEntry | CancelEntries | EvaluateEntries | CommentEntry


def log_form(work: Work, said: LogInteraction, reader: Reader) -> Form:
    """A new interaction, filled with what was said; what has no field of its own stays in the request."""
    _ = reader.text
    authorize(said, reader.actor)
    request = told_apart(work, said)
    guess = None if request.template else usual_template(work, reader.actor)
    template = guess or (work.templates.find(request.template) if request.template else None)
    request = replace(request, nonce=request.nonce or reader.nonce, template=guess.code if guess else request.template)
    contact = contact_field(work, "contact", request.contact, reader, likely=_likely(work, request.contact, reader))
    duration, cost = request.duration, request.cost
    if template is not None:
        duration = template.unit_duration if duration is None else duration
        cost = template.unit_cost if cost is None else cost
    fields = [
        template_field(work, request.template, reader, guessed=guess is not None),
        contact,
        long_text_field("note", request.note, reader, hint=_("Without one, the template's description is used.")),
        date_field("on", request.on, reader),
        time_field("at", request.at, reader),
        duration_field("duration", duration, reader),
        cost_field("cost", cost, reader),
        flow_field(request.information_flow, reader),
        initiated_field(request.initiated_by, reader),
        evaluation_field(request.evaluation, reader),
        toggle_field("failed", request.failed, reader),
        date_field("follow_up_on", request.follow_up_on, reader),
        text_field("follow_up_text", request.follow_up_text, reader),
        *_salesperson(request.salesperson, reader),
        toggle_field("postpone", request.postpone, reader, label=_("Keep as a draft")),
        file_field(work, request, reader),
    ]
    unclear = ""
    if request.contact and not contact.value:
        unclear = _("“{words}” is not the name of one contact: choose one.").format(words=without_mentions(request.contact)[:60])
    return form(_("Log an interaction"), _("Log"), request, tuple(fields), reader, unclear)


def again_form(work: Work, request: LogAgain, reader: Reader) -> Form:
    _ = reader.text
    authorize(request, reader.actor)
    request = replace(request, nonce=request.nonce or reader.nonce)
    fields = (contact_field(work, "contact", request.contact, reader, likely=_likely(work, request.contact, reader)),)
    return form(_("Log again"), _("Log"), request, fields, reader)


def edit_form(work: Work, request: EditEntry, reader: Reader) -> Form:
    """An entry as it is, with what was said already in place. Raises NotFound and NotAllowed."""
    entry = _row(work, request, request.no, reader).entry
    local = entry.at.astimezone(reader.ways.zone)
    said = _known(request, entry, noted(entry, work.templates.find(entry.template_code)))
    fields = [
        template_field(work, said.template or entry.template_code, reader),
        contact_field(work, "contact", said.contact or entry.contact_no, reader),
        long_text_field("note", said.note, reader),
        date_field("on", request.on or local.date(), reader),
        time_field("at", request.at or local.time(), reader),
        duration_field("duration", said.duration, reader),
        cost_field("cost", said.cost, reader),
        flow_field(said.information_flow, reader),
        initiated_field(said.initiated_by, reader),
        evaluation_field(said.evaluation, reader),
        toggle_field("failed", said.failed, reader),
        text_field("subject", said.subject, reader),
        date_field("follow_up_on", said.follow_up_on, reader),
        text_field("follow_up_text", said.follow_up_text, reader),
        *_salesperson(said.salesperson, reader),
    ]
    _ = reader.text
    return form(_("Edit {no}").format(no=number(entry.no)), _("Save"), request, tuple(fields), reader)


def _known(said: EditEntry, entry: InteractionLogEntry, note: str) -> EditEntry:
    """What was said, and the entry's own values for the rest."""
    values: dict[str, Any] = {
        "note": note,
        "duration": entry.duration,
        "cost": entry.cost,
        "information_flow": entry.information_flow,
        "initiated_by": entry.initiated_by,
        "evaluation": entry.evaluation,
        "failed": entry.attempt_failed,
        "subject": entry.subject,
        "follow_up_on": entry.follow_up_on,
        "follow_up_text": entry.follow_up_text,
        "salesperson": entry.salesperson_code,
    }
    return replace(said, **{name: value for name, value in values.items() if getattr(said, name) is None})


def cancel_form(work: Work, request: CancelEntries, reader: Reader) -> Form:
    """Asks why. Raises NotFound and NotAllowed."""
    _ = reader.text
    rows = [_row(work, request, no, reader) for no in request.nos[:1]]
    fields = (text_field("reason", request.reason, reader, length=250),)
    heading = _("Cancel {no}").format(no=_which(request.nos))
    # The button that closes a form must not read as what the form does.
    return replace(form(heading, _("Cancel the entry"), request, fields, reader, _about(rows, reader)), cancel=_("Keep it"))


def evaluate_form(work: Work, request: EvaluateEntries, reader: Reader) -> Form:
    """Raises NotFound and NotAllowed."""
    _ = reader.text
    rows = [_row(work, request, no, reader) for no in request.nos[:1]]
    fields = (evaluation_field(request.evaluation, reader),)
    return form(_("Evaluate {no}").format(no=_which(request.nos)), _("Save"), request, fields, reader, _about(rows, reader))


def comment_form(work: Work, request: CommentEntry, reader: Reader) -> Form:
    """Raises NotFound and NotAllowed."""
    _ = reader.text
    row = _row(work, request, request.no, reader)
    request = replace(request, nonce=request.nonce or reader.nonce)
    fields = (long_text_field("text", request.text, reader, required=True),)
    return form(_("Comment on {no}").format(no=number(request.no)), _("Save"), request, fields, reader, _about([row], reader))


def _row(work: Work, request: _Changing, no: int, reader: Reader) -> LogRow:
    """The entry, for a person who may change it. Raises NotFound and NotAllowed."""
    authorize(request, reader.actor)
    row = entry_row(work, no)
    authorize_entry(request, reader.actor, row.entry)
    return row


def _likely(work: Work, words: str, reader: Reader) -> Sequence[Contact]:
    """Whom the words may mean, where they name no single contact; the contacts used lately, where there are none."""
    return contacts_in_question(work, words) if words else contacts_lately(work, "", reader.actor, _LIKELY)


def _salesperson(code: str | None, reader: Reader) -> tuple[Field, ...]:
    """Only managers log for others."""
    if reader.actor.role < Role.MANAGER:
        return ()
    return (text_field("salesperson", code, reader, hint=reader.text("Code or e-mail; yours when left empty")),)


def _which(nos: tuple[int, ...]) -> str:
    return number(nos[0]) if len(nos) == 1 else ""


def _about(rows: list[LogRow], reader: Reader) -> str:
    return ", ".join(f"{number(row.entry.no)}: {kind_of(row, reader)}, {row.contact_name}" for row in rows)
