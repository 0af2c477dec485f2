"""Mentions inside a line of text.

A platform marks them with `mark`; grammar then knows them from what a person typed. They are shown as "@Anna Olsen"; what they
are as a word is in core.mention. The marks are characters for private use, which nobody types.
"""

import re
from dataclasses import dataclass

import core.mention

_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_PART = f"[^{_OPEN}{_MIDDLE}{_CLOSE}]"
_MARKED = re.compile(f"{_OPEN}({_PART}+){_MIDDLE}({_PART}*)(?:{_MIDDLE}({_PART}*))?{_CLOSE}")
_WRITTEN = re.compile(r"<@([^|<>\s]+)(?:\|([^|<>]*))?>")
_MARKS = re.compile(f"[{_OPEN}{_MIDDLE}{_CLOSE}]")
# Control characters but tab and line ends, and lone surrogates: no storage takes them, and they are no part of a word.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A word (core.mention), shown in the text from `start` to `end`."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """A line as it reads, and where in it somebody is mentioned."""

    text: str
    mentions: tuple[Mention, ...] = ()


def mark(user_id: str, name: str = "", email: str | None = None) -> str:
    """A mention of the account `user_id`, called `name`, as text for `parse`; `email` is None where it is not known yet."""
    parts = (user_id, name) if email is None else (user_id, name, email)
    return _OPEN + _MIDDLE.join(map(unmarked, parts)) + _CLOSE


def told(text: str, user_id: str, name: str, email: str) -> str:
    """The text with what a platform told of an account in every mention of it, written out or not."""

    def known(match: re.Match[str]) -> str:
        return mark(user_id, name or match[2] or "", email) if match[1] == user_id else match[0]

    return _MARKED.sub(known, _WRITTEN.sub(known, text))


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
        word = core.mention.Mention(match[1], match[2], match[3]).word
        mentions.append(Mention(word, length + len(before), length + len(before) + len(shown)))
        length += len(before) + len(shown)
        done = match.end()
    parts.append(unmarked(text[done:]))
    return Said(_UNWANTED.sub(" ", "".join(parts)), tuple(mentions))
