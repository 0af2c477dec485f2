"""Attachments and their contents, in pieces, so that neither a driver nor a statement has to take a whole file."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import and_, bindparam, delete, insert, select

from adapters.database.attachment_tables import (
    attachment,
    attachment_blob,
    attachment_chunk,
    entry_attachment,
    template_language,
)
from adapters.database.counters import next_number
from adapters.database.records import Record
from adapters.database.session import Session
from core.attachment import Attachment
from core.errors import NotFound

_PIECE = 256 * 1024

ATTACHMENT: Record[Attachment] = Record(Attachment, attachment)
_ONE = and_(attachment.c.organization_id == bindparam("org"), attachment.c.no == bindparam("no"))
_GET = select(*ATTACHMENT.columns).where(_ONE)
_ADD = insert(attachment)
_DROP = delete(attachment).where(_ONE)
_BLOB = and_(attachment_blob.c.organization_id == bindparam("org"), attachment_blob.c.checksum == bindparam("checksum"))
_HAS_BLOB = select(attachment_blob.c.size).where(_BLOB)
_ADD_BLOB = insert(attachment_blob)
_DROP_BLOB = delete(attachment_blob).where(_BLOB)
_ADD_CHUNK = insert(attachment_chunk)
_CHUNK = select(attachment_chunk.c.content).where(
    attachment_chunk.c.organization_id == bindparam("org"),
    attachment_chunk.c.checksum == bindparam("checksum"),
    attachment_chunk.c.place == bindparam("place"),
)
_OF_ENTRY = (
    select(*ATTACHMENT.columns)
    .join(
        entry_attachment,
        and_(
            entry_attachment.c.organization_id == attachment.c.organization_id,
            entry_attachment.c.attachment_no == attachment.c.no,
        ),
    )
    .where(entry_attachment.c.organization_id == bindparam("org"), entry_attachment.c.entry_no == bindparam("entry"))
    .order_by(entry_attachment.c.attachment_no)
)
_NOS = select(entry_attachment.c.attachment_no).where(entry_attachment.c.organization_id == bindparam("org"))
_NOS_OF_TEMPLATE = select(template_language.c.attachment_no).where(
    template_language.c.organization_id == bindparam("org"),
    template_language.c.template_code == bindparam("key"),
    template_language.c.attachment_no != 0,
)
_ATTACH = insert(entry_attachment)
_DETACH = delete(entry_attachment).where(
    entry_attachment.c.organization_id == bindparam("org"),
    entry_attachment.c.entry_no == bindparam("entry"),
    entry_attachment.c.attachment_no == bindparam("no"),
)
_LOCK_BLOB = _HAS_BLOB.with_for_update()
_IN_ENTRY = (
    select(entry_attachment.c.entry_no)
    .where(entry_attachment.c.organization_id == bindparam("org"), entry_attachment.c.attachment_no == bindparam("no"))
    .limit(1)
)
_IN_TEMPLATE = (
    select(template_language.c.template_code)
    .where(template_language.c.organization_id == bindparam("org"), template_language.c.attachment_no == bindparam("no"))
    .limit(1)
)
_SAME_CONTENT = (
    select(attachment.c.no)
    .where(attachment.c.organization_id == bindparam("org"), attachment.c.checksum == bindparam("checksum"))
    .limit(1)
)


class AttachmentsTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, attachment: Attachment, path: Path) -> Attachment:
        # Taken first: its row stays locked, so that nobody drops this content meanwhile.
        no = next_number(self._session, "attachment")
        key = {"checksum": attachment.checksum}
        if self._session.first(_LOCK_BLOB, key) is None:
            self._session.run(_ADD_BLOB, {**key, "size": attachment.size})
            with path.open("rb") as file:
                place = 0
                while piece := file.read(_PIECE):
                    self._session.run(_ADD_CHUNK, {**key, "place": place, "content": piece})
                    place += 1
        self._session.run(_ADD, ATTACHMENT.values(attachment) | {"no": no})
        return self.get(no)

    def get(self, no: int) -> Attachment:
        row = self._session.first(_GET, {"no": no})
        if row is None:
            raise NotFound("attachment", str(no))
        return ATTACHMENT.read(row)

    def content(self, attachment: Attachment) -> Iterator[bytes]:
        place = 0
        while row := self._session.first(_CHUNK, {"checksum": attachment.checksum, "place": place}):
            yield bytes(row[0])
            place += 1

    def of_entry(self, entry_no: int) -> Sequence[Attachment]:
        return [ATTACHMENT.read(row) for row in self._session.all(_OF_ENTRY, {"entry": entry_no})]

    def of_entries(self, entry_nos: Sequence[int]) -> frozenset[int]:
        return frozenset(row[0] for row in self._session.within(_NOS, entry_attachment.c.entry_no, entry_nos))

    def of_template(self, template_code: str) -> frozenset[int]:
        return frozenset(row[0] for row in self._session.all(_NOS_OF_TEMPLATE, {"key": template_code}))

    def attach(self, pairs: Sequence[tuple[int, int]]) -> None:
        self._session.insert(_ATTACH, [{"entry_no": entry, "attachment_no": no} for entry, no in pairs])

    def detach(self, entry_no: int, attachment_no: int) -> None:
        self._session.run(_DETACH, {"entry": entry_no, "no": attachment_no})

    def drop_unused(self, nos: Sequence[int]) -> int:
        dropped = 0
        for no in sorted(set(nos)):
            row = self._session.first(_GET, {"no": no})
            if row is None or self._session.first(_IN_ENTRY, {"no": no}) or self._session.first(_IN_TEMPLATE, {"no": no}):
                continue
            content: Mapping[str, str] = {"checksum": ATTACHMENT.read(row).checksum}
            self._session.first(_LOCK_BLOB, content)
            self._session.run(_DROP, {"no": no})
            dropped += 1
            if self._session.first(_SAME_CONTENT, content) is None:
                self._session.run(_DROP_BLOB, content)
        return dropped
