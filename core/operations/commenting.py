"""Comments of entries."""

from datetime import datetime

from core import checks
from core.entry import Comment
from core.operations.changing import rows_to_change, write
from core.operations.defaults import refuse_blocked
from core.person import Actor
from core.requests.entries import CommentEntry
from core.results.entries import Changed
from core.values import ChangeKind
from core.work import Work


def comment_entry(work: Work, request: CommentEntry, actor: Actor, now: datetime) -> Changed:
    """Adds a comment of up to 4,000 characters. Raises NotFound, NotAllowed, InvalidValue, PrivacyBlocked."""
    (row,) = rows_to_change(work, request, actor, (request.no,))
    text = checks.long_text("text", request.text, required=True)
    refuse_blocked(work.contacts.get(row.entry.contact_no))
    change = write(work, [(row.entry, row.entry)], ChangeKind.COMMENTED, actor, now)
    work.history.comment(Comment(id=change, entry_no=row.entry.no, by=actor.person_id, at=now, text=text))
    return Changed(kind=ChangeKind.COMMENTED, rows=(row,), change=change)
