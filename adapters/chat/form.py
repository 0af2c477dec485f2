"""The neutral form: fields that a person fills to complete a request."""

from dataclasses import dataclass, field
from enum import StrEnum

from adapters.chat.request import Request


class FieldKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long text"
    CHOICE = "choice"
    CONTACT = "contact"
    TEMPLATE = "template"
    DATE = "date"
    TIME = "time"
    TOGGLE = "toggle"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`key` is the field of the request that it fills. `value` is what it starts with, as text: a code or no. for pickers, ISO
    for dates and times (these have a `value_label` to show where no widget does), "yes" or "" for a toggle, and for a file the id
    of the one that waits: one that is put into the field comes with the turn. `choices` are (value, label); of a picker that is
    searched, those that are likely. `guessed`: nobody said the value, so where fields are asked for one by one it is asked for.
    """

    key: str
    label: str
    kind: FieldKind
    value: str = ""
    value_label: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    guessed: bool = False
    hint: str = ""
    max_length: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """`request` is what is being completed; filled in, it is asked for again. `errors` are worded, by field key."""

    title: str
    submit: str
    cancel: str
    request: Request
    fields: tuple[Field, ...]
    intro: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    language: str = "en"
    time_zone: str = "UTC"
