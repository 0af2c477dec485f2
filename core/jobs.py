"""Work that is done by the clock, once, however many workers there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class JobClaim:
    """A job of an organization, claimed by one worker: nobody else does it until the lease ends."""

    organization_id: int
    name: str
    claim_no: int


class Jobs(Protocol):
    """When each job of each organization is due next; each method is a transaction of its own, across organizations."""

    async def open(self, starts: Mapping[str, datetime]) -> None:
        """Makes the jobs that an organization does not have yet; each is first due at the moment given."""

    async def claim(self, names: Sequence[str], now: datetime, lease: timedelta) -> JobClaim | None:
        """One of these jobs that is due and that nobody has claimed; None when there is none.

        A worker that dies leaves the job to others when the lease has ended, so it has to be one that can be begun again.
        """

    async def due(self) -> Mapping[str, datetime]:
        """When each job is due next, in the organization where it is due first. While a worker does it, when the lease ends."""

    async def done(self, claim: JobClaim, next_at: datetime) -> None:
        """The job is due again at `next_at`, unless another worker has claimed it meanwhile."""
