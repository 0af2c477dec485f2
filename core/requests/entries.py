"""Requests about interaction log entries."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from core.values import CorrespondenceType, Evaluation, InformationFlow, InitiatedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryOptions:
    """The options of `log` and `edit`. `duration` in minutes, `cost` in LCY; `salesperson` is the PERSON of `for:`."""

    duration: int | None = None
    cost: Decimal | None = None
    on: date | None = None
    at: time | None = None
    information_flow: InformationFlow | None = None
    initiated_by: InitiatedBy | None = None
    evaluation: Evaluation | None = None
    failed: bool | None = None
    via: str | None = None
    opportunity: str | None = None
    campaign: str | None = None
    correspondence_type: CorrespondenceType | None = None
    language: str | None = None
    subject: str | None = None
    salesperson: str | None = None
    follow_up_on: date | None = None
    follow_up_text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogInteraction(EntryOptions):
    """`log`. `words` came before the note, the template not yet told from the contact; `template` and `contact` are
    told apart already and win. `trailing` is the text at the end of the note that was read as options, and
    `trailing_options` the names of the EntryOptions fields it set. `repeat` logs although it looks like a repeat. `file` is the
    id of a file that waits for it (core.pending_file), "" for none.
    """

    words: tuple[str, ...] = ()
    template: str = ""
    contact: str = ""
    note: str = ""
    postpone: bool = False
    trailing: str = ""
    trailing_options: tuple[str, ...] = ()
    repeat: bool = False
    file: str = ""
    nonce: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditEntry(EntryOptions):
    """`edit NO`: None leaves a field as it is. `note` "" empties it."""

    no: int
    note: str | None = None
    contact: str | None = None
    template: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBackInNote:
    """Adds `text` to the end of the note, and gives the fields named in `options` the template's values again."""

    no: int
    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAgain:
    """`again CONTACT`: the person's last interaction once more, for another contact."""

    contact: str = ""
    repeat: bool = False
    nonce: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """`undo`. `change` is the id of the change to take back, 0 for the person's last."""

    change: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilters:
    """Which entries are meant. Days are the reader's, `until` included. `by` and `company` are words of a PERSON and a CONTACT.

    `canceled`: None is "all".
    """

    contact: str = ""
    company: str = ""
    since: date | None = None
    until: date | None = None
    template: str = ""
    group: str = ""
    by: str = ""
    evaluation: Evaluation | None = None
    canceled: bool | None = False
    postponed: bool | None = None
    failed: bool | None = None
    automatic: bool | None = None
    document_type: str = ""
    document_no: str = ""
    segment: str = ""
    campaign: str = ""
    no_from: int = 0
    no_to: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntries(EntryFilters):
    """`list`. `older` and `newer` are positions to page from ("2026-11-19T14:05:00.000000Z/1042")."""

    older: str = ""
    newer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowEntry:
    no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelEntries:
    """`anew` cancels once more what the person canceled without a reason, to give one."""

    nos: tuple[int, ...]
    reason: str = ""
    anew: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreEntries:
    nos: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluateEntries:
    nos: tuple[int, ...]
    evaluation: Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentEntry:
    no: int
    text: str
    nonce: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDrafts:
    """`postponed`: the person's own drafts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishDraft:
    """`finish NO`: a draft becomes an entry, its date today."""

    no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DropDraft:
    """`drop NO`: a draft is discarded."""

    no: int


EntryRequest = (
    LogInteraction
    | EditEntry
    | PutBackInNote
    | LogAgain
    | Undo
    | ListEntries
    | ShowEntry
    | CancelEntries
    | RestoreEntries
    | EvaluateEntries
    | CommentEntry
    | ListDrafts
    | FinishDraft
    | DropDraft
)
