"""Files that wait for consent, with their content in parts."""

from datetime import datetime

from sqlalchemy import Integer, and_, bindparam, delete, insert, select

from adapters.database.file_tables import pending_file, pending_file_part
from adapters.database.records import Record
from adapters.database.session import Session
from core.pending_file import PendingFile

_RECORD: Record[PendingFile] = Record(PendingFile, pending_file)
_ONE = and_(pending_file.c.organization_id == bindparam("org"), pending_file.c.id == bindparam("wanted"))
_ADD = insert(pending_file)
_ADD_PART = insert(pending_file_part)
_GET = select(*_RECORD.columns).where(_ONE)
_PART = select(pending_file_part.c.content).where(
    pending_file_part.c.organization_id == bindparam("org"),
    pending_file_part.c.file_id == bindparam("wanted"),
    pending_file_part.c.number == bindparam("at"),
)
_REMOVE = delete(pending_file).where(_ONE)
_BEFORE = (
    select(pending_file.c.id)
    .where(pending_file.c.organization_id == bindparam("org"), pending_file.c.created_at < bindparam("moment"))
    .order_by(pending_file.c.created_at)
    .limit(bindparam("limit", type_=Integer))
)


class PendingFilesTable:
    """`core.pending_file.PendingFiles`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, file: PendingFile) -> None:
        self._session.run(_ADD, _RECORD.values(file))

    def add_part(self, file_id: str, number: int, content: bytes) -> None:
        self._session.run(_ADD_PART, {"file_id": file_id, "number": number, "content": content})

    def get(self, file_id: str) -> PendingFile | None:
        row = self._session.first(_GET, {"wanted": file_id})
        return None if row is None else _RECORD.read(row)

    def part(self, file_id: str, number: int) -> bytes | None:
        row = self._session.first(_PART, {"wanted": file_id, "at": number})
        return None if row is None else bytes(row[0])

    def remove(self, file_id: str) -> None:
        self._session.run(_REMOVE, {"wanted": file_id})

    def forget(self, before: datetime, limit: int) -> int:
        old = self._session.all(_BEFORE, {"moment": before, "limit": limit})
        self._session.many(_REMOVE, [{"wanted": row[0]} for row in old])
        return len(old)
