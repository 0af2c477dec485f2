"""Puts the parts together, and takes them apart again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from adapters.chat.conversation import Conversation
from adapters.database import Database, StorageFailed
from adapters.teams.cloud import CLOUDS
from bot.failures import DatabaseUnusable, MadeByLater, NotMigrated
from bot.metrics import Metrics
from bot.observing import Observer
from bot.organizations import choose
from bot.settings import Settings

if TYPE_CHECKING:
    from adapters.objects.s3 import S3Store
    from adapters.teams.app import App


@dataclass(frozen=True, slots=True)
class Parts:
    """What a running program is made of. `organization_id` is the one that the command line works for."""

    settings: Settings
    database: Database
    conversation: Conversation
    metrics: Metrics
    organization_id: int


def now() -> datetime:
    """The time, aware. Nothing else in the program reads the clock."""
    return datetime.now(UTC)


@asynccontextmanager
async def opened(settings: Settings, *, migrate: bool = False, serves: bool = False) -> AsyncIterator[Parts]:
    """The parts, on a database that is current: with `migrate` it is made so, else NotMigrated is raised. `serves`: for all
    organizations.

    Raises DatabaseUnusable, WhichOrganization, MadeByLater.
    """
    database = open_database(settings)
    try:
        await _make_current(database, migrate=migrate)
        metrics = Metrics()
        conversation = Conversation(
            database,
            language=settings.organization_language,
            time_zone=settings.organization_time_zone,
            public_url=settings.public_url,
            observe=Observer(metrics),
        )
        organization_id = choose(settings.organization, await database.all_organizations(), serves=serves)
        yield Parts(settings, database, conversation, metrics, organization_id)
    finally:
        await database.close()


def teams_app(settings: Settings) -> "App | None":
    """The Teams app; None where there is none, or Teams is taken without tokens."""
    given = settings.teams
    if given is None:
        return None
    from adapters.teams.app import App

    return App(
        given.app_id, given.password, login_url=given.login_url, metadata_url=given.metadata_url, cloud=CLOUDS[given.cloud]
    )


def open_database(settings: Settings) -> Database:
    """The database of the settings, not yet connected. Raises DatabaseUnusable."""
    try:
        return Database.open(settings.database_url.get_secret_value(), settings.policy, settings.erasure, object_store(settings))
    except OSError as error:
        raise DatabaseUnusable(str(error)) from None


def object_store(settings: Settings) -> "S3Store | None":
    """Where the contents of attachments are moved to; None where they stay in the database."""
    given = settings.objects
    if given is None:
        return None
    from adapters.objects.s3 import S3Store

    return S3Store(given)


async def _make_current(database: Database, *, migrate: bool) -> None:
    try:
        await database.ping()
        if await database.is_current():
            return
        if await database.made_by_later():
            raise MadeByLater
        if not migrate:
            raise NotMigrated
        await database.migrate()
    except (StorageFailed, SQLAlchemyError, OSError) as error:
        raise DatabaseUnusable(fault(error)) from error


def fault(error: Exception) -> str:
    """What a database error is, in one line without what SQLAlchemy adds."""
    inner = getattr(error, "orig", None) or error
    return " ".join(str(inner).split("\n")[0].split()) or type(inner).__name__
