"""How long statistics take: the same 90 days with little and with much history behind them, and a year of a team.

Beside the time stands that of our own processor, which is all of it on SQLite and does not depend on what else a machine does.
"""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from adapters.database import Database, migrate, postgres
from adapters.database.address import parse
from core.access import AccessPolicy
from core.operations.statistics import show_statistics
from core.person import Actor
from core.requests.statistics import ShowStatistics
from core.statistics import Breakdown, IdleContacts
from core.values import Role
from core.work import Work
from tests.benchmarks.places import EMAIL, fill

_CONTACTS = 100_000
# There is an entry a minute, so these are the last 90 days.
_RECENT = 90 * 24 * 60
_OLDER = (100_000, 1_000_000)
_TIMES = 7
_MANAGER = Actor(person_id=1, name="Mia", email="mia@example.test", role=Role.MANAGER)


async def with_statistics(urls: tuple[str, str]) -> None:
    """Both databases are filled; then they take turns, so that both meet the same machine."""
    for url, older in zip(urls, _OLDER, strict=True):
        begun = time.perf_counter()
        migrate(url)
        await fill(
            url,
            contacts=_CONTACTS,
            entries=_RECENT + older,
            templates=("CALL", "MAIL", "VISIT", "LETTER", "OFFER", "INVOICE", "ORDER", "SUPPORT"),
            salespeople=("BR", *(f"S{number}" for number in range(1, 10))),
        )
        await asyncio.to_thread(_vacuum, url)
        print(f"  {_RECENT:,} entries of 90 days and {older:,} older: filled in {time.perf_counter() - begun:.0f} s", flush=True)
    small, large = (Database.open(url, AccessPolicy()) for url in urls)
    for database in (small, large):
        # The first person there is, and so with the same number in both.
        person = await database.write(1, lambda work: work.people.ensure(EMAIL, "Bench Rep"))
    rep = Actor(person_id=person.id, name=person.name, email=EMAIL, role=Role.REP, salesperson_code="BR")
    year = datetime.now(UTC).date() - timedelta(days=364)
    for name, request, actor in (
        ("team by week", ShowStatistics(team=True), _MANAGER),
        ("team by template", ShowStatistics(team=True, breakdown=Breakdown.TEMPLATE), _MANAGER),
        ("team by contact", ShowStatistics(team=True, breakdown=Breakdown.CONTACT), _MANAGER),
        ("a rep's own by week", ShowStatistics(by="me"), rep),
        ("a contact", ShowStatistics(contact="CT000100"), rep),
    ):
        first, second = await _both(small, large, request, actor)
        print(f"  90 days, {name:<22} {first:>7.1f} ms and {second:>7.1f} ms: {second / first:.2f} times", flush=True)
    for breakdown in (Breakdown.WEEK, Breakdown.TEMPLATE, Breakdown.SALESPERSON):
        request = ShowStatistics(team=True, since=year, breakdown=breakdown)
        print(f"  a year of a team by {breakdown:<12} {await _both_times(large, request, _MANAGER)}", flush=True)
    idle = ShowStatistics(by="BR", idle_since=datetime.now(UTC).date() - timedelta(days=60))
    print(f"  contacts of one without an interaction {await _both_times(large, idle, _MANAGER)}", flush=True)
    await small.close()
    await large.close()


async def _both(small: Database, large: Database, request: ShowStatistics, actor: Actor) -> tuple[float, float]:
    times = [(await _once(small, request, actor), await _once(large, request, actor)) for _ in range(_TIMES)]
    first, second = zip(*times, strict=True)
    return sorted(first)[_TIMES // 2], sorted(second)[_TIMES // 2]


async def _both_times(database: Database, request: ShowStatistics, actor: Actor) -> str:
    """The medians of time and of processor time."""
    times = []
    for _ in range(_TIMES):
        used = time.process_time()
        taken = await _once(database, request, actor)
        times.append((taken, 1000 * (time.process_time() - used)))
    taken, used = (sorted(each)[_TIMES // 2] for each in zip(*times, strict=True))
    return f"{taken:>7.1f} ms, {used:>7.1f} ms of the processor"


async def _once(database: Database, request: ShowStatistics, actor: Actor) -> float:
    def count(work: Work) -> None:
        found = show_statistics(work, request, actor, datetime.now(UTC))
        assert found.total >= 0 if isinstance(found, IdleContacts) else found.whole.number

    begun = time.perf_counter()
    await database.read(1, count)
    return 1000 * (time.perf_counter() - begun)


def _vacuum(url: str) -> None:
    """What PostgreSQL does by itself within a minute or so."""
    address = parse(url)
    if address.get_backend_name() != "postgresql":
        return
    engine = postgres.make_engine(address)
    with engine.connect() as connection:
        connection.exec_driver_sql("VACUUM ANALYZE interaction_log_entry")
    engine.dispose()
