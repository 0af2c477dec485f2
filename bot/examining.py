"""The command `doctor`: looks at everything that has to be right, and says what to do."""

import errno
import socket
from collections.abc import AsyncIterator, Iterable, Sequence

import aiohttp
import click
from sqlalchemy.exc import SQLAlchemyError

from adapters.database import Database, StorageFailed
from adapters.database.organizations import OrganizationState
from adapters.database.walls import Walls
from adapters.documents.openapi import PATH
from bot.examining_machine import machine_findings
from bot.examining_objects import objects_finding
from bot.examining_reach import clock_findings, public_url_finding
from bot.examining_slack import installation_findings, slack_findings
from bot.examining_teams import teams_findings
from bot.examining_work import messages_finding, skipped_finding, worker_finding
from bot.failures import DatabaseUnusable, MadeByLater, WhichOrganization
from bot.findings import Finding
from bot.organizations import called, choose
from bot.sending import address
from bot.settings import Settings
from bot.wiring import fault, open_database
from core.values import Role
from core.work import Work

_WITHIN = aiohttp.ClientTimeout(total=10)
# Of 24 bytes at random 23 differ; of any words written by hand, in base64, hardly as many.
_FEWEST_DIFFERENT = 12


async def examine(settings: Settings) -> bool:
    """Shows all findings; whether nothing is wrong."""
    findings = [
        Finding("settings", detail="readable"),
        *machine_findings(settings),
        *[finding async for finding in _database(settings)],
        await _port(settings),
        await public_url_finding(settings),
        *await clock_findings(settings),
        _webhook(settings),
        *[finding async for finding in slack_findings(settings)],
        *[finding async for finding in teams_findings(settings)],
    ]
    show(findings)
    return not any(finding.remedy for finding in findings)


def show(findings: Iterable[Finding]) -> None:
    """A line each."""
    for finding in findings:
        click.echo(finding.line())


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    try:
        database = open_database(settings)
    except DatabaseUnusable as error:
        yield Finding("database", f"cannot be opened ({error}); check DATABASE_URL")
        return
    try:
        await database.ping()
        yield Finding("database", detail=f"{await database.version()} answers")
        if not await database.is_current():
            later = await database.made_by_later()
            yield Finding(
                "database version", MadeByLater.remedy if later else "is not the current one; run: python -m bot migrate"
            )
            return
        yield Finding("database version", detail="current")
        yield await _writable(database)
        if (apart := await database.walls()) is not None:
            yield _walls(apart)
        organizations = await database.all_organizations()
        for each in organizations:
            named = f" of {called(each)}" if len(organizations) > 1 else ""
            yield await _admin(database, settings, each.id, named)
            yield await messages_finding(database, each.id, named)
            if skipped := await skipped_finding(database, each.id, named):
                yield skipped
        yield await worker_finding(database, settings)
        if organization := _organization(settings, organizations):
            yield organization
        async for finding in installation_findings(settings, database):
            yield finding
        yield await objects_finding(database, settings)
    except (StorageFailed, SQLAlchemyError, OSError) as error:
        yield Finding("database", f"cannot be reached ({fault(error)}); check DATABASE_URL, and that the database is running")
    finally:
        await database.close()


class _TakenBack(Exception):
    """Undoes what was written to see whether it can be."""


async def _writable(database: Database) -> Finding:
    def write(work: Work) -> None:
        work.people.ensure("doctor@aftercall.invalid")
        raise _TakenBack

    try:
        await database.write(await database.default_organization(), write)
    except _TakenBack:
        return Finding("database writing", detail="works")
    except StorageFailed as error:
        return Finding("database writing", f"fails ({error}); check the rights of the file or user, and the free space")
    raise AssertionError("a unit of work took no notice of an exception")


def _walls(apart: Walls) -> Finding:
    what = "organizations kept apart"
    if apart.passed:
        user = "the database's user is a superuser or may bypass row security"
        return Finding(what, advice=f"by the program alone: {user}; better is one without these rights, who owns the tables")
    if apart.gaps:
        return Finding(what, f"not in {', '.join(apart.gaps)}: row level security was turned off; turn it on and force it")
    return Finding(what, detail="by PostgreSQL too")


def _organization(settings: Settings, there: Sequence[OrganizationState]) -> Finding | None:
    """Which one ORGANIZATION means; None where there is one and none is named."""
    if not settings.organization and len(there) == 1:
        return None
    try:
        chosen = choose(settings.organization, there, serves=True)
    except WhichOrganization as error:
        return Finding("ORGANIZATION", str(error))
    name = next(called(each) for each in there if each.id == chosen)
    detail = name if settings.organization else f"none of {len(there)} named; document events go to {name}"
    return Finding("ORGANIZATION", detail=detail)


async def _admin(database: Database, settings: Settings, organization_id: int, named: str) -> Finding:
    people = await database.read(organization_id, lambda work: work.people.all())
    # Who is named in ADMIN_EMAILS is known only after the first message.
    admins = settings.admin_emails | {person.email.lower() for person, role in people if person.email and role is Role.ADMIN}
    if not admins:
        return Finding(f"admin{named}", "there is none; run: python -m bot grant YOUR-EMAIL admin, or set ADMIN_EMAILS")
    return Finding(f"admin{named}", detail=f"{len(admins)}")


async def _port(settings: Settings) -> Finding:
    what = f"HOST and PORT {settings.host}:{settings.port}"
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE and await _alive(settings):
                return Finding(what, detail="Aftercall is serving there")
            return Finding(what, f"cannot be used ({error.strerror or error}); set another HOST or PORT, or stop what uses it")
    return Finding(what, detail="free")


async def _alive(settings: Settings) -> bool:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    try:
        async with (
            aiohttp.ClientSession(timeout=_WITHIN) as session,
            session.get(f"http://{host}:{settings.port}/healthz") as response,
        ):
            return await response.text() == "alive\n"
    except (aiohttp.ClientError, TimeoutError, UnicodeDecodeError):
        return False


def _webhook(settings: Settings) -> Finding:
    secrets = len(settings.webhook_secrets)
    if not secrets:
        return Finding("document webhook", detail="off; DOCUMENTS_WEBHOOK_SECRET turns it on")
    if any(len(set(secret)) < _FEWEST_DIFFERENT for secret in settings.webhook_secrets):
        made = "write whsec_ and what `openssl rand -base64 32` prints, and give it to the sender too"
        return Finding("document webhook", f"a secret can be guessed: few of its bytes differ; {made}")
    return Finding("document webhook", detail=f"on at {address(settings)}{PATH}, {secrets} secret{'s' * (secrets > 1)}")
