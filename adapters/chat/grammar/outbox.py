"""The command about messages that could not be sent: outbox."""

from dataclasses import replace

from adapters.chat.grammar.line import Line
from adapters.chat.grammar.misunderstood import Problem
from adapters.chat.grammar.numbers import all_numbers, only_number
from adapters.chat.vocabulary import Kind
from core.requests.outbox import DropMessages, SendAgain, ShowOutbox


def outbox(line: Line) -> ShowOutbox | SendAgain | DropMessages:
    """`outbox`, `outbox NO`, `outbox send NO [NO ...]`, `outbox drop NO [NO ...]`; `all` stands for all numbers."""
    words = line.head(note=False).words
    if not words:
        return ShowOutbox()
    if words[0].text.lstrip("#")[:1].isdigit():
        return ShowOutbox(message=only_number(line))
    action = line.vocabulary.find(Kind.OUTBOX_ACTION, words[0].text)
    if not action:
        allowed = line.vocabulary.words(Kind.OUTBOX_ACTION)
        nearest = line.nearest(words[0].text, allowed)
        raise line.refuse(Problem.UNKNOWN_VALUE, words[0], nearest=nearest, allowed=allowed)
    kind = SendAgain if action == "send" else DropMessages
    if len(words) > 1 and line.vocabulary.find(Kind.ANSWER, words[1].text) == "all":
        line.end_at(words[1].end)
        return kind()
    nos, end = all_numbers(replace(line, start=words[0].end))
    line.end_at(end)
    return kind(messages=nos)
