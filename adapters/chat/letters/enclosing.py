"""The file that goes with an answer: an attachment as it is, or the letter merged of it, which the entry keeps from then on.

A letter is made when it is wanted for the first time: with the answer to what was logged, else when it is opened. It is merged
between two units of work, so that nobody waits for it.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from adapters.chat.attaching import outgoing
from adapters.chat.letters.fields import merge_fields
from adapters.chat.letters.merging import merge
from adapters.chat.receiving import remove
from adapters.chat.temporary import temporary_file
from adapters.chat.turn import Enclosed, OutgoingFile
from core.attachment import Attachment, Upload
from core.errors import NotFound
from core.operations.attaching import put_in_place
from core.person import Identity
from core.storage import Storage
from core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unmerged:
    contact_no: str
    template: Attachment
    content: bytes
    values: Mapping[str, str]


async def enclosed_file(
    storage: Storage, organization_id: int, enclosed: Enclosed, identity: Identity, language: str, time_zone: str, now: datetime
) -> OutgoingFile | None:
    """The file; None when it is gone meanwhile, or what it is merged of has changed. `language` and `time_zone` are the asker's.

    Raises FileRefused for what cannot be merged.
    """

    def read(work: Work) -> OutgoingFile | _Unmerged | None:
        return _read(work, enclosed, language, time_zone)

    found = await storage.read_long(organization_id, read)
    if not isinstance(found, _Unmerged):
        return found
    merged = await asyncio.to_thread(_merged, found)
    letter = None
    try:
        letter = await storage.write(organization_id, lambda work: _put(work, enclosed, found, merged, identity, now))
    finally:
        if letter is None:
            remove(merged)
    if letter is None:
        return None
    return OutgoingFile(name=letter.file_name, media_type=letter.media_type, path=merged.path)


def _read(work: Work, enclosed: Enclosed, language: str, time_zone: str) -> OutgoingFile | _Unmerged | None:
    try:
        entry = work.entries.get(enclosed.entry_no)
        template = work.attachments.unmerged(entry.no)
        if template is None or template.no != enclosed.attachment_no or entry.postponed:
            # Of the template's, a letter may have taken the place meanwhile.
            kept = (each for each in work.attachments.of_entry(entry.no) if each.no == enclosed.attachment_no)
            return next((outgoing(work, each) for each in kept), None)
        return _Unmerged(
            contact_no=entry.contact_no,
            template=template,
            content=b"".join(work.attachments.content(template)),
            values=merge_fields(work, entry, language, time_zone),
        )
    except NotFound:
        return None


def _merged(found: _Unmerged) -> Upload:
    """The letter in a temporary file. Raises FileRefused."""
    merged = merge(found.content, found.template.media_type, found.values)
    suffix = f".{found.template.extension}" if found.template.extension else ""
    with temporary_file(suffix) as path:
        path.write_bytes(merged)
    return Upload(name=found.template.file_name, path=path, size=len(merged), checksum=sha256(merged).hexdigest())


def _put(
    work: Work, enclosed: Enclosed, found: _Unmerged, letter: Upload, identity: Identity, now: datetime
) -> Attachment | None:
    """Keeps the letter in place of the template's attachment, unless the entry has one by now or is somebody else's: its contact
    may have been erased meanwhile.
    """
    work.entries.lock([enclosed.entry_no])
    try:
        entry = work.entries.get(enclosed.entry_no)
    except NotFound:
        return None
    actor = work.people.actor(identity)
    if actor is None or entry.contact_no != found.contact_no or work.attachments.unmerged(entry.no) != found.template:
        return None
    return put_in_place(work, entry.no, found.template, letter, actor, now)
