"""How an interaction went."""

from dataclasses import replace
from datetime import datetime

from core.operations.changing import alter, rows_to_change
from core.person import Actor
from core.requests.entries import EvaluateEntries
from core.results.entries import Changed
from core.values import ChangeKind
from core.work import Work


def evaluate_entries(work: Work, request: EvaluateEntries, actor: Actor, now: datetime) -> Changed:
    """Gives all the entries the value, or none: raises NotFound, NotAllowed, InvalidValue."""
    rows = rows_to_change(work, request, actor, request.nos)
    return alter(work, rows, ChangeKind.EVALUATED, lambda entry: replace(entry, evaluation=request.evaluation), actor, now)
