"""The ports to storage: what an operation may ask of the one transaction that it runs in.

A unit of work belongs to one organization; nothing of another one can be seen or written through it. All methods are plain
calls within the transaction; nothing is seen by others before it commits, and an exception takes everything back.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from core.attachment import Attachments
from core.audit import Audit
from core.contact import Contact, ContactMatches
from core.conversation_reference import ConversationReference
from core.document import Document, DocumentEvent, DocumentSetup, DocumentType, Relation, Side, SkippedDocument, SkipReason
from core.entry import Change, Comment, InteractionLogEntry, LogRow
from core.filters import EntryFilter, Position
from core.follow_up import FollowUps
from core.notification import NotificationRule, NotificationSettings, Recipient
from core.outbox import Outbox
from core.pending_file import PendingFiles
from core.person import Actor, Identity, Person, Profile
from core.privacy import Privacy
from core.reference import References
from core.salesperson import Salesperson
from core.segment import Segments
from core.statistics import StatisticsOfLog
from core.template import InteractionGroup, InteractionTemplate, TemplateLanguage
from core.values import Hint, Role


class Contacts(Protocol):
    def get(self, no: str) -> Contact:
        """The contact with this no., in any case. Raises NotFound."""

    def get_many(self, nos: Sequence[str]) -> Sequence[Contact]:
        """The contacts that have one of these upper case nos., in any order; those that are not there are left out."""

    def find(self, words: str, limit: int = 10) -> ContactMatches:
        """Who is meant by the words of a CONTACT.

        A contact no., an e-mail address, a phone number (national or international, any punctuation), or words each of
        which begins a word of the name. Contacts found by their own name go before those found by their company's.
        """

    def search(self, words: str, limit: int = 100) -> Sequence[Contact]:
        """Contacts of which every given word begins a word of name, company, e-mail, phone or no.; "" finds the first by name."""

    def similar(self, name: str, email: str, phones: Sequence[str]) -> Sequence[Contact]:
        """Contacts with the same e-mail address, phone number or name, the surest first, at most ten. A name is the same without
        case, accents and a company's legal form, with its words in any order, and with one typo.
        """

    def persons(self, company_no: str, limit: int) -> Sequence[Contact]:
        """The persons of a company by name."""

    def new_no(self) -> str:
        """A contact no. that is not in use, in the series of the organization: CT000041."""

    def add(self, contact: Contact) -> None:
        """Raises AlreadyExists."""

    def update(self, contact: Contact) -> None:
        """Raises NotFound."""

    def upsert(self, contacts: Sequence[Contact]) -> int:
        """Adds or replaces many; returns how many were new or different."""


class Salespeople(Protocol):
    def get(self, code: str) -> Salesperson:
        """The salesperson with this code, in any case. Raises NotFound."""

    def all(self) -> Sequence[Salesperson]:
        """All by code."""

    def upsert(self, salespeople: Sequence[Salesperson]) -> int:
        """Adds or replaces many; returns how many were new or different."""


class Groups(Protocol):
    def get(self, code: str) -> InteractionGroup:
        """Raises NotFound."""

    def all(self) -> Sequence[InteractionGroup]:
        """All by code."""

    def add(self, group: InteractionGroup) -> None:
        """Raises AlreadyExists."""

    def update(self, group: InteractionGroup) -> None:
        """Raises NotFound."""

    def remove(self, code: str) -> None:
        """Raises NotFound, or InUse when a template has the group."""


class Templates(Protocol):
    def get(self, code: str) -> InteractionTemplate:
        """The template with this code, in any case. Raises NotFound."""

    def find(self, code: str) -> InteractionTemplate | None:
        """As get, with None for one that is not there."""

    def all(self) -> Sequence[InteractionTemplate]:
        """All by code; there are tens of them, hardly ever hundreds."""

    def add(self, template: InteractionTemplate) -> None:
        """Raises AlreadyExists."""

    def update(self, template: InteractionTemplate) -> None:
        """Raises NotFound."""

    def remove(self, code: str) -> None:
        """Raises NotFound. Entries keep the code they were made with."""

    def upsert(self, templates: Sequence[InteractionTemplate]) -> int:
        """Adds or replaces many; returns how many were new or different. Their languages stay as they are."""

    def languages(self, code: str) -> Sequence[TemplateLanguage]:
        """The languages of a template by code, with their attachments."""

    def descriptions(self) -> Sequence[tuple[str, str, str]]:
        """(template code, language code, description) of all that have one of their own in a language."""

    def save_language(self, language: TemplateLanguage) -> None:
        """Adds a language to its template, which is there, or replaces it."""

    def remove_language(self, code: str, language_code: str) -> None:
        """Takes a language from a template, if it has it."""


class People(Protocol):
    def actor(self, identity: Identity) -> Actor | None:
        """Who acts, with the role that counts: what was granted, else what ACCESS gives; None for an unknown account."""

    def bind(self, identity: Identity, profile: Profile, now: datetime) -> Actor:
        """Binds an account to the person with its e-mail, who is made when there is none, and keeps the profile.

        The e-mail is bound at the first match: a later, different e-mail of the same account is not followed. One person
        may have accounts on several platforms.
        """

    def get(self, person_id: int) -> Person:
        """Raises NotFound."""

    def by_email(self, email: str) -> Person | None:
        """The person with this e-mail address, in any case."""

    def by_identity(self, identity: Identity) -> Person | None:
        """The person of an account."""

    def accounts(self, person_id: int) -> Sequence[Identity]:
        """The person's accounts as a full member of a workspace, the one that was used last first."""

    def all(self) -> Sequence[tuple[Person, Role]]:
        """All by name, each with the role that counts."""

    def readers(self, person_ids: Collection[int] = (), emails: Collection[str] = ()) -> Sequence[Actor]:
        """People as they are written to without having asked, with the role that counts; in any order, those that are not there
        left out. Language and time zone are their own choice, else those of the account that was met last, "" when unknown.
        """

    def ensure(self, email: str, name: str = "") -> Person:
        """The person with this e-mail, who is made when there is none."""

    def lock(self) -> None:
        """Keeps others from changing people until this transaction ends; to be called before one is read for a change."""

    def update(self, person: Person) -> None:
        """Writes all fields. Raises NotFound."""

    def show_hint(self, person_id: int, hint: Hint) -> bool:
        """Notes that a person is shown a hint. False for one who was shown it before: it is shown to nobody twice."""

    def is_hint_shown(self, hint: Hint) -> bool:
        """Whether anybody was shown it."""

    def are_all_reps(self) -> bool:
        """Whether every full member of a workspace is a rep (ACCESS), whatever was granted."""


