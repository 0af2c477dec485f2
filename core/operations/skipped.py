"""Documents that were not recorded: looking through them, and trying them anew when the cause is mended."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.document import DocumentStatus, SkippedDocument, SkipReason
from core.errors import InvalidValue, NotFound
from core.operations.changing import LAST_NO
from core.operations.documents import record_documents
from core.person import Actor
from core.requests.documents import ListSkipped, ReplayDocuments
from core.results.documents import Replayed, SkippedPage
from core.rights import authorize
from core.work import Work

PAGE = 10
# In one transaction, which takes about a second.
REPLAYED_AT_ONCE = 2000
_SHOWN = 10


def list_skipped(work: Work, request: ListSkipped, actor: Actor, now: datetime) -> SkippedPage:
    """Ten skipped documents, newest first, and the counts of all; the newest page when nothing is left at the place asked for."""
    authorize(request, actor)
    counts = work.documents.skipped_counts()
    page = _page(work, request)
    return replace(page, counts=tuple((reason, counts[reason]) for reason in SkipReason if counts.get(reason)))


def _page(work: Work, request: ListSkipped) -> SkippedPage:
    if request.older:
        rows = work.documents.skipped(PAGE + 1, before=request.older, reason=request.reason)
        if rows:
            return SkippedPage(rows=tuple(rows[:PAGE]), older=_older(rows), newer=rows[0].no)
    elif request.newer:
        rows = work.documents.skipped(PAGE + 1, after=request.newer, reason=request.reason)
        if len(rows) > PAGE:
            shown = tuple(reversed(rows[:PAGE]))
            return SkippedPage(rows=shown, older=shown[-1].no, newer=shown[0].no)
    rows = work.documents.skipped(PAGE + 1, reason=request.reason)
    return SkippedPage(rows=tuple(rows[:PAGE]), older=_older(rows))


def _older(rows: Sequence[SkippedDocument]) -> int:
    return rows[PAGE - 1].no if len(rows) > PAGE else 0


def replay_documents(
    work: Work, request: ReplayDocuments, actor: Actor, now: datetime, *, default_time_zone: str = "UTC"
) -> Replayed:
    """Records what can be recorded now, oldest first; what cannot stays, with the reason of now. `default_time_zone` is that of
    people whose own is unknown.

    Raises InvalidValue when none is named, NotFound (skipped) when none of those named is kept any more.
    """
    authorize(request, actor)
    rows, gone, after = _wanted(work, request)
    rows.sort(key=lambda row: (row.event.occurred_at, row.no))
    outcomes = record_documents(work, [row.event for row in rows], now, default_time_zone=default_time_zone)
    recorded = [outcome.entry_no for outcome in outcomes if outcome.status is DocumentStatus.RECORDED]
    still = Counter(outcome.reason for outcome in outcomes if outcome.reason is not None)
    return Replayed(
        recorded=len(recorded),
        updated=len(rows) - len(recorded) - still.total(),
        rows=tuple(work.entries.row(no) for no in recorded[:_SHOWN]),
        skipped=tuple((reason, still[reason]) for reason in SkipReason if still[reason]),
        gone=gone,
        after=after,
    )


def _wanted(work: Work, request: ReplayDocuments) -> tuple[list[SkippedDocument], tuple[int, ...], int]:
    """What to try, the nos. that are not kept, and where the rest begins."""
    if request.every:
        found = work.documents.skipped(REPLAYED_AT_ONCE + 1, after=request.after, reason=request.reason)
        rows = list(found[:REPLAYED_AT_ONCE])
        return rows, (), rows[-1].no if len(found) > len(rows) else 0
    if not request.nos:
        raise InvalidValue(field="no", value="", rule="empty")
    nos = list(dict.fromkeys(request.nos))[:REPLAYED_AT_ONCE]
    rows = list(work.documents.get_skipped([no for no in nos if 0 < no <= LAST_NO]))
    kept = {row.no for row in rows}
    gone = tuple(no for no in nos if no not in kept)
    if not rows:
        raise NotFound("skipped", ", ".join(map(str, gone)))
    return rows, gone, 0
