"""Jobs are claimed once, by one worker, for each organization; those of a worker that died are claimed again."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from adapters.database import Database
from adapters.database.address import parse

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LEASE = timedelta(minutes=10)


def add_organization(url: str) -> None:
    engine = create_engine(parse(url), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO organization (id, name) VALUES (2, '')"))


async def test_each_organization_has_its_jobs_once(database: Database, database_url: str) -> None:
    add_organization(database_url)
    jobs = database.jobs
    await jobs.open({"night": NOW, "later": NOW + timedelta(hours=1)})
    await jobs.open({"night": NOW + timedelta(days=9)})
    claims = await asyncio.gather(*(jobs.claim(("night", "later"), NOW, LEASE) for _ in range(8)))
    done = [claim for claim in claims if claim is not None]
    assert sorted((claim.organization_id, claim.name) for claim in done) == [(1, "night"), (2, "night")]
    assert await jobs.claim(("later",), NOW, LEASE) is None
    assert await jobs.claim((), NOW + timedelta(days=1), LEASE) is None


async def test_done_jobs_are_due_again_and_lost_ones_too(database: Database) -> None:
    jobs = database.jobs
    await jobs.open({"night": NOW})
    first = await jobs.claim(("night",), NOW, LEASE)
    assert first is not None
    assert await jobs.claim(("night",), NOW + LEASE - timedelta(seconds=1), LEASE) is None
    second = await jobs.claim(("night",), NOW + LEASE, LEASE)
    assert second is not None
    assert second.claim_no == first.claim_no + 1
    # Whoever was thought dead does not put off what another does now.
    await jobs.done(first, NOW + timedelta(days=1))
    third = await jobs.claim(("night",), NOW + 2 * LEASE, LEASE)
    assert third is not None
    await jobs.done(third, NOW + timedelta(days=1))
    assert await jobs.claim(("night",), NOW + timedelta(days=1, seconds=-1), LEASE) is None
    assert await jobs.claim(("night",), NOW + timedelta(days=1), LEASE) is not None
