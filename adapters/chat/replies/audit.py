"""The audit: who did what when."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from adapters.chat.card import Button, Paragraph, Table, Tone
from adapters.chat.exporting.columns import Cell
from adapters.chat.exporting.csv_file import write_csv
from adapters.chat.inline import Moment, Person, Text
from adapters.chat.reader import Reader
from adapters.chat.replies.common import days_in_words
from adapters.chat.replies.document_facts import event_word
from adapters.chat.temporary import temporary_file
from adapters.chat.turn import OutgoingFile, Reply
from adapters.chat.vocabulary import Kind, vocabulary
from adapters.chat.words import role_word
from core.audit import AuditAction, AuditFilter, AuditPage, AuditRecord, AuditSource
from core.document import DocumentEventKind
from core.operations.auditing import exported_records
from core.requests.audit import ExportAudit, ListAudit
from core.values import Role
from core.work import Work

_LONGEST = 120
# Filters are kept by the names of their fields; these have another name where they are typed.
_TYPED: Mapping[str, str] = MappingProxyType(
    {
        "evaluation": "eval",
        "automatic": "auto",
        "document_type": "document",
        "document_no": "document-no",
        "no_from": "no",
        "no_to": "no",
    }
)


def audited(page: AuditPage, request: ListAudit, reader: Reader) -> Reply:
    """A page of the records, newest first."""
    _ = reader.text
    filters = _filters(request, reader)
    only = Paragraph((_("Only: {filters}").format(filters=filters),), subtle=True) if filters else None
    if not page.records:
        buttons = (Button(_("Without the filter"), ListAudit()),) if filters or request.older or request.newer else ()
        text = _("Nothing matches: {filters}").format(filters=filters) if filters else _("Nothing was recorded yet.")
        return Reply(card=reader.card(_("Audit"), Paragraph((text,)), buttons=buttons))
    table = Table(
        (_("When"), _("Who"), _("What"), _("About"), _("Details")), tuple(_cells(record, reader) for record in page.records)
    )
    older = Button(_("Older"), replace(request, older=page.older, newer=0)) if page.older else None
    newer = Button(_("Newer"), replace(request, newer=page.newer, older=0)) if page.newer else None
    file = ExportAudit(since=request.since, until=request.until, by=request.by, about=request.about)
    export = Button(_("Export"), file, fresh=True)
    return Reply(card=reader.card(_("Audit"), only, table, buttons=(newer, older, export)))


def exporting(wanted: AuditFilter, request: ExportAudit, reader: Reader) -> Reply:
    """What a repeat is answered with, and how the file is made."""
    _ = reader.text
    again = Button(_("Export again"), request, fresh=True)
    body = Paragraph((_("The file was sent before and is not kept."),))

    def later(work: Work) -> Reply:
        return _exported(work, wanted, reader)

    return Reply(card=reader.card(_("This was exported already"), body, buttons=(again,)), later=later)


def _exported(work: Work, wanted: AuditFilter, reader: Reader) -> Reply:
    _ = reader.text
    headings = (_("When"), _("Who"), _("What"), _("About"), _("Details"))
    with temporary_file(".csv") as path:
        count = write_csv(path, headings, (_columns(record, reader) for record in exported_records(work, wanted)))
    day = reader.today
    # Translators: letters a to z alone.
    name = reader.pgettext("file name", "audit")
    title = reader.count("{count} record was exported", "{count} records were exported", count)
    tip = Paragraph((_("The file comes to you alone."),), subtle=True)
    card = reader.card(title.format(count=reader.ways.number(count)), tip, tone=Tone.DONE)
    return Reply(card=card, file=OutgoingFile(name=f"{name}-{day.isoformat()}.csv", media_type="text/csv", path=path))


def _columns(record: AuditRecord, reader: Reader) -> tuple[Cell, ...]:
    who = "".join(part.name if isinstance(part, Person) else str(part) for part in _who(record, reader))
    at = record.at.astimezone(reader.ways.zone).replace(tzinfo=None, microsecond=0)
    details = ", ".join(_detail(name, value, reader) for name, value in record.details.items() if value not in ("", [], None))
    return (at, who, actions(reader)[record.action], _about(record, reader), details)


def _cells(record: AuditRecord, reader: Reader) -> tuple[Text, ...]:
    details = ", ".join(_detail(name, value, reader) for name, value in record.details.items() if value not in ("", [], None))
    return (
        (Moment(record.at),),
        _who(record, reader),
        (actions(reader)[record.action],),
        (_cut(_about(record, reader)),),
        (_cut(details),),
    )


def _about(record: AuditRecord, reader: Reader) -> str:
    """What it was done to: where its kind is noted too, that is said in the reader's language."""
    _ = reader.text
    kinds = {
        "campaign": _("Campaign"),
        "opportunity": _("Opportunity"),
        "interaction log": _("Interaction log"),
        "audit": _("Audit"),
    }
    if record.action is AuditAction.EXPORTED:
        return kinds.get(record.about, record.about)
    if record.action in (AuditAction.REFERENCE_CHANGED, AuditAction.REFERENCE_REMOVED):
        kind, _space, code = record.about.partition(" ")
        return f"{kinds.get(kind, kind)} {code}"
    return record.about


