"""The unit of work that operations are given."""

from adapters.database.attachments import AttachmentsTable
from adapters.database.audit import AuditTable
from adapters.database.codes import CampaignsTable, GroupsTable, OpportunitiesTable, SalespeopleTable, TemplatesTable
from adapters.database.contacts import ContactsTable
from adapters.database.documents import DocumentsTable
from adapters.database.entries import EntriesTable
from adapters.database.follow_ups import FollowUpsTable
from adapters.database.history import HistoryTable, Ids
from adapters.database.inbox import InboxTable, SavedCommandsTable
from adapters.database.notifications import NotificationsTable
from adapters.database.outbox import OutboxTable
from adapters.database.pending_files import PendingFilesTable
from adapters.database.people import PeopleTable
from adapters.database.privacy import PrivacyTable
from adapters.database.references import ConversationReferencesTable
from adapters.database.segments import SegmentsTable
from adapters.database.session import Session
from adapters.database.statistics import StatisticsTable
from adapters.database.workspaces import WorkspacesTable
from core.access import AccessPolicy
from core.privacy import Erasure


class DatabaseWork:
    """`core.work.Work` on one session."""

    def __init__(self, session: Session, policy: AccessPolicy, ids: Ids, erasure: Erasure) -> None:
        self._session = session
        self._policy = policy
        self._ids = ids
        self._erasure = erasure

    @property
    def privacy(self) -> PrivacyTable:
        return PrivacyTable(self._session, self._erasure)

    @property
    def audit(self) -> AuditTable:
        return AuditTable(self._session, self._ids)

    @property
    def attachments(self) -> AttachmentsTable:
        return AttachmentsTable(self._session)

    @property
    def documents(self) -> DocumentsTable:
        return DocumentsTable(self._session)

    @property
    def notifications(self) -> NotificationsTable:
        return NotificationsTable(self._session)

    @property
    def segments(self) -> SegmentsTable:
        return SegmentsTable(self._session)

    @property
    def follow_ups(self) -> FollowUpsTable:
        return FollowUpsTable(self._session)

    @property
    def pending_files(self) -> PendingFilesTable:
        return PendingFilesTable(self._session)

    @property
    def outbox(self) -> OutboxTable:
        return OutboxTable(self._session)

    @property
    def campaigns(self) -> CampaignsTable:
        return CampaignsTable(self._session)

    @property
    def opportunities(self) -> OpportunitiesTable:
        return OpportunitiesTable(self._session)

    @property
    def statistics(self) -> StatisticsTable:
        return StatisticsTable(self._session)

    @property
    def contacts(self) -> ContactsTable:
        return ContactsTable(self._session)

    @property
    def salespeople(self) -> SalespeopleTable:
        return SalespeopleTable(self._session)

    @property
    def groups(self) -> GroupsTable:
        return GroupsTable(self._session)

    @property
    def templates(self) -> TemplatesTable:
        return TemplatesTable(self._session)

    @property
    def people(self) -> PeopleTable:
        return PeopleTable(self._session, self._policy)

    @property
    def entries(self) -> EntriesTable:
        return EntriesTable(self._session)

    @property
    def history(self) -> HistoryTable:
        return HistoryTable(self._session, self._ids)

    @property
    def inbox(self) -> InboxTable:
        return InboxTable(self._session)

    @property
    def saved_commands(self) -> SavedCommandsTable:
        return SavedCommandsTable(self._session)

    @property
    def conversation_references(self) -> ConversationReferencesTable:
        return ConversationReferencesTable(self._session)

    @property
    def workspaces(self) -> WorkspacesTable:
        return WorkspacesTable(self._session, self._policy)
