"""What should be in the log, in plain dictionaries: written from the rules of the domain, without a database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from core.document import DocumentEvent, DocumentEventKind, DocumentKey, DocumentStatus, EventKey, SkipReason
from core.entry import InteractionLogEntry
from core.errors import ChangedSince, NotAllowed, NothingToUndo, PrivacyBlocked, Refusal, SegmentCanceled
from core.values import ChangeKind, Role

# The fields of an entry, with `mark` for who canceled it, when and why.
Entry = dict[str, Any]
Mark = tuple[datetime, int, str]

COMPANY_OF = {"C1": "C1", "P1": "C1", "P2": "P2", "P3": "P3"}
SALESPERSON_OF = {"C1": "MM", "P1": "JO", "P2": "", "P3": "MM"}
TEMPLATES: dict[str, Entry] = {
    "CALL": {"group": "TALK", "description": "Telephone call", "nb": "Telefonsamtale", "cost": Decimal(0), "duration": 10},
    "MEETING": {"group": "TALK", "description": "Meeting", "cost": Decimal("12.50"), "duration": 60},
    "INVOICE": {"group": "PAPER", "description": "Invoice", "nb": "Faktura", "cost": Decimal("0.10"), "duration": 0},
}
LANGUAGE_OF = {"P1": "nb"}
UNDO = "undo"


@dataclass
class Change:
    """`rows` are (before, after) by number, of the fields that differ. `whole` is the segment that was changed as a whole."""

    kind: ChangeKind
    by: int
    rows: dict[int, tuple[Entry, Entry]]
    undoes: int = 0
    undone: bool = False
    whole: str = ""


@dataclass
class Segment:
    members: set[str] = field(default_factory=set)
    logged_by: int = 0
    mark: Mark | None = None


_SAME = (
    *(
        "contact_no",
        "company_no",
        "template_code",
        "group_code",
        "description",
        "language_code",
        "salesperson_code",
        "cost",
        "duration",
    ),
    *("attempt_failed", "evaluation", "created_by", "at", "segment_no", "document_no", "postponed"),
)


def plain(entry: InteractionLogEntry) -> Entry:
    """A stored entry as it stands here."""
    mark = (entry.canceled_at, entry.canceled_by, entry.cancel_reason) if entry.canceled else None
    return {name: getattr(entry, name) for name in _SAME} | {"mark": mark}


def counts(entry: Entry) -> bool:
    """Whether the entry is in the statistics."""
    return entry["mark"] is None and not entry["postponed"]


class Log:
    def __init__(self) -> None:
        self.entries: dict[int, Entry] = {}
        self.comments: dict[int, dict[int, str]] = {}
        self.changes: dict[int, Change] = {}
        self.last_no = 0
        self.segments: dict[str, Segment] = {}
        self.blocked: set[str] = set()
        self.setup: frozenset[DocumentEventKind] = frozenset()
        self.related = False
        self.documents: dict[DocumentKey, int] = {}
        self.seen: set[EventKey] = set()
        self.skipped: dict[EventKey, tuple[DocumentEvent, SkipReason]] = {}

    def new(self, no: int, entry: Entry) -> None:
        """Numbers only ever grow."""
        assert no > self.last_no
        self.last_no = no
        self.entries[no] = entry
        self.comments[no] = {}

    def history(self, no: int) -> list[tuple[int, ChangeKind, int, int, bool]]:
        return [(key, c.kind, c.by, c.undoes, c.undone) for key, c in sorted(self.changes.items()) if no in c.rows]

    def alter(self, nos: Iterable[int], new: Callable[[Entry], Entry]) -> dict[int, tuple[Entry, Entry]]:
        """Changes entries, and gives the rows of those that differ."""
        rows = {}
        for no in nos:
            before, after = self.entries[no], new(self.entries[no])
            if differing := [name for name in before if before[name] != after[name]]:
                rows[no] = ({name: before[name] for name in differing}, {name: after[name] for name in differing})
                self.entries[no] = after
        return rows

    def may_change(self, no: int, person: int, role: Role, code: str) -> bool:
        entry = self.entries[no]
        return role >= Role.MANAGER or entry["created_by"] == person or entry["salesperson_code"] == code

    def of_segment(self, code: str) -> list[int]:
        return [no for no, entry in self.entries.items() if entry["segment_no"] == code]

    def is_locked(self, no: int) -> bool:
        """Its logged segment is canceled, so that it cannot be restored."""
        segment = self.segments.get(self.entries[no]["segment_no"])
        return segment is not None and segment.mark is not None

    def last_by(self, person: int) -> int:
        mine = [key for key, c in self.changes.items() if c.by == person and not c.undoes and not c.undone and c.rows]
        return max(mine, default=0)

    def undo(self, key: int, person: int, role: Role, now: datetime) -> type[Refusal] | None:
        """Takes a change back, or says why that is refused."""
        change = self.changes[key]
        if role < Role.MANAGER and change.by != person:
            return NotAllowed
        if change.undoes or change.undone or change.kind is ChangeKind.DOCUMENT:
            return NothingToUndo
        news = {}
        for no in change.rows:
            made = self._before(change, no, (now, person, UNDO))
            if made is None:
                return ChangedSince
            news[no] = made
        if not change.whole and any(
            self.entries[no]["mark"] and not new["mark"] and self.is_locked(no) for no, new in news.items()
        ):
            return SegmentCanceled
        for no, new in news.items():
            told = any(new[name] != self.entries[no][name] for name in ("contact_no", "description"))
            if told and new["contact_no"] in self.blocked:
                return PrivacyBlocked
        if change.kind is ChangeKind.COMMENTED:
            (no,) = change.rows
            del self.comments[no][key]
        if change.whole:
            self._undo_whole(change, news, (now, person, UNDO))
        self.entries.update(news)
        change.undone = True
        return None

    def _before(self, change: Change, no: int, mark: Mark) -> Entry | None:
        """The entry as it was before the change; None when that was changed again."""
        entry = self.entries[no]
        if change.kind is ChangeKind.CREATED:
            return entry if entry["mark"] else entry | {"mark": mark}
        before, after = change.rows[no]
        if entry | before != entry and entry | after != entry:
            return None
        return entry | before

    def _undo_whole(self, change: Change, news: dict[int, Entry], mark: Mark) -> None:
        segment = self.segments[change.whole]
        if change.kind is ChangeKind.CANCELED:
            segment.mark = None
        elif segment.mark is None and change.kind is ChangeKind.RESTORED:
            segment.mark = next(new["mark"] for new in news.values())
        elif segment.mark is None:
            segment.mark = mark

    def delete(self, nos: Iterable[int]) -> list[int]:
        """Those that are canceled go, with their comments, history and documents; gives what went."""
        gone = [no for no in nos if no in self.entries and self.entries[no]["mark"]]
        for no in gone:
            del self.entries[no], self.comments[no]
            for change in self.changes.values():
                change.rows.pop(no, None)
            for document in [document for document, entry in self.documents.items() if entry == no]:
                del self.documents[document]
                self.seen = {key for key in self.seen if key[:3] != document}
        return gone

    def judged(self, event: DocumentEvent) -> DocumentStatus | SkipReason:
        """What becomes of an event that is delivered now."""
        if event.key in self.seen:
            return DocumentStatus.DUPLICATE
        if event.document in self.documents:
            contact = self.entries[self.documents[event.document]]["contact_no"]
            return SkipReason.PRIVACY_BLOCKED if contact in self.blocked else DocumentStatus.UPDATED
        if not self.setup:
            return SkipReason.NO_TEMPLATE
        if event.event not in self.setup:
            return SkipReason.EVENT_NOT_RECORDED
        contact = self.party(event)
        if contact not in COMPANY_OF:
            return SkipReason.NO_CONTACT
        return SkipReason.PRIVACY_BLOCKED if contact in self.blocked else DocumentStatus.RECORDED

    def party(self, event: DocumentEvent) -> str:
        return event.contact_no or ("P2" if self.related else "")
