"""Forms about segments: one, its contacts, and logging it."""

from dataclasses import replace
from typing import Any

from adapters.chat.form import Field, Form
from adapters.chat.forms.fields import (
    choice_field,
    contact_field,
    correspondence_field,
    cost_field,
    date_field,
    duration_field,
    evaluation_field,
    form,
    long_text_field,
    template_field,
    text_field,
    time_field,
    toggle_field,
)
from adapters.chat.reader import Reader
from adapters.chat.words import contact_type_word, language_name
from core.errors import NotFound
from core.languages import LANGUAGES
from core.operations import resolving
from core.operations.segments import meant_segment
from core.requests.segments import (
    AddToSegment,
    ChangeSegmentLine,
    PreviewSegment,
    ReduceSegment,
    SaveSegment,
    SegmentCriteria,
)
from core.rights import authorize
from core.values import ContactType, Role
from core.work import Work


def segment_form(work: Work, request: SaveSegment, reader: Reader) -> Form:
    """A new segment, or one as it is with what was said in place. Raises NotFound."""
    authorize(request, reader.actor)
    _ = reader.text
    said, heading = request, _("New segment")
    code: tuple[Field, ...] = (text_field("code", request.code, reader, length=20, required=True),)
    if not request.new:
        now = meant_segment(work, request.code)
        request = replace(request, code=now.no)
        heading, code = _("Change {code}").format(code=now.no), ()
        values: dict[str, Any] = {
            "description": now.description,
            "template": now.template_code,
            "unit_cost": now.unit_cost,
            "unit_duration": now.unit_duration,
            "language": now.language_code,
            "correspondence_type": now.correspondence_type,
            "ignore_contact_correspondence_type": now.ignore_contact_correspondence_type,
            "campaign": now.campaign_no,
            "salesperson": now.salesperson_code,
            "on": now.on,
            "subject": now.subject,
        }
        said = replace(request, **{name: value for name, value in values.items() if getattr(request, name) is None})
    fields = (
        *code,
        text_field("description", said.description, reader, required=True),
        _template(work, said.template, reader),
        date_field("on", said.on, reader),
        duration_field("unit_duration", said.unit_duration, reader),
        cost_field("unit_cost", said.unit_cost, reader),
        text_field("subject", said.subject, reader),
        *_salesperson(said.salesperson, reader),
        text_field("campaign", said.campaign, reader, length=20),
        correspondence_field(said.correspondence_type, reader),
        toggle_field("ignore_contact_correspondence_type", said.ignore_contact_correspondence_type, reader),
        _language(said.language, reader),
    )
    return form(heading, _("Save"), request, fields, reader)


def line_form(work: Work, request: ChangeSegmentLine, reader: Reader) -> Form:
    """What is different for one contact of a segment, as it is. Raises NotFound, and what the resolving of the contact raises."""
    authorize(request, reader.actor)
    _ = reader.text
    segment, contact = meant_segment(work, request.segment), resolving.contact(work, request.contact)
    now = work.segments.line(segment.no, contact.no)
    if now is None:
        raise NotFound("segment contact", contact.name)
    fields = (
        _template(work, now.template_code, reader),
        duration_field("unit_duration", now.unit_duration, reader),
        cost_field("unit_cost", now.unit_cost, reader),
        text_field("subject", now.subject, reader),
        *_salesperson(now.salesperson_code, reader),
        correspondence_field(now.correspondence_type, reader),
        _language(now.language_code, reader),
    )
    request = replace(request, segment=segment.no, contact=contact.no)
    intro = _("What is left empty is as in the segment.")
    return form(f"{contact.name}, {segment.no}", _("Save"), request, fields, reader, intro)


def add_form(work: Work, request: AddToSegment, reader: Reader) -> Form:
    """One contact, or criteria."""
    authorize(request, reader.actor)
    _ = reader.text
    segment = meant_segment(work, request.segment)
    fields = (contact_field(work, "contact", request.contact, reader, required=False), *_criteria(work, request, reader))
    intro = _("One contact; or all to whom everything below applies.")
    return form(_("Add to {code}").format(code=segment.no), _("Add"), replace(request, segment=segment.no), fields, reader, intro)


def reduce_form(work: Work, request: ReduceSegment, reader: Reader) -> Form:
    """Criteria."""
    authorize(request, reader.actor)
    _ = reader.text
    segment = meant_segment(work, request.segment)
    request = replace(request, segment=segment.no)
    fields = _criteria(work, request, reader)
    if request.keep:
        intro = _("Only those stay to whom everything below applies.")
        return form(_("Refine {code}").format(code=segment.no), _("Refine"), request, fields, reader, intro)
    intro = _("Those leave to whom everything below applies.")
    return form(_("Reduce {code}").format(code=segment.no), _("Reduce"), request, fields, reader, intro)


def log_segment_form(work: Work, request: PreviewSegment, reader: Reader) -> Form:
    """What is logged for every contact; it is previewed before anything is written."""
    authorize(request, reader.actor)
    _ = reader.text
    segment = meant_segment(work, request.segment)
    request = replace(request, segment=segment.no)
    fields = (
        template_field(work, request.template or segment.template_code, reader),
        long_text_field("note", request.note, reader, hint=_("Without one, the template's description is used.")),
        date_field("on", request.on or segment.on, reader),
        time_field("at", request.at, reader),
        duration_field("duration", request.duration, reader),
        cost_field("cost", request.cost, reader),
        text_field("subject", segment.subject if request.subject is None else request.subject, reader),
        evaluation_field(request.evaluation, reader),
        *_salesperson(request.salesperson, reader),
    )
    count = work.segments.count(segment.no)
    message = reader.count(
        "{code} has {count} contact. You see what comes of it first.",
        "{code} has {count} contacts. You see what comes of it first.",
        count,
    )
    intro = message.format(code=segment.no, count=reader.ways.number(count))
    return form(_("Log segment {code}").format(code=segment.no), _("Preview"), request, fields, reader, intro)


def _criteria(work: Work, request: SegmentCriteria, reader: Reader) -> tuple[Field, ...]:
    _ = reader.text
    kinds = tuple((kind.value, contact_type_word(kind, _)) for kind in (ContactType.PERSON, ContactType.COMPANY))
    before = date_field("before", request.before, reader)
    return (
        replace(text_field("by", request.by, reader, hint=_("Code or e-mail, or me")), label=_("Salesperson")),
        contact_field(work, "company", request.company, reader, required=False),
        text_field("country", request.country, reader),
        text_field("city", request.city, reader),
        _language(request.language, reader),
        text_field("job_title", request.job_title, reader),
        choice_field("type", request.type, kinds, reader),
        replace(before, label=_("Last interaction before"), hint=_("Or none at all")),
        replace(_template(work, request.template, reader), label=_("Template used")),
        text_field("other", request.other, reader, length=20),
    )


def _template(work: Work, code: str | None, reader: Reader) -> Field:
    return replace(template_field(work, code or "", reader), required=False)


def _language(code: str | None, reader: Reader) -> Field:
    return choice_field("language", code, tuple((each, language_name(each, reader.text)) for each in LANGUAGES), reader)


def _salesperson(code: str | None, reader: Reader) -> tuple[Field, ...]:
    """Only managers log for others."""
    if reader.actor.role < Role.MANAGER:
        return ()
    return (text_field("salesperson", code, reader, hint=reader.text("Code or e-mail")),)
