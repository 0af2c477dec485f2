"""Answers to what changed the log: each names number, contact and date, and offers to take it back."""

from adapters.chat.card import Button, Card, Facts, Paragraph, Style, Tone
from adapters.chat.inline import Text, fill
from adapters.chat.reader import Reader, form_button
from adapters.chat.replies import segment_log
from adapters.chat.replies.attachments import attached_line
from adapters.chat.replies.common import (
    entries,
    facts_of_options,
    note,
    numbers,
    short_facts,
    show_button,
    title,
    undo_button,
)
from adapters.chat.request import Request
from adapters.chat.turn import Reply
from adapters.chat.words import field_word
from core.requests.entries import (
    CancelEntries,
    CommentEntry,
    DropDraft,
    EditEntry,
    EvaluateEntries,
    FinishDraft,
    LogInteraction,
    PutBackInNote,
    RestoreEntries,
)
from core.requests.follow_ups import FinishFollowUps
from core.results.entries import Changed, Logged, Undone
from core.values import ChangeKind, Evaluation


def logged(value: Logged, request: Request, reader: Reader) -> Reply:
    """A new entry or draft, with what of the note was read as options."""
    _ = reader.text
    entry = value.row.entry
    facts = (
        facts_of_options(value.row, request, reader) if isinstance(request, LogInteraction) else short_facts(value.row, reader)
    )
    read_as_options: Paragraph | None = None
    put_back: Button | None = None
    if isinstance(request, LogInteraction) and request.trailing:
        read_as_options = Paragraph(fill(_("Read as options: {options}"), options=request.trailing), subtle=True)
        put_back = Button(
            _("Put back in the note"), PutBackInNote(no=entry.no, text=request.trailing, options=request.trailing_options)
        )
    buttons: tuple[Button | None, ...]
    undo, edit = undo_button(value.change, reader), form_button(_("Edit"), EditEntry(no=entry.no))
    if entry.postponed:
        heading = title(_("Kept as draft {no}: {kind}, {contact}"), value.row, reader)
        finish = Button(_("Finish"), FinishDraft(no=entry.no), Style.PRIMARY)
        buttons = (finish, edit, Button(_("Drop"), DropDraft(no=entry.no)), put_back, undo)
    else:
        heading = title(_("Logged {no}: {kind}, {contact}"), value.row, reader)
        buttons = (undo, edit, show_button(entry.no, reader), put_back)
    card = reader.card(
        heading,
        facts,
        note(value.row, reader),
        attached_line(value.attachments, reader),
        read_as_options,
        buttons=buttons,
        tone=Tone.DONE,
    )
    return Reply(card=card, entry_nos=(entry.no,))


def changed(value: Changed, reader: Reader, comment: str = "") -> Reply:
    """Entries that were edited, canceled, restored, evaluated, finished or dropped, or one that got a `comment`."""
    rows = value.rows or value.unchanged
    nos = tuple(row.entry.no for row in rows)
    if len(rows) == 1:
        return Reply(card=_one(value, comment, reader), entry_nos=nos)
    return Reply(card=_several(value, reader), entry_nos=nos)


def _one(value: Changed, comment: str, reader: Reader) -> Card:
    _ = reader.text
    row = (value.rows or value.unchanged)[0]
    entry = row.entry
    if not value.rows:
        return reader.card(
            title(_unchanged_message(value.kind, reader), row, reader),
            Facts(short_facts(row, reader).rows[:2]),
            buttons=(show_button(entry.no, reader),),
        )
    body: list[Paragraph | None] = [note(row, reader)] if value.kind in (ChangeKind.EDITED, ChangeKind.FINISHED) else []
    if comment:
        body.append(Paragraph((comment,)))
    if value.fields and value.kind is ChangeKind.EDITED:
        labels = dict.fromkeys(field_word(name, _) for name in value.fields)
        body.append(Paragraph(fill(_("Changed: {fields}"), fields=", ".join(labels)), subtle=True))
    if entry.canceled and value.kind is ChangeKind.CANCELED and entry.cancel_reason:
        body.append(Paragraph(fill(_("Reason: {reason}"), reason=entry.cancel_reason)))
    elif entry.canceled and value.kind not in (ChangeKind.CANCELED, ChangeKind.DROPPED):
        body.append(Paragraph((_("The entry is canceled."),)))
    return reader.card(
        title(_message(value.kind, reader), row, reader),
        short_facts(row, reader),
        *body,
        buttons=(undo_button(value.change, reader), *_next(value, reader), show_button(entry.no, reader)),
        tone=Tone.DONE,
    )


