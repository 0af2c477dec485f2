"""The languages of the product: ISO 639-1 codes."""

from collections.abc import Mapping
from types import MappingProxyType

LANGUAGES = ("en", "nb", "da", "sv", "fi", "nl")

# What the languages are called by those who speak them and in English.
NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": ("English",),
        "nb": ("Norsk", "Bokmål", "Norwegian", "no"),
        "da": ("Dansk", "Danish"),
        "sv": ("Svenska", "Swedish"),
        "fi": ("Suomi", "Finnish"),
        "nl": ("Nederlands", "Dutch"),
    }
)


def find_language(words: str) -> str | None:
    """The code for a code (nb, nb-NO) or a name (norsk, Norwegian), in any case; None when it is none of ours."""
    wanted = words.strip().casefold()
    code = wanted.replace("_", "-").split("-")[0]
    if code in LANGUAGES:
        return code
    return next((code for code, names in NAMES.items() if wanted in map(str.casefold, names)), None)
