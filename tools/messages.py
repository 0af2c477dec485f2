"""The message catalogs: `python -m tools.messages` writes the template and brings the catalog of every language up to date: new
messages are there without a translation, unused ones are gone. `--check` tells what is out of date or missing.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from core.languages import LANGUAGES

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "adapters" / "chat" / "locale"
TEMPLATE = LOCALE / "aftercall.pot"
_SOURCES = ("adapters/chat", "adapters/console", "adapters/slack", "adapters/teams")
_KEYWORDS = {
    "_": None,
    "text": None,
    "gettext": None,
    "count": (1, 2),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
# Lines to type, which have a context of their own.
_LINES = ("line", "lines")
# A date would make every run a change; the others are forms that nobody fills in.
_LEFT_OUT = ('"POT-Creation-Date:', '"PO-Revision-Date:', '"Report-Msgid-Bugs-To:', '"Last-Translator:', '"Language-Team:')


def extracted() -> Catalog:
    """The messages of the source."""
    catalog = Catalog(project="aftercall", charset="utf-8", fuzzy=False)
    for source in _SOURCES:
        for keywords, of_lines in ((_KEYWORDS, None), (dict.fromkeys(_LINES), "line")):
            for name, _line, message, comments, context in extract_from_dir(
                ROOT / source, [("**.py", "python")], keywords=keywords, comment_tags=("Translators:",), strip_comment_tags=True
            ):
                catalog.add(message, None, [(f"{source}/{name}", 0)], auto_comments=comments, context=of_lines or context)
    return catalog


def problems(template: Catalog, wanted: Catalog, translations: dict[str, Catalog]) -> Iterator[str]:
    """What is wrong with the template file and with the catalog of each language."""
    if _keys(template) != _keys(wanted):
        yield f"{TEMPLATE.relative_to(ROOT)} is out of date; run `make messages`"
    for language in LANGUAGES[1:]:
        if language not in translations:
            yield f"{language}: there is no catalog"
    for language, catalog in translations.items():
        for message in catalog.obsolete.values():
            yield f"{language}: unused: {message.id}"
        for key in sorted(_keys(catalog) - _keys(wanted), key=str):
            yield f"{language}: unused: {key}"
        for message in wanted:
            if message.id:
                found = catalog.get(_id(message), message.context)
                yield from (f"{language}: {problem}: {message.id}" for problem in _wrong(message, found))


def _wrong(message: Message, found: Message | None) -> Iterator[str]:
    strings = _texts(found.string) if found else []
    if found is None or not all(strings):
        yield "not translated"
    elif found.fuzzy:
        yield "fuzzy"
    elif len(strings) != len(_texts(message.id)):
        yield "other number of forms"
    elif not all(_placeholders(text) in map(_placeholders, _texts(message.id)) for text in strings):
        yield "other placeholders"


def _placeholders(text: str) -> set[str] | None:
    """The names in a text; None where its braces cannot be read."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def updated(catalog: Catalog, wanted: Catalog) -> Catalog:
    """The catalog with the messages of the source, and no others."""
    catalog.update(wanted, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def _texts(value: object) -> list[str]:
    """The one text of a message, or one for each number."""
    return [str(text or "") for text in value] if isinstance(value, tuple | list) else [str(value or "")]


def _keys(catalog: Catalog) -> set[tuple[str, str]]:
    return {(message.context or "", str(message.id)) for message in catalog if message.id}


def _id(message: Message) -> str:
    return _texts(message.id)[0]


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file)


def _write(catalog: Catalog, path: Path) -> None:
    catalog.header_comment = "# Messages of Aftercall."
    content = BytesIO()
    write_po(content, catalog, sort_output=True, include_lineno=False, ignore_obsolete=True, width=120)
    lines = content.getvalue().decode("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(_LEFT_OUT)), encoding="utf-8")


def _catalogs() -> dict[str, Path]:
    return {path.parent.parent.name: path for path in sorted(LOCALE.glob("*/LC_MESSAGES/aftercall.po"))}


def main() -> int:
    wanted = extracted()
    translations = {language: _read(path) for language, path in _catalogs().items()}
    if "--check" not in sys.argv[1:]:
        _write(wanted, TEMPLATE)
        for language, path in _catalogs().items():
            _write(updated(translations[language], wanted), path)
        return 0
    found = list(problems(_read(TEMPLATE), wanted, translations))
    print("\n".join(found) or f"messages: {len(wanted)}, all in order")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
