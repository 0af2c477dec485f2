"""The commands that write interaction log entries: log, again, edit, cancel, restore, evaluate, comment, finish, drop."""

import re
from collections.abc import Sequence

from adapters.chat.grammar.line import Line, joined
from adapters.chat.grammar.misunderstood import Problem
from adapters.chat.grammar.numbers import all_numbers, first_number, only_number
from adapters.chat.grammar.option_values import EVALUATIONS
from adapters.chat.grammar.options import EDIT, LOG, Options
from adapters.chat.grammar.tokens import Word, split
from adapters.chat.vocabulary import Kind
from core.requests.entries import (
    CancelEntries,
    CommentEntry,
    DropDraft,
    EditEntry,
    EvaluateEntries,
    FinishDraft,
    LogAgain,
    LogInteraction,
    RestoreEntries,
    ShowEntry,
)
from core.requests.segments import PreviewSegment

_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}")


def log(line: Line) -> LogInteraction | PreviewSegment:
    """`log TEMPLATE CONTACT: NOTE [OPTION ...]`; the words are told apart later, by who knows templates and contacts.

    `log TEMPLATE segment:CODE: NOTE [OPTION ...]` previews what comes of a segment.
    """
    head = line.head(Kind.OPTION)
    options = Options(line, LOG)
    words = options.read(head.words)
    for word in words:
        if not word.quoted and _CLOCK.fullmatch(word.text):
            raise line.refuse(Problem.UNKNOWN_OPTION, word, nearest=f"{line.vocabulary.word(Kind.OPTION, 'at')}:{word.text}")
    note, trailing, set_there = _note(line, options, head.note)
    if "segment" in options.values:
        return _of_segment(line, head.words, words, note, options)
    return LogInteraction(
        words=tuple(word.text for word in words if word.text),
        note=note,
        trailing=trailing,
        trailing_options=set_there,
        **options.values,
    )


def _of_segment(line: Line, said: Sequence[Word], words: Sequence[Word], note: str, options: Options) -> PreviewSegment:
    """What is left of the words names the template. Segments have no drafts."""
    for word in said:
        if not word.quoted and line.vocabulary.find(Kind.FLAG, word.text) == "postpone":
            raise line.misunderstood(Problem.UNEXPECTED, word.start, word.end)
    return PreviewSegment(template=joined(words), note=note, **options.values)


def edit(line: Line) -> EditEntry:
    """`edit NO [OPTION ...] [: NOTE]`. A colon with nothing after it empties the note. `failed:no` takes `failed` back."""
    no, start = first_number(line)
    # The colon may stand right after the number.
    begin = start - 1 if line.text[start - 1] == ":" else start
    head = line.head(Kind.EDIT_OPTION, start=begin)
    options = Options(line, EDIT)
    others = options.read(head.words)
    if others:
        keys = [f"{key}:" for key in line.vocabulary.words(Kind.EDIT_OPTION)]
        raise line.refuse(Problem.UNEXPECTED, others[0], allowed=keys)
    note, trailing, _ = _note(line, options, head.note)
    if head.words and line.vocabulary.find(Kind.FLAG, head.words[-1].text) == "failed":
        answer = line.vocabulary.find(Kind.ANSWER, note)
        if answer in ("yes", "no"):
            return EditEntry(no=no, **options.values | {"failed": answer == "yes"})
    return EditEntry(no=no, note=None if head.note is None or (trailing and not note) else note, **options.values)


def _note(line: Line, options: Options, start: int | None) -> tuple[str, str, tuple[str, ...]]:
    """The note, the text at its end that was read as options, and the fields that this set."""
    if start is None:
        return "", "", ()
    words = split(line.text, start, line.keys(options.taken.keys), line.mentions, note=False).words
    first, fields = options.read_trailing(words)
    if first == len(words):
        return line.rest(start), "", ()
    cut = words[first].start
    return line.rest(start, cut), line.text[cut:].strip(), fields


def again(line: Line) -> LogAgain:
    """`again CONTACT`."""
    head = line.head()
    line.end_at(head.note)
    return LogAgain(contact=joined(head.words))


def show(line: Line) -> ShowEntry:
    """`show NO`."""
    return ShowEntry(no=only_number(line))


def cancel(line: Line) -> CancelEntries:
    """`cancel NO [NO ...] [REASON]`. A reason that begins with a figure stands after a colon or in quotes."""
    nos, start = all_numbers(line)
    reason = line.rest(start)
    words = line.head(start=start, note=False).words
    if words and words[0].text[:1] in tuple("#0123456789") and not words[0].quoted and line.text[start - 1] != ":":
        raise line.refuse(Problem.BAD_NUMBER, words[0])
    if len(words) == 1 and words[0].quoted:
        reason = words[0].text.strip()
    # A reason said after canceling without one is not lost.
    return CancelEntries(nos=nos, reason=reason, anew=bool(reason))


def restore(line: Line) -> RestoreEntries:
    """`restore NO [NO ...]`."""
    nos, start = all_numbers(line)
    words = line.head(start=start, note=False).words
    if words:
        raise line.misunderstood(Problem.BAD_NUMBER, words[0].start, words[0].end)
    return RestoreEntries(nos=nos)


def evaluate(line: Line) -> EvaluateEntries:
    """`evaluate NO [NO ...] VALUE`."""
    nos, start = all_numbers(line)
    words = line.head(start=start, note=False).words
    allowed = line.vocabulary.words(Kind.EVALUATION)
    if not words:
        raise line.missing(allowed=allowed)
    said = joined(words)
    name = line.vocabulary.find(Kind.EVALUATION, said)
    if not name:
        raise line.misunderstood(
            Problem.UNKNOWN_VALUE, words[0].start, words[-1].end, nearest=line.nearest(said, allowed), allowed=allowed
        )
    return EvaluateEntries(nos=nos, evaluation=EVALUATIONS[name])


def comment(line: Line) -> CommentEntry:
    """`comment NO TEXT`; the text as it was said."""
    no, start = first_number(line)
    text = line.rest(start)
    if not text:
        raise line.missing()
    return CommentEntry(no=no, text=text)


def finish(line: Line) -> FinishDraft:
    """`finish NO`."""
    return FinishDraft(no=only_number(line))


def drop(line: Line) -> DropDraft:
    """`drop NO`."""
    return DropDraft(no=only_number(line))
