"""The audit, whose rows nothing changes or removes."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")

ON_POSTGRESQL = (
    """
    CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'audit records are not changed or removed';
    END
    $$
    """,
    """
    CREATE TRIGGER audit_record_stays BEFORE UPDATE OR DELETE ON audit_record
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()
    """,
    """
    CREATE TRIGGER audit_record_all_stay BEFORE TRUNCATE ON audit_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
    """,
)
ON_SQLITE = (
    """
    CREATE TRIGGER audit_record_not_changed BEFORE UPDATE ON audit_record
    BEGIN SELECT RAISE(ABORT, 'audit records are not changed or removed'); END
    """,
    """
    CREATE TRIGGER audit_record_not_removed BEFORE DELETE ON audit_record
    BEGIN SELECT RAISE(ABORT, 'audit records are not changed or removed'); END
    """,
    # REPLACE removes a row without its trigger.
    """
    CREATE TRIGGER audit_record_not_replaced BEFORE INSERT ON audit_record
    WHEN EXISTS (SELECT 1 FROM audit_record WHERE organization_id = NEW.organization_id AND id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'audit records are not changed or removed'); END
    """,
)


def _columns(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False, autoincrement=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "audit_record",
        *_columns(sa.Integer, "organization_id"),
        *_columns(sa.BigInteger, "id"),
        *_columns(MOMENT, "at"),
        *_columns(sa.BigInteger, "by"),
        *_columns(sa.Text, "source", "action", "about", "details"),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_audit_record"),
        sqlite_with_rowid=False,
    )
    for statement in ON_POSTGRESQL if op.get_context().dialect.name == "postgresql" else ON_SQLITE:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("audit_record")
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_audit_change()")