class Entries(Protocol):
    def add(self, entry: InteractionLogEntry) -> int:
        """Writes a new entry and returns the number that it was given."""

    def add_many(self, entries: Sequence[InteractionLogEntry]) -> Sequence[int]:
        """Writes new entries and returns the numbers that they were given, which grow in their order."""

    def get(self, no: int) -> InteractionLogEntry:
        """Raises NotFound."""

    def row(self, no: int) -> LogRow:
        """The entry with its names. Raises NotFound."""

    def lock(self, nos: Collection[int]) -> None:
        """Keeps these entries from being changed by others until this transaction ends; to be called before they are read for
        a change. Numbers that no entry has are passed over.
        """

    def update(self, entry: InteractionLogEntry) -> None:
        """Writes all fields. Raises NotFound."""

    def update_many(self, entries: Sequence[InteractionLogEntry]) -> None:
        """Writes all fields of entries that are there."""

    def of_segment(self, segment_no: str) -> Sequence[InteractionLogEntry]:
        """The entries that a segment was logged with, by no."""

    def page(
        self, wanted: EntryFilter, limit: int, *, older_than: Position | None = None, newer_than: Position | None = None
    ) -> Sequence[LogRow]:
        """Up to `limit` rows, newest first, next to the position given; with none, the newest."""

    def count(self, wanted: EntryFilter, limit: int) -> int:
        """How many entries the filter finds, counted up to `limit`."""

    def canceled(self, wanted: EntryFilter, limit: int) -> Sequence[tuple[int, datetime]]:
        """Up to `limit` of the canceled entries that the filter finds, whatever it says of `canceled`, as (no., when they took
        place), those that were canceled first before others.
        """

    def canceled_before(self, moment: datetime, limit: int) -> Sequence[int]:
        """Up to `limit` entries that were canceled before, the one that was canceled first at the beginning."""

    def are_canceled(self, nos: Collection[int]) -> dict[int, bool]:
        """Whether each of these entries is canceled; those that are not there are left out."""

    def remove(self, nos: Collection[int]) -> None:
        """Removes entries with all that belongs to them: comments, history, what links them to documents."""

    def alike(self, entry: InteractionLogEntry, within: timedelta) -> Sequence[InteractionLogEntry]:
        """Entries with the same contact, description and recorder that took place at most `within` earlier or later."""

    def recent_by(self, person_id: int, limit: int) -> Sequence[InteractionLogEntry]:
        """What the person recorded last, newest number first, drafts and canceled ones included."""


