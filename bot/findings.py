"""What the doctor finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was looked at; `remedy` says what is wrong and what to do, "" when all is well."""

    what: str
    remedy: str = ""
    detail: str = ""
