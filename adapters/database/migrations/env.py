"""Runs migrations on the connection, and in the transaction, that `schema.migrate` gives."""

from alembic import context

from adapters.database.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
