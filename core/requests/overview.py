"""The request for what concerns a person now."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowOverview:
    """What is due, the drafts, the week and the last entries of whoever asks."""
