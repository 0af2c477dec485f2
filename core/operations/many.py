"""Changing all entries that a list shows: first it is shown which, and what is asked for then names each of them."""

from datetime import datetime

from core.deleting import ChangePreview
from core.operations import resolving
from core.operations.listing import AT_ONCE, entry_filter, of_contact
from core.person import Actor
from core.requests.deleting import PreviewChange
from core.rights import authorize, may_change
from core.values import ChangeKind
from core.work import Work

_SHOWN = 10


def preview_change(work: Work, request: PreviewChange, actor: Actor, now: datetime) -> ChangePreview:
    """Of the newest 200 entries that the filter finds, those that the person may change and that are not so already.

    Raises what `list_entries` raises.
    """
    authorize(request, actor)
    contact = resolving.contact(work, request.contact) if request.contact else None
    wanted = entry_filter(work, request, actor)
    if contact is not None:
        wanted = of_contact(wanted, contact)
    rows = work.entries.page(wanted, AT_ONCE + 1)
    chosen = [row for row in rows[:AT_ONCE] if _differs(request.kind, canceled=row.entry.canceled)]
    mine = [row for row in chosen if may_change(actor, row.entry)]
    return ChangePreview(
        kind=request.kind,
        nos=tuple(row.entry.no for row in mine),
        rows=tuple(mine[:_SHOWN]),
        others=len(chosen) - len(mine),
        unchanged=len(rows[:AT_ONCE]) - len(chosen),
        more=len(rows) > AT_ONCE,
    )


def _differs(kind: ChangeKind, *, canceled: bool) -> bool:
    return canceled if kind is ChangeKind.RESTORED else kind is not ChangeKind.CANCELED or not canceled
