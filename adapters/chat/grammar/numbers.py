"""Entry numbers: 1042 or #1042, and lists of them: 12 13, 12,13, #12, #13."""

import re

from adapters.chat.grammar.line import Line
from adapters.chat.grammar.misunderstood import Problem

MAX_NO = 2**31 - 1

_NUMBER = re.compile(r"[\s\u200b,;]*#?([0-9]+)(?=[\s\u200b,;:]|$)")
_GAP = re.compile(r"[\s\u200b,;]*:?")
_WORD = re.compile(r"\S+")


def first_number(line: Line) -> tuple[int, int]:
    """The entry number that follows the command, and where the rest begins, after a colon if there is one.

    Raises Misunderstood when there is none.
    """
    nos, end = _numbers(line, 1)
    return nos[0], end


def all_numbers(line: Line) -> tuple[tuple[int, ...], int]:
    """All entry numbers that follow the command, each once, and where the rest begins. Raises Misunderstood for none."""
    nos, end = _numbers(line, 0)
    return tuple(dict.fromkeys(nos)), end


def only_number(line: Line) -> int:
    """The one entry number that is all that follows the command. Raises Misunderstood."""
    no, end = first_number(line)
    line.end_at(end)
    return no


def _numbers(line: Line, most: int) -> tuple[list[int], int]:
    nos: list[int] = []
    at = line.start
    while (match := _NUMBER.match(line.text, at)) and not (most and len(nos) == most):
        digits = match[1].lstrip("0")
        if not digits:
            raise line.misunderstood(Problem.BAD_NUMBER, match.start(1), match.end(1))
        if len(digits) > 10 or int(digits) > MAX_NO:
            raise line.misunderstood(Problem.OUT_OF_RANGE, match.start(1), match.end(1), limit=MAX_NO)
        nos.append(int(digits))
        at = match.end()
    gap = _GAP.match(line.text, at)
    rest = gap.end() if gap else at
    if not nos:
        word = _WORD.search(line.text, rest)
        if word is None:
            raise line.misunderstood(Problem.MISSING_NUMBER, len(line.text), len(line.text))
        like_number = word[0].lstrip("#")[:1].isdigit()
        raise line.misunderstood(Problem.BAD_NUMBER if like_number else Problem.MISSING_NUMBER, word.start(), word.end())
    return nos, rest
