import zipfile
from pathlib import Path

import pytest

from core.media_types import DOCX, media_type


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBPVP8", "image/webp"),
        (b"<html><script>alert(1)</script></html>", "text/plain"),
        ("æøå".encode() * 2000, "text/plain"),
        (("x" + "æøå" * 2000).encode(), "text/plain"),
        (b"\xe6\xf8\xe5", "application/octet-stream"),
        (b"MZ\x90\x00", "application/octet-stream"),
        (b"PK\x03\x04 cut", "application/octet-stream"),
    ],
)
def test_content_tells(tmp_path: Path, content: bytes, expected: str) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(content)
    assert media_type(file) == expected


@pytest.mark.parametrize(
    ("member", "expected"), [("word/document.xml", DOCX), ("readme.txt", "application/zip"), ("mimetype", "application/zip")]
)
def test_archives(tmp_path: Path, member: str, expected: str) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(member, "x")
    assert media_type(file) == expected
