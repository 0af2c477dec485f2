"""Requests about contacts."""

from dataclasses import dataclass

from core.values import ContactType


@dataclass(frozen=True, slots=True, kw_only=True)
class FindContacts:
    """`contacts WORDS`."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowContact:
    """`contact CONTACT`."""

    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddContact:
    """`add contact`. `company` is the words of a CONTACT. `duplicate` adds although a contact looks the same."""

    type: ContactType = ContactType.PERSON
    name: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    job_title: str = ""
    duplicate: bool = False
    nonce: str = ""


ContactRequest = FindContacts | ShowContact | AddContact
