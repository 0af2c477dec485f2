"""The one transaction that an operation runs in, with the ports to all that it may ask of storage.

A unit of work belongs to one organization; nothing of another one can be seen or written through it. All methods of its ports
are plain calls within the transaction; nothing is seen by others before it commits, and an exception takes everything back.
"""

from typing import Protocol

from core.attachment import Attachments
from core.audit import Audit
from core.contact import Contacts
from core.conversation_reference import ConversationReferences
from core.document import Documents
from core.follow_up import FollowUps
from core.inbox import Inbox, SavedCommands
from core.interaction_log import Entries, History
from core.notification import Notifications
from core.outbox import Outbox
from core.pending_file import PendingFiles
from core.person import People
from core.privacy import Privacy
from core.reference import References
from core.salesperson import Salespeople
from core.segment import Segments
from core.statistics import StatisticsOfLog
from core.template import Groups, Templates
from core.workspace import Workspaces


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