class History(Protocol):
    """The changes and the comments of entries."""

    def new_id(self, now: datetime) -> int:
        """An id for a change or a comment, larger than those given before."""

    def add(self, changes: Sequence[Change]) -> None: ...

    def of(self, entry_no: int) -> Sequence[Change]:
        """Oldest first, with names."""

    def get(self, change_id: int) -> Sequence[Change]:
        """All rows of one command, by entry no.; empty when there is none."""

    def last_by(self, person_id: int) -> Sequence[Change]:
        """The rows of the person's last change that was neither taken back nor takes another one back; empty when none."""

    def since(self, entry_no: int, change_id: int) -> Sequence[Change]:
        """The changes of an entry later than `change_id`, oldest first, with names."""

    def mark_undone(self, change_id: int) -> None: ...

    def comment(self, comment: Comment) -> None: ...

    def uncomment(self, entry_no: int, comment_id: int) -> None:
        """Raises NotFound."""

    def comments(self, entry_no: int) -> Sequence[Comment]:
        """Oldest first, with names."""

    def comment_count(self, entry_nos: Collection[int]) -> int:
        """How many comments these entries have."""


class Workspaces(Protocol):
    """The chat workspaces and tenants whose people are met here."""

    @property
    def self_service(self) -> bool:
        """Whether workspaces are installed by their own admins (AccessPolicy)."""

    def connect(self, platform: str, workspace: str) -> bool:
        """Makes the workspace belong to the organization; whether it is new. Raises AlreadyExists for one of another's."""


class Inbox(Protocol):
    """What makes a request that comes twice do its work once."""

    def reply(self, source: str, key: str) -> str | None:
        """The reply kept for this request; None when it was not seen before."""

    def keep(self, source: str, key: str, reply: str, now: datetime) -> None:
        """Keeps the reply. For a key that is kept already, the whole unit of work is undone and run again from the start."""

    def forget(self, before: datetime, limit: int) -> int:
        """Removes up to `limit` replies that were kept before; returns how many."""


class SavedCommands(Protocol):
    """Commands too long for a button."""

    def put(self, command: str, now: datetime) -> str:
        """Keeps a serialized command and returns its id; the same command has the same id, and counts as kept now."""

    def forget(self, before: datetime, limit: int) -> int:
        """Removes up to `limit` commands that were kept for the last time before; returns how many."""

    def get(self, command_id: str) -> str:
        """Raises NotFound."""


class ConversationReferences(Protocol):
    """Where the bot may write without having been asked."""

    def keep(self, reference: ConversationReference) -> bool:
        """Keeps the reference in place of an older one of the same conversation; whether the conversation is new."""

    def get(self, platform: str, workspace: str, conversation_id: str) -> ConversationReference | None:
        """The conversation, if it is kept."""

    def of_person(self, identity: Identity) -> ConversationReference | None:
        """The person's own chat with the bot."""

    def addresses(self, platform: str, workspace: str, limit: int) -> Sequence[str]:
        """The addresses of people who have a chat with the bot."""

    def drop(self, platform: str, workspace: str, conversation_id: str) -> None:
        """Forgets a conversation, if it is kept."""

    def drop_space(self, platform: str, workspace: str, space: str) -> None:
        """Forgets all conversations that belong to the space."""


