"""Row level security: PostgreSQL's own wall between organizations, behind the one that every statement names its organization.

A transaction says whose it is; policies let it see and write the rows of that organization, and none where it says nothing.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, text

SETTING = "aftercall.organization_id"

# 0 is every organization. Looking at the setting once a row makes counting many rows a little slower; a sub-select, which looks
# once a statement, made every short statement slower.
_OWN = f"nullif(current_setting('{SETTING}', true), '')::integer IN (organization_id, 0)"
_PASSES = text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
_TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE a.attname = 'organization_id' AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND pg_table_is_visible(c.oid)
    AND (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)) = :walled
    ORDER BY c.relname
"""


def wall_off(table: str, *, read_by_all: bool = False) -> tuple[str, ...]:
    """The statements that put a table with organization_id behind the wall. FORCE holds the owner of the table to it too.

    `read_by_all`: it is the table by which an organization is found in the first place, so only its writing is walled off.
    Migrations use these statements, so another rule is to be another function.
    """
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY own_organization ON {table} USING ({_OWN})",
    ]
    if read_by_all:
        statements.append(f"CREATE POLICY read_by_all ON {table} FOR SELECT USING (true)")
    return tuple(statements)


def tables(connection: Connection, *, walled: bool) -> list[str]:
    """The tables with organization_id that are behind the wall, or those that are not."""
    return list(connection.execute(text(_TABLES), {"walled": walled}).scalars())


@dataclass(frozen=True, slots=True)
class Walls:
    """`passed`: the user of the database is one that PostgreSQL asks no policies for. `gaps` are the tables without a wall."""

    passed: bool
    gaps: tuple[str, ...]


def look(connection: Connection) -> Walls:
    return Walls(passed=bool(connection.execute(_PASSES).scalar()), gaps=tuple(tables(connection, walled=False)))
