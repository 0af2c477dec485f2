"""What operations give back."""

from dataclasses import dataclass

from core.contact import Contact
from core.entry import Change, Comment, LogRow
from core.filters import Position
from core.person import Actor, Person
from core.salesperson import Salesperson
from core.template import InteractionGroup, InteractionTemplate
from core.values import ChangeKind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """A new entry. `change` is what undo takes back."""

    row: LogRow
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """`rows` are the entries that changed, as they are now; `unchanged` those that were so already (idempotent operations).

    `change` is what undo takes back, 0 when nothing changed. `fields` are the names of the fields that got new values.
    """

    kind: ChangeKind
    rows: tuple[LogRow, ...]
    change: int
    unchanged: tuple[LogRow, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """`kind` is what was taken back; `rows` the entries as they are now."""

    kind: ChangeKind
    rows: tuple[LogRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """Rows newest first. `older` and `newer` are where the neighbouring pages begin, None when there is none.

    `contact` is whose log was asked for (None: everyone's).
    """

    rows: tuple[LogRow, ...]
    older: Position | None = None
    newer: Position | None = None
    contact: Contact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDetails:
    """`may_change` tells whether the person who asks may edit and cancel the entry."""

    row: LogRow
    comments: tuple[Comment, ...]
    history: tuple[Change, ...]
    recorded_by: str
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """`persons` of a company (at most 10) and the last five entries, its persons' included."""

    contact: Contact
    company: Contact | None
    persons: tuple[Contact, ...]
    salesperson: Salesperson | None
    last: tuple[LogRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundContacts:
    """`more` tells that others match too; `nearest` names are given only when nothing matches."""

    contacts: tuple[Contact, ...]
    more: bool = False
    nearest: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDetails:
    template: InteractionTemplate
    group: InteractionGroup | None
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    templates: tuple[InteractionTemplate, ...]
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    groups: tuple[InteractionGroup, ...]
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What is removed, or with `confirmed` False would be."""

    kind: str
    code: str
    description: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    actor: Actor
    salesperson: Salesperson | None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    people: tuple[tuple[Person, Role], ...]
