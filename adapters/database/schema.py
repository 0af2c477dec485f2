"""Bringing a database to the current version of the tables."""

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from adapters.database.address import for_driver, make_folder, parse
from adapters.database.jobs import EVERY_ORGANIZATION
from adapters.database.walls import SETTING

_LOCK = 7_163_001


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "adapters.database:migrations")
    return config


@cache
def head() -> str:
    """The current version."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


@cache
def _versions() -> frozenset[str]:
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def made_by_later(connection: Connection) -> bool:
    """Whether a later release of the program brought the database to a version that this one does not know."""
    version = version_of(connection)
    return version is not None and version not in _versions()


def version_of(connection: Connection) -> str | None:
    """The version that the database has, None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate(url: str, version: str = "head") -> None:
    """Brings the database to a version, all or nothing; "base" empties it. Several may try at the same time."""
    address = parse(url)
    make_folder(address)
    address, arguments = for_driver(address)
    engine = create_engine(address, connect_args=arguments, poolclass=NullPool, hide_parameters=True)
    sqlite = engine.dialect.name == "sqlite"
    if sqlite:
        # The driver would begin no transaction for DDL.
        event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = _config()
    with engine.begin() as connection:
        if not sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            # What a migration does to rows it does to those of all organizations.
            connection.exec_driver_sql(f"SET LOCAL {SETTING} = {EVERY_ORGANIZATION}")
        config.attributes["connection"] = connection
        current = version_of(connection)
        if version == "base" or (current is not None and version not in ("head", current) and version < current):
            command.downgrade(config, version)
        else:
            command.upgrade(config, version)
