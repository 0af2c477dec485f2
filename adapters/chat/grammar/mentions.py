"""Mentions inside a line of text.

A platform marks them with `mark`; grammar then knows them from what a person typed. They are shown as "@Anna Olsen", and
as a word they are "<@U123>". The marks are characters for private use, which nobody types.
"""

import re
from dataclasses import dataclass

_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_MIDDLE}{_CLOSE}]+){_MIDDLE}([^{_OPEN}{_MIDDLE}{_CLOSE}]*){_CLOSE}")
_MARKS = re.compile(f"[{_OPEN}{_MIDDLE}{_CLOSE}]")
# Control characters but tab and line ends, and lone surrogates: no storage takes them, and they are no part of a word.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mention:
    """The word `<@id>`, shown in the text from `start` to `end`."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """A line as it reads, and where in it somebody is mentioned."""

    text: str
    mentions: tuple[Mention, ...] = ()


def mark(user_id: str, name: str = "") -> str:
    """A mention of the account `user_id`, called `name`, as text for `parse`."""
    return f"{_OPEN}{unmarked(user_id)}{_MIDDLE}{unmarked(name)}{_CLOSE}"


def unmarked(text: str) -> str:
    """The text without the characters that mark mentions."""
    return _MARKS.sub("", text)


def read_mentions(text: str) -> Said:
    """The text without marks, and with spaces for characters that nobody can see or store."""
    parts: list[str] = []
    mentions: list[Mention] = []
    length = done = 0
    for match in _MARKED.finditer(text):
        before = unmarked(text[done : match.start()])
        shown = "@" + (match[2] or match[1])
        parts += before, shown
        mentions.append(Mention(f"<@{match[1]}>", length + len(before), length + len(before) + len(shown)))
        length += len(before) + len(shown)
        done = match.end()
    parts.append(unmarked(text[done:]))
    return Said(_UNWANTED.sub(" ", "".join(parts)), tuple(mentions))
