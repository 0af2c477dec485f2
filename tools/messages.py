"""The message catalogs: `python -m tools.messages` writes the template, `--check` tells what is out of date or missing."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

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
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


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
    else:
        allowed = [set(_PLACEHOLDER.findall(text)) for text in _texts(message.id)]
        if any(set(_PLACEHOLDER.findall(text)) not in allowed for text in strings):
            yield "other placeholders"


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


def _write(catalog: Catalog) -> None:
    LOCALE.mkdir(exist_ok=True)
    catalog.header_comment = "# Messages of Aftercall."
    with TEMPLATE.open("wb") as file:
        write_po(file, catalog, sort_output=True, include_lineno=False, width=120)
    # A date would make every extraction a change.
    lines = TEMPLATE.read_text(encoding="utf-8").splitlines(keepends=True)
    TEMPLATE.write_text("".join(line for line in lines if "POT-Creation-Date" not in line), encoding="utf-8")


def main() -> int:
    wanted = extracted()
    if "--check" not in sys.argv[1:]:
        _write(wanted)
        return 0
    translations = {path.parent.parent.name: _read(path) for path in sorted(LOCALE.glob("*/LC_MESSAGES/aftercall.po"))}
    found = list(problems(_read(TEMPLATE), wanted, translations))
    print("\n".join(found) or f"messages: {len(wanted)}, all in order")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
