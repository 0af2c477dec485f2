"""Requests about statistics."""

from dataclasses import dataclass
from datetime import date

from core.requests.entries import EntryFilters
from core.statistics import Breakdown


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowStatistics(EntryFilters):
    """`stats [CONTACT | me | PERSON | team] [by BREAKDOWN] [FILTER ...]`. `contact` is the words of a CONTACT or a PERSON;
    `canceled` and `postponed` count for nothing. Without a breakdown that which fits. `idle_since` asks instead for the
    contacts without an interaction since that day of the reader's.
    """

    team: bool = False
    breakdown: Breakdown | None = None
    idle_since: date | None = None
