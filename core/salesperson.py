"""Salesperson (table 13)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Salesperson:
    """`code` is upper case, up to 20 characters."""

    code: str
    name: str
    email: str = ""
    phone: str = ""
    blocked: bool = False
