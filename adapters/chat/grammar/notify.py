"""`notify`: who is told of recorded documents, and when.

`notify [me|here] [TYPE ...] [KEY:VALUE ...] [FREQUENCY]` and, in place of a rule, on, off, quiet, mute and remove. A line that
names neither `me` nor `here` is about the person.
"""

import re
from collections.abc import Sequence

from adapters.chat.grammar.line import Line, joined
from adapters.chat.grammar.misunderstood import Problem
from adapters.chat.grammar.notify_rule import RuleReading, nothing_more, span
from adapters.chat.grammar.numbers import MAX_NO
from adapters.chat.grammar.option_values import longest
from adapters.chat.grammar.tokens import Word
from adapters.chat.vocabulary import Kind
from core.languages import LANGUAGES
from core.requests.notifications import (
    RemoveRule,
    SaveRule,
    SetChannelLanguage,
    SetQuietHours,
    ShowNotifications,
    SwitchNotifications,
)

Notify = ShowNotifications | SaveRule | RemoveRule | SetQuietHours | SwitchNotifications | SetChannelLanguage

_NUMBER = re.compile(r"#?([0-9]{1,10})")


def notify(line: Line) -> Notify:
    """Raises Misunderstood."""
    words = list(line.head(Kind.NOTIFY_OPTION, note=False).words)
    if not words:
        return ShowNotifications()
    here = _said(line, words[0]) == "here"
    me = not here and _plain(words[0]) and bool(line.vocabulary.find(Kind.PERSON, words[0].text))
    rest = words[1:] if here or me else words
    action, used = longest(line, Kind.NOTIFY, rest) if rest and _plain(rest[0]) else ("", 0)
    if words is rest and len(words) == 1 and _plain(words[0]) and (no := _number(words[0])):
        return ShowNotifications(rule=no)
    match action:
        case "on" | "off" if action == "off" or len(rest) == used:
            # `notify me on monday` is a rule.
            nothing_more(line, rest[used:])
            return SwitchNotifications(on=action == "on", here=here)
        case "own" if not here:
            return _own(line, rest[used:])
        case "quiet":
            return _quiet(line, rest[used:], here)
        case "language" if here:
            return _language(line, rest[used:])
        case "remove" if not here and not me:
            return _remove(line, rest[used:])
        case "mute":
            return _rule(line, rest[used:], here, mute=True)
    return _rule(line, rest, here, mute=False)


def _plain(word: Word) -> bool:
    return not word.quoted and not word.key


def _said(line: Line, word: Word) -> str:
    return line.vocabulary.find(Kind.NOTIFY, word.text) if _plain(word) else ""


def _own(line: Line, words: Sequence[Word]) -> SwitchNotifications:
    """`notify own on`, `notify own off`."""
    allowed = (line.vocabulary.word(Kind.NOTIFY, "on"), line.vocabulary.word(Kind.NOTIFY, "off"))
    if not words:
        raise line.missing(allowed=allowed)
    name = _said(line, words[0])
    if name not in ("on", "off"):
        raise line.refuse(Problem.UNKNOWN_VALUE, words[0], nearest=line.nearest(words[0].text, allowed), allowed=allowed)
    nothing_more(line, words[1:])
    return SwitchNotifications(on=name == "on", own=True)


def _language(line: Line, words: Sequence[Word]) -> SetChannelLanguage:
    """`notify here language LANG`."""
    if not words:
        raise line.missing(allowed=LANGUAGES)
    return SetChannelLanguage(language=joined(words))


def _remove(line: Line, words: Sequence[Word]) -> RemoveRule:
    """`notify remove 3`."""
    if not words:
        raise line.missing()
    no = _number(words[0]) if _plain(words[0]) else 0
    if not no:
        raise line.refuse(Problem.BAD_RULE, words[0])
    nothing_more(line, words[1:])
    return RemoveRule(rule=no)


def _number(word: Word) -> int:
    """The number of a rule, 0 for a word that is none."""
    match = _NUMBER.fullmatch(word.text)
    return int(match[1]) if match and int(match[1]) <= MAX_NO else 0


def _quiet(line: Line, words: Sequence[Word], here: bool) -> SetQuietHours:
    """`notify quiet 20:00-7:00`, `notify quiet off`."""
    if not words:
        raise line.missing()
    if _said(line, words[0]) == "off":
        nothing_more(line, words[1:])
        return SetQuietHours(here=here)
    begin, end = span(line, words)
    return SetQuietHours(here=here, quiet_from=begin, quiet_until=end)


def _rule(line: Line, words: Sequence[Word], here: bool, *, mute: bool) -> SaveRule:
    reading = RuleReading(line, mute)
    at = 0
    while at < len(words):
        at += reading.take(words, at)
    return SaveRule(here=here, mute=mute, **reading.result())