def _who(record: AuditRecord, reader: Reader) -> Text:
    _ = reader.text
    match record.source:
        case AuditSource.COMMAND_LINE:
            return (_("the command line"),)
        case AuditSource.WORKER:
            return (_("the program by itself"),)
        case AuditSource.CHAT:
            return (Person(record.by_name or _("somebody")),)


def actions(reader: Reader) -> Mapping[AuditAction, str]:
    """What was done, in the reader's words."""
    _ = reader.text
    return {
        AuditAction.ROLE_GRANTED: _("role granted"),
        AuditAction.WORKSPACE_CONNECTED: _("workspace connected"),
        AuditAction.WORKSPACE_INSTALLED: _("installed in a workspace"),
        AuditAction.WORKSPACE_UNINSTALLED: _("uninstalled from a workspace"),
        AuditAction.TEMPLATE_CREATED: _("template created"),
        AuditAction.TEMPLATE_CHANGED: _("template changed"),
        AuditAction.TEMPLATE_REMOVED: _("template removed"),
        AuditAction.TEMPLATE_LANGUAGE_REMOVED: _("language of a template removed"),
        AuditAction.TEMPLATE_ATTACHMENT_CHANGED: _("attachment of a template changed"),
        AuditAction.GROUP_CREATED: _("group created"),
        AuditAction.GROUP_CHANGED: _("group changed"),
        AuditAction.GROUP_REMOVED: _("group removed"),
        AuditAction.DOCUMENT_SETUP_CHANGED: _("document setup changed"),
        AuditAction.DOCUMENT_SETUP_REMOVED: _("document setup removed"),
        AuditAction.CHANNEL_NOTIFICATIONS_CHANGED: _("notifications of a channel changed"),
        AuditAction.REFERENCE_CHANGED: _("campaign or opportunity changed"),
        AuditAction.REFERENCE_REMOVED: _("campaign or opportunity removed"),
        AuditAction.SEGMENT_REMOVED: _("segment removed"),
        AuditAction.SEGMENT_LOGGED: _("segment logged"),
        AuditAction.LOGGED_SEGMENT_CANCELED: _("logged segment canceled"),
        AuditAction.LOGGED_SEGMENT_RESTORED: _("logged segment restored"),
        AuditAction.ENTRIES_DELETED: _("entries deleted"),
        AuditAction.IMPORTED: _("imported"),
        AuditAction.EXPORTED: _("exported"),
        AuditAction.CONTACT_EXPORTED: _("contact's data exported"),
        AuditAction.CONTACT_ERASED: _("contact's data erased"),
    }


def _detail(name: str, value: object, reader: Reader) -> str:
    """`count: 12`; what is counted has a word of its own, other details the one that they are kept with."""
    _ = reader.text
    words = {
        "role": _("role"),
        "count": _("count"),
        "entries": _("count"),
        "comments": _("comments"),
        "attachments": _("attachments"),
        "numbers": _("numbers"),
        "template": _("template"),
        "events": _("events"),
        "new": _("new"),
        "changed": _("changed"),
        "bad": _("bad"),
        "added": _("added"),
        "left_out": _("left out"),
        "templates": _("templates"),
        "language": _("language"),
        "format": _("format"),
        "filters": _("filters"),
    }
    values = [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
    if name in ("role", "filters", "events"):
        # Two fields may be one filter.
        values = list(dict.fromkeys(_value_word(name, each, reader) for each in values))
    return f"{words.get(name, name)}: {', '.join(values)}"


def _value_word(name: str, value: str, reader: Reader) -> str:
    """The reader's word for a value; the value itself where it is none that is known now."""
    match name:
        case "role":
            return next((role_word(role, reader.text) for role in Role if role.name.casefold() == value.casefold()), value)
        case "events":
            return next((event_word(event, reader) for event in DocumentEventKind if event == value), value)
        case _:
            (typed, *_others) = vocabulary(reader.language).shown[Kind.FILTER].get(_TYPED.get(value, value), (value,))
            return typed


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _filters(request: ListAudit, reader: Reader) -> str:
    _ = reader.text
    parts = days_in_words(request.since, request.until, reader)
    if request.by:
        parts.append(_("by {value}").format(value=request.by))
    if request.about:
        parts.append(_("about {value}").format(value=request.about))
    return ", ".join(parts)
