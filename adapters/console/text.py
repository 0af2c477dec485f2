"""Text for a terminal: what people wrote can never steer it."""

import re

from adapters.chat.card import Card
from adapters.chat.formats import formats
from adapters.chat.inline import Text
from adapters.chat.plain import plain_text

# Control characters (escape sequences begin with one), line and paragraph separators, characters that turn the
# direction of writing around (they make text read as what it is not), and lone surrogates, which cannot be written.
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text without anything that a terminal would obey; line breaks stay as "\\n"."""
    return _UNSAFE.sub(" ", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """As clean, with every run of white space a single space."""
    return " ".join(clean(text).split())


def words(text: Text, card: Card) -> str:
    """The text of a card as plain characters, moments in the reader's zone and language."""
    return clean(plain_text(text, formats(card.language, card.time_zone)))


def line(text: Text, card: Card) -> str:
    """As words, on one line."""
    return one_line(words(text, card))
