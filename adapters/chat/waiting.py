"""Files that came before it is known where they go: kept until the form or the choice that they came with is answered.

They are kept as files for the asker are (`core.pending_file`): for a day, for the account that sent them alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from secrets import token_urlsafe

from adapters.chat.form import Field, FieldKind
from adapters.chat.reader import Reader
from adapters.chat.receiving import remove
from adapters.chat.request import Request
from adapters.chat.temporary import temporary_file
from core.attachment import MAX_SIZE, Upload
from core.errors import FileRefused
from core.media_types import media_type
from core.pending_file import KEPT_FOR, PendingFile
from core.requests.entries import LogInteraction
from core.values import WizardAction
from core.work import Work

FILE = "file"
_PART = 1024 * 1024


def waiting(work: Work, request: Request, reader: Reader) -> Request:
    """The request with the file that came with this turn, kept for it, where it is one that can have a file."""
    file = reader.file
    # One that would be refused is refused now, so that there is no form with it.
    if not isinstance(request, LogInteraction) or not isinstance(file, Upload) or not 0 < file.size <= MAX_SIZE:
        return request
    kept = PendingFile(
        id=token_urlsafe(18),
        owner=_owner(reader),
        name=file.name,
        media_type=media_type(file.path),
        size=file.size,
        created_at=reader.now,
    )
    work.pending_files.add(kept)
    with file.path.open("rb") as content:
        number = 0
        while part := content.read(_PART):
            work.pending_files.add_part(kept.id, number, part)
            number += 1
    if request.file:
        _forget(work, request.file, reader)
    return replace(request, file=kept.id)


def without_gone(work: Work, request: Request, reader: Reader) -> Request:
    """The request without a file that does not wait any more."""
    if isinstance(request, LogInteraction) and request.file and _kept(work, request.file, reader) is None:
        return replace(request, file="")
    return request


def file_field(work: Work, request: LogInteraction, reader: Reader) -> Field:
    """The field for a file, with the one that waits already; it has no value where that is not kept any more."""
    kept = _kept(work, request.file, reader)
    template = work.templates.find(request.template) if request.template else None
    imports = template is not None and template.wizard_action is WizardAction.IMPORT
    return Field(
        key=FILE,
        label=reader.text("File"),
        kind=FieldKind.FILE,
        value=kept.id if kept else "",
        value_label=kept.name if kept else "",
        hint=reader.text("This kind of interaction wants a file of your own.") if imports and kept is None else "",
    )


@contextmanager
def sent_file(work: Work, request: LogInteraction, reader: Reader) -> Iterator[Upload | None]:
    """The file of an interaction that is logged: what came now, else what waits for it, which then waits no more.

    Raises FileRefused, at the field of the form.
    """
    file: Upload | None = None
    try:
        file = reader.uploaded() or _fetched(work, request.file, reader)
        try:
            yield file
        finally:
            if file is not reader.file:
                remove(file)
        if request.file:
            _forget(work, request.file, reader)
    except FileRefused as refusal:
        if refusal.rule != "not_mergeable":
            refusal.field = FILE
        raise


def _fetched(work: Work, file_id: str, reader: Reader) -> Upload | None:
    """What waits, in a temporary file. Raises FileRefused when it is not kept any more."""
    if not file_id:
        return None
    kept = _kept(work, file_id, reader)
    if kept is None:
        raise FileRefused("gone")
    digest, number = sha256(), 0
    with temporary_file() as path, path.open("wb") as file:
        while (part := work.pending_files.part(kept.id, number)) is not None:
            digest.update(part)
            file.write(part)
            number += 1
    return Upload(name=kept.name, path=path, size=kept.size, checksum=digest.hexdigest())


def _kept(work: Work, file_id: str, reader: Reader) -> PendingFile | None:
    kept = work.pending_files.get(file_id) if file_id else None
    if kept is None or kept.owner != _owner(reader) or reader.now - kept.created_at > KEPT_FOR:
        return None
    return kept


def _forget(work: Work, file_id: str, reader: Reader) -> None:
    if _kept(work, file_id, reader) is not None:
        work.pending_files.remove(file_id)


def _owner(reader: Reader) -> str:
    """The account: what is carried by a button of one person is of no use to another."""
    identity = reader.actor.identity
    return f"{identity.platform}/{identity.workspace}/{identity.user_id}" if identity else f"person/{reader.actor.person_id}"
