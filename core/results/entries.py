"""What operations on entries of the log give back."""

from dataclasses import dataclass
from datetime import datetime

from core.attachment import Attachment
from core.contact import Contact
from core.document import Document, DocumentEvent
from core.entry import Change, Comment, LogRow
from core.filters import Position
from core.segment import LoggedSegment
from core.values import ChangeKind, WizardAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """A new entry with its attachments, of which `template_file` is the template's. `action` is what is to happen with that now:
    nothing with a draft's. `change` is what undo takes back.
    """

    row: LogRow
    change: int
    attachments: tuple[Attachment, ...] = ()
    template_file: Attachment | None = None
    action: WizardAction = WizardAction.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """`rows` are the entries that changed, as they are now; `unchanged` those that were so already (idempotent operations).

    `change` is what undo takes back, 0 when nothing changed. `fields` are the names of the fields that got new values.
    """

    kind: ChangeKind
    rows: tuple[LogRow, ...]
    change: int
    unchanged: tuple[LogRow, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """An entry with what was attached to it. `change` is what undo takes back."""

    row: LogRow
    attachment: Attachment
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAttachments:
    """The attachments of an entry that were asked for."""

    row: LogRow
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """`kind` is what was taken back; `rows` the entries as they are now, none when it was a whole logged `segment`."""

    kind: ChangeKind
    rows: tuple[LogRow, ...]
    segment: LoggedSegment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """Rows newest first. `older` and `newer` are where the neighbouring pages begin, None when there is none.

    `back_to` is where the looking for a text ended for now, with `older` to go on from; None where all was looked through, or
    enough was found. `contact` is whose log was asked for (None: everyone's). `total` is how many entries the filter finds in
    all, 0 when they are too many to be changed at once or nothing was filtered.
    """

    rows: tuple[LogRow, ...]
    older: Position | None = None
    newer: Position | None = None
    back_to: datetime | None = None
    contact: Contact | None = None
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDetails:
    """`may_change` tells whether the person who asks may edit and cancel the entry. `events` of its document are by time."""

    row: LogRow
    comments: tuple[Comment, ...]
    history: tuple[Change, ...]
    recorded_by: str
    may_change: bool
    document: Document | None = None
    events: tuple[DocumentEvent, ...] = ()
    attachments: tuple[Attachment, ...] = ()
