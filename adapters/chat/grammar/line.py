"""The line that is being read."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz import fuzz, process

from adapters.chat.grammar.mentions import Mention
from adapters.chat.grammar.misunderstood import Misunderstood, Problem
from adapters.chat.grammar.reading import MAX_NOTE, Reading
from adapters.chat.grammar.tokens import Head, Keys, Word, no_keys, split
from adapters.chat.vocabulary import Kind, Vocabulary, folded

# Of 100: below this, two words are different ones and no slip of the finger.
_LIKENESS = 70
# No value has more words.
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Line:
    """`start` is where what follows the command begins, `command` the command's English name ("" before it is known)."""

    text: str
    reading: Reading
    vocabulary: Vocabulary
    mentions: tuple[Mention, ...] = ()
    command: str = ""
    start: int = 0

    def head(self, keys: Kind | None = None, *, start: int | None = None, note: bool = True) -> Head:
        """The words up to the note; options are those of the kind `keys`."""
        return split(self.text, self.start if start is None else start, self.keys(keys), self.mentions, note=note)

    def keys(self, kind: Kind | None) -> Keys:
        """What tells the keys of a kind from other words."""
        return no_keys if kind is None else lambda said: self.vocabulary.find(kind, said)

    def rest(self, start: int, end: int | None = None) -> str:
        """What was said from `start` on, as it was said, without blanks around. Raises Misunderstood beyond 4,000 characters."""
        said = self.text[start:end]
        text = said.strip()
        if len(text) > MAX_NOTE:
            begin = start + len(said) - len(said.lstrip())
            raise self.misunderstood(Problem.TOO_LONG, begin + MAX_NOTE, begin + len(text), limit=MAX_NOTE)
        return text

    def misunderstood(
        self, problem: Problem, start: int, end: int, *, nearest: str = "", allowed: Sequence[str] = (), limit: int = 0
    ) -> Misunderstood:
        """The refusal of the text from `start` up to `end`; `nearest` is what should have been there."""
        # Said again, a mention would be a mere name: then rather no suggestion.
        suggestion = self.text[:start] + nearest + self.text[end:] if nearest and not self.mentions else ""
        return Misunderstood(
            problem=problem,
            word=self.text[start:end],
            start=start,
            end=end,
            text=self.text,
            command=self.command,
            suggestion=suggestion,
            allowed=tuple(allowed),
            limit=limit,
        )

    def refuse(
        self, problem: Problem, *words: Word, nearest: str = "", allowed: Sequence[str] = (), limit: int = 0
    ) -> Misunderstood:
        """The refusal of a word, or of the value of an option, and of the words that belong to it."""
        word = words[0]
        start = word.value_start if word.key and word.has_value else word.start
        return self.misunderstood(problem, start, words[-1].end, nearest=nearest, allowed=allowed, limit=limit)

    def missing(self, *, allowed: Sequence[str] = ()) -> Misunderstood:
        """The refusal of a line that ends too early."""
        return self.misunderstood(Problem.MISSING_VALUE, len(self.text), len(self.text), allowed=allowed)

    def unknown_key(self, start: int, end: int, kind: Kind) -> Misunderstood:
        """The refusal of a key, with its colon, that a command does not know; `kind` are those that it does."""
        keys = [f"{key}:" for key in self.vocabulary.words(kind)]
        return self.misunderstood(
            Problem.UNKNOWN_OPTION, start, end, nearest=self.nearest(self.text[start:end], keys), allowed=keys
        )

    def end_at(self, end: int | None) -> None:
        """Refuses what was said from `end` on, where nothing belongs; None is the end of the line."""
        rest = "" if end is None else self.text[end:].strip()
        if rest:
            start = self.text.index(rest, end)
            raise self.misunderstood(Problem.UNEXPECTED, start, start + len(rest))

    def nearest(self, said: str, words: Sequence[str], *, likeness: int = _LIKENESS) -> str:
        """The word that `said` looks most like, "" when it looks like none. `likeness` is of 100."""
        found = process.extractOne(folded(said), words, scorer=fuzz.ratio, score_cutoff=likeness)
        return found[0] if found else ""


def joined(words: Sequence[Word]) -> str:
    """Several words as one text."""
    return " ".join(word.text for word in words if word.text)


def until_key(words: Sequence[Word]) -> list[Word]:
    """The words before the next option, as many as a value can have."""
    return list(takewhile(lambda word: not word.key, words[:_LONGEST]))
