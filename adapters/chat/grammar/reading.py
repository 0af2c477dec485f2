"""Who reads a line, and the limits of a line."""

from dataclasses import dataclass
from datetime import date, datetime

MAX_TEXT = 12_000
MAX_NOTE = 4_000


@dataclass(frozen=True, slots=True)
class Reading:
    """`now` is aware and in the zone of the person who speaks; `language` is that person's ("nb", "nb-NO")."""

    now: datetime
    language: str = "en"

    @property
    def today(self) -> date:
        return self.now.date()
