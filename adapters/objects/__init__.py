"""A store of objects outside the database."""
