"""The request for the log as a file."""

from dataclasses import dataclass
from enum import StrEnum

from core.requests.entries import EntryFilters


class ExportFormat(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportEntries(EntryFilters):
    """`export [FILTER ...] [csv|xlsx]`."""

    format: ExportFormat = ExportFormat.XLSX
