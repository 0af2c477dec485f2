"""The contacts of a segment: adding, removing, reducing, refining, and what is different for one of them."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime

from core import checks
from core.contact import Contact
from core.errors import InvalidValue, NotFound, PrivacyBlocked
from core.moments import day_start
from core.operations import resolving
from core.operations.segments import line_changes, meant_segment, omissions, segment_to_change
from core.person import Actor
from core.requests.segments import AddToSegment, ChangeSegmentLine, ReduceSegment, RemoveFromSegment, SegmentCriteria
from core.results.segments import SegmentChanged
from core.rights import authorize
from core.segment import MOST_CONTACTS, Criteria, LineRow, Segment, SegmentLine, left_out
from core.text import one_line
from core.work import Work

_NAMED = 10


def add_to_segment(work: Work, request: AddToSegment, actor: Actor, now: datetime) -> SegmentChanged:
    """Adds a contact, or all to whom the criteria apply; those excluded from segments or privacy blocked are left out and named.

    Raises NotFound (segment), SegmentLogged, what the resolving of contact, template and salesperson raises, InvalidValue when
    nothing is asked for, and beyond 20,000 contacts, PrivacyBlocked when the one contact that is named is.
    """
    authorize(request, actor)
    segment = segment_to_change(work, request.segment)
    if one_line(request.contact):
        found: Sequence[Contact] = [resolving.contact(work, request.contact)]
        if found[0].privacy_blocked:
            raise PrivacyBlocked(found[0])
    else:
        found = work.segments.matching(_criteria(work, request, actor))
    fit = [contact for contact in found if left_out(contact) is None]
    before = work.segments.count(segment.no)
    if len(fit) > MOST_CONTACTS:
        raise _too_many(segment)
    count = work.segments.add_lines([SegmentLine(segment_no=segment.no, contact_no=contact.no) for contact in fit])
    if before + count > MOST_CONTACTS:
        raise _too_many(segment)
    return SegmentChanged(
        segment=segment,
        count=count,
        contacts=tuple(fit[:_NAMED]),
        there=len(fit) - count,
        left_out=omissions(found),
        now=before + count,
    )


def remove_from_segment(work: Work, request: RemoveFromSegment, actor: Actor, now: datetime) -> SegmentChanged:
    """Takes one contact out. Raises NotFound (segment), SegmentLogged, what the resolving of the contact raises."""
    authorize(request, actor)
    segment = segment_to_change(work, request.segment)
    contact = resolving.contact(work, request.contact)
    return _removed(work, segment, [contact], 1)


def reduce_segment(work: Work, request: ReduceSegment, actor: Actor, now: datetime) -> SegmentChanged:
    """Takes those out to whom the criteria apply, or with `keep` all the others. Raises as `add_to_segment`."""
    authorize(request, actor)
    segment = segment_to_change(work, request.segment)
    found = work.segments.matching(_criteria(work, request, actor), within=segment.no)
    if request.keep:
        kept = {contact.no for contact in found}
        found = [row.contact for row in work.segments.all_lines(segment.no) if row.contact.no not in kept]
    return _removed(work, segment, found, len(found))


def change_segment_line(work: Work, request: ChangeSegmentLine, actor: Actor, now: datetime) -> LineRow:
    """What is different for one contact of the segment. Raises NotFound (segment; segment contact when it is not in there),
    SegmentLogged, InvalidValue, what the resolving of contact, template and salesperson raises.
    """
    authorize(request, actor)
    segment = segment_to_change(work, request.segment)
    contact = resolving.contact(work, request.contact)
    line = work.segments.line(segment.no, contact.no)
    if line is None:
        raise NotFound("segment contact", contact.name)
    new = line_changes(work, request, actor)
    if request.correspondence_type is not None:
        new["correspondence_type"] = request.correspondence_type
    line = replace(line, **new)
    work.segments.update_line(line)
    return LineRow(line=line, contact=contact)


def _removed(work: Work, segment: Segment, contacts: Sequence[Contact], asked: int) -> SegmentChanged:
    count = work.segments.remove_lines(segment.no, [contact.no for contact in contacts])
    return SegmentChanged(
        segment=segment,
        count=count,
        contacts=tuple(contacts[:_NAMED]),
        there=asked - count,
        now=work.segments.count(segment.no),
    )


def _too_many(segment: Segment) -> InvalidValue:
    return InvalidValue(field="segment", value=segment.no, rule="too_many_contacts", limit=MOST_CONTACTS)


def _criteria(work: Work, said: SegmentCriteria, actor: Actor) -> Criteria:
    """Raises InvalidValue when there is no criterion, and what the resolving of company, template, person and segment raises."""
    criteria = Criteria(
        salesperson_code=resolving.salesperson(work, said.by, actor) if said.by.strip() else "",
        company_no=resolving.contact(work, said.company, "company").group_no if said.company.strip() else "",
        country=one_line(said.country),
        city=one_line(said.city),
        language_code=checks.language("language", said.language),
        job_title=one_line(said.job_title),
        type=said.type,
        before=day_start(said.before, actor) if said.before else None,
        template_code=resolving.template(work, said.template).code if said.template.strip() else "",
        segment_no=meant_segment(work, said.other).no if said.other.strip() else "",
    )
    if not any(getattr(criteria, field.name) for field in fields(criteria)):
        raise InvalidValue(field="criteria", value="", rule="empty")
    return criteria
