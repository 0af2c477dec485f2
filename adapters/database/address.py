"""DATABASE_URL in the forms that people and hosting services write it."""

from pathlib import Path

from sqlalchemy import URL, make_url


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
        return address.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise ValueError(f"{kind} is not supported: use postgresql or sqlite")
    if not address.database or address.database == ":memory:" or address.database.startswith("file:"):
        raise ValueError("SQLite needs a file: sqlite:///path/to/file.db")
    return address.set(drivername="sqlite+pysqlite")


def make_folder(address: URL) -> None:
    """Makes the folder of an SQLite file."""
    if address.database and address.get_backend_name() == "sqlite":
        Path(address.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
