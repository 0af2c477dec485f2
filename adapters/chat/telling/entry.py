"""The card of one entry that was recorded."""

from dataclasses import replace

from adapters.chat.card import Button, Card, Element, Fact, Facts, Paragraph, Style
from adapters.chat.inline import Moment, Person, Text, fill
from adapters.chat.reader import Reader, form_button
from adapters.chat.replies.common import canceled_why, kind_of, note, number, show_button
from adapters.chat.replies.document_facts import amount_of, document_links, named, type_word
from adapters.chat.telling.audience import Told
from adapters.chat.telling.reasons import reason
from adapters.chat.words import evaluation_word
from core.document import Document
from core.entry import InteractionLogEntry, LogRow
from core.errors import NotFound
from core.requests.entries import CancelEntries, CommentEntry, EvaluateEntries, RestoreEntries
from core.requests.notifications import AskWhatToMute
from core.rights import may_change
from core.values import Evaluation
from core.work import Work


def entry_card(work: Work, who: Told, entry_no: int, rule_id: int) -> Card | None:
    """The entry as it is now, why it is told, and what can be done with it; None when it is not there any more."""
    try:
        row = work.entries.row(entry_no)
    except NotFound:
        return None
    document = work.documents.of_entry(entry_no)
    body: list[Element | None] = [
        _canceled(work, row.entry, who.reader),
        _facts(row, document, who.reader),
        note(row, who.reader),
        reason(work, who, rule_id, row),
    ]
    buttons = (*_buttons(row.entry, who), mute_button([row], who))
    card = who.reader.card(_title(row, document, who.reader), *body, buttons=buttons)
    return replace(card, links=document_links(document, who.reader))


def deleted_card(reader: Reader, entry_no: int) -> Card:
    """What is left to say of an entry that was deleted."""
    return reader.card(reader.text("Entry {no} was deleted").format(no=number(entry_no)))


def mute_button(rows: list[LogRow], who: Told) -> Button:
    """*Mute this*, which asks what of it."""
    request = AskWhatToMute(nos=tuple(row.entry.no for row in rows), here=who.is_channel, channel=who.recipient.channel)
    return Button(who.reader.text("Mute this"), request, fresh=True)


def document_name(row: LogRow, document: Document | None, reader: Reader) -> str:
    """Sales invoice 103045; of an entry that has lost its document the kind of interaction."""
    if document is None:
        return kind_of(row, reader)
    return f"{type_word(document.document_type, reader)} {document.document_no}"


def _title(row: LogRow, document: Document | None, reader: Reader) -> Text:
    _ = reader.text
    message = _("Canceled {no}: {document}, {contact}") if row.entry.canceled else _("{no}: {document}, {contact}")
    name = document_name(row, document, reader)
    return fill(message, no=number(row.entry.no), document=name, contact=Person(row.contact_name))


def _canceled(work: Work, entry: InteractionLogEntry, reader: Reader) -> Paragraph | None:
    _ = reader.text
    if not entry.canceled or entry.canceled_at is None:
        return None
    by = next((person.name for person in work.people.readers((entry.canceled_by,))), "") if entry.canceled_by else ""
    at = Moment(entry.canceled_at)
    text = fill(_("Canceled by {person}, {at}"), person=Person(by), at=at) if by else fill(_("Canceled {at}"), at=at)
    return Paragraph((*text, canceled_why(entry.cancel_reason, reader)))


def _facts(row: LogRow, document: Document | None, reader: Reader) -> Facts:
    _ = reader.text
    entry = row.entry
    facts = [Fact(_("Recorded as"), (kind_of(row, reader),)), Fact(_("Date"), (Moment(entry.at),))]
    if document is not None:
        name = named(document.document_type, document.document_no, document.url, reader)
        facts.insert(0, Fact(_("Document"), name))
        if amount := amount_of(document, reader):
            facts.insert(1, Fact(_("Amount"), (amount,)))
    if row.salesperson_name or entry.salesperson_code:
        facts.append(Fact(_("Salesperson"), (Person(row.salesperson_name or entry.salesperson_code),)))
    if entry.evaluation is not Evaluation.NONE:
        facts.append(Fact(_("Evaluation"), (evaluation_word(entry.evaluation, _),)))
    return Facts(tuple(facts))


def _buttons(entry: InteractionLogEntry, who: Told) -> tuple[Button, ...]:
    """What whoever reads it may do; in a channel all, as everybody who presses is checked."""
    _ = who.reader.text
    show = show_button(entry.no, who.reader)
    if not who.is_channel and not may_change(who.reader.actor, entry):
        return (show,)
    comment = form_button(_("Comment"), CommentEntry(no=entry.no, text=""))
    if entry.canceled:
        return (show, Button(_("Restore"), RestoreEntries(nos=(entry.no,)), fresh=True), comment)
    cancel = form_button(_("Cancel"), CancelEntries(nos=(entry.no,)), Style.DANGER)
    evaluate = form_button(_("Evaluate"), EvaluateEntries(nos=(entry.no,), evaluation=entry.evaluation))
    return (show, cancel, evaluate, comment)
