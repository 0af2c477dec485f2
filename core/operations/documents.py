"""Recording business documents (domain.md section 3, Automatic recording; contract.md section 3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from core.document import Document, DocumentEvent, DocumentKey, DocumentOutcome, DocumentStatus, EventKey, Side, SkipReason
from core.documents import Known, Match, matched, named_contacts, named_relations, salesperson_of
from core.entry import Change, InteractionLogEntry
from core.operations.attaching import copy_from_templates
from core.operations.copies import updates
from core.operations.defaults import correspondence_type, default_description, language_of
from core.operations.telling import tellings_of_recorded
from core.text import NOTE_LIMIT, described
from core.values import ChangeKind
from core.work import Work

Judgment = DocumentStatus | SkipReason


def record_documents(
    work: Work, events: Sequence[DocumentEvent], now: datetime, *, default_time_zone: str = "UTC", tell: bool = True
) -> list[DocumentOutcome]:
    """Records what was delivered, in this order, and returns what became of each event; up to some thousands at once.

    A document has one entry: its first event that is recorded makes it, every other one is added to the history, whether the
    setup names it or not, and changes nothing else: a canceled entry stays canceled. Nothing is added for a contact that is
    privacy blocked. What is skipped is kept until it is recorded. With `tell` those who want to hear of new entries do. What was
    posted in chat of an entry that was there before is made anew. Raises nothing for data.
    """
    work.documents.lock(events)
    documents = {document.key: document for document in work.documents.find(events)}
    blocked = work.documents.of_blocked([document.entry_no for document in documents.values()]) if documents else frozenset[int]()
    refused = {key for key, document in documents.items() if document.entry_no in blocked}
    seen = {event.key for event in work.documents.seen(events)}
    known = known_for(work, [event for event in events if event.document not in documents])
    judgments, entries = _judged(events, known, documents.keys(), refused, seen, now)
    numbers = work.entries.add_many(list(entries.values())) if entries else ()
    stored = {key: replace(entry, no=no) for (key, entry), no in zip(entries.items(), numbers, strict=True)}
    nos = {key: document.entry_no for key, document in documents.items()} | {key: entry.no for key, entry in stored.items()}
    fresh = [
        (event, judgment)
        for event, judgment in zip(events, judgments, strict=True)
        if judgment in (DocumentStatus.RECORDED, DocumentStatus.UPDATED)
    ]
    if stored:
        copy_from_templates(work, list(stored.values()), known.templates)
    if fresh:
        _keep(work, fresh, documents, nos, now)
    _keep_skipped(work, events, judgments, now)
    messages = []
    if tell and stored:
        recorded = [(stored[event.document], event) for event, judgment in fresh if judgment is DocumentStatus.RECORDED]
        messages += tellings_of_recorded(work, recorded, now, default_time_zone)
    if updated := {documents[event.document].entry_no for event, _ in fresh if event.document in documents}:
        messages += updates(work, sorted(updated), 0, now)
    if messages:
        work.outbox.put(messages)
    return [
        DocumentOutcome(status=DocumentStatus.SKIPPED, reason=judgment)
        if isinstance(judgment, SkipReason)
        else DocumentOutcome(status=judgment, entry_no=nos[event.document])
        for event, judgment in zip(events, judgments, strict=True)
    ]


def known_for(work: Work, events: Sequence[DocumentEvent]) -> Known:
    """What is needed to judge these events, read at once."""
    relations = {
        (side, no): contact_no
        for side in Side
        if (nos := sorted(named_relations(events, side)))
        for no, contact_no in work.documents.contacts_of(side, nos).items()
    }
    contact_nos = sorted(named_contacts(events).union(relations.values()))
    return Known(
        setup={row.document_type: row for row in work.documents.setup()},
        templates={template.code: template for template in work.templates.all()},
        salespeople=frozenset(each.code for each in work.salespeople.all() if not each.blocked),
        contacts={contact.no: contact for contact in work.contacts.get_many(contact_nos)} if contact_nos else {},
        relations=relations,
    )


def new_entry(event: DocumentEvent, match: Match, known: Known, now: datetime) -> InteractionLogEntry:
    """The entry of a document. What is copied from the template is as for entries that people log."""
    template, contact = match.template, match.contact
    description, note = described(event.description[:NOTE_LIMIT])
    language = language_of(template, contact)
    return InteractionLogEntry(
        contact_no=contact.no,
        company_no=contact.group_no,
        at=event.occurred_at.astimezone(UTC),
        created_at=now,
        created_by=0,
        template_code=template.code,
        description=description or default_description(template, language, _named(event)),
        note=note,
        group_code=template.group_code,
        salesperson_code=salesperson_of(event, contact, known),
        information_flow=template.information_flow,
        initiated_by=template.initiated_by,
        correspondence_type=correspondence_type(template, contact),
        language_code=language,
        cost=template.unit_cost,
        duration=template.unit_duration,
        campaign_no=template.campaign_no,
        campaign_target=template.campaign_target,
        campaign_response=template.campaign_response,
        document_type=event.document_type.value,
        document_no=event.document_no,
    )


def _named(event: DocumentEvent) -> str:
    return f"{event.document_type.value.replace('_', ' ').capitalize()} {event.document_no}"


def _judged(
    events: Sequence[DocumentEvent],
    known: Known,
    recorded: Iterable[DocumentKey],
    refused: set[DocumentKey],
    seen: set[EventKey],
    now: datetime,
) -> tuple[list[Judgment], dict[DocumentKey, InteractionLogEntry]]:
    """What becomes of each event, and the new entries by document. `seen` grows by what is recorded; `refused` are recorded
    documents of contacts that are blocked now.
    """
    judgments: list[Judgment] = []
    entries: dict[DocumentKey, InteractionLogEntry] = {}
    there = set(recorded)
    for event in events:
        if event.key in seen:
            judgments.append(DocumentStatus.DUPLICATE)
            continue
        if event.document in refused:
            judgments.append(SkipReason.PRIVACY_BLOCKED)
            continue
        if event.document in there:
            judgments.append(DocumentStatus.UPDATED)
        else:
            match = matched(event, known)
            if isinstance(match, SkipReason):
                judgments.append(match)
                continue
            entries[event.document] = new_entry(event, match, known, now)
            there.add(event.document)
            judgments.append(DocumentStatus.RECORDED)
        seen.add(event.key)
    return judgments, entries


def _keep(
    work: Work,
    fresh: Sequence[tuple[DocumentEvent, Judgment]],
    documents: Mapping[DocumentKey, Document],
    nos: Mapping[DocumentKey, int],
    now: datetime,
) -> None:
    """Writes the documents, their events and the history of their entries."""
    latest: dict[DocumentKey, Document] = {}
    changes = []
    for event, judgment in fresh:
        before = latest.get(event.document) or documents.get(event.document)
        latest[event.document] = _latest(before, event, nos[event.document])
        recorded = judgment is DocumentStatus.RECORDED
        changes.append(
            Change(
                id=work.history.new_id(now),
                entry_no=nos[event.document],
                kind=ChangeKind.CREATED if recorded else ChangeKind.DOCUMENT,
                by=0,
                at=now,
                after={
                    "event": event.event.value,
                    "version": event.version,
                    "occurred_at": event.occurred_at.astimezone(UTC).isoformat(),
                },
            )
        )
    work.documents.add(list(latest.values()))
    work.documents.add_events([event for event, _ in fresh], now)
    work.history.add(changes)


def _latest(before: Document | None, event: DocumentEvent, entry_no: int) -> Document:
    """The document after an event. An older version that comes late changes nothing, and what an event leaves out stays."""
    if before is not None and event.version < before.version:
        return before
    return Document(
        system=event.system,
        document_type=event.document_type,
        document_no=event.document_no,
        entry_no=entry_no,
        version=event.version,
        url=event.url or (before.url if before else ""),
        amount=before.amount if before and event.amount is None else event.amount,
        currency=before.currency if before and event.amount is None else event.currency,
    )


def _keep_skipped(work: Work, events: Sequence[DocumentEvent], judgments: Sequence[Judgment], now: datetime) -> None:
    skipped: dict[EventKey, tuple[DocumentEvent, SkipReason]] = {}
    done: dict[EventKey, DocumentEvent] = {}
    for event, judgment in zip(events, judgments, strict=True):
        if isinstance(judgment, SkipReason):
            skipped[event.key] = (event, judgment)
        else:
            done[event.key] = event
    # The same event may have come before what its document was recorded by, in one batch.
    kept = [each for key, each in skipped.items() if key not in done]
    if done:
        work.documents.unskip(list(done.values()))
    if kept:
        work.documents.skip(kept, now)
