"""What is not merged of Word files, for whoever made one is not trusted with this program or with the letter's reader."""

import re
import zipfile
from xml.etree import ElementTree

from core.errors import FileRefused

_MEMBERS = 1000
_UNPACKED = 60 * 1024 * 1024
_XML = 4 * 1024 * 1024
# In all; a letter of a hundred pages has a tenth of that.
_ALL_XML = 8 * 1024 * 1024
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
# Fields that fetch or run something when the letter is opened.
_FETCHING = re.compile(rb"\b(?:INCLUDE(?:TEXT|PICTURE)?|IMPORT|LINK|DDE(?:AUTO)?|DATABASE|MACROBUTTON)\b")
_INSTRUCTION = re.compile(rb"<w:instrText[^>]*>([^<]*)|w:instr=\"([^\"]*)")


def refuse_hostile(archive: zipfile.ZipFile) -> None:
    """Raises FileRefused for a file that unpacks to too much, has a document type (with which entities would come), another
    encoding than UTF-8, macros, parts elsewhere than in itself, or fields that fetch or run something.

    `zipfile` never unpacks more of a member than was said of its size.
    """
    members = archive.infolist()
    texts = [member for member in members if member.filename.lower().endswith((".xml", ".rels"))]
    if (
        len(members) > _MEMBERS
        or sum(member.file_size for member in members) > _UNPACKED
        or max((member.file_size for member in texts), default=0) > _XML
        or sum(member.file_size for member in texts) > _ALL_XML
        or len({member.filename for member in members}) < len(members)
    ):
        raise FileRefused("not_mergeable")
    if any(member.filename.lower().endswith("vbaproject.bin") for member in members):
        raise FileRefused("not_mergeable")
    for member in texts:
        content = archive.read(member)
        _refuse_text(content)
        if member.filename.lower().endswith(".rels"):
            _refuse_elsewhere(content)


def _refuse_text(content: bytes) -> None:
    said = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    if said is not None and said[1].lower() not in (b"utf-8", b"us-ascii"):
        raise FileRefused("not_mergeable")
    # Another encoding, which no declaration tells of, has null bytes.
    if b"\0" in content or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise FileRefused("not_mergeable")
    # Instructions may be cut into several pieces.
    instructions = b"".join(first or second for first, second in _INSTRUCTION.findall(content))
    if _FETCHING.search(instructions.upper()):
        raise FileRefused("not_mergeable")


def _refuse_elsewhere(content: bytes) -> None:
    for relation in ElementTree.fromstring(content):  # noqa: S314 - no document type is in it, so it has no entities
        elsewhere = relation.get("TargetMode", "").lower() == "external"
        if elsewhere and not relation.get("Type", "").endswith("/hyperlink"):
            raise FileRefused("not_mergeable")
