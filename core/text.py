"""What becomes of text that people enter."""

from unicodedata import category

DESCRIPTION_LIMIT = 100
NOTE_LIMIT = 4000


def clean(text: str) -> str:
    """The text without the characters that no storage takes (control characters, lone surrogates) and without blanks around.

    Line ends become "\\n".
    """
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = "".join(char for char in text if char in "\n\t" or category(char) not in ("Cc", "Cs"))
    return text.strip()


def one_line(text: str) -> str:
    """The cleaned text with every run of blanks and line ends as one blank."""
    return " ".join(clean(text).split())


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut after a word; a word that fills more than half of them is cut inside."""
    if len(text) <= limit:
        return text
    end = text.rfind(" ", 0, limit + 1)
    return text[: end if end >= limit // 2 else limit].rstrip()


def described(note: str) -> tuple[str, str]:
    """The description and the note of an entry for what was said: its first 100 characters, and the whole of it.

    The note is "" when the description says it all.
    """
    whole = clean(note)
    description = cut(one_line(whole), DESCRIPTION_LIMIT)
    return description, "" if whole == description else whole
