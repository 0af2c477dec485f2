"""From a request about many entries at once, about the audit, or about erasing a contact, to its answer."""

from adapters.chat.reader import Reader
from adapters.chat.replies import audit, deleting, erasing
from adapters.chat.turn import Reply
from core.operations.auditing import begin_audit_export, list_audit
from core.operations.deleting import delete_entries, preview_deletion
from core.operations.erasing import erase_contact
from core.operations.many import preview_change
from core.requests.audit import AuditRequest, ExportAudit, ListAudit
from core.requests.deleting import DeleteEntries, DeletionRequest, PreviewChange, PreviewDeletion
from core.requests.privacy import EraseContact
from core.work import Work

Keeping = AuditRequest | DeletionRequest | EraseContact
WRITING = (DeleteEntries, ExportAudit, EraseContact)


def kept(work: Work, request: Keeping, reader: Reader) -> Reply:
    """Does what is asked and words what came of it. Raises the refusals of the operation."""
    actor, now = reader.actor, reader.now
    match request:
        case ListAudit():
            return audit.audited(list_audit(work, request, actor, now, audit.actions(reader)), request, reader)
        case ExportAudit():
            return audit.exporting(begin_audit_export(work, request, actor, now, audit.actions(reader)), request, reader)
        case PreviewDeletion():
            return deleting.preview(preview_deletion(work, request, actor, now), request, reader)
        case DeleteEntries():
            return deleting.deleted(delete_entries(work, request, actor, now), reader)
        case PreviewChange():
            return deleting.many(preview_change(work, request, actor, now), reader)
        case EraseContact():
            return erasing.erasure(erase_contact(work, request, actor, now), reader)
