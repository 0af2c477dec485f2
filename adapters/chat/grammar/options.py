"""Options of `log`, `edit` and `template`: before the note, and at its very end.

Before the colon an option word without quotes is always an option, wherever it stands: a contact or template that
is called In, Failed or 3M has to be quoted. After the colon, from the end of the note backwards, only `KEY:VALUE` with a
known key and no space between, and a plain duration (15m, 1h30) are options, and none of these:
- quoted words (but the value of a key may be quoted, and the text of `follow:`);
- a duration after a word that makes it a part of the sentence (in 15m, etter 15m, ...: _BINDING) or after a colon or a
  sign such as "~", on the same line; and one that contradicts a duration said elsewhere.
So "call back in 15m" is note, and "called back 15m" is a note and an option. A known key with a bad value at the end is refused.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from adapters.chat.grammar.durations import MAX_MINUTES, minutes, read_duration
from adapters.chat.grammar.line import Line
from adapters.chat.grammar.misunderstood import Misunderstood, Problem
from adapters.chat.grammar.option_values import EVALUATIONS, READERS, Found
from adapters.chat.grammar.tokens import Word
from adapters.chat.vocabulary import Kind
from core.values import InformationFlow

# The most words that one option can have.
_WINDOW = 8
_SIGNS = frozenset(("++", "+", "o", "-", "--", "−", "—"))
_FLAGS: Mapping[str, dict[str, Any]] = MappingProxyType(
    {
        "in": {"information_flow": InformationFlow.INBOUND},
        "out": {"information_flow": InformationFlow.OUTBOUND},
        "failed": {"failed": True},
        "postpone": {"postpone": True},
    }
)
# A duration after one of these is a part of the sentence: "call back in 15m".
_BINDING_WORDS = (
    "about after another around at before by each every extra first for from in last least most next of on over per than to "
    "under until up within approx ca circa "
    "innen etter om i på hver hvert før fra til ved minst mest enn neste siste av "
    "inden efter mindst end næste sidste inom varje före från till vid än nästa sista "
    "noin joka ennen alle yli vielä binnen na elke ongeveer voor van tot nog dan volgende laatste"
)
_BINDING = frozenset(_BINDING_WORDS.split())
_EDGES = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionSet:
    """What a command takes: keys of a kind, and flags by their English names. `duration` is the field that a duration sets. The
    values of the keys `phrases`, which are fields too, go on up to the next option: `contact:anna olsen 30m`.
    """

    keys: Kind
    flags: frozenset[str]
    phrases: frozenset[str] = frozenset()
    duration: str = "duration"
    signs: bool = True


LOG = OptionSet(keys=Kind.OPTION, flags=frozenset(_FLAGS))
EDIT = OptionSet(
    keys=Kind.EDIT_OPTION,
    flags=frozenset({"in", "out", "failed"}),
    phrases=frozenset({"contact", "template", "subject", "via"}),
)
SEGMENT = OptionSet(keys=Kind.SEGMENT_FIELD, flags=frozenset(), duration="unit_duration", signs=False)
TEMPLATE = OptionSet(keys=Kind.TEMPLATE_FIELD, flags=frozenset({"in", "out"}), duration="unit_duration", signs=False)


@dataclass(slots=True)
class Options:
    """Options as they are read. `values` are fields of the request."""

    line: Line
    taken: OptionSet
    values: dict[str, Any] = field(default_factory=dict)

    def read(self, words: Sequence[Word]) -> list[Word]:
        """Takes the options out of the words before the note, and gives the words that are none."""
        others: list[Word] = []
        phrase = ""
        at = 0
        while at < len(words):
            word = words[at]
            found = self._key(words, at) or self._flag(word) or self._duration(words, at)
            if found is not None:
                self.put(found[0], word)
                at += found[1]
                phrase = word.key if word.key in self.taken.phrases and not words[at - 1].quoted else ""
                continue
            if phrase and not word.quoted:
                self.values[phrase] += f" {word.text}"
            else:
                others.append(word)
            at += 1
        return others

    def put(self, values: Mapping[str, Any], word: Word) -> None:
        """Keeps what a word said. Raises Misunderstood when it was said differently before."""
        for name, value in values.items():
            if self.values.setdefault(name, value) != value:
                raise self.line.misunderstood(Problem.REPEATED, word.start, word.end)

    def read_trailing(self, words: Sequence[Word]) -> tuple[int, tuple[str, ...]]:
        """Takes the options at the end of the words of a note. Gives the index of the first word that is no note any more, and
        the fields that were set here and not before.
        """
        found: dict[int, Found] = {}
        first = len(words)
        at = first - 1
        # An option that begins earlier may have several words (on:last tuesday).
        while at >= 0 and first - at <= _WINDOW:
            option = self._trailing(words, at, found)
            if option and (at + option[1] == len(words) or at + option[1] in found):
                found[at], first = option, at
            at -= 1
        if first > 0 and _has_key(words[first - 1]):
            # A known key and a value that is none: better asked than lost in the note.
            self._key(words[:first], first - 1)
        before = dict(self.values)
        at = first
        while at < len(words):
            self.put(found[at][0], words[at])
            at += found[at][1]
        return first, tuple(name for name in self.values if name not in before)

    def _trailing(self, words: Sequence[Word], at: int, later: Mapping[int, Found]) -> Found | None:
        """The option of a note that begins with the word at an index; `later` are those that follow."""
        if _has_key(words[at]):
            try:
                return self._key(words, at)
            except Misunderstood:
                return None
        said, used = self._plain_duration(words, at)
        if not used or said > MAX_MINUTES or (at and self._binds(words, at)):
            return None
        if at and self._plain_duration(words, at - 1)[1] == 2:
            # The minutes of "1h 30m".
            return None
        others = [values[self.taken.duration] for values, _ in later.values() if self.taken.duration in values]
        known = (self.values.get(self.taken.duration, said), *others)
        return ({self.taken.duration: said}, used) if all(value == said for value in known) else None

    def _plain_duration(self, words: Sequence[Word], at: int) -> tuple[int, int]:
        """The minutes and the number of words (0 for none) of a duration as one writes it without a space: 15m, 1h30, 1h 30m."""
        plain = [] if words[at].key or words[at].quoted else [words[at].text]
        if not plain or plain[0].endswith(".") or minutes(plain[0]) is None:
            return 0, 0
        if at + 1 < len(words) and not words[at + 1].quoted and not words[at + 1].key:
            plain.append(words[at + 1].text)
        return read_duration(plain) or (0, 0)

    def _binds(self, words: Sequence[Word], at: int) -> bool:
        """Whether the duration at an index belongs to the word before."""
        before, duration = words[at - 1], words[at]
        if before.key or before.quoted or "\n" in self.line.text[before.end : duration.start]:
            return False
        said = before.text.casefold()
        if said == "x":
            # "2 x 15m"; else it stands for something.
            return at > 1 and words[at - 2].text[-1:].isdigit()
        return said[-1:] in tuple(":=<>~≈±+-/*×&#(") or _EDGES.sub("", said) in _BINDING

    def _key(self, words: Sequence[Word], at: int) -> Found | None:
        word = words[at]
        if not word.key:
            return None
        value = (Word(word.text, word.value_start, word.end, word.quoted),) if word.has_value else ()
        rest: list[Word] = []
        for other in words[at + 1 : at + _WINDOW]:
            if other.key:
                break
            rest.append(other)
        if not value and not rest:
            raise self.line.misunderstood(Problem.MISSING_VALUE, word.start, word.end)
        values, used = READERS[self.taken.keys][word.key](self.line, (*value, *rest))
        return values, used if value else used + 1

    def _flag(self, word: Word) -> Found | None:
        if word.quoted:
            return None
        if self.taken.signs and word.text.casefold() in _SIGNS:
            return {"evaluation": EVALUATIONS[self.line.vocabulary.find(Kind.EVALUATION, word.text)]}, 1
        flag = self.line.vocabulary.find(Kind.FLAG, word.text)
        return (_FLAGS[flag], 1) if flag in self.taken.flags else None

    def _duration(self, words: Sequence[Word], at: int) -> Found | None:
        if words[at].quoted:
            return None
        plain: list[str] = []
        for word in words[at : at + 4]:
            if word.key or word.quoted:
                break
            plain.append(word.text)
        found = read_duration(plain)
        if found is None:
            return None
        if found[0] > MAX_MINUTES:
            raise self.line.misunderstood(
                Problem.TOO_MANY_MINUTES, words[at].start, words[at + found[1] - 1].end, limit=MAX_MINUTES
            )
        return {self.taken.duration: found[0]}, found[1]


def _has_key(word: Word) -> bool:
    return bool(word.key) and word.has_value
