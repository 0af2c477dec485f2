"""Requests that were answered already, and commands too long for a button."""

import hashlib
from datetime import datetime

from sqlalchemy import bindparam, insert, select

from adapters.database.session import Session
from adapters.database.tables import inbox, saved_command
from core.errors import NotFound

_REPLY = select(inbox.c.reply).where(
    inbox.c.organization_id == bindparam("org"), inbox.c.source == bindparam("source"), inbox.c.key == bindparam("key")
)
_KEEP = insert(inbox)
_COMMAND = select(saved_command.c.command).where(
    saved_command.c.organization_id == bindparam("org"), saved_command.c.id == bindparam("id")
)
_PUT = insert(saved_command)


class InboxTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def reply(self, source: str, key: str) -> str | None:
        row = self._session.first(_REPLY, {"source": source, "key": key})
        return None if row is None else str(row[0])

    def keep(self, source: str, key: str, reply: str, now: datetime) -> None:
        self._session.run(_KEEP, {"source": source, "key": key, "reply": reply, "at": now})


class SavedCommandsTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, command: str, now: datetime) -> str:
        command_id = hashlib.sha256(command.encode()).hexdigest()[:24]
        if self._session.first(_COMMAND, {"id": command_id}) is None:
            self._session.run(_PUT, {"id": command_id, "command": command, "at": now})
        return command_id

    def get(self, command_id: str) -> str:
        row = self._session.first(_COMMAND, {"id": command_id})
        if row is None:
            raise NotFound("command", command_id)
        return str(row[0])
