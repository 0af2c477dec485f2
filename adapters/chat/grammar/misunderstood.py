"""What could not be understood, where, and what it should have been."""

from dataclasses import dataclass
from enum import StrEnum

from core.errors import Refusal


class Problem(StrEnum):
    """`unexpected`: words that fit nowhere. `repeated`: the same option twice, with different values. `bad_number` is of an
    entry number, `bad_numbers` of a range of them, `bad_rule` of the number of a rule, `bad_span` of hours from and to.
    """

    UNKNOWN_COMMAND = "unknown_command"
    UNKNOWN_OPTION = "unknown_option"
    UNKNOWN_VALUE = "unknown_value"
    MISSING_VALUE = "missing_value"
    MISSING_NUMBER = "missing_number"
    BAD_NUMBER = "bad_number"
    BAD_NUMBERS = "bad_numbers"
    BAD_AMOUNT = "bad_amount"
    BAD_DATE = "bad_date"
    BAD_TIME = "bad_time"
    BAD_DURATION = "bad_duration"
    BAD_SPAN = "bad_span"
    BAD_RULE = "bad_rule"
    OUT_OF_RANGE = "out_of_range"
    IN_FUTURE = "in_future"
    IN_PAST = "in_past"
    TOO_MANY_MINUTES = "too_many_minutes"
    TOO_LONG = "too_long"
    REPEATED = "repeated"
    UNEXPECTED = "unexpected"


@dataclass(eq=False, kw_only=True)
class Misunderstood(Refusal):
    """Nothing was done: `word` (as it was said) of `text`, from `start` up to `end`, could not be read.

    `command` is the English name of the command that was being read, "" before one was. `suggestion` is the nearest
    line that works better, "" for none; `allowed` are the words it would take, in the reader's language; `limit` is the
    most that is allowed, for too_long (characters), too_many_minutes and out_of_range.
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
