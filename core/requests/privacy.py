"""The request about a contact's privacy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseContact:
    """`contact CONTACT erase`; only once `confirmed` is anything erased."""

    contact: str = ""
    confirmed: bool = False
