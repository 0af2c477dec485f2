"""One entry, whole: what is known of it, its comments and its history."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from adapters.chat.card import Bullets, Button, Element, Fact, Facts, Paragraph, Style
from adapters.chat.codec import dump
from adapters.chat.inline import Moment, Person, Text, fill
from adapters.chat.links import entry_link
from adapters.chat.reader import Reader, form_button
from adapters.chat.replies.attachments import attached_line, open_buttons
from adapters.chat.replies.common import canceled_why, note, title, whole_facts
from adapters.chat.replies.document_facts import document_facts, document_links, event_of_change
from adapters.chat.request import Share
from adapters.chat.turn import Reply
from adapters.chat.words import (
    change_word,
    correspondence_word,
    evaluation_word,
    field_word,
    flow_word,
    initiated_word,
    status_word,
)
from core.entry import Change, Comment, InteractionLogEntry
from core.requests.entries import (
    CancelEntries,
    CommentEntry,
    DropDraft,
    EditEntry,
    EvaluateEntries,
    FinishDraft,
    LogInteraction,
    RestoreEntries,
    ShowEntry,
)
from core.results.entries import EntryDetails
from core.values import ChangeKind, CorrespondenceType, Evaluation, InformationFlow, InitiatedBy

_COMMENTS_SHOWN = 10
_CHANGES_SHOWN = 10
_VALUE_SHOWN = 60


def shown(value: EntryDetails, request: ShowEntry, reader: Reader) -> Reply:
    """The entry with buttons for what the person who asks may do."""
    _ = reader.text
    entry = value.row.entry
    body: list[Element | None] = [
        Paragraph((_("Status: {status}").format(status=status_word(entry.status, _)),)),
        _canceling(value, reader),
        note(value.row, reader),
        Facts((*whole_facts(value.row, reader).rows, *document_facts(value, reader), *_address(entry.no, reader))),
    ]
    body.append(attached_line(value.attachments, reader))
    body.extend(_comments(value.comments, reader))
    body.extend(_history(value, reader))
    share = Button(_("Share here"), Share(request=dump(request)), fresh=True) if reader.place.shared else None
    card = reader.card(
        title("{no}: {kind}, {contact}", value.row, reader),
        *body,
        buttons=(*_buttons(value, reader), *open_buttons(value, reader), share),
    )
    card = replace(card, links=document_links(value.document, reader))
    return Reply(card=card, again=ShowEntry(no=entry.no), entry_nos=(entry.no,))


def _address(no: int, reader: Reader) -> tuple[Fact, ...]:
    """Where the entry can be linked to, if it can."""
    link = entry_link(reader.public_url, no)
    return (Fact(reader.text("Link"), (link,)),) if link else ()


def _buttons(value: EntryDetails, reader: Reader) -> tuple[Button, ...]:
    _ = reader.text
    entry = value.row.entry
    again = form_button(_("Log again"), _again(entry))
    if not value.may_change:
        return (again,)
    edit = form_button(_("Edit"), EditEntry(no=entry.no))
    comment = form_button(_("Comment"), CommentEntry(no=entry.no, text=""))
    if entry.canceled:
        return (Button(_("Restore"), RestoreEntries(nos=(entry.no,)), Style.PRIMARY), comment, again)
    if entry.postponed:
        finish = Button(_("Finish"), FinishDraft(no=entry.no), Style.PRIMARY)
        return (finish, edit, Button(_("Drop"), DropDraft(no=entry.no), Style.DANGER))
    evaluate = form_button(_("Evaluate"), EvaluateEntries(nos=(entry.no,), evaluation=entry.evaluation))
    cancel = form_button(_("Cancel"), CancelEntries(nos=(entry.no,)), Style.DANGER)
    return (edit, comment, evaluate, cancel, again)


def _again(entry: InteractionLogEntry) -> LogInteraction:
    return LogInteraction(template=entry.template_code, contact=entry.contact_no)


def _canceling(value: EntryDetails, reader: Reader) -> Paragraph | None:
    _ = reader.text
    entry = value.row.entry
    if not entry.canceled or entry.canceled_at is None:
        return None
    # So is a draft that was dropped, and an entry that was taken back; a restoring that was taken back gives the old mark back.
    marks = (c for c in reversed(value.history) if c.after.get("canceled") and c.kind is not ChangeKind.RESTORED)
    by = next((c.by_name for c in marks if c.by_name), "")
    at = Moment(entry.canceled_at)
    text = fill(_("Canceled by {person}, {at}"), person=Person(by), at=at) if by else fill(_("Canceled {at}"), at=at)
    return Paragraph((*text, canceled_why(entry.cancel_reason, reader)))


def _comments(comments: tuple[Comment, ...], reader: Reader) -> list[Element]:
    if not comments:
        return []
    latest = comments[-_COMMENTS_SHOWN:]
    heading = reader.count("{count} comment", "{count} comments", len(comments))
    if len(latest) < len(comments):
        heading = reader.count("{count} comment, the latest:", "{count} comments, the latest:", len(comments))
    heading = heading.format(count=len(comments))
    items = tuple(
        fill("{by}, {at}: {text}", by=Person(comment.by_name or "?"), at=Moment(comment.at), text=comment.text)
        for comment in latest
    )
    return [Paragraph((heading,), subtle=True), Bullets(items)]


def _history(value: EntryDetails, reader: Reader) -> list[Element]:
    _ = reader.text
    changes = value.history
    if not changes:
        entry = value.row.entry
        at = Moment(entry.created_at)
        who = value.recorded_by
        text = fill(_("Logged by {person}, {at}"), person=Person(who), at=at) if who else fill(_("Logged {at}"), at=at)
        return [Paragraph(text, subtle=True)]
    if len(changes) <= _CHANGES_SHOWN:
        return [Paragraph((_("History"),), subtle=True), Bullets(tuple(_change(change, reader) for change in changes))]
    # How the entry came is always said.
    latest = (_change(change, reader) for change in changes[1 - _CHANGES_SHOWN :])
    bullets = Bullets((_change(changes[0], reader), ("…",), *latest))
    return [Paragraph((_("History, the latest changes"),), subtle=True), bullets]


def _change(change: Change, reader: Reader) -> Text:
    _ = reader.text
    what = change_word(change.kind, _)
    if change.undoes:
        what = _("Took back “{change}”").format(change=what)
    if change.by_name:
        head = fill(_("{change} by {person}, {at}"), change=what, person=Person(change.by_name), at=Moment(change.at))
    else:
        head = fill(_("{change}, {at}"), change=what, at=Moment(change.at))
    said = []
    if change.kind is ChangeKind.EDITED or change.kind is ChangeKind.EVALUATED:
        said.append(_fields(change, reader))
    elif not change.undoes:
        said.append(event_of_change(change.after, reader))
    if change.reason and not change.undoes:
        said.append(change.reason)
    if change.undone:
        said.append(_("taken back"))
    rest = "; ".join(filter(None, said))
    return (*head, f": {rest}") if rest else head


def _fields(change: Change, reader: Reader) -> str:
    names = dict.fromkeys((*change.before, *change.after))
    return ", ".join(
        f"{field_word(name, reader.text)}: {_value(name, change.before, reader)} → {_value(name, change.after, reader)}"
        for name in names
        if name != "company_no"
    )


def _value(name: str, values: Mapping[str, object], reader: Reader) -> str:
    """A value of the history in the reader's way; as it was kept where it cannot be read any more."""
    value = values.get(name)
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return reader.text("yes") if value else reader.text("no")
    formats: dict[str, Callable[[str], str]] = {
        "duration": lambda text: reader.ways.duration(int(text)),
        "cost": lambda text: reader.ways.money(Decimal(text)),
        "at": lambda text: reader.ways.moment(datetime.fromisoformat(text)),
        "follow_up_on": lambda text: reader.ways.day(datetime.fromisoformat(text).date()),
        "evaluation": lambda text: evaluation_word(Evaluation(text), reader.text),
        "information_flow": lambda text: flow_word(InformationFlow(text), reader.text),
        "initiated_by": lambda text: initiated_word(InitiatedBy(text), reader.text),
        "correspondence_type": lambda text: correspondence_word(CorrespondenceType(text), reader.text),
    }
    if name in formats:
        try:
            return formats[name](str(value))
        except (ValueError, ArithmeticError):
            return str(value)
    text = str(value)
    return text if len(text) <= _VALUE_SHOWN else text[: _VALUE_SHOWN - 1] + "…"
