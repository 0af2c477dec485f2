"""The store over HTTP, against a stand-in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.objects.place import S3Settings, place
from adapters.objects.s3 import S3Store
from core.object_store import StoreFailed
from tests.standins.s3 import ACCESS_KEY_ID, SECRET, S3StandIn

CONTENT = bytes(range(256)) * 4096


@pytest.fixture
async def s3() -> AsyncIterator[S3StandIn]:
    async with S3StandIn() as running:
        yield running


def store(s3: S3StandIn, **more: str) -> S3Store:
    values = {
        "bucket": s3.bucket,
        "prefix": "after/call",
        "endpoint": s3.url,
        "access_key_id": ACCESS_KEY_ID,
        "secret_access_key": SECRET,
    }
    return S3Store(S3Settings(**(values | more)))


async def test_an_object_is_kept_read_and_removed(s3: S3StandIn, tmp_path: Path) -> None:
    written, read = tmp_path / "written", tmp_path / "read"
    written.write_bytes(CONTENT)
    bucket = store(s3)
    await bucket.put("1/abc", written)
    assert s3.objects == {"after/call/1/abc": CONTENT}
    await bucket.get("1/abc", read)
    assert read.read_bytes() == CONTENT
    for s3.strict in (False, True):
        await bucket.delete("1/abc")
    assert s3.objects == {}
    with pytest.raises(StoreFailed, match="no such object"):
        await bucket.get("1/abc", read)


async def test_a_fault_that_passes_is_not_noticed(s3: S3StandIn, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(CONTENT)
    s3.faults.extend([503])
    await store(s3).put("1/abc", path)
    assert len(s3.requests) == 2


async def test_what_goes_wrong_is_said_without_secrets(s3: S3StandIn, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(CONTENT)
    wrong = [store(s3, access_key_id="AKIAOTHER"), store(s3, bucket="elsewhere"), store(s3, endpoint="http://127.0.0.1:9")]
    for each in wrong:
        for what in (each.put("1/abc", path), each.get("1/abc", path), each.delete("1/abc")):
            with pytest.raises(StoreFailed) as refused:
                await what
            assert SECRET not in str(refused.value)
            assert "\n" not in str(refused.value)
    assert s3.objects == {}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("s3://letters", ("letters", "")),
        ("s3://letters/", ("letters", "")),
        (" S3://letters.example/after/call/ ", ("letters.example", "after/call")),
    ],
)
def test_places(url: str, expected: tuple[str, str]) -> None:
    assert place(url) == expected


@pytest.mark.parametrize(
    "url", ["letters", "gs://letters", "s3://", "s3://Le", "s3://letters/a//b", "s3://letters/../x", "s3://letters/ä"]
)
def test_what_is_no_place(url: str) -> None:
    with pytest.raises(ValueError, match=r"bucket|folder"):
        place(url)
