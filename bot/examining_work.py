"""What the doctor finds of the work that is done apart from requests: messages, jobs by the clock, documents."""

from datetime import timedelta

from adapters.database import Database
from bot.findings import Finding
from bot.settings import Settings
from bot.wiring import now
from core.operations.outbox import NO_ACCOUNT, NOT_INSTALLED

# A worker looks every 2 seconds for messages, every 15 for jobs.
OVERDUE = timedelta(minutes=5)
_START = "start one: python -m bot worker, or python -m bot run, which has one inside"


async def messages_finding(database: Database, organization_id: int, named: str) -> Finding:
    """Who was never met waits for a first message, and who uninstalled for the next installation, which is no fault."""
    due = (await database.lanes.backlog(now())).due
    dead, stopped = await database.read(organization_id, lambda work: (work.outbox.dead(1_000), work.outbox.stopped()))
    gone = [recipient for recipient, reason in stopped if reason not in (NO_ACCOUNT, NOT_INSTALLED)]
    if dead or gone:
        many = f"not sent: {len(dead)}, recipients that cannot be written to: {len(gone)}"
        return Finding(f"messages{named}", f"{many}; an admin says in chat: outbox")
    return Finding(f"messages{named}", detail=f"{due} due" if due else "all sent")


async def worker_finding(database: Database, settings: Settings) -> Finding:
    """Whether what is due is taken up: messages, where there is a platform to send them to, and jobs."""
    jobs = await database.jobs.due()
    if not jobs:
        advice = f"none has run yet, and without one no messages are sent; {_START}"
        return Finding("worker", advice=advice)
    waiting = dict(jobs)
    if settings.slack or settings.teams or settings.teams_anonymous:
        next_at = await database.lanes.next_at()
        if next_at is not None:
            waiting["messages"] = next_at
    what = min(waiting, key=lambda each: waiting[each])
    late = now() - waiting[what]
    if late > OVERDUE:
        return Finding("worker", f"none is at work: {what} waiting since {waiting[what]:%Y-%m-%d %H:%M} UTC; {_START}")
    return Finding("worker", detail=f"nothing is overdue; housekeeping is next at {jobs['housekeeping']:%Y-%m-%d %H:%M} UTC")


async def skipped_finding(database: Database, organization_id: int, named: str) -> Finding | None:
    """Documents that were not recorded; None where there are none."""
    counts = await database.read(organization_id, lambda work: work.documents.skipped_counts())
    if not counts:
        return None
    reasons = ", ".join(f"{reason.value.replace('_', ' ')} {count}" for reason, count in sorted(counts.items()))
    advice = f"not recorded: {sum(counts.values())} ({reasons}); a manager says in chat: skipped"
    return Finding(f"documents{named}", advice=advice)
