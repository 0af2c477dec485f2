"""Privacy requests: everything that is held of a contact, and erasing it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from core.audit import AuditAction, AuditRecord, AuditSource
from core.contact import Contact
from core.operations import resolving
from core.operations.copies import renew_copies
from core.person import Actor
from core.privacy import ContactErasure, Erasure
from core.requests.privacy import EraseContact
from core.rights import authorize
from core.work import Work

NAMELESS = "Erased contact"


def erase_contact(work: Work, request: EraseContact, actor: Actor, now: datetime) -> ContactErasure:
    """Erases the contact when `confirmed`, else only tells what is held of it. Raises what the resolving of contacts raises."""
    authorize(request, actor)
    contact = resolving.contact(work, request.contact)
    if not request.confirmed:
        return preview(work, contact)
    return erase(work, contact, now, by=actor.person_id, source=AuditSource.CHAT)


def preview(work: Work, contact: Contact) -> ContactErasure:
    """What an erase would do."""
    return ContactErasure(contact=contact, held=work.privacy.held(contact), erasure=work.privacy.erasure, confirmed=False)


def erase(work: Work, contact: Contact, now: datetime, *, by: int = 0, source: AuditSource) -> ContactErasure:
    """Erases the contact: where entries or persons stay, under a nameless contact with a no. of its own.

    `by` is the id of the person who asked. What was posted in chat is made anew, as far as it is kept up to date.
    """
    work.privacy.lock(contact.no)
    done = replace(preview(work, contact), confirmed=True)
    heir = None
    if done.erasure is Erasure.ANONYMISE and (done.held.entries or done.held.persons):
        heir = Contact(
            no=work.contacts.new_no(),
            type=contact.type,
            name=NAMELESS,
            company_no=contact.company_no,
            salesperson_code=contact.salesperson_code,
            exclude_from_segment=True,
            privacy_blocked=True,
        )
    nos = work.privacy.entry_nos(contact.no)
    attachments = work.attachments.of_entries(nos)
    _leave_rules(work, contact.no)
    work.privacy.erase(contact, heir)
    work.attachments.drop_unused(sorted(attachments))
    held = done.held
    work.audit.add(
        AuditRecord(
            at=now,
            by=by,
            source=source,
            action=AuditAction.CONTACT_ERASED,
            about=heir.no if heir else "",
            details={
                "how": done.erasure.value,
                "entries": held.entries,
                "comments": held.comments,
                "documents": held.documents,
                "skipped": held.skipped,
            },
        )
    )
    renew_copies(work, nos, 0, now)
    return replace(done, kept_as=heir.no if heir else "")


def export_contact(work: Work, no: str, now: datetime, *, by: int = 0, source: AuditSource) -> Mapping[str, object]:
    """Everything that is held of a contact, as JSON values. Raises NotFound."""
    contact = work.contacts.get(no)
    held = work.privacy.export(contact)
    work.audit.add(AuditRecord(at=now, by=by, source=source, action=AuditAction.CONTACT_EXPORTED, about="", details={}))
    return {"exported_at": now.isoformat(), **held}


def _leave_rules(work: Work, no: str) -> None:
    """Takes the contact out of notification rules; one that asked for no other contact goes, as it would ask for all."""
    for rule in work.notifications.rules():
        if no in rule.contact_nos:
            left = tuple(each for each in rule.contact_nos if each != no)
            if left:
                work.notifications.update(replace(rule, contact_nos=left))
            else:
                work.notifications.remove(rule.id)
