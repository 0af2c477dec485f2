"""Campaigns and opportunities: looking up, and for admins adding, changing, removing; and what entries may say of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches

from core import checks
from core.audit import AuditAction
from core.errors import AlreadyExists, InvalidValue, ReferenceNotFound
from core.folding import fold
from core.operations import auditing
from core.person import Actor
from core.reference import STATUSES, CampaignResults, Reference, ReferenceKind, References, ReferenceStatus
from core.requests.references import ListReferences, RemoveReference, SaveReference, ShowReference
from core.results.setup import Removal
from core.rights import authorize
from core.text import one_line
from core.values import Role
from core.work import Work

CODE_LIMIT = 20
_NEAREST = 3
_LIKENESS = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceList:
    """`results` of campaigns by code; those without any are left out."""

    kind: ReferenceKind
    references: tuple[Reference, ...]
    results: dict[str, CampaignResults]
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceDetails:
    """`results` is None for an opportunity."""

    kind: ReferenceKind
    reference: Reference
    results: CampaignResults | None
    may_change: bool


def list_references(work: Work, request: ListReferences, actor: Actor, now: datetime) -> ReferenceList:
    """All by code, with the results of campaigns."""
    authorize(request, actor)
    is_campaign = request.kind is ReferenceKind.CAMPAIGN
    return ReferenceList(
        kind=request.kind,
        references=tuple(_of(work, request.kind).all()),
        results=work.statistics.campaigns() if is_campaign else {},
        may_change=actor.role >= Role.ADMIN,
    )


def show_reference(work: Work, request: ShowReference, actor: Actor, now: datetime) -> ReferenceDetails:
    """Raises ReferenceNotFound."""
    authorize(request, actor)
    return _details(work, request.kind, _found(work, request.kind, request.code), actor)


def save_reference(work: Work, request: SaveReference, actor: Actor, now: datetime) -> ReferenceDetails:
    """Adds one, or changes the fields that are not None. Raises InvalidValue, AlreadyExists, ReferenceNotFound."""
    authorize(request, actor)
    kind, table = request.kind, _of(work, request.kind)
    status = request.status
    if status is not None and status not in STATUSES[kind]:
        raise _not_a_status(kind, status)
    if request.new:
        reference = Reference(
            code=checks.code("code", request.code, CODE_LIMIT),
            description=checks.line("description", request.description or "", required=True),
            status=status or STATUSES[kind][0],
        )
        if table.find(reference.code) is not None:
            raise AlreadyExists(kind.value, reference.code)
        table.add(reference)
        auditing.note(work, AuditAction.REFERENCE_CHANGED, f"{kind.value} {reference.code}", actor, now)
        return _details(work, kind, reference, actor)
    old = _found(work, kind, request.code)
    described = old.description
    if request.description is not None:
        described = checks.line("description", request.description, required=True)
    reference = replace(old, description=described, status=status or old.status)
    table.update(reference)
    auditing.note(work, AuditAction.REFERENCE_CHANGED, f"{kind.value} {reference.code}", actor, now)
    return _details(work, kind, reference, actor)


def remove_reference(work: Work, request: RemoveReference, actor: Actor, now: datetime) -> Removal:
    """Removes it when `confirmed`, else only tells which. Entries keep the code. Raises ReferenceNotFound."""
    authorize(request, actor)
    reference = _found(work, request.kind, request.code)
    if request.confirmed:
        _of(work, request.kind).remove(reference.code)
        auditing.note(work, AuditAction.REFERENCE_REMOVED, f"{request.kind.value} {reference.code}", actor, now)
    return Removal(kind=request.kind.value, code=reference.code, description=reference.description, confirmed=request.confirmed)


def checked(work: Work, kind: ReferenceKind, said: str) -> str:
    """The code that an entry gets for what was said of a campaign or an opportunity; "" for none.

    Where none are kept here any code will do: they may live in another program. Raises InvalidValue, ReferenceNotFound.
    """
    code = checks.number(kind.value, said)
    if not code or _of(work, kind).find(code) is not None or not _of(work, kind).all():
        return code
    refusal = _not_found(work, kind, code)
    refusal.field = kind.value
    raise refusal


def _of(work: Work, kind: ReferenceKind) -> References:
    return work.campaigns if kind is ReferenceKind.CAMPAIGN else work.opportunities


def _found(work: Work, kind: ReferenceKind, said: str) -> Reference:
    """The one with this code, else the only one whose code or description begins so."""
    code = one_line(said)
    found = _of(work, kind).find(code)
    if found is None:
        beginning = _beginning(_of(work, kind).all(), code) if code else []
        if len(beginning) != 1:
            raise _not_found(work, kind, code)
        found = beginning[0]
    return found


def _not_found(work: Work, kind: ReferenceKind, said: str) -> ReferenceNotFound:
    there = _of(work, kind).all()
    beginning = _beginning(there, said)
    if not beginning:
        close = get_close_matches(said.upper(), [each.code for each in there], _NEAREST, _LIKENESS)
        beginning = [each for code in close for each in there if each.code == code]
    return ReferenceNotFound(kind, said, tuple(beginning[:_NEAREST]))


def _beginning(there: Sequence[Reference], said: str) -> list[Reference]:
    wanted = fold(said)
    return [each for each in there if any(fold(text).startswith(wanted) for text in (each.code, each.description))]


def _details(work: Work, kind: ReferenceKind, reference: Reference, actor: Actor) -> ReferenceDetails:
    results = None
    if kind is ReferenceKind.CAMPAIGN:
        results = work.statistics.campaigns(reference.code).get(reference.code, CampaignResults())
    return ReferenceDetails(kind=kind, reference=reference, results=results, may_change=actor.role >= Role.ADMIN)


def _not_a_status(kind: ReferenceKind, status: ReferenceStatus) -> InvalidValue:
    return InvalidValue(field="status", value=status.value, rule="unknown", allowed=tuple(each.value for each in STATUSES[kind]))
