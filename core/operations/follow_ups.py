"""`followups`: listing them, and what becomes of them. Whether one is done is kept beside its entry, the day in the entry."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from core.entry import Change, LogRow
from core.errors import InvalidValue, NotAllowed, NotFound
from core.follow_up import FollowUp, FollowUpPage
from core.moments import zone
from core.operations import resolving
from core.operations.changing import LAST_NO, alter, rows_to_change
from core.operations.copies import renew_copies
from core.person import Actor
from core.requests.follow_ups import FinishFollowUps, ListFollowUps, SnoozeFollowUp
from core.results.entries import Changed
from core.rights import authorize
from core.values import ChangeKind, Role
from core.work import Work

PAGE = 10
_FURTHEST = timedelta(days=3660)


def list_follow_ups(work: Work, request: ListFollowUps, actor: Actor, now: datetime) -> FollowUpPage:
    """Ten open follow-ups of the person, those recorded for somebody else among them, or of another one for managers, the first
    due first.

    Raises NotFound (person), NotAllowed, InvalidValue for a place that is none.
    """
    authorize(request, actor)
    person_id, name = actor.person_id, ""
    if request.person:
        meant = resolving.person(work, request.person, actor).person
        if meant is None:
            raise NotFound("person", request.person)
        if meant.id != actor.person_id:
            if actor.role < Role.MANAGER:
                raise NotAllowed(needed=Role.MANAGER)
            person_id, name = meant.id, meant.name or meant.email
    found = work.follow_ups.open_of(person_id, PAGE + 1, after=_place(request.after) if request.after else None)
    after = f"{found[PAGE - 1].due_on.isoformat()}/{found[PAGE - 1].entry_no}" if len(found) > PAGE else ""
    return FollowUpPage(rows=tuple((each, work.entries.row(each.entry_no)) for each in found[:PAGE]), name=name, after=after)


def finish_follow_ups(work: Work, request: FinishFollowUps, actor: Actor, now: datetime) -> Changed:
    """Marks the follow-ups of all the entries done, or none: raises NotFound, NotAllowed, InvalidValue."""
    rows = rows_to_change(work, request, actor, request.nos)
    kept = [(row, _follow_up(work, row)) for row in rows]
    undone = [(row, each) for row, each in kept if each.done_at is None]
    change = 0
    if undone:
        change = work.history.new_id(now)
        for _, each in undone:
            work.follow_ups.keep(replace(each, done_at=now, done_by=actor.person_id))
        nos = [each.entry_no for _, each in undone]
        kind, by = ChangeKind.FOLLOWED_UP, actor.person_id
        work.history.add([Change(id=change, entry_no=no, kind=kind, by=by, at=now) for no in nos])
        renew_copies(work, nos, actor.person_id, now)
    return Changed(
        kind=ChangeKind.FOLLOWED_UP,
        rows=tuple(row for row, _ in undone),
        change=change,
        unchanged=tuple(row for row, each in kept if each.done_at is not None),
    )


def snooze_follow_up(work: Work, request: SnoozeFollowUp, actor: Actor, now: datetime) -> Changed:
    """Puts a follow-up off; one that was done is open again then. Raises NotFound, NotAllowed, InvalidValue (not_a_date)."""
    (row,) = rows_to_change(work, request, actor, (request.no,))
    _follow_up(work, row)
    today = now.astimezone(zone(actor)).date()
    days = timedelta(days=min(max(request.days, 1), _FURTHEST.days))
    until = today + days if request.until is None else request.until
    if not today <= until <= today + _FURTHEST:
        raise InvalidValue(field="until", value=until.isoformat(), rule="not_a_date")
    return alter(work, [row], ChangeKind.EDITED, lambda entry: replace(entry, follow_up_on=until), actor, now)


def _follow_up(work: Work, row: LogRow) -> FollowUp:
    """That of the entry. Raises NotFound."""
    kept = work.follow_ups.get(row.entry.no)
    if kept is None:
        raise NotFound("follow-up", str(row.entry.no))
    return kept


def _place(text: str) -> tuple[date, int]:
    day, _, no = text.partition("/")
    try:
        if no.isascii() and no.isdecimal() and int(no[:20]) <= LAST_NO:
            return date.fromisoformat(day), int(no)
    except ValueError:
        pass
    raise InvalidValue(field="after", value=text, rule="unknown")
