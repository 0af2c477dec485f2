"""One chunk of lines of a file of segments: makes those that are new, and adds contacts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from adapters.csvfiles.reader import BadLine
from adapters.csvfiles.upserts import Item, Outcome
from core.contact import Contact
from core.errors import NotFound
from core.segment import MOST_CONTACTS, LeftOut, Segment, SegmentLine, left_out
from core.work import Work

_REASONS = {
    LeftOut.EXCLUDED: "{name} ({no}) is excluded from segments",
    LeftOut.PRIVACY_BLOCKED: "{name} ({no}) is privacy blocked",
}


def upsert_segments(work: Work, items: Sequence[Item], *, now: datetime) -> Outcome:
    """A contact has to be there already. Contacts that are excluded from segments or privacy blocked do not go in, nor does any
    into a segment that was logged.
    """
    contacts = {contact.no: contact for contact in work.contacts.get_many(sorted({item.fields["contact_no"] for item in items}))}
    by_segment: dict[str, list[Item]] = {}
    for item in items:
        by_segment.setdefault(item.fields["no"], []).append(item)
    total = Outcome(0, 0, 0)
    for no in sorted(by_segment):
        done = _one(work, no, by_segment[no], contacts, now)
        total = Outcome(total.new + done.new, total.changed + done.changed, total.same + done.same, (*total.bad, *done.bad))
    return replace(total, bad=tuple(sorted(total.bad, key=lambda bad: bad.line)))


def _one(work: Work, no: str, items: Sequence[Item], contacts: dict[str, Contact], now: datetime) -> Outcome:
    work.segments.lock(no)
    known = True
    try:
        segment = work.segments.get(no)
    except NotFound:
        segment, known = Segment(no=no, description=no, created_at=now), False
    if segment.logged_no:
        why = f"{no} was logged and does not change any more"
        return Outcome(0, 0, 0, tuple(BadLine(item.line, "no", why) for item in items))
    there = {row.contact.no for row in work.segments.all_lines(no)}
    new: list[SegmentLine] = []
    bad: list[BadLine] = []
    same = changed = 0
    for item in items:
        contact_no = item.fields["contact_no"]
        reason = _wrong(contact_no, contacts.get(contact_no))
        if not reason and contact_no not in there and len(there) + len(new) >= MOST_CONTACTS:
            reason = f"{no} has {MOST_CONTACTS} contacts, the most that a segment may have"
        if reason:
            bad.append(BadLine(item.line, "contact_no", reason))
            continue
        described = item.fields["description"] or segment.description
        if contact_no not in there:
            new.append(SegmentLine(segment_no=no, contact_no=contact_no))
        elif described != segment.description:
            changed += 1
        else:
            same += 1
        segment = replace(segment, description=described)
    if known:
        work.segments.update(segment)
    elif new:
        work.segments.add(segment)
    work.segments.add_lines(new)
    return Outcome(len(new), changed, same, tuple(bad))


def _wrong(no: str, contact: Contact | None) -> str:
    if contact is None:
        return f"there is no contact {no}; import contacts first"
    reason = left_out(contact)
    return "" if reason is None else _REASONS[reason].format(name=contact.name, no=no)
