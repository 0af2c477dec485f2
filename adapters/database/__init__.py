"""SQLAlchemy Core tables, units of work and migrations, on SQLite and PostgreSQL."""

from adapters.database.database import Database
from adapters.database.failures import StorageFailed
from adapters.database.schema import migrate

__all__ = ["Database", "StorageFailed", "migrate"]
