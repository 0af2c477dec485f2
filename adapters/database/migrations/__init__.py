"""The versions of the tables, for alembic."""
