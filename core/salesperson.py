"""Salesperson (table 13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Salesperson:
    """`code` is upper case, up to 20 characters."""

    code: str
    name: str
    email: str = ""
    phone: str = ""
    blocked: bool = False


class Salespeople(Protocol):
    def get(self, code: str) -> Salesperson:
        """The salesperson with this code, in any case. Raises NotFound."""

    def all(self) -> Sequence[Salesperson]:
        """All by code."""

    def upsert(self, salespeople: Sequence[Salesperson]) -> int:
        """Adds or replaces many; returns how many were new or different."""
