"""Row level security between organizations, on PostgreSQL."""

from alembic import op

from adapters.database import walls

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_context().dialect.name != "postgresql":
        return
    for table in walls.tables(op.get_bind(), walled=False):
        for statement in walls.wall_off(table, read_by_all=table == "workspace"):
            op.execute(statement)


def downgrade() -> None:
    if op.get_context().dialect.name != "postgresql":
        return
    for table in walls.tables(op.get_bind(), walled=True):
        op.execute(f"DROP POLICY IF EXISTS read_by_all ON {table}")
        op.execute(f"DROP POLICY own_organization ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")