class Documents(Protocol):
    """Recorded and skipped documents, and how they are recorded."""

    def setup(self) -> Sequence[DocumentSetup]:
        """Which template records which document type, in the order of DocumentType."""

    def save_setup(self, setup: DocumentSetup) -> None:
        """Adds or replaces the row of the type."""

    def remove_setup(self, document_type: DocumentType) -> None:
        """Removes the row of the type, if there is one: it is not recorded any more."""

    def lock(self, events: Sequence[DocumentEvent]) -> None:
        """Keeps others from recording these documents until this transaction ends; to be called before they are looked at."""

    def find(self, events: Sequence[DocumentEvent]) -> Sequence[Document]:
        """The recorded documents that the events belong to, in any order."""

    def seen(self, events: Sequence[DocumentEvent]) -> frozenset[DocumentEvent]:
        """Those of the events that were recorded or added to a recorded document before, told by their key."""

    def add(self, documents: Sequence[Document]) -> None:
        """Adds documents, each with its entry, or replaces what is kept of them."""

    def add_events(self, events: Sequence[DocumentEvent], now: datetime) -> None:
        """Notes events of recorded documents as seen."""

    def events(self, entry_no: int) -> Sequence[DocumentEvent]:
        """The events of an entry's document by time; empty for an entry that has none."""

    def count_of(self, entry_nos: Collection[int]) -> int:
        """How many documents these entries have."""

    def of_entry(self, entry_no: int) -> Document | None:
        """The document of an entry."""

    def of_blocked(self, entry_nos: Sequence[int]) -> frozenset[int]:
        """Those of these entries whose contact is privacy blocked."""

    def contacts_of(self, side: Side, nos: Sequence[str]) -> dict[str, str]:
        """Contact nos. by the customer or vendor no. that has them as its business relation; those without are left out."""

    def upsert_relations(self, relations: Sequence[Relation]) -> int:
        """Adds or replaces many; returns how many were new or different."""

    def skip(self, skipped: Sequence[tuple[DocumentEvent, SkipReason]], now: datetime) -> None:
        """Keeps events that were not recorded; one that is kept already gets the new reason and keeps its no."""

    def unskip(self, events: Sequence[DocumentEvent]) -> None:
        """Forgets skipped events that are recorded now, if they are kept."""

    def skipped(
        self, limit: int, *, before: int | None = None, after: int | None = None, reason: SkipReason | None = None
    ) -> Sequence[SkippedDocument]:
        """Skipped events, newest no. first, below `before`; or, where `after` is given, oldest first, above it."""

    def skipped_counts(self) -> dict[SkipReason, int]:
        """How many events are kept for each reason; reasons without any are left out."""

    def get_skipped(self, nos: Sequence[int]) -> Sequence[SkippedDocument]:
        """The skipped events with these nos.; those that are not there are left out."""


class Notifications(Protocol):
    """Who wants to be told of what."""

    def rules(self) -> Sequence[NotificationRule]:
        """All rules of the organization by id."""

    def rules_of(self, recipient: Recipient) -> Sequence[NotificationRule]:
        """By id."""

    def add(self, rule: NotificationRule) -> int:
        """Keeps a new rule and returns its id."""

    def update(self, rule: NotificationRule) -> None:
        """Raises NotFound."""

    def remove(self, rule_id: int) -> None:
        """Raises NotFound."""

    def get(self, rule_id: int) -> NotificationRule:
        """Raises NotFound."""

    def settings(self, recipients: Sequence[Recipient]) -> dict[Recipient, NotificationSettings]:
        """The settings of recipients that have some of their own."""

    def save_settings(self, settings: NotificationSettings) -> None:
        """Adds or replaces a recipient's."""


class Work(Protocol):
    """One transaction of one organization."""

    @property
    def audit(self) -> Audit: ...
    @property
    def attachments(self) -> Attachments: ...
    @property
    def privacy(self) -> Privacy: ...
    @property
    def documents(self) -> Documents: ...
    @property
    def notifications(self) -> Notifications: ...
    @property
    def campaigns(self) -> References: ...
    @property
    def opportunities(self) -> References: ...
    @property
    def statistics(self) -> StatisticsOfLog: ...
    @property
    def segments(self) -> Segments: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def follow_ups(self) -> FollowUps: ...
    @property
    def pending_files(self) -> PendingFiles: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def salespeople(self) -> Salespeople: ...
    @property
    def groups(self) -> Groups: ...
    @property
    def templates(self) -> Templates: ...
    @property
    def people(self) -> People: ...
    @property
    def entries(self) -> Entries: ...
    @property
    def history(self) -> History: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def saved_commands(self) -> SavedCommands: ...
    @property
    def conversation_references(self) -> ConversationReferences: ...
    @property
    def workspaces(self) -> Workspaces: ...
