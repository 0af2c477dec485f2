"""What the doctor finds of the place where attachments are kept."""

import tempfile
from pathlib import Path
from secrets import token_hex

from adapters.database import Database
from bot.findings import Finding
from bot.settings import Settings
from bot.wiring import object_store
from core.object_store import ObjectStore, StoreFailed

_WHAT = "attachments"
_CONTENT = b"Written by the doctor of Aftercall to see whether it can be.\n"


async def objects_finding(database: Database, settings: Settings) -> Finding:
    """Whether an object can be written, read and removed; or what is missed in a store that no setting names."""
    objects = object_store(settings)
    if objects is None:
        moved = 0
        for organization in await database.all_organizations():
            moved += await database.read(organization.id, lambda work: work.attachments.moved_count())
        if moved:
            return Finding(_WHAT, f"{moved} are in a store, and ATTACHMENTS_URL does not say which; set it as it was")
        return Finding(_WHAT, detail="in the database")
    try:
        await _try(objects)
    except StoreFailed as error:
        remedy = "check ATTACHMENTS_URL, AWS_ENDPOINT_URL, and the keys and their rights"
        return Finding(_WHAT, f"cannot be kept at {settings.attachments_url} ({error}); {remedy}")
    return Finding(_WHAT, detail=f"at {settings.attachments_url}, can be written, read and removed")


async def _try(objects: ObjectStore) -> None:
    name = f"doctor-{token_hex(8)}"
    with tempfile.NamedTemporaryFile(prefix="aftercall-") as written, tempfile.NamedTemporaryFile(prefix="aftercall-") as read:
        written.write(_CONTENT)
        written.flush()
        await objects.put(name, Path(written.name))
        try:
            await objects.get(name, Path(read.name))
        finally:
            await objects.delete(name)
        if read.read() != _CONTENT:
            raise StoreFailed("what was read is not what was written")
