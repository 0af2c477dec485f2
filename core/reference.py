"""Campaign and opportunity: what an entry may refer to besides its contact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol


class ReferenceKind(StrEnum):
    CAMPAIGN = "campaign"
    OPPORTUNITY = "opportunity"


class ReferenceStatus(StrEnum):
    PLANNED = "planned"
    ACTIVE = "active"
    CLOSED = "closed"
    OPEN = "open"
    WON = "won"
    LOST = "lost"


# The statuses of each kind; a new one has the first.
STATUSES: Mapping[ReferenceKind, tuple[ReferenceStatus, ...]] = MappingProxyType(
    {
        ReferenceKind.CAMPAIGN: (ReferenceStatus.ACTIVE, ReferenceStatus.PLANNED, ReferenceStatus.CLOSED),
        ReferenceKind.OPPORTUNITY: (ReferenceStatus.OPEN, ReferenceStatus.WON, ReferenceStatus.LOST),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """`code` is upper case, up to 20 characters."""

    code: str
    description: str
    status: ReferenceStatus


@dataclass(frozen=True, slots=True)
class CampaignResults:
    """How many contacts have an entry of the campaign that is marked as its target, and as a response to it. Canceled entries and
    drafts do not count.
    """

    targets: int = 0
    responses: int = 0

    @property
    def rate(self) -> float | None:
        """Responses for each target; None without targets."""
        return self.responses / self.targets if self.targets else None


class References(Protocol):
    """The campaigns, or the opportunities, within a unit of work."""

    def find(self, code: str) -> Reference | None:
        """The one with this code, in any case; None when it is not there."""

    def all(self) -> Sequence[Reference]:
        """All by code."""

    def add(self, value: Reference) -> None:
        """Raises AlreadyExists."""

    def update(self, value: Reference) -> None:
        """Raises NotFound."""

    def remove(self, code: str) -> None:
        """Raises NotFound. Entries keep the code."""
