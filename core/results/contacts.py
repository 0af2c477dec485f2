"""What operations on contacts give back."""

from dataclasses import dataclass

from core.contact import Contact
from core.entry import LogRow
from core.salesperson import Salesperson


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
