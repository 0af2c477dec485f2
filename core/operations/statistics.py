"""`stats`: how many interactions, of whom and of what kind, and which contacts have had none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.contact import Contact
from core.errors import NotAllowed, NotFound
from core.filters import EntryFilter
from core.mention import mention_of
from core.moments import day_end, day_start, zone
from core.operations import resolving
from core.operations.listing import entry_filter, of_contact, who
from core.person import Actor
from core.requests.statistics import ShowStatistics
from core.rights import authorize
from core.statistics import Breakdown, FigureRow, Figures, IdleContact, IdleContacts, Statistics
from core.text import one_line
from core.values import Role
from core.work import Work

# What counts where no days are said and the whole log would say little.
USUAL_DAYS = 90
ROWS = 20
WEEKS = 53
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """Whose interactions: `contact`'s, of the person `words`, or with neither of everybody. `name` is that of the person."""

    contact: Contact | None = None
    words: str = ""
    name: str = ""
    code: str = ""
    own: bool = False


def show_statistics(work: Work, request: ShowStatistics, actor: Actor, now: datetime) -> Statistics | IdleContacts:
    """Whose nothing is said of are the person's own; those of a person who may see others' and is no salesperson, everybody's.

    Everybody's, and what another person did, are for managers; a contact's, whoever it was with, for everyone. Without days
    the last 90 count, of a contact, campaign, segment or range of numbers all. Raises NotAllowed, what the resolving of contact,
    template and person raises, NotFound (group, segment, person), InvalidValue.
    """
    authorize(request, actor)
    subject = _subject(work, request, actor)
    if actor.role < Role.MANAGER and not subject.own and subject.contact is None:
        raise NotAllowed(needed=Role.MANAGER)
    if request.idle_since is not None:
        return _idle(work, subject, request.idle_since, actor)
    today = now.astimezone(zone(actor)).date()
    breakdown = request.breakdown or (Breakdown.TEMPLATE if subject.contact else Breakdown.WEEK)
    since = _since(request, subject, breakdown, today)
    wanted = entry_filter(work, replace(request, since=since, by=subject.words, canceled=False, postponed=False), actor)
    if subject.contact is not None and not request.company:
        wanted = of_contact(wanted, subject.contact)
    whole, rows, more = _counted(work, wanted, breakdown, since, request.until or today, actor)
    return Statistics(
        whole=whole,
        breakdown=breakdown,
        rows=tuple(rows),
        more=more,
        since=since,
        until=request.until,
        contact=subject.contact,
        name=subject.name,
        own=subject.own,
        may_see_others=actor.role >= Role.MANAGER,
    )


def _subject(work: Work, request: ShowStatistics, actor: Actor) -> _Subject:
    words, person = one_line(request.contact), one_line(request.by)
    if words and not person and _is_person(work, words, actor):
        words, person = "", words
    contact = resolving.contact(work, words) if words else None
    if request.company:
        contact = work.contacts.get(resolving.contact(work, request.company, "company").group_no)
    if person:
        meant, code = who(work, person, actor)
        name = meant.person.name if meant.person else meant.salespeople[0].name
        own = (meant.person is not None and meant.person.id == actor.person_id) or (code != "" and code == actor.salesperson_code)
        return _Subject(contact=contact, words=person, name=name, code=code, own=own)
    if contact is not None or request.team or (actor.role >= Role.MANAGER and not actor.salesperson_code):
        return _Subject(contact=contact)
    return _Subject(words="me", name=actor.name, code=actor.salesperson_code, own=True)


def _is_person(work: Work, words: str, actor: Actor) -> bool:
    """Whether words that may mean a CONTACT or a PERSON mean a person: a mention, an e-mail address or a salesperson code."""
    if " " in words and mention_of(words) is None:
        return False
    try:
        resolving.person(work, words, actor)
    except NotFound:
        return False
    return True


def _since(request: ShowStatistics, subject: _Subject, breakdown: Breakdown, today: date) -> date | None:
    """The first day that counts. Weeks are shown up to a year back."""
    since = request.since
    of_something = subject.contact or request.campaign or request.segment or request.no_from or request.no_to
    if since is None and request.until is None and not of_something:
        since = today - timedelta(days=USUAL_DAYS - 1)
    if breakdown is Breakdown.WEEK:
        earliest = _monday(request.until or today) - (WEEKS - 1) * _WEEK
        since = max(since or earliest, earliest)
    return since


def _counted(
    work: Work, wanted: EntryFilter, breakdown: Breakdown, since: date | None, until: date, actor: Actor
) -> tuple[Figures, Sequence[FigureRow], int]:
    """All together, its parts, and how many parts were left out."""
    if breakdown is Breakdown.WEEK and since is not None:
        weeks = _weeks(work, wanted, since, until, actor)
        return sum((week.figures for week in weeks), Figures()), weeks, 0
    # There may be as many contacts as entries, of the others there are few.
    limit = ROWS + 1 if breakdown is Breakdown.CONTACT else None
    found = work.statistics.by(wanted, breakdown, limit)
    whole = work.statistics.total(wanted) if limit else sum((figures for _, figures in found), Figures())
    names = _names(work, breakdown, [key for key, _ in found[:ROWS]])
    rows = [FigureRow(key=key, name=names.get(key, key), figures=figures) for key, figures in found[:ROWS]]
    return whole, rows, len(found) - len(rows)


def _weeks(work: Work, wanted: EntryFilter, since: date, until: date, actor: Actor) -> Sequence[FigureRow]:
    """A row for each week of the reader's, those without any too, so that they follow each other."""
    rows = []
    monday = _monday(since)
    while monday <= until:
        first, last = max(monday, since), min(monday + _WEEK - timedelta(days=1), until)
        figures = work.statistics.total(replace(wanted, since=day_start(first, actor), until=day_end(last, actor)))
        rows.append(FigureRow(key=monday.isoformat(), name="", figures=figures))
        monday += _WEEK
    return rows


def _names(work: Work, breakdown: Breakdown, keys: Sequence[str]) -> dict[str, str]:
    """The names of what the keys are codes or nos. of; those that are not there any more are left out."""
    match breakdown:
        case Breakdown.TEMPLATE:
            return {each.code: each.description for each in work.templates.all()}
        case Breakdown.GROUP:
            return {each.code: each.description for each in work.groups.all()}
        case Breakdown.SALESPERSON:
            return {each.code: each.name for each in work.salespeople.all()}
        case Breakdown.CONTACT:
            return {each.no: each.name for each in work.contacts.get_many(keys)}
        case Breakdown.CAMPAIGN:
            return {each.code: each.description for each in work.campaigns.all()}
        case Breakdown.SEGMENT | Breakdown.EVALUATION | Breakdown.WEEK:
            return {}


def _idle(work: Work, subject: _Subject, since: date, actor: Actor) -> IdleContacts:
    # Whoever is no salesperson has no contacts.
    mine = subject.code if subject.words else None
    company_no = subject.contact.group_no if subject.contact else ""
    total, found = work.statistics.idle(day_start(since, actor), ROWS, salesperson=mine, company_no=company_no)
    contacts = {each.no: each for each in work.contacts.get_many([no for no, _ in found])}
    return IdleContacts(
        contacts=tuple(IdleContact(contacts[no], last) for no, last in found),
        total=total,
        since=since,
        contact=subject.contact,
        name=subject.name,
        own=subject.own,
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
