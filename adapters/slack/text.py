"""Text objects of Block Kit. What people wrote goes into plain text alone, where nothing has a meaning to Slack."""

import re
from typing import Any
from unicodedata import category

Json = dict[str, Any]

# Control characters (Slack refuses some), half surrogates (no UTF-8), and the marks that turn the direction of a line around.
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without characters that Slack refuses or that upset a line."""
    return text if text.isprintable() else UNWANTED.sub("", text)


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(clean(text).split())


def is_blank(text: str) -> bool:
    """Whether the text shows nothing at all: white space and invisible characters, which Slack refuses as empty."""
    return not text[:1].isalnum() and all(category(character)[0] in "CZ" for character in text)


def size(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """At most `limit` long, with "…" at the end where something is missing."""
    if len(text) * 2 <= limit or size(text) <= limit:
        return text
    kept = text[: limit - 1]
    while size(kept) > limit - 1:
        # Each step takes at least half of what is too much, as no character is longer than two units.
        kept = kept[: len(kept) - max(1, (size(kept) - limit + 1) // 2)]
    return kept.rstrip() + "…"


def escape(text: str) -> str:
    """For mrkdwn and for the text of a message: stops mentions, links and dates. Formatting marks keep their meaning."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_text(text: str, limit: int) -> Json:
    """A plain text object; "–" when there is nothing to show, which Slack would refuse."""
    shown = cut(clean(text), limit)
    return {"type": "plain_text", "text": "–" if is_blank(shown) else shown, "emoji": False}
