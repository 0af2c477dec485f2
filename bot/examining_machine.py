"""What the doctor looks at on the machine itself: Python, room on the disk, and who can read the files."""

import platform
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from adapters.database.address import parse
from bot.findings import Finding
from bot.settings import Settings

_MIB = 1 << 20
_TOO_LITTLE, _LITTLE = 100 * _MIB, 1024 * _MIB
_OTHERS = stat.S_IRGRP | stat.S_IWGRP | stat.S_IROTH | stat.S_IWOTH
_ENTER = stat.S_IXGRP | stat.S_IXOTH


def machine_findings(settings: Settings) -> Iterator[Finding]:
    """Python, and the place where files are kept: that of the SQLite file, and `.env`."""
    yield Finding("Python", detail=platform.python_version())
    address = parse(settings.database_url.get_secret_value())
    file = Path(address.database or "").expanduser() if address.get_backend_name() == "sqlite" else None
    yield disk_finding(file or Path(".env"))
    for secret in (Path(".env"), file):
        if secret is not None and (seen := _seen(secret)):
            yield seen


def disk_finding(file: Path) -> Finding:
    """Whether there is room where this file is or will be. Erasing writes an SQLite file anew, beside the old one."""
    folder = next(each for each in file.absolute().parents if each.is_dir())
    free = shutil.disk_usage(folder).free
    size = file.stat().st_size if file.is_file() else 0
    what, left = "disk", f"{free // _MIB} MiB free in {folder}"
    if free < _TOO_LITTLE:
        return Finding(what, f"{left}; make room, or nothing can be written soon")
    if free < max(_LITTLE, size):
        return Finding(what, advice=f"{left}; make room: at least as much as the database has ({size // _MIB} MiB), and 1 GiB")
    return Finding(what, detail=left)


def _seen(file: Path) -> Finding | None:
    """Whether other users of the machine can read or write it; None where they cannot, or the system keeps no such rights."""
    if not file.is_file() or file.stat().st_mode & _OTHERS == 0 or platform.system() == "Windows":
        return None
    if any(folder.stat().st_mode & _ENTER == 0 for folder in file.absolute().parents):
        return None
    return Finding(str(file), advice=f"can be read by other users of this machine; run: chmod 600 {file}")
