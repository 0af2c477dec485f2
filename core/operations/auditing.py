"""The audit: what admins and others with a say did, for admins to read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from core.audit import AuditAction, AuditFilter, AuditPage, AuditRecord
from core.moments import day_end, day_start
from core.operations import resolving
from core.operations.changing import LAST_NO
from core.person import Actor
from core.requests.audit import ExportAudit, ListAudit
from core.rights import authorize
from core.text import one_line
from core.work import Work

PAGE = 20
_READ_AT_ONCE = 1000
# What the actions are called by whoever asks.
Said = Mapping[AuditAction, str]
_AS_KEPT: Said = MappingProxyType({})


def note(work: Work, action: AuditAction, about: str, actor: Actor, now: datetime, **details: object) -> None:
    """Keeps a record of what a person does in the conversation; see AuditRecord for what may stand in it."""
    work.audit.add(AuditRecord(at=now, by=actor.person_id, action=action, about=about, details=details))


def list_audit(work: Work, request: ListAudit, actor: Actor, now: datetime, said: Said = _AS_KEPT) -> AuditPage:
    """Twenty records, newest first. Raises what the resolving of a person raises."""
    authorize(request, actor)
    return _page(work, _filter(work, request, actor, said), request)


def begin_audit_export(work: Work, request: ExportAudit, actor: Actor, now: datetime, said: Said = _AS_KEPT) -> AuditFilter:
    """Notes who exports, and gives what the filters mean to the person. Raises what the resolving of a person raises."""
    authorize(request, actor)
    wanted = _filter(work, request, actor, said)
    note(work, AuditAction.EXPORTED, "audit", actor, now)
    return wanted


def exported_records(work: Work, wanted: AuditFilter) -> Iterator[AuditRecord]:
    """The records, newest first, read a thousand at a time."""
    before = 0
    while rows := work.audit.page(wanted, _READ_AT_ONCE, before=before):
        yield from rows
        before = rows[-1].id


def _filter(work: Work, request: ListAudit | ExportAudit, actor: Actor, said: Said) -> AuditFilter:
    words = tuple(one_line(request.about).split())
    return AuditFilter(
        since=day_start(request.since, actor) if request.since else None,
        until=day_end(request.until, actor) if request.until else None,
        by=_by(work, request.by, actor) if request.by else None,
        about=words,
        actions=tuple(frozenset(action for action, name in said.items() if word.lower() in name.lower()) for word in words),
    )


def _by(work: Work, words: str, actor: Actor) -> frozenset[int]:
    """The ids of who is meant; none for a salesperson who never did anything here."""
    meant = resolving.person(work, words, actor)
    found = [meant.person] if meant.person else [work.people.by_email(each.email) for each in meant.salespeople if each.email]
    return frozenset(person.id for person in found if person is not None)


def _page(work: Work, wanted: AuditFilter, request: ListAudit) -> AuditPage:
    """Next to the id asked for; the first page when nothing is left there, or not enough newer ones to fill a page."""
    if request.older:
        rows = work.audit.page(wanted, PAGE + 1, before=min(request.older, LAST_NO))
        if rows:
            return replace(_shown(rows), newer=rows[0].id)
    elif request.newer:
        rows = work.audit.page(wanted, PAGE + 1, after=min(request.newer, LAST_NO))
        if len(rows) > PAGE:
            shown = tuple(rows[-PAGE:])
            return AuditPage(records=shown, older=shown[-1].id, newer=shown[0].id)
    return _shown(work.audit.page(wanted, PAGE + 1))


def _shown(rows: Sequence[AuditRecord]) -> AuditPage:
    return AuditPage(records=tuple(rows[:PAGE]), older=rows[PAGE - 1].id if len(rows) > PAGE else 0)
