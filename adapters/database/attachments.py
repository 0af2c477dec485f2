"""Attachments and their contents, in pieces, so that neither a driver nor a statement has to take a whole file."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from sqlalchemy import Integer, and_, bindparam, delete, func, insert, null, select, text, update

from adapters.database.attachment_tables import (
    attachment,
    attachment_blob,
    attachment_chunk,
    entry_attachment,
    stray_object,
    template_language,
)
from adapters.database.counters import next_number
from adapters.database.fetching import pieces
from adapters.database.records import Record
from adapters.database.session import Session
from core.attachment import Attachment, Move
from core.errors import NotFound

_PIECE = 256 * 1024

ATTACHMENT: Record[Attachment] = Record(Attachment, attachment)
_ONE = and_(attachment.c.organization_id == bindparam("org"), attachment.c.no == bindparam("no"))
_GET = select(*ATTACHMENT.columns).where(_ONE)
_ADD = insert(attachment)
_DROP = delete(attachment).where(_ONE)
_BLOB = and_(attachment_blob.c.organization_id == bindparam("org"), attachment_blob.c.checksum == bindparam("checksum"))
_OBJECT = select(attachment_blob.c.object).where(_BLOB)
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
_UNMERGED = (
    select(entry_attachment.c.attachment_no)
    .where(
        entry_attachment.c.organization_id == bindparam("org"),
        entry_attachment.c.entry_no == bindparam("entry"),
        entry_attachment.c.unmerged,
    )
    .order_by(entry_attachment.c.attachment_no)
    .limit(1)
)
_LOCK_BLOB = _OBJECT.with_for_update()
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
_INSIDE = (
    select(attachment_blob.c.checksum).where(attachment_blob.c.organization_id == bindparam("org"), text("object = ''")).limit(1)
)
_WITH = (
    select(*ATTACHMENT.columns)
    .where(attachment.c.organization_id == bindparam("org"), attachment.c.checksum == bindparam("checksum"))
    .limit(1)
)
_MOVED = update(attachment_blob).where(_BLOB).values(object=bindparam("of_name"))
_MOVED_COUNT = select(func.count()).where(attachment_blob.c.organization_id == bindparam("org"), attachment_blob.c.object != "")
_DROP_CHUNKS = delete(attachment_chunk).where(
    attachment_chunk.c.organization_id == bindparam("org"), attachment_chunk.c.checksum == bindparam("checksum")
)
_ADD_STRAY = insert(stray_object)
_FORGET_STRAY = delete(stray_object).where(
    stray_object.c.organization_id == bindparam("org"), stray_object.c.name == bindparam("of_name")
)
# Without a time it is being removed.
_TAKE_OVER = _FORGET_STRAY.where(stray_object.c.until.is_not(None))
_GIVE_UP = (
    update(stray_object)
    .where(
        stray_object.c.organization_id == bindparam("org"),
        stray_object.c.until < bindparam("now", type_=stray_object.c.until.type),
    )
    .values(until=null())
)
_STRAYS = (
    select(stray_object.c.name)
    .where(stray_object.c.organization_id == bindparam("org"), stray_object.c.until.is_(None))
    .order_by(stray_object.c.name)
    .limit(bindparam("limit", type_=Integer))
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
            self._session.run(_ADD_BLOB, {**key, "size": attachment.size, "object": ""})
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
        key = {"checksum": attachment.checksum}
        outside = self._session.first(_OBJECT, key)
        if outside is not None and outside[0]:
            yield from pieces(self._session.fetched, outside[0], attachment.checksum)
            return
        place = 0
        while row := self._session.first(_CHUNK, {**key, "place": place}):
            yield bytes(row[0])
            place += 1

    def of_entry(self, entry_no: int) -> Sequence[Attachment]:
        return [ATTACHMENT.read(row) for row in self._session.all(_OF_ENTRY, {"entry": entry_no})]

    def of_entries(self, entry_nos: Sequence[int]) -> frozenset[int]:
        return frozenset(row[0] for row in self._session.within(_NOS, entry_attachment.c.entry_no, entry_nos))

    def of_template(self, template_code: str) -> frozenset[int]:
        return frozenset(row[0] for row in self._session.all(_NOS_OF_TEMPLATE, {"key": template_code}))

    def attach(self, pairs: Sequence[tuple[int, int]], *, unmerged: bool = False) -> None:
        rows = [{"entry_no": entry, "attachment_no": no, "unmerged": unmerged} for entry, no in pairs]
        self._session.insert(_ATTACH, rows)

    def unmerged(self, entry_no: int) -> Attachment | None:
        row = self._session.first(_UNMERGED, {"entry": entry_no})
        return None if row is None else self.get(row[0])

    def detach(self, entry_no: int, attachment_no: int) -> None:
        self._session.run(_DETACH, {"entry": entry_no, "no": attachment_no})

    def drop_unused(self, nos: Sequence[int]) -> int:
        dropped = 0
        for no in sorted(set(nos)):
            row = self._session.first(_GET, {"no": no})
            if row is None or self._session.first(_IN_ENTRY, {"no": no}) or self._session.first(_IN_TEMPLATE, {"no": no}):
                continue
            content: Mapping[str, str] = {"checksum": ATTACHMENT.read(row).checksum}
            blob = self._session.first(_LOCK_BLOB, content)
            self._session.run(_DROP, {"no": no})
            dropped += 1
            if self._session.first(_SAME_CONTENT, content) is None:
                self._session.run(_DROP_BLOB, content)
                if blob is not None and blob[0]:
                    self._session.run(_ADD_STRAY, {"name": blob[0], "until": None})
        return dropped

    def to_move(self, until: datetime) -> Move | None:
        row = self._session.first(_INSIDE)
        if row is None:
            return None
        # A name of its own, so that whatever becomes of an earlier object with this content, it is not this one.
        name = f"{self._session.organization_id}/{row[0]}-{token_hex(8)}"
        self._session.run(_ADD_STRAY, {"name": name, "until": until})
        return Move(ATTACHMENT.read(self._session.all(_WITH, {"checksum": row[0]})[0]), name)

    def moved(self, move: Move) -> bool:
        key = {"checksum": move.attachment.checksum}
        blob = self._session.first(_LOCK_BLOB, key)
        if blob is None or blob[0] or not self._session.run(_TAKE_OVER, {"of_name": move.name}):
            # Who removed it meanwhile may have come before it was there.
            self._session.run(_FORGET_STRAY, {"of_name": move.name})
            self._session.run(_ADD_STRAY, {"name": move.name, "until": None})
            return False
        self._session.run(_MOVED, {**key, "of_name": move.name})
        self._session.run(_DROP_CHUNKS, key)
        return True

    def moved_count(self) -> int:
        return int(self._session.all(_MOVED_COUNT)[0][0])

    def strays(self, now: datetime, limit: int) -> Sequence[str]:
        self._session.run(_GIVE_UP, {"now": now})
        return [row[0] for row in self._session.all(_STRAYS, {"limit": limit})]

    def forget_strays(self, names: Sequence[str]) -> None:
        self._session.many(_FORGET_STRAY, [{"of_name": name} for name in names])
