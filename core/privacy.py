"""Privacy: what is held of a contact, and erasing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.contact import Contact

# The fields of entries by which something is recorded for a contact.
TELLING_FIELDS = ("contact_no", "description", "note", "subject", "contact_via", "follow_up_text")
# All that tell of a contact: an erase empties them, and takes them out of the history.
PERSONAL_FIELDS = (*TELLING_FIELDS, "company_no", "cancel_reason")


class Erasure(StrEnum):
    """What becomes of an erased contact's entries: they stay, without what tells of the contact, or they go."""

    ANONYMISE = "anonymise"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How much is held of a contact. `mentions` are entries of others with the contact's name in their text, the newest ten."""

    entries: int
    comments: int
    documents: int
    skipped: int
    relations: int
    segments: int
    rules: int
    persons: int
    mentions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactErasure:
    """An erase, done when `confirmed`, else what it would do. `kept_as` is the no. of the nameless contact that has the entries
    now, "" when nothing was kept. Once it is done, `contact` is only for who asked: nothing of it is held.
    """

    contact: Contact
    held: Held
    erasure: Erasure
    confirmed: bool
    kept_as: str = ""


class Privacy(Protocol):
    """All that storage holds of one contact."""

    @property
    def erasure(self) -> Erasure:
        """What an erase does here."""

    def lock(self, no: str) -> None:
        """Keeps others from recording anything for the contact until this transaction ends."""

    def export(self, contact: Contact) -> Mapping[str, object]:
        """Everything that is held of the contact, by where it is held, as JSON values."""

    def held(self, contact: Contact) -> Held: ...

    def entry_nos(self, no: str) -> Sequence[int]:
        """The numbers of the contact's own entries."""

    def erase(self, contact: Contact, heir: Contact | None) -> None:
        """Removes the contact and all that tells of it; its entries go to `heir`, a new contact, else they are removed.

        A company's persons stay, and belong to the heir or to no company. Kept answers of the whole organization are emptied and
        its saved commands removed, as any may tell of the contact: a repeat is answered that it was done. After the COMMIT, and
        before the write returns, what storage has kept of the old rows is overwritten.
        """
