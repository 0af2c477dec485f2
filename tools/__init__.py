"""Tools for working on the project; nothing of it is needed to run it."""
