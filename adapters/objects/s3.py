"""Amazon S3, and what speaks its protocol: MinIO, Ceph, R2, Spaces, Google's XML API ..."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from obstore.exceptions import BaseError
from obstore.store import S3Store as Bucket

from adapters.objects.place import S3Settings
from core.object_store import StoreFailed

_PIECE = 256 * 1024
# Somebody waits for an attachment; what is moved and removed is tried again anyway.
_RETRIES: Any = {"max_retries": 2, "retry_timeout": timedelta(seconds=20)}
_TIMES: Any = {
    "connect_timeout": timedelta(seconds=5),
    "read_timeout": timedelta(seconds=10),
    "timeout": timedelta(seconds=60),
}


class S3Store:
    """`core.object_store.ObjectStore`."""

    def __init__(self, settings: S3Settings) -> None:
        names = ("endpoint", "region", "access_key_id", "secret_access_key", "session_token")
        given: Any = {name: value for name in names if (value := getattr(settings, name))}
        self._bucket = Bucket(
            settings.bucket,
            prefix=settings.prefix or None,
            # Many stores know no other way of deleting than one by one.
            config=given | {"disable_bulk_delete": True},
            client_options=_TIMES | {"allow_http": settings.endpoint.startswith("http://")},
            retry_config=_RETRIES,
        )

    async def put(self, name: str, path: Path) -> None:
        # In one request: an attachment is small enough, and parts of what was broken off would stay.
        with _failures():
            await self._bucket.put_async(name, path, use_multipart=False)

    async def get(self, name: str, path: Path) -> None:
        with _failures(), path.open("wb") as file:
            found = await self._bucket.get_async(name)
            async for piece in found.stream(_PIECE):
                file.write(piece)

    async def delete(self, name: str) -> None:
        with _failures():
            try:
                await self._bucket.delete_async(name)
            except FileNotFoundError as error:
                # Amazon says yes to what is not there, others do not. That a bucket is not there is another matter.
                if "NoSuchKey" not in str(error):
                    raise


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise StoreFailed("there is no such object or bucket") from None
    except (BaseError, OSError, ValueError) as error:
        # The rest of the text is for debugging, and long.
        raise StoreFailed(f"{type(error).__name__}: {str(error).splitlines()[0][:300]}") from None