def _next(value: Changed, reader: Reader) -> tuple[Button, ...]:
    """What is likely to be wanted after the change, beside undoing it."""
    _ = reader.text
    entry = value.rows[0].entry
    if value.kind is ChangeKind.CANCELED and not entry.cancel_reason:
        return (form_button(_("Give a reason"), CancelEntries(nos=(entry.no,), anew=True)),)
    if value.kind in (ChangeKind.EDITED, ChangeKind.FINISHED):
        return (form_button(_("Edit"), EditEntry(no=entry.no)),)
    return ()


def _several(value: Changed, reader: Reader) -> Card:
    _ = reader.text
    rows, same = value.rows, value.unchanged
    heading: Text
    if not rows:
        heading = fill(_("Nothing to do: {numbers} were so already."), numbers=numbers(same))
        return reader.card(heading, entries(same, reader))
    heading = fill(_several_message(value.kind, len(rows), reader), count=len(rows))
    unchanged = Paragraph(fill(_("So already: {numbers}"), numbers=numbers(same)), subtle=True) if same else None
    return reader.card(heading, entries(rows, reader), unchanged, buttons=(undo_button(value.change, reader),), tone=Tone.DONE)


def _message(kind: ChangeKind, reader: Reader) -> str:
    _ = reader.text
    match kind:
        case ChangeKind.CREATED:
            return _("Logged {no}: {kind}, {contact}")
        case ChangeKind.EDITED | ChangeKind.DOCUMENT:
            return _("Changed {no}: {kind}, {contact}")
        case ChangeKind.CANCELED:
            return _("Canceled {no}: {kind}, {contact}")
        case ChangeKind.RESTORED:
            return _("Restored {no}: {kind}, {contact}")
        case ChangeKind.EVALUATED:
            return _("Evaluated {no}: {kind}, {contact}")
        case ChangeKind.COMMENTED:
            return _("Commented on {no}: {kind}, {contact}")
        case ChangeKind.ATTACHED:
            return _("Attached a file to {no}: {kind}, {contact}")
        case ChangeKind.FINISHED:
            return _("Logged {no}, no draft any more: {kind}, {contact}")
        case ChangeKind.DROPPED:
            return _("Dropped draft {no}: {kind}, {contact}")
        case ChangeKind.FOLLOWED_UP:
            return _("Done, followed up {no}: {kind}, {contact}")


def _unchanged_message(kind: ChangeKind, reader: Reader) -> str:
    _ = reader.text
    match kind:
        case ChangeKind.CANCELED:
            return _("{no} was canceled already: {kind}, {contact}")
        case ChangeKind.RESTORED:
            return _("{no} is not canceled: {kind}, {contact}")
        case ChangeKind.FOLLOWED_UP:
            return _("{no} was followed up already: {kind}, {contact}")
        case ChangeKind.FINISHED | ChangeKind.DROPPED:
            return _("{no} is no draft: {kind}, {contact}")
        case _other:
            return _("{no} stays as it was: {kind}, {contact}")


def _several_message(kind: ChangeKind, n: int, reader: Reader) -> str:
    match kind:
        case ChangeKind.CANCELED:
            return reader.count("Canceled {count} entry", "Canceled {count} entries", n)
        case ChangeKind.RESTORED:
            return reader.count("Restored {count} entry", "Restored {count} entries", n)
        case ChangeKind.EVALUATED:
            return reader.count("Evaluated {count} entry", "Evaluated {count} entries", n)
        case _other:
            return reader.count("Changed {count} entry", "Changed {count} entries", n)


