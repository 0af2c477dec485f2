"""What operations give back."""

from dataclasses import dataclass

from core.attachment import Attachment
from core.contact import Contact
from core.document import Document, DocumentEvent, DocumentSetup, DocumentType, SkippedDocument, SkipReason
from core.entry import Change, Comment, LogRow
from core.filters import Position
from core.notification import NotificationRule, NotificationSettings, Recipient
from core.outbox import OutboxMessage
from core.person import Actor, Person
from core.salesperson import Salesperson
from core.segment import LoggedSegment
from core.template import InteractionGroup, InteractionTemplate, TemplateLanguage
from core.values import ChangeKind, Role, WizardAction


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

    `contact` is whose log was asked for (None: everyone's). `total` is how many entries the filter finds in all, 0 when they are
    too many to be changed at once or nothing was filtered.
    """

    rows: tuple[LogRow, ...]
    older: Position | None = None
    newer: Position | None = None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """`persons` of a company (at most 10) and the last five entries, its persons' included."""

    contact: Contact
    company: Contact | None
    persons: tuple[Contact, ...]
    salesperson: Salesperson | None
    last: tuple[LogRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundContacts:
    """`more` tells that others match too; `nearest` names are given only when nothing matches."""

    contacts: tuple[Contact, ...]
    more: bool = False
    nearest: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDetails:
    template: InteractionTemplate
    group: InteractionGroup | None
    may_change: bool
    languages: tuple[TemplateLanguage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    templates: tuple[InteractionTemplate, ...]
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    groups: tuple[InteractionGroup, ...]
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What is removed, or with `confirmed` False would be."""

    kind: str
    code: str
    description: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    actor: Actor
    salesperson: Salesperson | None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    people: tuple[tuple[Person, Role], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSteps:
    """Which of the first steps are done: there are contacts, there are templates, somebody else may log. `everybody`: every
    full member of a workspace is a rep.
    """

    contacts: bool
    templates: bool
    reps: bool
    everybody: bool = False

    @property
    def done(self) -> bool:
        return self.contacts and self.templates and self.reps


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualTemplates:
    """The usual templates with their groups. `added` is False where they are only shown."""

    templates: tuple[InteractionTemplate, ...]
    added: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupRow:
    """How a document type is recorded. `template` is None when the setup's was removed; `skipped` is how many documents of any
    type were skipped for want of a template or for their event.
    """

    document_type: DocumentType
    setup: DocumentSetup | None
    template: InteractionTemplate | None
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSetups:
    """All document types, in their order."""

    rows: tuple[SetupRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualSetup:
    """What is set up, or with `confirmed` False would be, and the codes of the templates that are added for it."""

    rows: tuple[SetupRow, ...]
    added: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTrial:
    """What would become of a sample event: the entry that it would make, or the reason why none."""

    event: DocumentEvent
    row: LogRow | None = None
    reason: SkipReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedPage:
    """Skipped documents, newest first, and how many there are for each reason. `older` and `newer` are where the neighbouring
    pages begin, 0 when there is none.
    """

    rows: tuple[SkippedDocument, ...]
    counts: tuple[tuple[SkipReason, int], ...] = ()
    older: int = 0
    newer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What became of skipped documents that were tried anew. `rows` are the first ten of the `recorded` entries, `updated` is
    how many were added to the entry of a document that was recorded meanwhile. `gone` are nos. that are not kept any more.
    `after` is where the rest begins that was not tried yet, 0 when there is none.
    """

    recorded: int
    updated: int
    rows: tuple[LogRow, ...]
    skipped: tuple[tuple[SkipReason, int], ...]
    gone: tuple[int, ...] = ()
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRule:
    """A rule with the names of its contacts and salespeople."""

    rule: NotificationRule
    contacts: tuple[str, ...] = ()
    salespeople: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a recipient wants to be told of."""

    settings: NotificationSettings
    rules: tuple[NamedRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifications:
    """`salesperson_code` of the person is "" for one who is no salesperson. `channel` is None where there is none."""

    own: Wishes
    channel: Wishes | None
    salesperson_code: str
    may_change_channel: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSaved:
    """`settings` are the recipient's as they are now. `known`: there was such a rule already. `was_off`: it is on again."""

    named: NamedRule
    settings: NotificationSettings
    known: bool
    was_off: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutable:
    """What can be muted of what somebody was told of: contacts as (no., name), and document types."""

    contacts: tuple[tuple[str, str], ...]
    document_types: tuple[DocumentType, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsentMessage:
    """`name` is the recipient's, "" for a channel."""

    message: OutboxMessage
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedRecipient:
    """Who is not written to any more, until that is resumed. `name` as in UnsentMessage."""

    recipient: Recipient
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxContents:
    """The newest messages that could not be sent, of `total`, and who cannot be written to."""

    messages: tuple[UnsentMessage, ...]
    total: int
    stopped: tuple[StoppedRecipient, ...]
