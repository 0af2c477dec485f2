"""What could not be understood, where, and what it should have been."""

from dataclasses import dataclass
from enum import StrEnum

from core.errors import Refusal


class Problem(StrEnum):
    """`unexpected`: words that fit nowhere. `repeated`: the same option twice, with different values."""

    UNKNOWN_COMMAND = "unknown_command"
    UNKNOWN_OPTION = "unknown_option"
    UNKNOWN_VALUE = "unknown_value"
    MISSING_VALUE = "missing_value"
    MISSING_NUMBER = "missing_number"
    BAD_NUMBER = "bad_number"
    BAD_DATE = "bad_date"
    BAD_TIME = "bad_time"
    BAD_DURATION = "bad_duration"
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "too_long"
    REPEATED = "repeated"
    UNEXPECTED = "unexpected"


@dataclass(eq=False, kw_only=True)
class Misunderstood(Refusal):
    """Nothing was done: `word` (as it was said) of `text`, from `start` up to `end`, could not be read.

    `command` is the English name of the command that was being read, "" before one was. `suggestion` is the nearest
    line that works better, "" for none; `allowed` are the words it would take, in the reader's language; `limit` is the
    most that is allowed, for too_long (characters) and out_of_range (0: the limit is no figure).
    """

    problem: Problem
    word: str = ""
    start: int = 0
    end: int = 0
    text: str = ""
    command: str = ""
    suggestion: str = ""
    allowed: tuple[str, ...] = ()
    limit: int = 0
