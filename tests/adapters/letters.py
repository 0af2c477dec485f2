"""A template with a letter, for every door."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from core.attachment import Upload
from core.operations.attaching import attach_to_language
from core.storage import Storage
from core.values import WizardAction
from core.work import Work
from tests.factories import NOW


async def give_letter(storage: Storage, folder: Path, action: WizardAction = WizardAction.MERGE) -> None:
    """CALL gets a text as its attachment, with which `action` is done."""
    content = b"Dear {{contact_name}}"
    path = folder / "letter.txt"
    path.write_bytes(content)
    file = Upload(name="letter.txt", path=path, size=len(content), checksum=sha256(content).hexdigest())

    def give(work: Work) -> None:
        attach_to_language(work, work.templates.get("CALL"), "", file, 0, NOW)
        work.templates.update(replace(work.templates.get("CALL"), wizard_action=action))

    await storage.write(1, give)
