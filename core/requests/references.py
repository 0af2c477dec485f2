"""Requests about campaigns and opportunities."""

from dataclasses import dataclass

from core.reference import ReferenceKind, ReferenceStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReferences:
    """`campaigns`, `opportunities`."""

    kind: ReferenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowReference:
    """`campaign CODE`, `opportunity CODE`."""

    kind: ReferenceKind
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveReference:
    """`campaign create CODE [status:STATUS]: DESCRIPTION` with `new`, else `campaign CODE change ...`; None leaves a field as it
    is.
    """

    kind: ReferenceKind
    code: str = ""
    new: bool = False
    description: str | None = None
    status: ReferenceStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveReference:
    """`campaign CODE remove`."""

    kind: ReferenceKind
    code: str
    confirmed: bool = False


ReferenceRequest = ListReferences | ShowReference | SaveReference | RemoveReference
