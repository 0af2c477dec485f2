"""The mention of an account as a word: `<@id>`, and where it is known whom that means, `<@id|name|e-mail>`."""

import re
from dataclasses import dataclass

_FORM = re.compile(r"<@([^|<>\s]+)(?:\|([^|<>]*)(?:\|([^|<>]*))?)?>")
_NO_PART = str.maketrans("|<>", "   ")


class MentionUnknown(Exception):
    """A contact is named by the mention of an account whose e-mail address is not known: the platform has to tell it."""

    def __init__(self, user_id: str) -> None:
        super().__init__()
        self.user_id = user_id


@dataclass(frozen=True, slots=True)
class Mention:
    """`email` is None where nobody asked for it, "" where there is none to be known."""

    user_id: str
    name: str = ""
    email: str | None = None

    @property
    def word(self) -> str:
        if self.email is None:
            return f"<@{self.user_id}>"
        name, email = (" ".join(part.translate(_NO_PART).split()) for part in (self.name, self.email))
        return f"<@{self.user_id}|{name}|{email}>"

    @property
    def shown(self) -> str:
        return "@" + (self.name or self.user_id)


def mention_of(words: str) -> Mention | None:
    """The mention that the words are, None where they are none or more than one."""
    match = _FORM.fullmatch(words)
    return _mention(match) if match else None


def without_mentions(words: str) -> str:
    """The words with mentions as one reads them: @Anna Olsen."""
    return _FORM.sub(lambda match: _mention(match).shown, words) if "<@" in words else words


def _mention(match: re.Match[str]) -> Mention:
    return Mention(match[1], match[2] or "", match[3])
