"""Requests about attachments and the languages of templates."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTemplateLanguage:
    """`template CODE language LANG: DESCRIPTION`: adds the language, or gives it another description."""

    code: str
    language: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveTemplateLanguage:
    """`template CODE language LANG remove`: takes the language away with its attachment when `confirmed`."""

    code: str
    language: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachToTemplate:
    """`template CODE attach [LANG]`, with a file; without a language, for the template's default."""

    code: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTemplateAttachment:
    """`template CODE open [LANG]`: sends the template's attachment; without a language, that of the default."""

    code: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachToEntry:
    """`attach NO`, with a file."""

    no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAttachment:
    """`open NO`: sends the entry's attachment; `attachment` is the no. of one of several, 0 for the only one."""

    no: int
    attachment: int = 0


AttachmentRequest = (
    SaveTemplateLanguage | RemoveTemplateLanguage | AttachToTemplate | OpenTemplateAttachment | AttachToEntry | OpenAttachment
)
