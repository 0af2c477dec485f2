"""Business documents in the reader's words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from adapters.chat.card import Fact
from adapters.chat.inline import Link, Moment, Text, join
from adapters.chat.reader import Reader
from adapters.chat.vocabulary import Kind, vocabulary
from core.document import Document, DocumentEvent, DocumentEventKind, DocumentType, Side, SkipReason
from core.documents import party_of, side_of
from core.entry import InteractionLogEntry
from core.results.entries import EntryDetails

_EVENTS_SHOWN = 5


def type_word(document_type: str, reader: Reader) -> str:
    """Sales invoice; what is no DocumentType as it is."""
    if document_type not in set(DocumentType):
        return capital(document_type.replace("_", " "))
    return capital(vocabulary(reader.language).word(Kind.DOCUMENT_TYPE, document_type))


def event_word(event: DocumentEventKind, reader: Reader) -> str:
    return vocabulary(reader.language).word(Kind.DOCUMENT_EVENT, event.value)


def events_words(events: Iterable[DocumentEventKind], reader: Reader) -> str:
    """posted, e-mailed: in the order in which they happen."""
    wanted = frozenset(events)
    return ", ".join(event_word(event, reader) for event in DocumentEventKind if event in wanted)


def reason_word(reason: SkipReason, reader: Reader) -> str:
    return vocabulary(reader.language).word(Kind.SKIP_REASON, reason.value)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def named(document_type: str, document_no: str, url: str, reader: Reader) -> Text:
    """Sales invoice 103045, as a link where there is something to open."""
    name = " ".join(filter(None, (type_word(document_type, reader), document_no)))
    return (Link(name, url),) if url.lower().startswith(("https://", "http://")) else (name,)


def document_facts(value: EntryDetails, reader: Reader) -> tuple[Fact, ...]:
    """What is known of the document of an entry: nothing for one that people logged."""
    _ = reader.text
    entry, document = value.row.entry, value.document
    if document is None:
        return _entry_facts(entry, reader)
    facts = [Fact(_("Document"), named(document.document_type, document.document_no, document.url, reader))]
    if document.version > 1:
        facts.append(Fact(_("Version"), (str(document.version),)))
    if amount := amount_of(document, reader):
        facts.append(Fact(_("Amount"), (amount,)))
    latest = value.events[-_EVENTS_SHOWN:]
    if latest:
        more = ("…, ",) if len(latest) < len(value.events) else ()
        facts.append(Fact(_("Events"), (*more, *join(", ", (_happened(event, reader) for event in latest)))))
    return tuple(facts)


def document_links(document: Document | None, reader: Reader) -> tuple[Link, ...]:
    """The document of an entry, where there is something to open."""
    if document is None:
        return ()
    name = named(document.document_type, document.document_no, document.url, reader)
    label = reader.text("Open {document}")
    return tuple(replace(part, label=label.format(document=part.label)) for part in name if isinstance(part, Link))


def amount_of(document: Document, reader: Reader) -> str:
    """1,250.00 EUR; "" where none is known."""
    if document.amount is None:
        return ""
    return f"{reader.ways.money(document.amount)} {document.currency}".strip()


def event_of_change(values: Mapping[str, object], reader: Reader) -> str:
    """The event that a row of an entry's history tells of: "printed, version 2"; "" when it tells of none."""
    event = values.get("event")
    if event not in set(DocumentEventKind):
        return ""
    said = event_word(DocumentEventKind(str(event)), reader)
    version = values.get("version")
    return said if version in (None, 1) else reader.text("{event}, version {version}").format(event=said, version=version)


def _happened(event: DocumentEvent, reader: Reader) -> Text:
    return event_word(event.event, reader), " ", Moment(event.occurred_at)


def _entry_facts(entry: InteractionLogEntry, reader: Reader) -> tuple[Fact, ...]:
    if not entry.document_type:
        return ()
    return (Fact(reader.text("Document"), named(entry.document_type, entry.document_no, "", reader)),)


def party_words(event: DocumentEvent, reader: Reader) -> str:
    """contact CT000012, customer 10000: the party that counts, "" when the event names none."""
    _ = reader.text
    words = {None: _("contact {no}"), Side.CUSTOMER: _("customer {no}"), Side.VENDOR: _("vendor {no}")}
    return ", ".join(words[side_of(name)].format(no=getattr(event, name)) for name in party_of(event))


def remedy_of(reason: SkipReason, reader: Reader) -> str:
    """What to do about documents that were skipped for this reason."""
    _ = reader.text
    match reason:
        case SkipReason.NO_TEMPLATE:
            return _("An admin chooses a template: {line}").format(line=reader.line("setup documents"))
        case SkipReason.EVENT_NOT_RECORDED:
            return _("The setup names other events; an admin changes them: {line}").format(line=reader.line("setup documents"))
        case SkipReason.NO_CONTACT:
            return _("Add the contact, or have the customers and vendors imported: {line}").format(
                line="python -m bot import relations FILE.csv"
            )
        case SkipReason.PRIVACY_BLOCKED:
            return _("The contact is privacy blocked: nothing is recorded until that is lifted.")
