"""What all operations that change entries share."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from core.changes import differences
from core.entry import Change, InteractionLogEntry, LogRow
from core.errors import InvalidValue, NotFound
from core.operations.copies import renew_copies
from core.operations.defaults import refuse_blocked
from core.operations.reminding import moved_reminders
from core.person import Actor
from core.privacy import TELLING_FIELDS
from core.results.entries import Changed
from core.rights import authorize, authorize_entry
from core.values import ChangeKind
from core.work import Work

# The largest number that storage can hold.
LAST_NO = 2**63 - 1

Alter = Callable[[InteractionLogEntry], InteractionLogEntry]


def entry_row(work: Work, no: int) -> LogRow:
    """The entry with its names. Raises NotFound."""
    if not 0 < no <= LAST_NO:
        raise NotFound("entry", str(no))
    return work.entries.row(no)


def rows_to_change(work: Work, request: object, actor: Actor, nos: Sequence[int]) -> list[LogRow]:
    """The entries, each once. Raises NotFound, NotAllowed, or InvalidValue when none is named."""
    authorize(request, actor)
    if not nos:
        raise InvalidValue(field="no", value="", rule="empty")
    wanted = dict.fromkeys(nos)
    work.entries.lock([no for no in wanted if 0 < no <= LAST_NO])
    rows = [entry_row(work, no) for no in wanted]
    for row in rows:
        authorize_entry(request, actor, row.entry)
    return rows


def alter(
    work: Work, rows: Sequence[LogRow], kind: ChangeKind, alteration: Alter, actor: Actor, now: datetime, reason: str = ""
) -> Changed:
    """Writes what `alteration` makes of each entry, and one change for all that differ. Names in the rows stay as they are."""
    changed: list[LogRow] = []
    unchanged: list[LogRow] = []
    pairs: list[tuple[InteractionLogEntry, InteractionLogEntry]] = []
    for row in rows:
        new = alteration(row.entry)
        if new == row.entry:
            unchanged.append(row)
        else:
            changed.append(replace(row, entry=new))
            pairs.append((row.entry, new))
    change = write(work, pairs, kind, actor, now, reason) if pairs else 0
    fields = tuple(dict.fromkeys(name for old, new in pairs for name in differences(old, new)[1]))
    return Changed(kind=kind, rows=tuple(changed), change=change, unchanged=tuple(unchanged), fields=fields)


def write(
    work: Work,
    pairs: Sequence[tuple[InteractionLogEntry, InteractionLogEntry]],
    kind: ChangeKind,
    actor: Actor,
    now: datetime,
    reason: str = "",
    undoes: int = 0,
) -> int:
    """Writes entries as (old, new), with a row of history each, has their copies in chat renewed, and returns the change's id.

    Raises PrivacyBlocked where more would be told of a contact that is blocked; marks may be set and taken back.
    """
    for old, new in pairs:
        if any(getattr(old, name) != getattr(new, name) for name in (*TELLING_FIELDS, "follow_up_on")):
            refuse_blocked(work.contacts.get(new.contact_no))
    change = work.history.new_id(now)
    work.entries.update_many([new for old, new in pairs if new != old])
    rows = []
    for old, new in pairs:
        before, after = differences(old, new)
        rows.append(
            Change(
                id=change,
                entry_no=new.no,
                kind=kind,
                by=actor.person_id,
                at=now,
                reason=reason,
                before=before,
                after=after,
                undoes=undoes,
            )
        )
    work.history.add(rows)
    renew_copies(work, [new.no for _, new in pairs], actor.person_id, now, also=moved_reminders(work, pairs, now))
    return change
