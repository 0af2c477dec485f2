"""DATABASE_URL in the forms that people and hosting services write it."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url

_PREPARING, _NEVER = "prepare_threshold", "none"


def parse(url: str) -> URL:
    """The address for SQLAlchemy: postgres://, postgresql://, SQLAlchemy's own forms, sqlite:///path.

    Raises ValueError for another database, and for SQLite without a file.
    """
    try:
        address = make_url(url)
    except Exception as error:
        raise ValueError("not a database address") from error
    kind = address.drivername.partition("+")[0]
    if kind in ("postgres", "postgresql"):
        if address.query.get(_PREPARING, _NEVER) != _NEVER:
            raise ValueError(f"{_PREPARING} can only be {_NEVER}, for a pooler in transaction mode")
        return address.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise ValueError(f"{kind} is not supported: use postgresql or sqlite")
    if not address.database or address.database == ":memory:" or address.database.startswith("file:"):
        raise ValueError("SQLite needs a file: sqlite:///path/to/file.db")
    return address.set(drivername="sqlite+pysqlite")


def pooled(address: URL) -> bool:
    """Whether it is that of a pooler in transaction mode, as ?prepare_threshold=none says: each transaction may have another
    connection to the server, so that neither prepared statements nor LISTEN outlive one.
    """
    return _PREPARING in address.query


def for_driver(address: URL) -> tuple[URL, dict[str, Any]]:
    """The address without what is not the server's, and the driver's arguments."""
    return address.difference_update_query([_PREPARING]), {"prepare_threshold": None} if pooled(address) else {}


def make_folder(address: URL) -> None:
    """Makes the folder of an SQLite file."""
    if address.database and address.get_backend_name() == "sqlite":
        # What customers were told is no business of the machine's other users.
        Path(address.database).expanduser().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
