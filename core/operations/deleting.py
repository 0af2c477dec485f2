"""Deleting canceled entries: first it is shown what would go, then exactly that goes; a record of it stays in the audit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.audit import AuditAction, AuditRecord
from core.deleting import Deletion, DeletionPreview, ranges
from core.errors import InvalidValue
from core.filters import EntryFilter
from core.operations import resolving
from core.operations.changing import LAST_NO
from core.operations.copies import renew_copies
from core.operations.listing import entry_filter, of_contact
from core.person import Actor
from core.requests.deleting import DeleteEntries, PreviewDeletion
from core.requests.entries import EntryFilters
from core.rights import authorize
from core.work import Work

PREVIEWED_AT_ONCE = 10_000
# What holds up others for less than a second.
DELETED_AT_ONCE = 2_000


def preview_deletion(work: Work, request: PreviewDeletion, actor: Actor, now: datetime) -> DeletionPreview:
    """The canceled entries that the filter finds, drafts that were dropped among them; at most 10,000, canceled first.

    Raises what the resolving of contact, company, template and person raises, NotFound (group), InvalidValue.
    """
    authorize(request, actor)
    found = work.entries.canceled(_filter(work, request, actor), PREVIEWED_AT_ONCE + 1)
    chosen = found[:PREVIEWED_AT_ONCE]
    nos = tuple(no for no, _ in chosen)
    moments = [at for _, at in chosen]
    return DeletionPreview(
        nos=nos,
        comments=work.history.comment_count(nos),
        documents=work.documents.count_of(nos),
        oldest=min(moments, default=None),
        newest=max(moments, default=None),
        more=len(found) > len(chosen),
    )


def delete_entries(work: Work, request: DeleteEntries, actor: Actor, now: datetime) -> Deletion:
    """Deletes the first 2,000 of the entries, with all that belongs to them; those that are not canceled any more stay.

    Raises InvalidValue when none is named.
    """
    authorize(request, actor)
    if not request.nos:
        raise InvalidValue(field="no", value="", rule="empty")
    nos = tuple(dict.fromkeys(no for no in request.nos if 0 < no <= LAST_NO))
    record = AuditRecord(at=now, by=actor.person_id, action=AuditAction.ENTRIES_DELETED, about="")
    deletion = remove_canceled(work, nos[:DELETED_AT_ONCE], record, now)
    return replace(deletion, left=nos[DELETED_AT_ONCE:], before=request.before)


def remove_canceled(work: Work, nos: Sequence[int], record: AuditRecord, now: datetime) -> Deletion:
    """Deletes those of the entries that are canceled: their comments, history, documents' links and attachments that nothing else
    has too; copies in chat say that they are gone. `record` goes into the audit, with what was deleted.
    """
    work.entries.lock(nos)
    canceled = work.entries.are_canceled(nos)
    there = tuple(no for no in nos if canceled.get(no))
    kept = tuple(no for no in nos if canceled.get(no) is False)
    comments, files = work.history.comment_count(there), 0
    if there:
        attachments = work.attachments.of_entries(there)
        work.entries.remove(there)
        files = work.attachments.drop_unused(sorted(attachments))
        details = {"count": len(there), "comments": comments, "attachments": files, "numbers": ranges(there)}
        work.audit.add(replace(record, about="log", details=details))
        renew_copies(work, there, 0, now)
    return Deletion(nos=there, comments=comments, attachments=files, kept=kept, gone=len(nos) - len(there) - len(kept))


def _filter(work: Work, request: PreviewDeletion, actor: Actor) -> EntryFilter:
    filters = EntryFilters(
        company=request.company,
        since=request.since,
        until=request.until,
        template=request.template,
        group=request.group,
        by=request.by,
        campaign=request.campaign,
        no_from=request.no_from,
        no_to=request.no_to,
        canceled=True,
    )
    wanted = replace(entry_filter(work, filters, actor), postponed=None)
    return of_contact(wanted, resolving.contact(work, request.contact)) if request.contact else wanted
