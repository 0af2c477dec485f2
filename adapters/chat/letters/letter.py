"""The letter of an interaction whose template says that its attachment is merged."""

import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from adapters.chat.letters.fields import merge_fields
from adapters.chat.letters.merging import merge, mergeable
from adapters.chat.reader import Reader
from adapters.chat.turn import OutgoingFile
from core.attachment import Upload
from core.errors import FileRefused
from core.operations.attaching import put_in_place
from core.results import Logged
from core.work import Work


def with_letter(work: Work, value: Logged, reader: Reader) -> tuple[Logged, OutgoingFile | None]:
    """What was logged with the letter in place of the template's attachment, and the letter for the asker; without a change where
    nothing is to be merged. Raises FileRefused.
    """
    template = value.merge
    if template is None or value.row.entry.postponed:
        return value, None
    if not mergeable(template.media_type):
        raise FileRefused("not_mergeable")
    content = b"".join(work.attachments.content(template))
    merged = merge(content, template.media_type, merge_fields(work, value.row.entry, reader))
    suffix = f".{template.extension}" if template.extension else ""
    with tempfile.NamedTemporaryFile(prefix="aftercall-", suffix=suffix, delete=False) as file:
        path = Path(file.name)
        file.write(merged)
    try:
        upload = Upload(name=template.file_name, path=path, size=len(merged), checksum=sha256(merged).hexdigest())
        letter = put_in_place(work, value.row.entry.no, template, upload, reader.actor, reader.now)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    attachments = tuple(letter if each == template else each for each in value.attachments)
    outgoing = OutgoingFile(name=letter.file_name, media_type=letter.media_type, path=path)
    return replace(value, attachments=attachments), outgoing
