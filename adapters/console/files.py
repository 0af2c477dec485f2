"""Files that an answer brings, saved where the console was started."""

import re
import shutil
from itertools import count
from pathlib import Path

from adapters.chat.turn import OutgoingFile

# What is no file name somewhere, or leads out of the folder.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_LONGEST = 150


def save(file: OutgoingFile, folder: Path) -> Path:
    """Copies the file into the folder under its own name, with a number where there is one of that name; nothing is overwritten.

    Raises OSError; what was begun is taken away then.
    """
    name = Path(_UNSAFE.sub("_", file.name).strip(". ") or "file")
    stem, suffix = name.stem[:_LONGEST], name.suffix[:_LONGEST]
    for number in count(1):
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem} ({number}){suffix}")
        try:
            # Only the owner may read what others have no right to ask for.
            path.touch(mode=0o600, exist_ok=False)
            break
        except FileExistsError:
            continue
    try:
        shutil.copyfile(file.path, path)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path
