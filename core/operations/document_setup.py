"""The interaction template setup: which template records which documents, on which events."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from core.audit import AuditAction
from core.document import DocumentEvent, DocumentEventKind, DocumentSetup, DocumentType, SkipReason
from core.documents import USUAL_EVENTS, USUAL_TEMPLATES, matched, related_field
from core.entry import LogRow
from core.operations import auditing, resolving
from core.operations.documents import known_for, new_entry
from core.person import Actor
from core.requests.documents import (
    ListDocumentSetup,
    RemoveDocumentSetup,
    SaveDocumentSetup,
    SetUpUsualDocuments,
    ShowDocumentSetup,
    TryDocument,
)
from core.results.documents import DocumentSetups, DocumentTrial, SetupRow, UsualSetup
from core.rights import authorize
from core.template import InteractionTemplate
from core.text import one_line
from core.work import Work

# What a sample event is called; it is never recorded.
SAMPLE_NO = "SAMPLE-1"
_CONTACTS_LOOKED_AT = 50
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def list_document_setup(work: Work, request: ListDocumentSetup, actor: Actor, now: datetime) -> DocumentSetups:
    """All document types, in their order."""
    authorize(request, actor)
    setup = {row.document_type: row for row in work.documents.setup()}
    templates = {template.code: template for template in work.templates.all()}
    return DocumentSetups(rows=tuple(_row(kind, setup, templates) for kind in DocumentType))


def show_document_setup(work: Work, request: ShowDocumentSetup, actor: Actor, now: datetime) -> SetupRow:
    """One document type."""
    authorize(request, actor)
    return _stored(work, request.document_type)


def save_document_setup(work: Work, request: SaveDocumentSetup, actor: Actor, now: datetime) -> SetupRow:
    """Chooses the template and the events of a document type; without events those that are usual for it.

    What was skipped before stays so until it is replayed. Raises TemplateMissing, TemplateNotFound, TemplateAmbiguous.
    """
    authorize(request, actor)
    template = resolving.template(work, request.template)
    events = chosen_events(request) or USUAL_EVENTS[request.document_type]
    row = DocumentSetup(document_type=request.document_type, template_code=template.code, events=events)
    work.documents.save_setup(row)
    auditing.note(
        work,
        AuditAction.DOCUMENT_SETUP_CHANGED,
        request.document_type.value,
        actor,
        now,
        template=template.code,
        events=sorted(events),
    )
    return _stored(work, request.document_type)


def remove_document_setup(work: Work, request: RemoveDocumentSetup, actor: Actor, now: datetime) -> SetupRow:
    """Documents of the type are not recorded any more; entries that were stay."""
    authorize(request, actor)
    work.documents.remove_setup(request.document_type)
    auditing.note(work, AuditAction.DOCUMENT_SETUP_REMOVED, request.document_type.value, actor, now)
    return _stored(work, request.document_type)


def set_up_usual_documents(
    work: Work, request: SetUpUsualDocuments, actor: Actor, now: datetime, names: Mapping[str, str] = _NO_NAMES
) -> UsualSetup:
    """Sets up, when `confirmed`, those of the usual documents that are not yet, and adds the templates that are missing. `names`
    describe these by their codes; what they leave out has its English name.
    """
    authorize(request, actor)
    setup = {row.document_type for row in work.documents.setup()}
    templates = {template.code: template for template in work.templates.all()}
    rows = []
    added = []
    for document_type, usual in USUAL_TEMPLATES.items():
        if document_type in setup:
            continue
        template = templates.get(usual.code, usual)
        row = DocumentSetup(document_type=document_type, template_code=template.code, events=USUAL_EVENTS[document_type])
        if template is usual:
            template = replace(usual, description=names.get(usual.code, usual.description))
            added.append(template)
        rows.append(SetupRow(document_type=document_type, setup=row, template=template))
        if request.confirmed:
            work.documents.save_setup(row)
    if request.confirmed:
        work.templates.upsert(added)
    return UsualSetup(rows=tuple(rows), added=tuple(each.code for each in added), confirmed=request.confirmed)


def try_document(work: Work, request: TryDocument, actor: Actor, now: datetime) -> DocumentTrial:
    """What would become of such a document; nothing is written. Raises ContactNotFound, ContactAmbiguous."""
    authorize(request, actor)
    event = _sample(work, request, now)
    known = known_for(work, [event])
    match = matched(event, known)
    if isinstance(match, SkipReason):
        return DocumentTrial(event=event, reason=match)
    entry = new_entry(event, match, known, now)
    names = {each.code: each.name for each in work.salespeople.all()}
    row = LogRow(
        entry=entry,
        contact_name=match.contact.name,
        template_description=match.template.description,
        salesperson_name=names.get(entry.salesperson_code, ""),
    )
    return DocumentTrial(event=event, row=row)


def chosen_events(request: SaveDocumentSetup) -> frozenset[DocumentEventKind]:
    """The events that were said."""
    return frozenset(kind for kind in DocumentEventKind if getattr(request, kind.value))


def _stored(work: Work, document_type: DocumentType) -> SetupRow:
    setup = {row.document_type: row for row in work.documents.setup()}
    counts = work.documents.skipped_counts()
    skipped = sum(counts.get(reason, 0) for reason in (SkipReason.NO_TEMPLATE, SkipReason.EVENT_NOT_RECORDED))
    row = setup.get(document_type)
    template = work.templates.find(row.template_code) if row else None
    return SetupRow(document_type=document_type, setup=row, template=template, skipped=skipped)


def _row(
    document_type: DocumentType, setup: Mapping[DocumentType, DocumentSetup], templates: Mapping[str, InteractionTemplate]
) -> SetupRow:
    row = setup.get(document_type)
    return SetupRow(document_type=document_type, setup=row, template=templates.get(row.template_code) if row else None)


def _sample(work: Work, request: TryDocument, now: datetime) -> DocumentEvent:
    row = {row.document_type: row for row in work.documents.setup()}.get(request.document_type)
    wanted = row.events if row else USUAL_EVENTS[request.document_type]
    field, no = _sample_party(work, request)
    party: dict[str, Any] = {field: no}
    return DocumentEvent(
        document_type=request.document_type,
        document_no=SAMPLE_NO,
        event=request.event or next(kind for kind in DocumentEventKind if kind in wanted),
        occurred_at=now,
        **party,
    )


def _sample_party(work: Work, request: TryDocument) -> tuple[str, str]:
    """The field of the party, and what stands in it."""
    if request.contact.strip():
        return "contact_no", resolving.contact(work, request.contact).no
    if request.party_no.strip():
        return related_field(request.document_type), one_line(request.party_no)
    found = [contact for contact in work.contacts.search("", _CONTACTS_LOOKED_AT) if not contact.privacy_blocked]
    best = next((contact for contact in found if contact.salesperson_code), found[0] if found else None)
    return "contact_no", best.no if best else ""
