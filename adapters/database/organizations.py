"""Organizations, and which workspace belongs to which, within a transaction that sees all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_on_postgresql

from adapters.database.entries import entry_no_sequence
from adapters.database.job_tables import job
from adapters.database.session import Session, Statements
from adapters.database.tables import organization, workspace

DEFAULT = 1
_LOCK = select(organization.c.id).where(organization.c.id == DEFAULT).with_for_update()
_ALL = select(organization.c.id, organization.c.name).order_by(organization.c.id)
_LAST = select(func.max(organization.c.id))
_ADD = insert(organization).values(id=bindparam("org"), name=bindparam("called"))
_NAME = (
    update(organization).where(organization.c.id == bindparam("org"), organization.c.name == "").values(name=bindparam("called"))
)
_OF = select(workspace.c.organization_id).where(
    workspace.c.platform == bindparam("of_platform"), workspace.c.workspace == bindparam("of_workspace")
)
_OF_ENTERPRISE = (
    select(workspace.c.organization_id)
    .where(workspace.c.platform == bindparam("of_platform"), workspace.c.enterprise == bindparam("of_enterprise"))
    .order_by(workspace.c.workspace)
    .limit(1)
)
_KNOW_ENTERPRISE = (
    update(workspace)
    .where(
        workspace.c.platform == bindparam("of_platform"),
        workspace.c.workspace == bindparam("of_workspace"),
        workspace.c.enterprise == "",
    )
    .values(enterprise=bindparam("of_enterprise"))
)
_WORKSPACES = select(workspace.c.organization_id, workspace.c.platform, workspace.c.workspace).order_by(
    workspace.c.organization_id, workspace.c.platform, workspace.c.workspace
)
_ANY = select(workspace.c.workspace).where(workspace.c.organization_id == bindparam("org")).limit(1)
_ANY_OF_PLATFORM = select(workspace.c.workspace).where(workspace.c.platform == bindparam("of_platform")).limit(1)
_CONNECT = insert(workspace)
_JOBS = select(job.c.name, job.c.next_at).where(job.c.organization_id == bindparam("org"))
_OPEN_JOB = insert_on_postgresql(job).on_conflict_do_nothing()  # said in the same words on SQLite


@dataclass(frozen=True, slots=True)
class OrganizationState:
    """`workspaces` are (platform, workspace or tenant)."""

    id: int
    name: str
    workspaces: tuple[tuple[str, str], ...]


def create(connection: Connection, statements: Statements, name: str) -> Session:
    """A new organization; its transaction. `lock` was called before."""
    default = Session(connection, statements, DEFAULT)
    rows = default.all(_LAST)
    session = Session(connection, statements, int(rows[0][0]) + 1)
    session.run(_ADD, {"called": name})
    if session.postgresql:
        connection.exec_driver_sql(f"CREATE SEQUENCE {entry_no_sequence(session.organization_id)}")
    # A worker opens jobs when it starts; what is new since then is due with the others.
    jobs = [{"name": row[0], "next_at": row[1], "claim_no": 0} for row in default.all(_JOBS)]
    session.many(_OPEN_JOB, jobs)
    return session


def call(session: Session, name: str) -> None:
    """Gives the organization of the session a name if it has none."""
    session.run(_NAME, {"called": name})


def know_enterprise(session: Session, platform: str, name: str, enterprise: str) -> None:
    """Notes the enterprise of a workspace whose is not known."""
    session.run(_KNOW_ENTERPRISE, {"of_platform": platform, "of_workspace": name, "of_enterprise": enterprise})


def every(session: Session) -> Sequence[OrganizationState]:
    """All by id."""
    workspaces: dict[int, list[tuple[str, str]]] = {}
    for organization_id, platform, name in session.all(_WORKSPACES):
        workspaces.setdefault(organization_id, []).append((platform, name))
    return [OrganizationState(row[0], row[1], tuple(workspaces.get(row[0], ()))) for row in session.all(_ALL)]


def lock(session: Session) -> None:
    """Makes those who connect workspaces wait for each other until the transaction ends."""
    session.first(_LOCK)


def whose(session: Session, platform: str, name: str) -> int | None:
    """The organization of a workspace."""
    row = session.first(_OF, {"of_platform": platform, "of_workspace": name})
    return None if row is None else int(row[0])


def of_enterprise(session: Session, platform: str, enterprise: str) -> int | None:
    """The organization that workspaces of an enterprise belong to."""
    row = session.first(_OF_ENTERPRISE, {"of_platform": platform, "of_enterprise": enterprise}) if enterprise else None
    return None if row is None else int(row[0])


def is_taken(session: Session) -> bool:
    """Whether a workspace belongs to the organization of the session."""
    return session.first(_ANY) is not None


def has_platform(session: Session, platform: str) -> bool:
    """Whether a workspace of the platform belongs to any organization."""
    return session.first(_ANY_OF_PLATFORM, {"of_platform": platform}) is not None


def connect(session: Session, platform: str, name: str, enterprise: str = "") -> None:
    """The workspace, which belongs to nobody, belongs to the organization of the session."""
    session.run(_CONNECT, {"platform": platform, "workspace": name, "enterprise": enterprise})
