"""What help says of one command."""

from collections.abc import Callable
from dataclasses import dataclass

from core.values import Role

Gettext = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Topic:
    """`usage` is the form; `example` and `more` are lines with names (help.Names) to put in."""

    does: str
    usage: tuple[str, ...]
    example: str
    more: tuple[str, ...] = ()
    role: Role = Role.REP
