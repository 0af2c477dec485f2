"""Reading the log: `list` and `show`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core import checks
from core.contact import Contact
from core.entry import LogRow
from core.errors import InvalidValue, NotFound, SalespersonAmbiguous
from core.filters import EntryFilter, Position
from core.folding import fold
from core.moments import day_end, day_start
from core.operations import resolving
from core.operations.changing import LAST_NO, entry_row
from core.person import Actor
from core.requests.entries import EntryFilters, ListEntries, ShowEntry
from core.results.entries import EntryDetails, EntryPage
from core.rights import authorize, may_change
from core.text import clean, one_line
from core.values import ContactType
from core.work import Work

PAGE = 10
# How many entries are changed by one request at most.
AT_ONCE = 200
# A text is looked for entry by entry; in how many at once.
LOOKED_THROUGH = 100_000


def list_entries(work: Work, request: ListEntries, actor: Actor, now: datetime) -> EntryPage:
    """Ten entries, newest first. Drafts are left out unless `postponed` asks for them.

    The log of a company includes its persons' entries. Days are those of the reader. Raises what the resolving of contacts,
    template and person raises, NotFound (group, segment), InvalidValue for a position that is none.
    """
    authorize(request, actor)
    contact = resolving.contact(work, request.contact) if request.contact else None
    wanted = entry_filter(work, request, actor)
    if contact is not None:
        wanted = of_contact(wanted, contact)
    page = _page(work, wanted, request)
    return replace(page, contact=contact, total=_total(work, wanted, page))


def show_entry(work: Work, request: ShowEntry, actor: Actor, now: datetime) -> EntryDetails:
    """One entry, whole. Raises NotFound."""
    authorize(request, actor)
    row = entry_row(work, request.no)
    recorder = row.entry.created_by
    return EntryDetails(
        row=row,
        comments=tuple(work.history.comments(request.no)),
        history=tuple(work.history.of(request.no)),
        recorded_by=work.people.get(recorder).name if recorder else "",
        may_change=may_change(actor, row.entry),
        document=work.documents.of_entry(request.no) if row.entry.automatic else None,
        events=tuple(work.documents.events(request.no)) if row.entry.automatic else (),
        attachments=tuple(work.attachments.of_entry(request.no)),
    )


def newest(work: Work, wanted: EntryFilter) -> EntryPage:
    """The first page."""
    edge = _edge(work, wanted, wanted.until)
    return _paged(work.entries.page(_from(edge, wanted), PAGE + 1), edge)


def _paged(rows: Sequence[LogRow], edge: datetime | None) -> EntryPage:
    """The page that begins with the rows, of which there may be one more; they were looked for from `edge` on."""
    if len(rows) > PAGE:
        return EntryPage(rows=tuple(rows[:PAGE]), older=_position(rows[PAGE - 1]))
    return EntryPage(rows=tuple(rows), older=Position(edge, 0) if edge else None, back_to=edge)


def _edge(work: Work, wanted: EntryFilter, before: datetime | None) -> datetime | None:
    """From when on a text is looked for, of what is before `before`, where nothing narrows the log down; None for all of it."""
    narrowed = (wanted.since, wanted.contact_no, wanted.company_no, wanted.by_person, wanted.by_salesperson, wanted.segment_no)
    return None if not wanted.text or any(narrowed) else work.entries.how_far_back(LOOKED_THROUGH, before)


def _from(edge: datetime | None, wanted: EntryFilter) -> EntryFilter:
    return replace(wanted, since=edge) if edge else wanted


def _total(work: Work, wanted: EntryFilter, page: EntryPage) -> int:
    if not page.older and not page.newer:
        return len(page.rows)
    if wanted == EntryFilter(canceled=wanted.canceled, postponed=wanted.postponed) or _edge(work, wanted, wanted.until):
        return 0
    count = work.entries.count(wanted, AT_ONCE + 1)
    return count if count <= AT_ONCE else 0


def _page(work: Work, wanted: EntryFilter, request: ListEntries) -> EntryPage:
    """Next to the position asked for; the first page when nothing is left there, or not enough newer ones to fill a page."""
    rows: Sequence[LogRow]
    if request.older:
        place = _parsed("older", request.older)
        edge = _edge(work, wanted, place.at)
        rows = work.entries.page(_from(edge, wanted), PAGE + 1, older_than=place)
        if rows or edge or not place.no:  # from an edge on there may be nothing more
            return replace(_paged(rows, edge), newer=_position(rows[0]) if rows else None)
    elif request.newer:
        rows = work.entries.page(wanted, PAGE + 1, newer_than=_parsed("newer", request.newer))
        if len(rows) > PAGE:
            rows = rows[-PAGE:]
            return EntryPage(rows=tuple(rows), older=_position(rows[-1]), newer=_position(rows[0]))
    return newest(work, wanted)


def of_contact(wanted: EntryFilter, contact: Contact) -> EntryFilter:
    """The filter with this contact, a company with its persons."""
    company = contact.type is ContactType.COMPANY and not wanted.company_no
    return replace(wanted, company_no=contact.no) if company else replace(wanted, contact_no=contact.no)


def entry_filter(work: Work, request: EntryFilters, actor: Actor) -> EntryFilter:
    """What the filters mean to the person, `contact` left out. Drafts are left out unless `postponed` asks for them.

    Raises what the resolving of company, template and person raises, NotFound (group, segment), InvalidValue. A segment that
    entries are of is logged, and is never removed; a campaign may be, or be kept elsewhere, and entries keep its code.
    """
    meant, by_salesperson = who(work, request.by, actor) if request.by else (None, "")
    return EntryFilter(
        company_no=resolving.contact(work, request.company, "company").group_no if request.company else "",
        since=day_start(request.since, actor) if request.since else None,
        until=day_end(request.until, actor) if request.until else None,
        template_code=resolving.template(work, request.template).code if request.template else "",
        group_code=_group(work, request.group) if request.group else "",
        by_person=meant.person.id if meant and meant.person else 0,
        by_salesperson=by_salesperson,
        evaluation=request.evaluation,
        canceled=request.canceled,
        postponed=bool(request.postponed),
        failed=request.failed,
        automatic=request.automatic,
        document_type=one_line(request.document_type),
        document_no=checks.line("document_no", request.document_no),
        segment_no=_segment(work, request.segment) if request.segment else "",
        campaign_no=checks.number("campaign", request.campaign),
        no_from=min(request.no_from, LAST_NO),
        no_to=min(request.no_to, LAST_NO),
        text=clean(request.text),
    )


def who(work: Work, words: str, actor: Actor) -> tuple[resolving.Meant, str]:
    """Whom the words of a PERSON mean, and the code of the one salesperson: a person, a salesperson, or both.

    Raises NotFound (person), SalespersonAmbiguous.
    """
    meant = resolving.person(work, words, actor)
    codes = [each.code for each in meant.salespeople if not each.blocked or len(meant.salespeople) == 1]
    if meant.person is None and len(codes) != 1:
        raise resolving.at_field("by", SalespersonAmbiguous(meant.called(words), meant.salespeople))
    return meant, codes[0] if len(codes) == 1 else ""


def _segment(work: Work, words: str) -> str:
    """The no. itself, not how one begins: buttons carry the filter, and what begins so may change. Raises NotFound."""
    try:
        return work.segments.get(one_line(words)).no
    except NotFound as refusal:
        raise resolving.at_field("segment", refusal) from None


def _group(work: Work, words: str) -> str:
    """The group with this code, else the one whose code or description begins so. Raises NotFound."""
    wanted = fold(one_line(words))
    groups = work.groups.all()
    same = [each.code for each in groups if fold(each.code) == wanted]
    if same:
        return same[0]
    found = [each.code for each in groups if any(fold(text).startswith(wanted) for text in (each.code, each.description))]
    if len(found) != 1:
        raise NotFound("group", one_line(words))
    return found[0]


def _position(row: LogRow) -> Position:
    return Position(row.entry.at, row.entry.no)


def _parsed(field: str, text: str) -> Position:
    try:
        return Position.parse(text)
    except ValueError:
        raise InvalidValue(field=field, value=text, rule="unknown") from None
