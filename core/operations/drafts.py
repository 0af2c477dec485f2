"""Drafts: interactions that are postponed, to be finished or dropped later."""

from dataclasses import replace
from datetime import datetime

from core.entry import InteractionLogEntry
from core.filters import EntryFilter
from core.operations.canceling import canceled
from core.operations.changing import alter, rows_to_change
from core.operations.defaults import refuse_blocked
from core.operations.listing import newest
from core.person import Actor
from core.requests.entries import DropDraft, FinishDraft, ListDrafts
from core.results.entries import Changed, EntryPage
from core.rights import authorize
from core.values import ChangeKind, Status
from core.work import Work


def list_drafts(work: Work, request: ListDrafts, actor: Actor, now: datetime) -> EntryPage:
    """The person's own drafts, newest first; `older` is a position for `list by:me postponed:yes`."""
    authorize(request, actor)
    return newest(
        work, EntryFilter(by_person=actor.person_id, by_salesperson=actor.salesperson_code, postponed=True, canceled=False)
    )


def finish_draft(work: Work, request: FinishDraft, actor: Actor, now: datetime) -> Changed:
    """Makes an entry of a draft, as taking place now. What is no draft (any more), or is canceled, is left as it is.

    Raises NotFound, NotAllowed, PrivacyBlocked.
    """
    rows = rows_to_change(work, request, actor, (request.no,))
    for row in rows:
        if row.entry.status is Status.DRAFT:
            refuse_blocked(work.contacts.get(row.entry.contact_no))
    return alter(work, rows, ChangeKind.FINISHED, lambda entry: _finished(entry, now), actor, now)


def drop_draft(work: Work, request: DropDraft, actor: Actor, now: datetime) -> Changed:
    """Discards a draft: it is marked canceled, and stays apart from the log. What is no draft is left as it is.

    Raises NotFound, NotAllowed.
    """
    rows = rows_to_change(work, request, actor, (request.no,))
    return alter(work, rows, ChangeKind.DROPPED, lambda entry: _dropped(entry, actor, now), actor, now)


def _finished(entry: InteractionLogEntry, now: datetime) -> InteractionLogEntry:
    return replace(entry, postponed=False, at=now) if entry.status is Status.DRAFT else entry


def _dropped(entry: InteractionLogEntry, actor: Actor, now: datetime) -> InteractionLogEntry:
    return canceled(entry, actor, now, "") if entry.status is Status.DRAFT else entry
