"""Whether lines of two languages ask for the same: the same command with the same options; texts, names and dates may differ."""

from dataclasses import fields, is_dataclass
from datetime import date

from adapters.chat.grammar import Misunderstood, Reading, parse
from adapters.chat.request import Help
from tests.factories import NOW

# Texts that the program itself chose out of a closed set.
_CHOSEN = frozenset(("documents", "platform"))
_PUT_IN = {
    "template": "call",
    "contact": "Anna Olsen",
    "no": 7,
    "draft": 8,
    "group": "sales",
    "email": "ada@example.com",
    "first": "anna",
    "last": 9,
    "segment": "mailing",
    "code": "spring",
    "tenant": "72f988bf-86f1-41af-91ab-2d7cd011db47",
}


def filled(line: str) -> str:
    """The line with something in place of every name."""
    return line.format_map(_PUT_IN)


def read(line: str, language: str) -> object:
    """What a line is read as; the refusal of one that cannot be."""
    try:
        return parse(filled(line), Reading(NOW, language))
    except Misunderstood as refusal:
        return refusal


def differences(wanted: object, found: object) -> list[str]:
    """What two requests differ in."""
    if isinstance(found, Misunderstood):
        return [f"cannot be read: {found.problem} »{found.word}«"]
    if type(wanted) is not type(found):
        return [f"means {type(found).__name__}, not {type(wanted).__name__}"]
    assert is_dataclass(wanted)
    return [
        f"{field.name} is {getattr(found, field.name)!r}, not {getattr(wanted, field.name)!r}"
        for field in fields(wanted)
        if not _alike(field.name, getattr(wanted, field.name), getattr(found, field.name), wanted)
    ]


def _alike(name: str, wanted: object, found: object, request: object) -> bool:
    if isinstance(wanted, date) or isinstance(found, date):
        return isinstance(wanted, date) and isinstance(found, date)
    # An enumeration of texts is chosen too, and is told from free text by its type.
    if type(wanted) is str and name not in _CHOSEN and wanted != "me" and not isinstance(request, Help):
        return type(found) is str and bool(wanted) == bool(found) and found != "me"
    if name == "words" and isinstance(wanted, tuple):
        return bool(wanted) == bool(found)
    return wanted == found
