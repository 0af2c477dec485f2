"""Contact (table 5050): a company, or a person who may belong to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.values import ContactType, CorrespondenceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """`no` is upper case, up to 20 characters. `company_no` of a person is its company's no. or ""."""

    no: str
    type: ContactType
    name: str
    company_no: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    language_code: str = ""
    salesperson_code: str = ""
    job_title: str = ""
    correspondence_type: CorrespondenceType = CorrespondenceType.NONE
    exclude_from_segment: bool = False
    privacy_blocked: bool = False
    external_id: str = ""

    @property
    def group_no(self) -> str:
        """The no. under which the log of the whole company is kept: the company's, else its own."""
        return self.company_no or self.no


@dataclass(frozen=True, slots=True)
class ContactMatches:
    """What a search for the words of a CONTACT found.

    `exact` is the one contact that the words name without doubt, `likely` the likeliest first (it holds
    `exact` too), `nearest` names that differ by one typo, filled only when `likely` is empty.
    """

    exact: Contact | None
    likely: tuple[Contact, ...] = ()
    nearest: tuple[Contact, ...] = ()


class Contacts(Protocol):
    def get(self, no: str) -> Contact:
        """The contact with this no., in any case. Raises NotFound."""

    def get_many(self, nos: Sequence[str]) -> Sequence[Contact]:
        """The contacts that have one of these upper case nos., in any order; those that are not there are left out."""

    def find(self, words: str, limit: int = 10) -> ContactMatches:
        """Who is meant by the words of a CONTACT.

        A contact no., an e-mail address, a phone number (national or international, any punctuation), or words each of
        which begins a word of the name. Contacts found by their own name go before those found by their company's.
        """

    def search(self, words: str, limit: int = 100) -> Sequence[Contact]:
        """Contacts of which every given word begins a word of name, company, e-mail, phone or no.; "" finds the first by name."""

    def like(self, words: str, limit: int) -> Sequence[Contact]:
        """Contacts with a name like the words, the likest first, for when nothing matches: more may be wrong than a typo."""

    def similar(self, name: str, email: str, phones: Sequence[str]) -> Sequence[Contact]:
        """Contacts with the same e-mail address, phone number or name, the surest first, at most ten. A name is the same without
        case, accents and a company's legal form, with its words in any order, and with one typo.
        """

    def persons(self, company_no: str, limit: int) -> Sequence[Contact]:
        """The persons of a company by name."""

    def new_no(self) -> str:
        """A contact no. that is not in use, in the series of the organization: CT000041."""

    def add(self, contact: Contact) -> None:
        """Raises AlreadyExists."""

    def update(self, contact: Contact) -> None:
        """Raises NotFound."""

    def upsert(self, contacts: Sequence[Contact]) -> int:
        """Adds or replaces many; returns how many were new or different."""
