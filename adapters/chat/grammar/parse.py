"""A line of text becomes a request."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from adapters.chat.grammar import (
    attachments,
    contacts,
    documents,
    entries,
    exports,
    follow_ups,
    keeping,
    lists,
    notify,
    outbox,
    references,
    segments,
    setup,
    statistics,
)
from adapters.chat.grammar.line import Line
from adapters.chat.grammar.mentions import read_mentions
from adapters.chat.grammar.misunderstood import Misunderstood, Problem
from adapters.chat.grammar.reading import MAX_TEXT, Reading
from adapters.chat.request import Help, Request
from adapters.chat.vocabulary import Kind, vocabulary
from core.reference import ReferenceKind
from core.requests.entries import ListDrafts, Undo

_WORD = re.compile(r"[^\s\u200b:]+")
_NUMBER = re.compile(r"#[0-9]+")
# What stays in front when a mention is taken out: "@Aftercall, list".
_FIRST = re.compile(r"[^\s\u200b,:]")
_MOST_WORDS = 3
# "Hello!", "undo."
_POINTS = "!.,?"
# Of 100; for commands less than elsewhere, as they are short and few.
_LIKENESS = 60


def parse(text: str, reading: Reading) -> Request:
    """The request that a line is. Looks nothing up: contacts, templates and people stay the words that were said.

    Raises Misunderstood, and then all of the line was refused.
    """
    said = read_mentions(text)
    line = Line(said.text, reading, vocabulary(reading.language), said.mentions)
    if len(line.text) > MAX_TEXT:
        raise line.misunderstood(Problem.TOO_LONG, MAX_TEXT, len(line.text), limit=MAX_TEXT)
    words = []
    first = _FIRST.search(line.text)
    for match in _WORD.finditer(line.text, first.start()) if first else ():
        words.append(match)
        if len(words) == _MOST_WORDS or line.text[match.end() : match.end() + 1] == ":":
            break
    if not words:
        if line.text.strip():
            raise _unknown(line, 0, len(line.text))
        return Help()
    if _NUMBER.fullmatch(words[0][0]):
        return entries.show(Line(line.text, reading, line.vocabulary, line.mentions, "show", words[0].start()))
    for count in range(len(words), 0, -1):
        name = line.vocabulary.find(Kind.COMMAND, " ".join(word[0] for word in words[:count]).rstrip(_POINTS))
        if name:
            return COMMANDS[name](Line(line.text, reading, line.vocabulary, line.mentions, name, words[count - 1].end()))
    if words[0][0] == "?":
        return Help()
    raise _unknown(line, words[0].start(), words[0].end())


def _unknown(line: Line, start: int, end: int) -> Misunderstood:
    """The refusal of a first word that is no command, with the nearest line: a slip mended, or `log` put before a note."""
    word = line.text[start:end]
    nearest = ""
    if word.isdecimal():
        nearest = f"{line.vocabulary.word(Kind.COMMAND, 'show')} #{word}"
    elif word.strip(":"):
        log = line.vocabulary.word(Kind.COMMAND, "log")
        commands = line.vocabulary.words(Kind.COMMAND)
        nearest = line.nearest(word, (log,), likeness=_LIKENESS) or line.nearest(word, commands)
        if not nearest and line.head().note is not None:
            nearest = f"{log} {word}"
        nearest = nearest or line.nearest(word, commands, likeness=_LIKENESS)
    return line.misunderstood(Problem.UNKNOWN_COMMAND, start, end, nearest=nearest)


def _help(line: Line) -> Help:
    """`help [COMMAND]`."""
    said = line.text[line.start :].strip(" ?!.:\t\n")
    return Help(topic=line.vocabulary.find(Kind.COMMAND, said) or line.vocabulary.find(Kind.HELP, said) or said)


def _hello(_: Line) -> Help:
    """A greeting; what else is said is politeness."""
    return Help()


def _undo(line: Line) -> Undo:
    line.end_at(line.start)
    return Undo()


def _drafts(line: Line) -> ListDrafts:
    line.end_at(line.start)
    return ListDrafts()


# The parser of each command, by its English name. A line's `start` is after the command.
COMMANDS: Mapping[str, Callable[[Line], Request]] = MappingProxyType(
    {
        "help": _help,
        "hello": _hello,
        "log": entries.log,
        "again": entries.again,
        "undo": _undo,
        "list": lists.entries,
        "export": exports.export,
        "show": entries.show,
        "cancel": entries.cancel,
        "restore": entries.restore,
        "evaluate": entries.evaluate,
        "comment": entries.comment,
        "edit": entries.edit,
        "attach": attachments.attach,
        "open": attachments.open_attachment,
        "postponed": _drafts,
        "followups": follow_ups.follow_ups,
        "finish": entries.finish,
        "drop": entries.drop,
        "contacts": contacts.find,
        "contact": contacts.show,
        "add contact": contacts.add,
        "templates": setup.templates,
        "template": setup.template,
        "groups": setup.groups,
        "group": setup.group,
        "segments": segments.segments,
        "segment": segments.segment,
        "stats": statistics.statistics,
        "campaigns": references.several(ReferenceKind.CAMPAIGN),
        "campaign": references.one(ReferenceKind.CAMPAIGN),
        "opportunities": references.several(ReferenceKind.OPPORTUNITY),
        "opportunity": references.one(ReferenceKind.OPPORTUNITY),
        "whoami": setup.whoami,
        "language": setup.language,
        "people": setup.people,
        "grant": setup.grant,
        "connect": setup.connect,
        "notify": notify.notify,
        "outbox": outbox.outbox,
        "audit": keeping.audit,
        "delete-canceled": keeping.delete_canceled,
        "start": setup.start,
        "setup documents": documents.set_up,
        "skipped": documents.skipped,
        "replay": documents.replay,
    }
)
