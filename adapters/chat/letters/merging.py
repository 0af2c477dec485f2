"""A Word or text file with merge fields, filled."""

import io
import re
import zipfile
from collections.abc import Mapping

from adapters.chat.letters.hostile import refuse_hostile
from core.errors import FileRefused
from core.media_types import DOCX, TEXT

_FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}|«\s*(\w+)\s*»")


def merge(content: bytes, media_type: str, values: Mapping[str, str]) -> bytes:
    """The file with its merge fields filled, MERGEFIELD in Word, {{name}} or «name» in text; other fields are emptied.

    Raises FileRefused for what cannot or will not be merged.
    """
    if media_type == TEXT:
        return _text(content, values)
    if media_type != DOCX:
        raise FileRefused("not_mergeable")
    # Most processes merge nothing, and do without its memory.
    from mailmerge import MailMerge

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            refuse_hostile(archive)
        merged = io.BytesIO()
        with MailMerge(io.BytesIO(content)) as document:
            document.merge(**values)
            document.write(merged)
    except FileRefused:
        raise
    except Exception as error:
        # The library tells what it cannot read by whatever fails first.
        raise FileRefused("not_mergeable") from error
    return merged.getvalue()


def _text(content: bytes, values: Mapping[str, str]) -> bytes:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused("not_mergeable") from error
    return _FIELD.sub(lambda match: values.get((match[1] or match[2]).lower(), ""), text).encode()
