"""Files on their way from one place to another."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile


@contextmanager
def temporary_file(suffix: str = "") -> Iterator[Path]:
    """A new, empty file, which belongs to whoever fills it; when that fails, nothing is left of it."""
    with NamedTemporaryFile(prefix="aftercall-", suffix=suffix, delete=False) as file:
        path = Path(file.name)
    try:
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise
