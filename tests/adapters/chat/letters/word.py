"""The smallest Word files that have merge fields."""

import io
import zipfile

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/settings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = f'{_RELS}<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'

_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
)


def relation(kind: str, target: str) -> str:
    """The relations of a document to something elsewhere."""
    return f'{_RELS}<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'


def document(*fields: str, head: str = "", text: str = "Dear ") -> str:
    """A document with a paragraph of text and merge fields; `head` goes before it."""
    simple = "".join(
        f'<w:fldSimple w:instr=" MERGEFIELD {field} \\* MERGEFORMAT "><w:r><w:t>«{field}»</w:t></w:r></w:fldSimple>'
        for field in fields
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{simple}</w:p></w:body></w:document>'
    )


def word(main: str, **more: str | bytes) -> bytes:
    """A Word file; `more` are further members, "/" in their names written as "__"."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _MAIN)
        archive.writestr("word/document.xml", main)
        archive.writestr("word/settings.xml", _SETTINGS)
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def said(content: bytes) -> str:
    """The document of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()