def undone(value: Undone, reader: Reader) -> Reply:
    """What was taken back, with the way to do it once more."""
    if value.segment is not None:
        return segment_log.undone(value.kind, value.segment, reader)
    _ = reader.text
    nos = tuple(row.entry.no for row in value.rows)
    if len(value.rows) != 1:
        card = reader.card(
            fill(_several_undone(value.kind, reader), numbers=numbers(value.rows)),
            entries(value.rows, reader),
            buttons=(_redo(value, reader),),
            tone=Tone.DONE,
        )
        return Reply(card=card, entry_nos=nos)
    row = value.rows[0]
    now = {
        ChangeKind.CREATED: _("Taken back: {no} is canceled ({kind}, {contact})"),
        ChangeKind.CANCELED: _("Taken back: {no} is not canceled any more ({kind}, {contact})"),
        ChangeKind.RESTORED: _("Taken back: {no} is canceled again ({kind}, {contact})"),
        ChangeKind.COMMENTED: _("Taken back: your comment on {no} ({kind}, {contact})"),
        ChangeKind.EVALUATED: _("Taken back: the evaluation of {no} ({kind}, {contact})"),
        ChangeKind.FINISHED: _("Taken back: {no} is a draft again ({kind}, {contact})"),
        ChangeKind.DROPPED: _("Taken back: draft {no} is there again ({kind}, {contact})"),
        ChangeKind.FOLLOWED_UP: _("Taken back: the follow-up of {no} is open again ({kind}, {contact})"),
        ChangeKind.EDITED: _("Taken back: {no} is as it was before ({kind}, {contact})"),
        ChangeKind.ATTACHED: _("Taken back: {no} is as it was before ({kind}, {contact})"),
    }[value.kind]
    card = reader.card(
        title(now, row, reader),
        short_facts(row, reader),
        note(row, reader),
        buttons=(_redo(value, reader), show_button(row.entry.no, reader)),
        tone=Tone.DONE,
    )
    return Reply(card=card, entry_nos=nos)


def _several_undone(kind: ChangeKind, reader: Reader) -> str:
    _ = reader.text
    match kind:
        case ChangeKind.CANCELED:
            return _("Taken back: the canceling of {numbers}")
        case ChangeKind.RESTORED:
            return _("Taken back: the restoring of {numbers}")
        case ChangeKind.EVALUATED:
            return _("Taken back: the evaluation of {numbers}")
        case _other:
            return _("Taken back: the change of {numbers}")


def _redo(value: Undone, reader: Reader) -> Button | None:
    _ = reader.text
    nos = tuple(row.entry.no for row in value.rows)
    match value.kind:
        case ChangeKind.CREATED | ChangeKind.RESTORED:
            return Button(_("Restore"), RestoreEntries(nos=nos))
        case ChangeKind.CANCELED:
            return Button(_("Cancel again"), CancelEntries(nos=nos))
        case ChangeKind.EVALUATED:
            return form_button(_("Evaluate"), EvaluateEntries(nos=nos, evaluation=Evaluation.NONE))
        case ChangeKind.COMMENTED:
            return form_button(_("Comment"), CommentEntry(no=nos[0], text=""))
        case ChangeKind.FINISHED:
            return Button(_("Finish"), FinishDraft(no=nos[0]))
        case ChangeKind.DROPPED:
            return Button(_("Drop"), DropDraft(no=nos[0]))
        case ChangeKind.FOLLOWED_UP:
            return Button(_("Done"), FinishFollowUps(nos=nos))
        case ChangeKind.EDITED:
            return form_button(_("Edit"), EditEntry(no=nos[0]))
        case ChangeKind.DOCUMENT | ChangeKind.ATTACHED:
            return None
