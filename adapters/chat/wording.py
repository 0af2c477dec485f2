"""Messages in the reader's language, from gettext catalogs.

English is the language of the source. A further language is a catalog, `locale/<code>/LC_MESSAGES/aftercall.po`, and no code.
In code: `_ = wording.gettext`, then `_("...")`; `wording.ngettext(one, many, n)`; `wording.pgettext(context, word)` for words
that a person types (contexts "command", "option", "value"); `line("...")`, of `lines`, for what a person types as a whole,
which has the context "line".
"""

from collections.abc import Callable
from functools import cache, partial
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

_LOCALE = Path(__file__).parent / "locale"


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a catalog, English first."""
    return ("en", *sorted(path.parent.parent.name for path in _LOCALE.glob("*/LC_MESSAGES/aftercall.po")))


@cache
def wording(language: str) -> NullTranslations:
    """The messages of a language ("nb", "nb-NO", "nb_NO"); English where there is no catalog."""
    code = language.replace("-", "_").split("_")[0].lower()
    if code not in languages() or code == "en":
        return NullTranslations()
    with (_LOCALE / code / "LC_MESSAGES" / "aftercall.po").open("rb") as source:
        compiled = BytesIO()
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return Translations(compiled, domain="aftercall")


def lines(language: str) -> Callable[[str], str]:
    """Gettext of the lines to type, with their {placeholders}."""
    return partial(wording(language).pgettext, "line")
