"""The database as the rest of the program sees it."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

import structlog
from sqlalchemy import Connection

from adapters.database import organizations, postgres, schema, sqlite, walls
from adapters.database.address import parse, pooled
from adapters.database.bell import Bell
from adapters.database.clock import DatabaseJobs
from adapters.database.failures import StorageFailed
from adapters.database.fetching import Fetched, Fetching
from adapters.database.history import Ids
from adapters.database.installations import DatabaseInstallations
from adapters.database.jobs import EVERY_ORGANIZATION, Runner
from adapters.database.lanes import DatabaseLanes
from adapters.database.listening import Listener
from adapters.database.privacy import ERASED_FROM
from adapters.database.session import Session, Statements
from adapters.database.walls import Walls
from adapters.database.work import DatabaseWork
from core.access import AccessPolicy
from core.object_store import ObjectStore
from core.privacy import Erasure
from core.work import Work

T = TypeVar("T")
log = structlog.get_logger(__name__)


class Database:
    """Storage on SQLite or PostgreSQL (`core.storage.Storage`). Threads and connections are made when first needed."""

    def __init__(
        self,
        url: str,
        runner: Runner,
        statements: Statements,
        policy: AccessPolicy,
        bell: Bell,
        erasure: Erasure,
        listener: Listener | None = None,
        objects: ObjectStore | None = None,
    ) -> None:
        self._url = url
        self._runner = runner
        self._statements = statements
        self._policy = policy
        self._erasure = erasure
        self._bell = bell
        self._fetching = Fetching(objects)
        self.lanes = DatabaseLanes(runner, statements, bell, listener)
        self.jobs = DatabaseJobs(runner, statements)
        self._ids = Ids()
        self._organizations: dict[tuple[str, str], int] = {}

    @classmethod
    def open(
        cls, url: str, policy: AccessPolicy, erasure: Erasure = Erasure.ANONYMISE, objects: ObjectStore | None = None
    ) -> "Database":
        """The database at DATABASE_URL; makes the folder of an SQLite file. `objects` is where contents of attachments are read
        that are not in the database. Raises ValueError for what it cannot read.
        """
        address = parse(url)
        bell = Bell()
        if address.get_backend_name() == "sqlite":
            engine = sqlite.make_engine(address)
            return cls(url, sqlite.SqliteRunner(engine), Statements(engine.dialect), policy, bell, erasure, None, objects)
        engine = postgres.make_engine(address)
        listener = None if pooled(address) else Listener(engine, bell.ring)
        return cls(url, postgres.PostgresRunner(engine), Statements(engine.dialect), policy, bell, erasure, listener, objects)

    async def read(self, organization_id: int, operation: Callable[[Work], T]) -> T:
        """Runs an operation that only reads (`core.storage.Storage.read`)."""
        return await self._fetching.run(
            lambda fetched: self._runner.read(
                organization_id, lambda connection: operation(self._work(connection, organization_id, fetched))
            )
        )

    async def read_long(self, organization_id: int, operation: Callable[[Work], T]) -> T:
        """Runs an operation that only reads and takes long (`core.storage.Storage.read_long`)."""
        return await self._fetching.run(
            lambda fetched: self._runner.read_long(
                organization_id, lambda connection: operation(self._work(connection, organization_id, fetched))
            )
        )

    async def write(self, organization_id: int, operation: Callable[[Work], T]) -> T:
        """Runs an operation and returns its value after the COMMIT (`core.storage.Storage.write`)."""

        def run(connection: Connection, fetched: Fetched) -> tuple[T, bool, bool]:
            session = Session(connection, self._statements, organization_id, fetched)
            value = operation(DatabaseWork(session, self._policy, self._ids, self._erasure))
            return value, session.rings, session.scrubs

        value, rings, scrubs = await self._fetching.run(
            lambda fetched: self._runner.write(organization_id, lambda connection: run(connection, fetched))
        )
        if rings:
            self._bell.ring()
        if scrubs:
            await self._scrub()
        return value

    async def _scrub(self) -> None:
        """What is erased is erased, whatever becomes of what the database has left of it: the next erase tries again."""
        try:
            await self._runner.scrub(ERASED_FROM)
        except StorageFailed as error:
            log.warning("erased rows not overwritten", error=str(error))

    async def close(self) -> None:
        """Finishes what is under way; nothing can be asked for afterwards."""
        await self.lanes.close()
        await asyncio.to_thread(self._runner.close)

    async def ping(self) -> None:
        """Raises StorageFailed when the database does not answer."""
        await self._runner.read(EVERY_ORGANIZATION, lambda connection: connection.exec_driver_sql("SELECT 1").scalar())

    async def version(self) -> str:
        """Which database it is. Raises StorageFailed."""
        sqlite = self._statements.dialect.name == "sqlite"
        question = "SELECT sqlite_version()" if sqlite else "SHOW server_version"
        said = await self._runner.read(EVERY_ORGANIZATION, lambda connection: connection.exec_driver_sql(question).scalar())
        return f"{'SQLite' if sqlite else 'PostgreSQL'} {str(said).split()[0]}"

    async def migrate(self) -> None:
        """Brings the tables to the current version."""
        await asyncio.to_thread(schema.migrate, self._url)

    async def is_current(self) -> bool:
        """Whether the database answers and its tables have the current version."""
        try:
            return await self._runner.read(EVERY_ORGANIZATION, schema.version_of) == schema.head()
        except StorageFailed:
            return False

    async def made_by_later(self) -> bool:
        """Whether a later release of the program migrated it. Raises StorageFailed."""
        return await self._runner.read(EVERY_ORGANIZATION, schema.made_by_later)

    async def walls(self) -> Walls | None:
        """How PostgreSQL itself keeps organizations apart; None on SQLite, which does not."""
        if self._statements.dialect.name != "postgresql":
            return None
        return await self._runner.read(EVERY_ORGANIZATION, walls.look)

    async def default_organization(self) -> int:
        """The organization of a single-tenant installation."""
        return organizations.DEFAULT

    async def organization_of(self, platform: str, workspace: str) -> int | None:
        """The organization that a chat workspace or tenant belongs to.

        The first one of each platform is taken for the default organization; None for any other. Where workspaces are installed
        by themselves it is taken only while no workspace at all belongs to that.
        """
        key = (platform, workspace)
        if key not in self._organizations:
            found = await self._runner.write(EVERY_ORGANIZATION, lambda connection: self._take(connection, platform, workspace))
            if found is None:
                return None
            self._organizations[key] = found
        return self._organizations[key]

    def _take(self, connection: Connection, platform: str, workspace: str) -> int | None:
        session = Session(connection, self._statements, organizations.DEFAULT)
        found = organizations.whose(session, platform, workspace)
        if found is not None:
            return found
        organizations.lock(session)
        # Where workspaces come by themselves, the default organization may be somebody's whom this one has nothing to do with.
        others = organizations.has_platform(session, platform) or (self._policy.self_service and organizations.is_taken(session))
        if others:
            return organizations.whose(session, platform, workspace)
        organizations.connect(session, platform, workspace)
        return session.organization_id

    async def all_organizations(self) -> Sequence[organizations.OrganizationState]:
        """All organizations by id."""

        def read(connection: Connection) -> Sequence[organizations.OrganizationState]:
            return organizations.every(Session(connection, self._statements, EVERY_ORGANIZATION))

        return await self._runner.read(EVERY_ORGANIZATION, read)

    def installations(self, keys: Sequence[str]) -> DatabaseInstallations:
        """Installations whose tokens these keys encrypt, the newest first. Raises ValueError for what is no key."""

        def work(session: Session) -> Work:
            return DatabaseWork(session, self._policy, self._ids, self._erasure)

        # Whoever has no tokens to keep does without its memory.
        from adapters.database.cipher import Cipher

        return DatabaseInstallations(self._runner, self._statements, Cipher(keys), work, self._bell.ring)

    def _work(self, connection: Connection, organization_id: int, fetched: Fetched) -> Work:
        session = Session(connection, self._statements, organization_id, fetched)
        return DatabaseWork(session, self._policy, self._ids, self._erasure)
