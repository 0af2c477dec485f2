"""Requests that were answered already, and commands too long for a button."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Integer, and_, bindparam, delete, insert, select, tuple_, update

from adapters.database.session import Session
from adapters.database.tables import inbox, saved_command
from core.errors import NotFound

_REPLY = select(inbox.c.reply).where(
    inbox.c.organization_id == bindparam("org"), inbox.c.source == bindparam("source"), inbox.c.key == bindparam("key")
)
_KEEP = insert(inbox)
_FORGET = delete(inbox).where(
    inbox.c.organization_id == bindparam("org"),
    tuple_(inbox.c.source, inbox.c.key).in_(
        select(inbox.c.source, inbox.c.key)
        .where(inbox.c.organization_id == bindparam("org"), inbox.c.at < bindparam("before", type_=inbox.c.at.type))
        .limit(bindparam("limit", type_=Integer))
    ),
)
_THIS = and_(saved_command.c.organization_id == bindparam("org"), saved_command.c.id == bindparam("command_id"))
_COMMAND = select(saved_command.c.command, saved_command.c.at).where(_THIS)
_KEPT_AGAIN = update(saved_command).where(_THIS).values(at=bindparam("now", type_=saved_command.c.at.type))
_FORGET_COMMANDS = delete(saved_command).where(
    saved_command.c.organization_id == bindparam("org"),
    saved_command.c.id.in_(
        select(saved_command.c.id)
        .where(
            saved_command.c.organization_id == bindparam("org"),
            saved_command.c.at < bindparam("before", type_=saved_command.c.at.type),
        )
        .limit(bindparam("limit", type_=Integer))
    ),
)
# A button is looked up far more often than its command grows a month older.
_OLD = timedelta(days=30)
_PUT = insert(saved_command)


class InboxTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def reply(self, source: str, key: str) -> str | None:
        row = self._session.first(_REPLY, {"source": source, "key": key})
        return None if row is None else str(row[0])

    def keep(self, source: str, key: str, reply: str, now: datetime) -> None:
        self._session.later(_KEEP, {"source": source, "key": key, "reply": reply, "at": now})

    def forget(self, before: datetime, limit: int) -> int:
        return self._session.run(_FORGET, {"before": before, "limit": limit})


class SavedCommandsTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, command: str, now: datetime) -> str:
        command_id = hashlib.sha256(command.encode()).hexdigest()[:24]
        row = self._session.first(_COMMAND, {"command_id": command_id})
        if row is None:
            self._session.run(_PUT, {"id": command_id, "command": command, "at": now})
        elif now - row[1] > _OLD:
            self._session.run(_KEPT_AGAIN, {"command_id": command_id, "now": now})
        return command_id

    def get(self, command_id: str) -> str:
        row = self._session.first(_COMMAND, {"command_id": command_id})
        if row is None:
            raise NotFound("command", command_id)
        return str(row[0])

    def forget(self, before: datetime, limit: int) -> int:
        return self._session.run(_FORGET_COMMANDS, {"before": before, "limit": limit})
