"""The command `doctor`: looks at everything that has to be right, and says what to do."""

import errno
import re
import socket
from collections.abc import AsyncIterator, Iterable

import aiohttp
import click
from sqlalchemy.exc import SQLAlchemyError

from adapters.database import Database, StorageFailed
from adapters.database.walls import Walls
from adapters.documents.openapi import PATH
from adapters.slack.manifest import manifest
from bot.examining_objects import objects_finding
from bot.examining_socket import socket_finding
from bot.examining_teams import teams_findings
from bot.failures import DatabaseUnusable
from bot.findings import Finding
from bot.sending import address
from bot.settings import Settings
from bot.wiring import fault, now, open_database
from core.operations.outbox import NO_ACCOUNT
from core.values import Role
from core.work import Work

_SIGNING_SECRET = re.compile(r"[0-9a-f]{32}")
_WITHIN = aiohttp.ClientTimeout(total=10)


async def examine(settings: Settings) -> bool:
    """Shows all findings; whether nothing is wrong."""
    findings = [
        Finding("settings", detail="readable"),
        *[finding async for finding in _database(settings)],
        await _port(settings),
        _public_url(settings),
        _webhook(settings),
        *[finding async for finding in _slack(settings)],
        *[finding async for finding in teams_findings(settings)],
    ]
    show(findings)
    return not any(finding.remedy for finding in findings)


def show(findings: Iterable[Finding]) -> None:
    """A line each."""
    for finding in findings:
        text = finding.remedy or finding.detail
        click.echo(f"{'✗' if finding.remedy else '✓'} {finding.what}" + (f": {text}" if text else ""))


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    try:
        database = open_database(settings)
    except DatabaseUnusable as error:
        yield Finding("database", f"cannot be opened ({error}); check DATABASE_URL")
        return
    try:
        await database.ping()
        yield Finding("database", detail="answers")
        if not await database.is_current():
            yield Finding("database version", "is not the current one; run: python -m bot migrate")
            return
        yield Finding("database version", detail="current")
        yield await _writable(database)
        if (apart := await database.walls()) is not None:
            yield _walls(apart)
        yield await _admin(database, settings)
        yield await _outbox(database)
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
        return Finding(what, f"by the program alone: {user}; use a user without these rights, who owns the tables")
    if apart.gaps:
        return Finding(what, f"not in {', '.join(apart.gaps)}: row level security was turned off; turn it on and force it")
    return Finding(what, detail="by PostgreSQL too")


async def _admin(database: Database, settings: Settings) -> Finding:
    people = await database.read(await database.default_organization(), lambda work: work.people.all())
    # Who is named in ADMIN_EMAILS is known only after the first message.
    admins = settings.admin_emails | {person.email.lower() for person, role in people if person.email and role is Role.ADMIN}
    if not admins:
        return Finding("admin", "there is none; run: python -m bot grant YOUR-EMAIL admin, or set ADMIN_EMAILS")
    return Finding("admin", detail=f"{len(admins)}")


async def _outbox(database: Database) -> Finding:
    """Who was never met waits for a first message, which is no fault."""
    due = (await database.lanes.backlog(now())).due
    dead, stopped = await database.read(
        await database.default_organization(), lambda work: (work.outbox.dead(1_000), work.outbox.stopped())
    )
    gone = [recipient for recipient, reason in stopped if reason != NO_ACCOUNT]
    if dead or gone:
        many = f"not sent: {len(dead)}, recipients that cannot be written to: {len(gone)}"
        return Finding("messages", f"{many}; an admin says in chat: outbox")
    return Finding("messages", detail=f"{due} due" if due else "all sent")


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


def _public_url(settings: Settings) -> Finding:
    return Finding("PUBLIC_URL", detail=settings.public_url or "not set; the manifests of the Slack and the Teams app need it")


def _webhook(settings: Settings) -> Finding:
    secrets = len(settings.webhook_secrets)
    if not secrets:
        return Finding("document webhook", detail="off; DOCUMENTS_WEBHOOK_SECRET turns it on")
    return Finding("document webhook", detail=f"on at {address(settings)}{PATH}, {secrets} secret{'s' * (secrets > 1)}")


async def _slack(settings: Settings) -> AsyncIterator[Finding]:
    if not settings.slack:
        yield Finding("Slack", detail="off; SLACK_BOT_TOKEN with SLACK_SIGNING_SECRET or SLACK_APP_TOKEN turns it on")
        return
    slack = settings.slack
    token = slack.bot_token
    if slack.app_token:
        yield await socket_finding(settings.slack_api_url, slack.app_token)
    elif _SIGNING_SECRET.fullmatch(slack.signing_secret):
        yield Finding("SLACK_SIGNING_SECRET", detail="has the right form")
    else:
        remedy = "is not of the form that Slack's have (32 of 0-9 and a-f); copy the Signing Secret from Basic Information"
        yield Finding("SLACK_SIGNING_SECRET", remedy)
    if token.startswith("xoxb-"):
        yield await _token(settings, token)
    else:
        yield Finding("SLACK_BOT_TOKEN", "is no bot token (xoxb-...); copy the Bot User OAuth Token from OAuth & Permissions")


async def _token(settings: Settings, token: str) -> Finding:
    what = "SLACK_BOT_TOKEN"
    headers = {"Authorization": f"Bearer {token}"}
    try:
        async with (
            aiohttp.ClientSession(timeout=_WITHIN, trust_env=True) as session,
            session.post(f"{settings.slack_api_url}auth.test", headers=headers) as response,
        ):
            answer = await response.json(content_type=None)
            scopes = response.headers.get("X-OAuth-Scopes")
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        remedy = f"{settings.slack_api_url} cannot be reached ({type(error).__name__}); check SLACK_API_URL and the network"
        return Finding("Slack", remedy)
    if not isinstance(answer, dict) or not answer.get("ok"):
        reason = answer.get("error", "no reason given") if isinstance(answer, dict) else "no answer of Slack's"
        return Finding(what, f"Slack refuses it ({reason}); install the app to the workspace again and copy the token anew")
    needed = set(manifest("")["oauth_config"]["scopes"]["bot"])
    if scopes is not None and (missing := sorted(needed - {scope.strip() for scope in scopes.split(",")})):
        return Finding(what, f"lacks the scopes {', '.join(missing)}; add them to the app and install it again")
    return Finding(what, detail=f"workspace {answer.get('team', '')}, bot {answer.get('user', '')}")
