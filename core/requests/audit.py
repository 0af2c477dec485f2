"""The request about the audit."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAudit:
    """`audit`. Days are the reader's, `until` included; `by` is words of a PERSON. `older` and `newer` are ids to page from."""

    since: date | None = None
    until: date | None = None
    by: str = ""
    about: str = ""
    older: int = 0
    newer: int = 0
