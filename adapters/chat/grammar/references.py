"""The commands about campaigns and opportunities."""

from collections.abc import Callable, Sequence

from adapters.chat.grammar.line import Line, joined
from adapters.chat.grammar.misunderstood import Problem
from adapters.chat.grammar.option_values import choice
from adapters.chat.grammar.setup import action_and_words, only_code
from adapters.chat.grammar.tokens import Word
from adapters.chat.vocabulary import Kind
from core.reference import STATUSES, ReferenceKind, ReferenceStatus
from core.requests.references import ListReferences, RemoveReference, SaveReference, ShowReference

_STATUS_WORDS = {ReferenceKind.CAMPAIGN: Kind.CAMPAIGN_STATUS, ReferenceKind.OPPORTUNITY: Kind.OPPORTUNITY_STATUS}


def several(kind: ReferenceKind) -> Callable[[Line], ListReferences]:
    """`campaigns`, `opportunities`."""

    def read(line: Line) -> ListReferences:
        line.end_at(line.start)
        return ListReferences(kind=kind)

    return read


def one(kind: ReferenceKind) -> Callable[[Line], ListReferences | ShowReference | SaveReference | RemoveReference]:
    """`campaign CODE`, `campaign create CODE [status:STATUS]: DESCRIPTION`, `campaign CODE remove`, and
    `campaign CODE change [status:STATUS] [: DESCRIPTION]`, where `change` may be left out; and the same of an opportunity.
    """

    def read(line: Line) -> ListReferences | ShowReference | SaveReference | RemoveReference:
        head = line.head(Kind.REFERENCE_FIELD)
        action, words = action_and_words(line, head)
        description = None if head.note is None else line.rest(head.note)
        if action == "remove":
            line.end_at(head.note)
            return RemoveReference(kind=kind, code=only_code(line, words))
        status, words = _status(line, kind, words)
        if action or description is not None or status is not None:
            code = only_code(line, words, optional=action == "create")
            return SaveReference(kind=kind, code=code, new=action == "create", description=description, status=status)
        return ShowReference(kind=kind, code=joined(words)) if words else ListReferences(kind=kind)

    return read


def _status(line: Line, kind: ReferenceKind, words: Sequence[Word]) -> tuple[ReferenceStatus | None, tuple[Word, ...]]:
    """The status that is named, and the other words."""
    read = choice("status", _STATUS_WORDS[kind], {each.value: each for each in STATUSES[kind]})
    for at, word in enumerate(words):
        if word.key == "status":
            value = (Word(word.text, word.value_start, word.end, word.quoted),) if word.has_value else words[at + 1 : at + 2]
            if not value:
                raise line.misunderstood(Problem.MISSING_VALUE, word.start, word.end)
            found, _ = read(line, value)
            return found["status"], (*words[:at], *words[at + 1 + (not word.has_value) :])
    return None, tuple(words)
