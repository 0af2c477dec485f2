"""A line of text as words.

Quotes ("…", “…”, „…“, ”…”, «…», »…«, ‘…’, '…') are quotes only where they open before a word or after `key:` and close after one;
anywhere else they are letters, so O'Brien, D’Angelo and 't Hart are names. All kinds of spaces and line ends separate words.
A mention is one word. `key:value` is one word with a key when the key is known; what follows the colon may be quoted.

The note begins after the first colon, outside quotes, that follows a word that is no key. No such colon are those of
a web address (https://), of mailto: and tel:, and of a time (14:30).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from adapters.chat.grammar.mentions import Mention

_SPACE = r"\s\u200b\u2060\ufeff"
_SPACES = re.compile(f"[{_SPACE}]*")
_WORD = re.compile(f"[^{_SPACE}]+")
_CLOCK = re.compile(rf"([0-9]{{1,2}}):[0-9]{{2}}(?=[{_SPACE}:]|$)")
_ADDRESS = re.compile(rf"(?:mailto|tel):(?=[^{_SPACE}])|\w+://", re.IGNORECASE)
# Dutch names begin so: 't Hart, 's Gravesande.
_PARTICLE = re.compile(rf"['‘’][tsnkm][{_SPACE}-]", re.IGNORECASE)
_CLOSERS = {'"': '"', "“": '”"', "”": "”", "„": "“”", "‟": "”", "«": "»", "»": "«»", "‘": "’", "’": "’", "'": "'"}


def _closing(opener: str, closers: str) -> re.Pattern[str]:
    # The same opener where a quote could open means that the first one was a letter.
    return re.compile(rf"[{closers}](?P<close>[,;.!?)]*(?=[{_SPACE}:]|$))|(?<=[{_SPACE}:]){opener}")


_CLOSING = {opener: _closing(opener, closers) for opener, closers in _CLOSERS.items()}


@dataclass(frozen=True, slots=True)
class Word:
    """`text` is the word, or the value of a `key` ("" when none follows at once); `start` and `end` bound all of it in the line.

    `key` is the English name of the option, `value_start` where its value begins.
    """

    text: str
    start: int
    end: int
    quoted: bool = False
    key: str = ""
    value_start: int = 0

    @property
    def has_value(self) -> bool:
        return self.quoted or bool(self.text)


@dataclass(frozen=True, slots=True)
class Head:
    """The words before the note. `note` is where the note begins, None when there is none."""

    words: tuple[Word, ...]
    note: int | None = None


Keys = Callable[[str], str]


def no_keys(_: str) -> str:
    """For lines that have no options."""
    return ""


def split(text: str, start: int, keys: Keys, mentions: Sequence[Mention] = (), *, note: bool = True) -> Head:
    """The words of `text` from `start` on. `keys` gives the English name of an option's key, "" for other words.

    Without `note` all of the text is words, and a word may have colons.
    """
    mentioned = {mention.start: mention for mention in mentions}
    words: list[Word] = []
    at = _skip(text, start)
    while at < len(text):
        word, at = _next(text, at, keys, mentioned, note)
        if word.end > word.start:
            words.append(word)
        if note and text[at : at + 1] == ":":
            return Head(tuple(words), at + 1)
        at = _skip(text, at)
    return Head(tuple(words))


def _skip(text: str, at: int) -> int:
    match = _SPACES.match(text, at)
    return match.end() if match else at


def _next(text: str, at: int, keys: Keys, mentioned: Mapping[int, Mention], note: bool) -> tuple[Word, int]:
    if mention := mentioned.get(at):
        return Word(mention.word, at, mention.end), mention.end
    if quoted := _quoted(text, at):
        return Word(text[at + 1 : quoted[0]], at, quoted[1], quoted=True), quoted[1]
    match = _WORD.match(text, at)
    end = match.end() if match else at
    colon = text.find(":", at, end)
    if colon < 0:
        return Word(text[at:end], at, end), end
    if key := keys(text[at:colon]):
        if mention := mentioned.get(colon + 1):
            return Word(mention.word, at, mention.end, key=key, value_start=mention.start), mention.end
        return _value(text, at, colon + 1, end, key, note)
    if address := _ADDRESS.match(text, at):
        # The address goes on to the next space; a colon at its very end begins the note.
        shown = address.end() if address[0][-1] == ":" else at
        stop = end - 1 if note and text[end - 1] == ":" else end
        return Word(text[shown:stop], at, stop), stop
    if not note or colon == at:
        stop = at if note else end
        return Word(text[at:stop], at, stop), stop
    if clock := _CLOCK.match(text, at):
        return Word(clock[0], at, clock.end()), clock.end()
    return Word(text[at:colon], at, colon), colon


def _value(text: str, start: int, at: int, end: int, key: str, note: bool) -> tuple[Word, int]:
    if quoted := _quoted(text, at):
        return Word(text[at + 1 : quoted[0]], start, quoted[1], quoted=True, key=key, value_start=at), quoted[1]
    if note:
        if _ADDRESS.match(text, at):
            end = end - 1 if text[end - 1] == ":" else end
        elif clock := _CLOCK.match(text, at):
            end = clock.end()
        else:
            colon = text.find(":", at, end)
            end = colon if colon >= 0 else end
    return Word(text[at:end], start, end, key=key, value_start=at), end


def _quoted(text: str, at: int) -> tuple[int, int] | None:
    """Where the quoted text that begins at `at` ends, and where the word does; None when no quote is opened and closed."""
    closing = _CLOSING.get(text[at : at + 1])
    if closing is None or _PARTICLE.match(text, at):
        return None
    match = closing.search(text, at + 1)
    if match is None or match["close"] is None:
        return None
    return match.start(), match.end()
