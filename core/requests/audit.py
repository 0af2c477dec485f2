"""The requests about the audit."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportAudit:
    """`audit export`: all records that the filter finds, as a file. The fields are as in ListAudit."""

    since: date | None = None
    until: date | None = None
    by: str = ""
    about: str = ""


AuditRequest = ListAudit | ExportAudit
