"""Files that people send, on their way from a platform into a temporary file."""

from collections.abc import AsyncIterator
from hashlib import sha256

from adapters.chat.temporary import temporary_file
from core.attachment import MAX_SIZE, Upload
from core.errors import FileRefused


async def receive(name: str, pieces: AsyncIterator[bytes]) -> Upload:
    """The file, which belongs to the caller. Raises FileRefused as soon as it is too large, whatever was said of its size, and
    then nothing is left of it.
    """
    digest, size = sha256(), 0
    with temporary_file() as path, path.open("wb") as file:
        async for piece in pieces:
            size += len(piece)
            if size > MAX_SIZE:
                raise FileRefused("too_large", MAX_SIZE)
            digest.update(piece)
            file.write(piece)
    return Upload(name=name, path=path, size=size, checksum=digest.hexdigest())


def remove(file: Upload | FileRefused | None) -> None:
    """Removes a file that was received, if it was."""
    if isinstance(file, Upload):
        file.path.unlink(missing_ok=True)
