"""Installations, in transactions of their own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, bindparam, case, insert, null, or_, select, update

from adapters.database import organizations
from adapters.database.installation_tables import installation
from adapters.database.jobs import EVERY_ORGANIZATION, Runner
from adapters.database.records import given
from adapters.database.session import Session, Statements
from adapters.database.tables import workspace
from core.installation import Installation, InstallationState, Tokens, TokensUnreadable
from core.work import Work

if TYPE_CHECKING:
    from adapters.database.cipher import Cipher

T = TypeVar("T")

_MOMENT = installation.c.installed_at.type
_NOW = bindparam("now", type_=_MOMENT)

_ONE = (installation.c.platform == bindparam("of_platform")) & (installation.c.workspace == bindparam("of_workspace"))
_STILL = _ONE & (installation.c.version == bindparam("of_version")) & (installation.c.tokens != "")
# Those that an Installation has too.
_FIELDS = ("platform", "workspace", "enterprise", "name", "bot_user", "installed_by", "installed_at")
_WITH_WORKSPACE = installation.join(
    workspace, (workspace.c.platform == installation.c.platform) & (workspace.c.workspace == installation.c.workspace)
)
_ADD = insert(installation)
_REPLACE = update(installation).where(_ONE).values(given(installation, installation.c.keys(), "platform", "workspace"))
_VERSION = select(installation.c.version).where(_ONE)
_ENTERPRISE = select(workspace.c.enterprise).where(
    workspace.c.platform == bindparam("of_platform"), workspace.c.workspace == bindparam("of_workspace")
)
_FIND = (
    select(
        *(installation.c[name] for name in _FIELDS),
        installation.c.tokens,
        installation.c.version,
        installation.c.refreshing_until,
        workspace.c.organization_id,
    )
    .select_from(_WITH_WORKSPACE)
    .where(
        installation.c.platform == bindparam("of_platform"),
        or_(
            installation.c.workspace == bindparam("of_workspace"),
            installation.c.workspace == bindparam("of_enterprise"),
            installation.c.workspace == _ENTERPRISE.scalar_subquery(),
        ),
        installation.c.tokens != "",
    )
    .order_by(case((installation.c.workspace == bindparam("of_workspace"), 0), else_=1))
    .limit(1)
)
_INSTALLED = select(installation.c.workspace).where(_ONE)
_CLAIM = (
    update(installation)
    .where(_STILL, or_(installation.c.refreshing_until.is_(None), installation.c.refreshing_until < _NOW))
    .values(refreshing_until=bindparam("until", type_=_MOMENT))
    .returning(installation.c.version)
)
_REFRESH = (
    update(installation)
    .where(_STILL)
    .values(
        tokens=bindparam("new_tokens"),
        version=installation.c.version + 1,
        expires_at=bindparam("new_expires_at", type_=_MOMENT),
        refreshing_until=null(),
    )
    .returning(installation.c.version)
)
_DROP = (
    update(installation)
    .where(_STILL)
    .values(tokens="", version=installation.c.version + 1, expires_at=null(), gone_at=_NOW, gone_reason=bindparam("reason"))
    .returning(installation.c.version)
)
_STATES = (
    select(
        installation.c.platform,
        installation.c.workspace,
        installation.c.name,
        workspace.c.organization_id,
        installation.c.gone_reason,
        installation.c.tokens,
        installation.c.expires_at,
    )
    .select_from(_WITH_WORKSPACE)
    .order_by(installation.c.platform, installation.c.workspace)
)
_SEALED = select(installation.c.platform, installation.c.workspace, installation.c.tokens).where(installation.c.tokens != "")
_RESEAL = (
    update(installation).where(_ONE, installation.c.tokens == bindparam("old_tokens")).values(tokens=bindparam("new_tokens"))
)


class DatabaseInstallations:
    """`core.installation.Installations`. `work` makes the unit of work of a session."""

    def __init__(
        self,
        runner: Runner,
        statements: Statements,
        cipher: "Cipher",
        work: Callable[[Session], Work],
        ring: Callable[[], None],
    ) -> None:
        self._runner = runner
        self._statements = statements
        self._cipher = cipher
        self._work = work
        self._ring = ring

    async def install(self, new: Installation, complete: Callable[[Work], None], now: datetime) -> int:
        def keep(connection: Connection) -> tuple[int, bool]:
            session = self._belonging(connection, new)
            values = self._values(new)
            known = session.first(_VERSION, _key(new))
            if known is None:
                session.run(_ADD, values)
            else:
                session.run(_REPLACE, _key(new) | values | {"version": known[0] + 1})
            complete(self._work(session))
            return session.organization_id, session.rings

        organization_id, rings = await self._runner.write(EVERY_ORGANIZATION, keep)
        if rings:
            self._ring()
        return organization_id

    async def find(self, platform: str, workspace: str, enterprise: str = "") -> Installation | None:
        key = {"of_platform": platform, "of_workspace": workspace, "of_enterprise": enterprise}
        row = await self._read(lambda session: session.first(_FIND, key))
        return None if row is None else self._installation(row)

    async def organization_of(self, platform: str, workspace: str, enterprise: str = "") -> int | None:
        found = await self._read(lambda session: organizations.whose(session, platform, workspace))
        if not enterprise:
            return found
        return await self._write(lambda session: self._join(session, platform, workspace, enterprise))

    async def claim_refresh(self, installation: Installation, now: datetime, until: datetime) -> bool:
        values = _version(installation) | {"now": now, "until": until}
        return await self._write(lambda session: session.first(_CLAIM, values) is not None)

    async def refreshed(self, installation: Installation, tokens: Tokens) -> bool:
        sealed = {"new_tokens": self._cipher.encrypt(tokens), "new_expires_at": tokens.expires_at}
        return await self._write(lambda session: session.first(_REFRESH, _version(installation) | sealed) is not None)

    async def drop(self, installation: Installation, reason: str, complete: Callable[[Work], None], now: datetime) -> bool:
        def forget(connection: Connection) -> bool:
            session = Session(connection, self._statements, installation.organization_id)
            if session.first(_DROP, _version(installation) | {"now": now, "reason": reason}) is None:
                return False
            complete(self._work(session))
            return True

        return await self._runner.write(installation.organization_id, forget)

    async def states(self) -> Sequence[InstallationState]:
        return [self._state(row) for row in await self._read(lambda session: session.all(_STATES))]

    async def rotate_keys(self) -> tuple[int, int]:
        def renew(session: Session) -> tuple[int, int]:
            rows = session.all(_SEALED)
            unreadable = 0
            for platform, name, sealed in rows:
                try:
                    new = self._cipher.renew(sealed)
                except TokensUnreadable:
                    unreadable += 1
                    continue
                # What was refreshed meanwhile is encrypted with the newest key anyway.
                values = {"of_platform": platform, "of_workspace": name, "old_tokens": sealed, "new_tokens": new}
                session.run(_RESEAL, values)
            return len(rows), unreadable

        return await self._write(renew)

    def _belonging(self, connection: Connection, new: Installation) -> Session:
        """The session of the organization that the workspace belongs to from now on."""
        default = Session(connection, self._statements, organizations.DEFAULT)
        organizations.lock(default)
        found = organizations.whose(default, new.platform, new.workspace)
        if found is not None:
            session = Session(connection, self._statements, found)
            organizations.know_enterprise(session, new.platform, new.workspace, new.enterprise)
        else:
            sibling = organizations.of_enterprise(default, new.platform, new.enterprise)
            if sibling is not None:
                session = Session(connection, self._statements, sibling)
            elif organizations.is_taken(default):
                session = organizations.create(connection, self._statements, new.name)
            else:
                session = default
            organizations.connect(session, new.platform, new.workspace, new.enterprise)
        organizations.call(session, new.name)
        return session

    def _join(self, session: Session, platform: str, name: str, enterprise: str) -> int | None:
        organizations.lock(session)
        found = organizations.whose(session, platform, name)
        if found is not None:
            organizations.know_enterprise(session, platform, name, enterprise)
        elif session.first(_INSTALLED, {"of_platform": platform, "of_workspace": enterprise}) is not None:
            found = organizations.whose(session, platform, enterprise)
            own = Session(session.connection, self._statements, found or organizations.DEFAULT)
            organizations.connect(own, platform, name, enterprise)
        return found

    def _values(self, new: Installation) -> dict[str, Any]:
        return {name: getattr(new, name) for name in _FIELDS} | {
            "tokens": self._cipher.encrypt(new.tokens),
            "version": 1,
            "expires_at": new.tokens.expires_at,
            "refreshing_until": None,
            "gone_at": None,
            "gone_reason": "",
        }

    def _installation(self, row: Sequence[Any]) -> Installation:
        *_, sealed, version, refreshing_until, organization_id = row
        return Installation(
            **dict(zip(_FIELDS, row, strict=False)),
            tokens=self._cipher.decrypt(sealed),
            version=version,
            refreshing_until=refreshing_until,
            organization_id=organization_id,
        )

    def _state(self, row: Sequence[Any]) -> InstallationState:
        platform, name, title, organization_id, gone_reason, sealed, expires_at = row
        readable = True
        if sealed:
            try:
                self._cipher.decrypt(sealed)
            except TokensUnreadable:
                readable = False
        return InstallationState(
            platform=platform,
            workspace=name,
            name=title,
            organization_id=organization_id,
            gone_reason=gone_reason,
            readable=readable,
            expires_at=expires_at,
        )

    async def _read(self, function: Callable[[Session], T]) -> T:
        return await self._runner.read(EVERY_ORGANIZATION, lambda connection: function(self._session(connection)))

    async def _write(self, function: Callable[[Session], T]) -> T:
        return await self._runner.write(EVERY_ORGANIZATION, lambda connection: function(self._session(connection)))

    def _session(self, connection: Connection) -> Session:
        return Session(connection, self._statements, EVERY_ORGANIZATION)


def _key(of: Installation) -> dict[str, Any]:
    return {"of_platform": of.platform, "of_workspace": of.workspace}


def _version(of: Installation) -> dict[str, Any]:
    return _key(of) | {"of_version": of.version}
