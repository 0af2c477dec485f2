"""`export`: all entries that filters let through."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

from core.audit import AuditAction
from core.entry import LogRow
from core.filters import EntryFilter, Position
from core.operations import auditing, resolving
from core.operations.listing import entry_filter, of_contact
from core.person import Actor
from core.requests.entries import EntryFilters
from core.requests.exports import ExportEntries
from core.rights import authorize
from core.work import Work

_PAGE = 1000


def begin_export(work: Work, request: ExportEntries, actor: Actor, now: datetime) -> EntryFilter:
    """Notes who exports, and gives what the filters mean to the person. Drafts are left out unless `postponed` asks for them.

    Raises what the resolving of contacts, template and person raises, NotFound (group, segment), InvalidValue.
    """
    authorize(request, actor)
    wanted = entry_filter(work, request, actor)
    if request.contact:
        wanted = of_contact(wanted, resolving.contact(work, request.contact))
    auditing.note(
        work, AuditAction.EXPORTED, "interaction log", actor, now, format=request.format.value, filters=_names_of(request)
    )
    return wanted


def exported_rows(work: Work, wanted: EntryFilter) -> Iterator[LogRow]:
    """The entries, newest first, read a page at a time: all of one state, as long as the transaction reads one."""
    older_than: Position | None = None
    while True:
        rows = work.entries.page(wanted, _PAGE, older_than=older_than)
        yield from rows
        if len(rows) < _PAGE:
            return
        older_than = Position(rows[-1].entry.at, rows[-1].entry.no)


def recorders(work: Work) -> dict[int, str]:
    """The names of the people by their ids, as entries name who recorded them."""
    return {person.id: person.name or person.email for person, _ in work.people.all()}


def _names_of(request: ExportEntries) -> list[str]:
    """Which filters were set; their values may name a contact, which the audit does not."""
    return [spec.name for spec in fields(EntryFilters) if getattr(request, spec.name) != spec.default]
