"""Names as people type them: without case, accents, apostrophes and special letters, so that "soren" finds "Søren"."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "ı": "i",
        "ß": "ss",
    }
)
_APOSTROPHES = "'’‘‛ʼʻ`´′＇"
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_INITIALS = re.compile(r"(?<!\w)(\w)[./&](?=\w(?!\w))")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60


def fold(text: str) -> str:
    """The text in lower case without accents, with special letters spelled out (å a, ø o, æ ae, ß ss). Idempotent."""
    if text.isascii():
        return text.lower()
    before = ""
    while before != text:
        before = text
        spelled = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
        text = "".join(letter for letter in spelled if not unicodedata.combining(letter))
    return text


def words(text: str) -> list[str]:
    """The folded words of a text: apostrophes are dropped ("O'Brien" is obrien), initials joined ("A/S" is as).

    A word is cut at 60 characters.
    """
    return _split(_APOSTROPHE.sub("", text))


def word_forms(text: str) -> list[str]:
    """All forms under which the words of a name are to be found: those of `words`, and the parts around an apostrophe.

    "O'Brien" is found as obrien and as brien. No form comes twice.
    """
    forms = words(text)
    if _APOSTROPHE.search(text):
        forms += [part for part in _split(_APOSTROPHE.sub(" ", text)) if len(part) > 1]
    return list(dict.fromkeys(forms))


def _split(text: str) -> list[str]:
    return [word[:_LONGEST] for word in _WORD.findall(_INITIALS.sub(r"\1", fold(text)))]
