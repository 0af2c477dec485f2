"""Segments: looking up, adding, changing, removing, and following one up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from core import checks
from core.audit import AuditAction
from core.checks import NO_LIMIT
from core.contact import Contact
from core.errors import InvalidValue, NotFound, SegmentLogged
from core.operations import resolving
from core.operations.auditing import note
from core.operations.defaults import named_salesperson
from core.operations.references import checked
from core.person import Actor
from core.reference import ReferenceKind
from core.requests.segments import ChangeSegmentLine, FollowUpSegment, ListSegments, RemoveSegment, SaveSegment, ShowSegment
from core.results.segments import FollowUp, SegmentDetails, SegmentPage
from core.results.setup import Removal
from core.rights import authorize
from core.segment import LeftOut, LoggedSegment, Omission, Segment, left_out
from core.text import one_line
from core.values import Role
from core.work import Work

PAGE = 10
_NAMED = 10
_TRIES = 100


def list_segments(work: Work, request: ListSegments, actor: Actor, now: datetime) -> SegmentPage:
    """Ten segments by no.; the first page when nothing is left at the place asked for."""
    authorize(request, actor)
    if request.before:
        rows = work.segments.page(PAGE + 1, before=request.before.upper())
        if len(rows) > PAGE:
            rows = rows[-PAGE:]
            return SegmentPage(rows=tuple(rows), after=rows[-1].segment.no, before=rows[0].segment.no)
    elif request.after:
        rows = work.segments.page(PAGE + 1, after=request.after.upper())
        if rows:
            after = rows[PAGE - 1].segment.no if len(rows) > PAGE else ""
            return SegmentPage(rows=tuple(rows[:PAGE]), after=after, before=rows[0].segment.no)
    rows = work.segments.page(PAGE + 1)
    return SegmentPage(rows=tuple(rows[:PAGE]), after=rows[PAGE - 1].segment.no if len(rows) > PAGE else "")


def show_segment(work: Work, request: ShowSegment, actor: Actor, now: datetime) -> SegmentDetails:
    """A segment with ten of its contacts by no., the first ten when nothing is left at the place asked for. Raises NotFound."""
    authorize(request, actor)
    segment = meant_segment(work, request.segment)
    return replace(segment_details(work, segment, actor), **_lines(work, segment.no, request))


def _lines(work: Work, no: str, request: ShowSegment) -> dict[str, Any]:
    if request.before:
        lines = work.segments.lines(no, PAGE + 1, before=request.before.upper())
        if len(lines) > PAGE:
            lines = lines[-PAGE:]
            return {"lines": tuple(lines), "after": lines[-1].contact.no, "before": lines[0].contact.no}
    elif request.after:
        lines = work.segments.lines(no, PAGE + 1, after=request.after.upper())
        if lines:
            after = lines[PAGE - 1].contact.no if len(lines) > PAGE else ""
            return {"lines": tuple(lines[:PAGE]), "after": after, "before": lines[0].contact.no}
    lines = work.segments.lines(no, PAGE + 1)
    return {"lines": tuple(lines[:PAGE]), "after": lines[PAGE - 1].contact.no if len(lines) > PAGE else "", "before": ""}


def segment_details(work: Work, segment: Segment, actor: Actor) -> SegmentDetails:
    """The segment without its contacts."""
    logged = work.segments.logged_of(segment.no) if segment.logged_no else None
    names = {each.code: each.name for each in work.salespeople.all()} if segment.salesperson_code else {}
    return SegmentDetails(
        segment=segment,
        contacts=work.segments.count(segment.no),
        lines=(),
        logged=logged,
        may_cancel=logged is not None and may_change_logged(actor, logged),
        salesperson_name=names.get(segment.salesperson_code, ""),
        template=work.templates.find(segment.template_code) if segment.template_code else None,
    )


def save_segment(work: Work, request: SaveSegment, actor: Actor, now: datetime) -> SegmentDetails:
    """Adds a segment, or changes the fields that are not None.

    Raises InvalidValue, NotFound (segment), AlreadyExists (segment), SegmentLogged, what the resolving of template and
    salesperson raises; NotAllowed when a rep names another salesperson.
    """
    authorize(request, actor)
    if request.new:
        checks.line("description", request.description or "", required=True)
        no = checks.code("code", request.code, NO_LIMIT)
        old = Segment(no=no, description="", created_at=now, created_by=actor.person_id)
        segment = replace(old, **_changes(work, request, actor))
        work.segments.add(segment)
    else:
        old = segment_to_change(work, request.code)
        segment = replace(old, **_changes(work, request, actor))
        work.segments.update(segment)
    details = segment_details(work, segment, actor)
    lines = work.segments.lines(segment.no, PAGE + 1)
    return replace(details, lines=tuple(lines[:PAGE]), after=lines[PAGE - 1].contact.no if len(lines) > PAGE else "")


def remove_segment(work: Work, request: RemoveSegment, actor: Actor, now: datetime) -> Removal:
    """Removes the segment when `confirmed`, else only tells which. Raises NotFound, SegmentLogged: a logged one is kept."""
    authorize(request, actor)
    segment = segment_to_change(work, request.code)
    if request.confirmed:
        work.segments.remove(segment.no)
        note(work, AuditAction.SEGMENT_REMOVED, segment.no, actor, now)
    return Removal(kind="segment", code=segment.no, description=segment.description, confirmed=request.confirmed)


def follow_up_segment(work: Work, request: FollowUpSegment, actor: Actor, now: datetime) -> FollowUp:
    """A new segment with the same header and contacts, but without a day. Contacts that are excluded from segments or privacy
    blocked by now are left out. Raises NotFound, AlreadyExists, InvalidValue.
    """
    authorize(request, actor)
    origin = meant_segment(work, request.segment)
    no = checks.code("code", request.code, NO_LIMIT) if request.code.strip() else _next_no(work, origin.no)
    description = checks.line("description", request.description) or origin.description
    segment = replace(origin, no=no, description=description, on=None, created_at=now, created_by=actor.person_id, logged_no=0)
    work.segments.add(segment)
    lines = work.segments.all_lines(origin.no)
    contacts = [row.contact for row in lines]
    count = work.segments.add_lines([replace(row.line, segment_no=no) for row in lines if left_out(row.contact) is None])
    return FollowUp(segment=segment, origin=origin.no, count=count, left_out=omissions(contacts))


def meant_segment(work: Work, words: str) -> Segment:
    """The segment with this no., else the one whose no. or description begins so. Raises NotFound for none and for several."""
    wanted = one_line(words)
    found = work.segments.find(wanted) if wanted else ()
    if len(found) != 1:
        raise resolving.at_field("segment", NotFound("segment", wanted))
    return found[0]


def segment_to_change(work: Work, words: str) -> Segment:
    """The segment, kept from others. Raises NotFound, SegmentLogged."""
    no = meant_segment(work, words).no
    work.segments.lock(no)
    segment = work.segments.get(no)
    if segment.logged_no:
        logged = logged_segment(work, segment.no)
        raise SegmentLogged(segment.no, logged.created_at, logged.entries)
    return segment


def logged_segment(work: Work, no: str) -> LoggedSegment:
    """The logged segment of a segment. Raises NotFound (logged segment)."""
    logged = work.segments.logged_of(no)
    if logged is None:
        raise NotFound("logged segment", no)
    return logged


def may_change_logged(actor: Actor, logged: LoggedSegment) -> bool:
    """Managers may cancel and restore every logged segment, reps those that they logged."""
    own = logged.created_by == actor.person_id and logged.created_by != 0
    return actor.role >= Role.MANAGER or (actor.role >= Role.REP and own)


def omissions(contacts: Sequence[Contact]) -> tuple[Omission, ...]:
    """Which of the contacts may be in no segment, by reason."""
    return gathered([(reason, each) for each in contacts if (reason := left_out(each)) is not None])


def gathered(found: Sequence[tuple[LeftOut, Contact]]) -> tuple[Omission, ...]:
    """Contacts by the reason why they are left out, the first ten of each by name."""
    by_reason: dict[LeftOut, list[Contact]] = {}
    for reason, contact in found:
        by_reason.setdefault(reason, []).append(contact)
    return tuple(
        Omission(reason=reason, count=len(by_reason[reason]), contacts=tuple(by_reason[reason][:_NAMED]))
        for reason in LeftOut
        if reason in by_reason
    )


def _changes(work: Work, request: SaveSegment, actor: Actor) -> dict[str, Any]:
    new: dict[str, Any] = {
        "correspondence_type": request.correspondence_type,
        "ignore_contact_correspondence_type": request.ignore_contact_correspondence_type,
        "on": request.on,
        **line_changes(work, request, actor),
    }
    if request.description is not None:
        new["description"] = checks.line("description", request.description, required=True)
    if request.campaign is not None:
        new["campaign_no"] = checked(work, ReferenceKind.CAMPAIGN, request.campaign)
    return {name: value for name, value in new.items() if value is not None}


def line_changes(work: Work, request: SaveSegment | ChangeSegmentLine, actor: Actor) -> dict[str, Any]:
    """The new values of what a segment and a line of one have in common. Raises as `save_segment`."""
    new: dict[str, Any] = {}
    if request.template is not None:
        new["template_code"] = resolving.template(work, request.template).code if request.template.strip() else ""
    if request.unit_cost is not None:
        new["unit_cost"] = checks.cost("unit_cost", request.unit_cost)
    if request.unit_duration is not None:
        new["unit_duration"] = checks.duration("unit_duration", request.unit_duration)
    if request.language is not None:
        new["language_code"] = checks.language("language", request.language)
    if request.salesperson is not None:
        new["salesperson_code"] = named_salesperson(work, request.salesperson, actor) if request.salesperson.strip() else ""
    if request.subject is not None:
        new["subject"] = checks.line("subject", request.subject)
    return new


def _next_no(work: Work, no: str) -> str:
    """MAIL-2 for MAIL, MAIL-3 for MAIL-2. Raises InvalidValue when a hundred such nos. are taken."""
    stem, _, number = no.rpartition("-")
    if not stem or not number.isdecimal():
        stem, number = no, "1"
    for count in range(int(number) + 1, int(number) + 1 + _TRIES):
        suffix = f"-{count}"
        wanted = stem[: NO_LIMIT - len(suffix)] + suffix
        try:
            work.segments.get(wanted)
        except NotFound:
            return wanted
    raise InvalidValue(field="code", value=no, rule="taken")
