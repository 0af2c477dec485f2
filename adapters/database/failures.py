"""What can go wrong with a database, without the data that drivers put in their messages."""

import sqlite3

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError


class StorageFailed(Exception):
    """The database refused or failed. The text names the fault, never the values."""


_TAKEN = ("SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE")
_LOST_RACES = (errors.UniqueViolation, errors.SerializationFailure, errors.DeadlockDetected)


def driver_error(error: BaseException) -> BaseException:
    """The driver's own error inside one of SQLAlchemy's."""
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error


def lost_race(error: BaseException) -> bool:
    """Whether something else was first, so that the operation, run again from the start, finds what was written."""
    inner = driver_error(error)
    if isinstance(inner, sqlite3.IntegrityError):
        return inner.sqlite_errorname in _TAKEN
    return isinstance(inner, _LOST_RACES)


def connection_lost(error: BaseException) -> bool:
    inner = driver_error(error)
    return isinstance(inner, psycopg.OperationalError) and inner.sqlstate in (None, "57P01", "57P02", "57P03", "08006", "08003")


def outdated(error: BaseException) -> bool:
    """Whether what a connection prepared fits no more, as after a migration beside the running program."""
    return isinstance(driver_error(error), errors.FeatureNotSupported | errors.InvalidSqlStatementName)


def without_data(error: BaseException) -> BaseException:
    """The error to raise to the caller: what a driver raised is reduced to what it is."""
    inner = driver_error(error)
    if isinstance(inner, psycopg.Error):
        # Without a state it comes from the client: no connection, and where to.
        detail = inner.diag.constraint_name or inner.diag.table_name if inner.sqlstate else str(inner)
        return StorageFailed(" ".join(filter(None, (type(inner).__name__, inner.sqlstate, detail))))
    if isinstance(inner, sqlite3.Error):
        return StorageFailed(f"{type(inner).__name__}: {inner}")
    return error
