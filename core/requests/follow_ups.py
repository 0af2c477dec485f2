"""Requests about follow-ups."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFollowUps:
    """`followups [PERSON]`: what is due and what is coming; `after` is a place to go on from ("2026-12-01/1042")."""

    person: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishFollowUps:
    """`followups done NO [NO ...]`: the follow-ups of these entries are done."""

    nos: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozeFollowUp:
    """`followups snooze NO DAY`: the follow-up of an entry is put off until a day, or `days` from today where none is named."""

    no: int
    until: date | None = None
    days: int = 1


FollowUpRequest = ListFollowUps | FinishFollowUps | SnoozeFollowUp
