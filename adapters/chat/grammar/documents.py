"""The commands about business documents: setup documents, skipped, replay."""

from collections.abc import Sequence
from itertools import product
from typing import Any

from adapters.chat.grammar.line import Line, joined
from adapters.chat.grammar.misunderstood import Misunderstood, Problem
from adapters.chat.grammar.numbers import all_numbers
from adapters.chat.grammar.option_values import LONGEST, longest
from adapters.chat.grammar.tokens import Word
from adapters.chat.vocabulary import Kind
from core.document import DocumentEventKind, DocumentType, SkipReason
from core.requests.documents import (
    ListDocumentSetup,
    ListSkipped,
    RemoveDocumentSetup,
    ReplayDocuments,
    SaveDocumentSetup,
    SetUpUsualDocuments,
    ShowDocumentSetup,
)

_SetUp = ListDocumentSetup | SetUpUsualDocuments | ShowDocumentSetup | SaveDocumentSetup | RemoveDocumentSetup
# Of 100, tried in this order: what follows a slip of the finger must not count as part of it.
_LIKENESSES = (90, 80, 70)


def set_up(line: Line) -> _SetUp:
    """`setup documents`, `setup documents usual`, `setup documents TYPE`, `setup documents TYPE TEMPLATE [EVENT ...]`,
    `setup documents TYPE off`.

    A type of several words needs no quotes; the longest one that fits is meant.
    """
    words = line.head(note=False).words
    if not words:
        return ListDocumentSetup()
    if not words[0].quoted and line.vocabulary.find(Kind.SETUP_ACTION, words[0].text) == "usual":
        line.end_at(words[0].end)
        return SetUpUsualDocuments()
    name, used = longest(line, Kind.DOCUMENT_TYPE, words)
    if not name:
        raise _unknown(line, Kind.DOCUMENT_TYPE, words)
    document_type, rest = DocumentType(name), words[used:]
    if not rest:
        return ShowDocumentSetup(document_type=document_type)
    template, said = rest[0], rest[1:]
    if not template.quoted and line.vocabulary.find(Kind.SETUP_ACTION, template.text) == "off":
        line.end_at(template.end)
        return RemoveDocumentSetup(document_type=document_type)
    return SaveDocumentSetup(document_type=document_type, template=template.text, **_events(line, said))


def _events(line: Line, words: Sequence[Word]) -> dict[str, Any]:
    """The fields of SaveDocumentSetup that the words set; `all` sets all."""
    events: dict[str, Any] = {}
    for word in words:
        said = word.text.rstrip(",")
        if line.vocabulary.find(Kind.ANSWER, said) == "all":
            events.update((kind.value, True) for kind in DocumentEventKind)
        elif name := line.vocabulary.find(Kind.DOCUMENT_EVENT, said):
            events[name] = True
        elif said:
            raise _unknown(line, Kind.DOCUMENT_EVENT, (word,))
    return events


def skipped(line: Line) -> ListSkipped:
    """`skipped [REASON]`."""
    words = line.head(note=False).words
    return ListSkipped(reason=_reason(line, words) if words else None)


def replay(line: Line) -> ReplayDocuments:
    """`replay NO [NO ...]`, `replay all [REASON]`."""
    words = line.head(note=False).words
    all_word = line.vocabulary.word(Kind.ANSWER, "all")
    if not words:
        raise line.missing()
    # A button reads "Replay all: no contact".
    if line.vocabulary.find(Kind.ANSWER, words[0].text.rstrip(":")) == "all":
        return ReplayDocuments(every=True, reason=_reason(line, words[1:]) if words[1:] else None)
    if not words[0].text.lstrip("#")[:1].isdigit():
        raise line.refuse(Problem.UNKNOWN_VALUE, words[0], nearest=line.nearest(words[0].text, (all_word,)), allowed=(all_word,))
    nos, end = all_numbers(line)
    line.end_at(end)
    return ReplayDocuments(nos=nos)


def _reason(line: Line, words: Sequence[Word]) -> SkipReason:
    name = line.vocabulary.find(Kind.SKIP_REASON, joined(words))
    if not name:
        raise _unknown(line, Kind.SKIP_REASON, words)
    return SkipReason(name)


def _unknown(line: Line, kind: Kind, words: Sequence[Word]) -> Misunderstood:
    """The refusal of words that name nothing of a kind, with what the first of them look most like."""
    allowed = line.vocabulary.words(kind)
    known = [word for said in line.vocabulary.shown[kind].values() for word in said]
    for likeness, count in product(_LIKENESSES, range(min(LONGEST, len(words)), 0, -1)):
        nearest = line.nearest(joined(words[:count]), known, likeness=likeness)
        if nearest:
            start, end = words[0].start, words[count - 1].end
            return line.misunderstood(Problem.UNKNOWN_VALUE, start, end, nearest=nearest, allowed=allowed)
    return line.misunderstood(Problem.UNKNOWN_VALUE, words[0].start, words[0].end, allowed=allowed)
