"""Logging a segment: one entry for each of its contacts, previewed first, all at once and once only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from hashlib import blake2b

from core import checks
from core.audit import AuditAction
from core.entry import Change, InteractionLogEntry
from core.errors import NobodyToLog, SegmentLogged
from core.moments import moment
from core.operations import resolving
from core.operations.attaching import copy_from_templates
from core.operations.auditing import note
from core.operations.defaults import correspondence_type, description_and_note, named_salesperson
from core.operations.references import checked
from core.operations.reminding import remind_of_new
from core.operations.segments import gathered, logged_segment, meant_segment
from core.person import Actor
from core.reference import ReferenceKind
from core.requests.segments import LogSegment, PreviewSegment
from core.results.segments import SegmentDone, SegmentPreview
from core.rights import authorize
from core.segment import LeftOut, LineRow, LoggedSegment, Omission, Segment, left_out
from core.template import InteractionTemplate
from core.values import ChangeKind, CorrespondenceType, Evaluation
from core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    segment: Segment
    template: InteractionTemplate
    at: datetime
    entries: tuple[InteractionLogEntry, ...]
    left_out: tuple[Omission, ...]

    @property
    def cost(self) -> Decimal:
        return sum((entry.cost for entry in self.entries), Decimal(0))

    @property
    def duration(self) -> int:
        return sum(entry.duration for entry in self.entries)

    @property
    def digest(self) -> str:
        """Stands for what is previewed: whom, and what but for the moment of logging."""
        said = blake2b(digest_size=12)
        for entry in self.entries:
            what = (entry.contact_no, entry.template_code, entry.salesperson_code, entry.language_code, entry.correspondence_type)
            said.update(repr((*what, str(entry.cost), entry.duration, entry.description, entry.subject)).encode())
        return said.hexdigest()


def preview_segment(work: Work, request: PreviewSegment, actor: Actor, now: datetime) -> SegmentPreview:
    """What logging the segment would do; nothing is written.

    A line's value goes before what is said, that before the segment's, and that before the template's. Contacts that are excluded
    from segments or privacy blocked by now, or without a salesperson, are left out. Raises NotFound (segment), SegmentLogged,
    what the resolving of template and salesperson raises, InvalidValue, NobodyToLog; NotAllowed when a rep names another
    salesperson.
    """
    authorize(request, actor)
    return _preview(_plan(work, request, actor, now))


def log_segment(work: Work, request: LogSegment, actor: Actor, now: datetime) -> SegmentDone | SegmentPreview:
    """Logs what was previewed; when that is not what would be logged any more, nothing, and gives the new preview.

    Raises as `preview_segment`.
    """
    authorize(request, actor)
    # A second request waits here, and then finds the segment logged.
    work.segments.lock(meant_segment(work, request.segment).no)
    plan = _plan(work, request, actor, now)
    if plan.digest != request.previewed:
        return replace(_preview(plan), stale=True)
    logged = LoggedSegment(
        segment_no=plan.segment.no,
        description=plan.segment.description,
        template_code=plan.template.code,
        created_at=now,
        created_by=actor.person_id,
        created_by_name=actor.name,
        entries=len(plan.entries),
        cost=plan.cost,
        duration=plan.duration,
    )
    logged = replace(logged, no=work.segments.add_logged(logged))
    work.segments.update(replace(plan.segment, logged_no=logged.no))
    numbers = work.entries.add_many(plan.entries)
    templates = {template.code: template for template in work.templates.all() if template.languages}
    if templates:
        stored = [replace(entry, no=no) for entry, no in zip(plan.entries, numbers, strict=True)]
        copy_from_templates(work, stored, templates)
    change = work.history.new_id(now)
    by = actor.person_id
    work.history.add([Change(id=change, entry_no=no, kind=ChangeKind.CREATED, by=by, at=now) for no in numbers])
    work.segments.note_change(logged.no, change)
    note(work, AuditAction.SEGMENT_LOGGED, logged.segment_no, actor, now, entries=logged.entries)
    if request.follow_up_on is not None:
        remind_of_new(work, [replace(entry, no=no) for entry, no in zip(plan.entries, numbers, strict=True)], now)
    return SegmentDone(
        logged=logged, template=plan.template, at=plan.at, nos=tuple(numbers), left_out=plan.left_out, change=change
    )


def _preview(plan: _Plan) -> SegmentPreview:
    return SegmentPreview(
        segment=plan.segment,
        template=plan.template,
        at=plan.at,
        description=plan.entries[0].description,
        count=len(plan.entries),
        cost=plan.cost,
        duration=plan.duration,
        left_out=plan.left_out,
        digest=plan.digest,
    )


def _plan(work: Work, request: PreviewSegment, actor: Actor, now: datetime) -> _Plan:
    segment = work.segments.get(meant_segment(work, request.segment).no)
    if segment.logged_no:
        logged = logged_segment(work, segment.no)
        raise SegmentLogged(segment.no, logged.created_at, logged.entries)
    template = resolving.template(work, request.template or segment.template_code)
    makes = _Makes(work, request, segment, template, actor, now)
    entries: list[InteractionLogEntry] = []
    out = []
    for row in work.segments.all_lines(segment.no):
        made = left_out(row.contact) or makes.entry(row)
        if isinstance(made, LeftOut):
            out.append((made, row.contact))
        else:
            entries.append(made)
    if not entries:
        raise NobodyToLog(segment.no, gathered(out))
    return _Plan(segment=segment, template=template, at=makes.at, entries=tuple(entries), left_out=gathered(out))


class _Makes:
    """Makes the entries of a segment; what is the same for all is worked out, and refused, once."""

    def __init__(
        self, work: Work, request: PreviewSegment, segment: Segment, template: InteractionTemplate, actor: Actor, now: datetime
    ) -> None:
        self._request = request
        self._segment = segment
        self._template = template
        self._actor = actor
        self._now = now
        self._templates: Mapping[str, InteractionTemplate] = {each.code: each for each in work.templates.all()}
        self.at = moment(request.on or segment.on, request.at, actor, now, now)
        self._note = checks.long_text("note", request.note)
        self._subject = segment.subject if request.subject is None else checks.line("subject", request.subject)
        self._via = checks.line("via", request.via or "")
        self._cost = None if request.cost is None else checks.cost("cost", request.cost)
        self._duration = None if request.duration is None else checks.duration("duration", request.duration)
        self._language = "" if request.language is None else checks.language("language", request.language)
        self._campaign = None if request.campaign is None else checked(work, ReferenceKind.CAMPAIGN, request.campaign)
        self._opportunity = checked(work, ReferenceKind.OPPORTUNITY, request.opportunity or "")
        self._follow_up = checks.line("follow_up_text", request.follow_up_text or "")
        self._salesperson = segment.salesperson_code or actor.salesperson_code
        if request.salesperson is not None:
            self._salesperson = named_salesperson(work, request.salesperson, actor)
        self._described: dict[tuple[str, str, str], tuple[str, str]] = {}
        self._description_and_note(template, template.language_code, self._subject)

    def _description_and_note(self, template: InteractionTemplate, language: str, subject: str) -> tuple[str, str]:
        key = (template.code, language, subject)
        if key not in self._described:
            self._described[key] = description_and_note(self._note, template, language, subject)
        return self._described[key]

    def entry(self, row: LineRow) -> InteractionLogEntry | LeftOut:
        """The entry of a line, or why there is none."""
        request, segment, line, contact = self._request, self._segment, row.line, row.contact
        # A template that was removed since counts for nothing.
        template = self._templates.get(line.template_code, self._template)
        salesperson = line.salesperson_code or self._salesperson or contact.salesperson_code
        if not salesperson:
            return LeftOut.NO_SALESPERSON
        subject = line.subject or self._subject
        language = line.language_code or self._language or _language(row, segment, template)
        description, note = self._description_and_note(template, language, subject)
        return InteractionLogEntry(
            contact_no=contact.no,
            company_no=contact.group_no,
            at=self.at,
            created_at=self._now,
            created_by=self._actor.person_id,
            template_code=template.code,
            description=description,
            note=note,
            subject=subject,
            group_code=template.group_code,
            salesperson_code=salesperson,
            contact_via=self._via,
            information_flow=template.information_flow if request.information_flow is None else request.information_flow,
            initiated_by=template.initiated_by if request.initiated_by is None else request.initiated_by,
            correspondence_type=self._correspondence_type(row, template),
            language_code=language,
            cost=line.unit_cost or (segment.unit_cost or template.unit_cost if self._cost is None else self._cost),
            duration=line.unit_duration
            or (segment.unit_duration or template.unit_duration if self._duration is None else self._duration),
            attempt_failed=bool(request.failed),
            evaluation=request.evaluation or Evaluation.NONE,
            campaign_no=segment.campaign_no or template.campaign_no if self._campaign is None else self._campaign,
            campaign_target=template.campaign_target,
            campaign_response=template.campaign_response,
            opportunity_no=self._opportunity,
            segment_no=segment.no,
            follow_up_on=request.follow_up_on,
            follow_up_text=self._follow_up,
        )

    def _correspondence_type(self, row: LineRow, template: InteractionTemplate) -> CorrespondenceType:
        """The line's, what was said, the segment's when it ignores the contact's, else by the rule for every entry."""
        if row.line.correspondence_type is not CorrespondenceType.NONE:
            return row.line.correspondence_type
        if self._request.correspondence_type is not None:
            return self._request.correspondence_type
        header = self._segment.correspondence_type
        if self._segment.ignore_contact_correspondence_type and header is not CorrespondenceType.NONE:
            return header
        return correspondence_type(template, row.contact)


def _language(row: LineRow, segment: Segment, template: InteractionTemplate) -> str:
    """The contact's, else the segment's if the template has it, else the template's."""
    has = {*template.languages, template.language_code}
    return next((each for each in (row.contact.language_code, segment.language_code) if each in has), template.language_code)
