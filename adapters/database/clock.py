"""Jobs by the clock, as workers see them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_on_postgresql

from adapters.database.job_tables import job
from adapters.database.jobs import EVERY_ORGANIZATION, Runner
from adapters.database.session import Session, Statements
from adapters.database.tables import organization
from core.jobs import JobClaim

_MOMENT = job.c.next_at.type
_ORGANIZATIONS = select(organization.c.id)
_OPEN = insert_on_postgresql(job).on_conflict_do_nothing()
_NEXT = (
    select(job.c.organization_id, job.c.name, job.c.claim_no)
    .where(job.c.name == bindparam("of_name"), job.c.next_at <= bindparam("now", type_=_MOMENT))
    .order_by(job.c.next_at)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_DUE = select(job.c.name, func.min(job.c.next_at, type_=_MOMENT)).group_by(job.c.name)
_ONE = (job.c.organization_id == bindparam("org")) & (job.c.name == bindparam("of_name"))
_CLAIM = update(job).where(_ONE).values(next_at=bindparam("until", type_=_MOMENT), claim_no=bindparam("new_claim"))
_DONE = update(job).where(_ONE, job.c.claim_no == bindparam("of_claim")).values(next_at=bindparam("at", type_=_MOMENT))


class DatabaseJobs:
    """`core.jobs.Jobs`."""

    def __init__(self, runner: Runner, statements: Statements) -> None:
        self._runner = runner
        self._statements = statements

    async def open(self, starts: Mapping[str, datetime]) -> None:
        def make(connection: Connection) -> None:
            organizations = [row[0] for row in self._session(connection).all(_ORGANIZATIONS)]
            for organization_id in organizations:
                rows = [{"name": name, "next_at": at, "claim_no": 0} for name, at in sorted(starts.items())]
                self._session(connection, organization_id).many(_OPEN, rows)

        await self._runner.write(EVERY_ORGANIZATION, make)

    async def claim(self, names: Sequence[str], now: datetime, lease: timedelta) -> JobClaim | None:
        def take(connection: Connection) -> JobClaim | None:
            for name in names:
                row = self._session(connection).first(_NEXT, {"of_name": name, "now": now})
                if row is not None:
                    claim = JobClaim(organization_id=row[0], name=row[1], claim_no=row[2] + 1)
                    values = {"of_name": name, "until": now + lease, "new_claim": claim.claim_no}
                    self._session(connection, claim.organization_id).run(_CLAIM, values)
                    return claim
            return None

        return await self._runner.write(EVERY_ORGANIZATION, take)

    async def due(self) -> Mapping[str, datetime]:
        rows = await self._runner.read(EVERY_ORGANIZATION, lambda connection: self._session(connection).all(_DUE))
        return {row[0]: row[1] for row in rows}

    async def done(self, claim: JobClaim, next_at: datetime) -> None:
        def mark(connection: Connection) -> None:
            values = {"of_name": claim.name, "of_claim": claim.claim_no, "at": next_at}
            self._session(connection, claim.organization_id).run(_DONE, values)

        await self._runner.write(claim.organization_id, mark)

    def _session(self, connection: Connection, organization_id: int = EVERY_ORGANIZATION) -> Session:
        return Session(connection, self._statements, organization_id)
