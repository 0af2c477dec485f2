"""How business documents are recorded."""

from collections.abc import Callable

from adapters.chat.card import Button, Choice, Confirm, Fact, Facts, Paragraph, Pick, Style, Table, Tone
from adapters.chat.inline import Person, fill
from adapters.chat.reader import Reader, form_button
from adapters.chat.replies.common import described, kind_of, short_facts
from adapters.chat.replies.document_facts import event_word, events_words, party_words, reason_word, remedy_of, type_word
from adapters.chat.turn import Reply
from core.document import DocumentEvent, SkipReason
from core.documents import USUAL_EVENTS, party_of, side_of
from core.requests.documents import (
    ListDocumentSetup,
    ListSkipped,
    RemoveDocumentSetup,
    SaveDocumentSetup,
    SetUpUsualDocuments,
    ShowDocumentSetup,
    TryDocument,
)
from core.results.documents import DocumentSetups, DocumentTrial, SetupRow, UsualSetup


def setups(value: DocumentSetups, reader: Reader) -> Reply:
    """All types, and a choice of one to change."""
    _ = reader.text
    table = _table(value.rows, reader)
    choices = tuple(
        Choice(type_word(row.document_type, reader), _template(row, reader), ShowDocumentSetup(document_type=row.document_type))
        for row in value.rows
    )
    tip = _("Choose a document to change how it is recorded, or type {line}.").format(
        line=reader.line("setup documents sales invoice TEMPLATE posted emailed")
    )
    usual = None
    if not any(row.setup for row in value.rows):
        usual = Button(_("Set up the usual ones"), SetUpUsualDocuments(), Style.PRIMARY, fresh=True)
    skipped = Button(_("Skipped documents"), ListSkipped(), fresh=True)
    heading = _("Which template records which document")
    pick = Pick(choices, listed=len(choices))
    return Reply(card=reader.card(heading, table, Paragraph((tip,), subtle=True), pick, buttons=(usual, skipped)))


def usual_names(_: Callable[[str], str]) -> dict[str, str]:
    """What the templates of the usual documents are called, by code."""
    return {
        "QUOTE": _("Quote"),
        "CONFIRM": _("Order confirmation"),
        "INVOICE": _("Invoice"),
        "SHIPMENT": _("Shipment"),
        "CREDIT": _("Credit memo"),
        "REMINDER": _("Payment reminder"),
        "PURCHASE": _("Purchase order"),
        "SERVICE": _("Service order"),
    }


def usual(value: UsualSetup, reader: Reader) -> Reply:
    """Asks before the usual documents are set up, and says so afterwards."""
    _ = reader.text
    everything = Button(_("All documents"), ListDocumentSetup(), fresh=True)
    if not value.rows:
        return Reply(card=reader.card(_("The usual documents are set up already"), buttons=(everything,)))
    table = _table(value.rows, reader)
    added = Paragraph((_("New templates: {codes}").format(codes=", ".join(value.added)),)) if value.added else None
    if value.confirmed:
        skipped = Button(_("Skipped documents"), ListSkipped(), fresh=True)
        heading = _("The usual documents are recorded from now on")
        return Reply(card=reader.card(heading, table, added, buttons=(everything, skipped), tone=Tone.DONE))
    question = Confirm(Button(_("Set them up"), SetUpUsualDocuments(confirmed=True), Style.PRIMARY), _("Leave it"))
    card = reader.card(_("Record these documents from now on?"), table, added, question, tone=Tone.ASK)
    return Reply(card=card, outcome="asked")


def _table(rows: tuple[SetupRow, ...], reader: Reader) -> Table:
    _ = reader.text
    return Table(
        (_("Document"), _("Template"), _("Events")),
        tuple(((type_word(row.document_type, reader),), (_template(row, reader),), (_events(row, reader),)) for row in rows),
    )


def setup(row: SetupRow, reader: Reader) -> Reply:
    """One type."""
    _ = reader.text
    return Reply(card=reader.card(_state(row, reader), *_details(row, reader), buttons=_buttons(row, reader)))


def saved(row: SetupRow, reader: Reader) -> Reply:
    """The type is recorded from now on."""
    _ = reader.text
    waiting = None
    if row.skipped:
        message = reader.count(
            "{count} skipped document may be recorded now: replay it.",
            "{count} skipped documents may be recorded now: replay them.",
            row.skipped,
        )
        waiting = Paragraph((message.format(count=row.skipped),))
    body = (*_details(row, reader), waiting)
    return Reply(card=reader.card(_state(row, reader), *body, buttons=_buttons(row, reader), tone=Tone.DONE))


def removed(row: SetupRow, reader: Reader) -> Reply:
    """The type is not recorded any more."""
    _ = reader.text
    heading = _("{document}: not recorded any more").format(document=type_word(row.document_type, reader))
    tip = Paragraph((_("Entries that were recorded stay in the log."),), subtle=True)
    return Reply(card=reader.card(heading, tip, buttons=_buttons(row, reader), tone=Tone.DONE))


def _state(row: SetupRow, reader: Reader) -> str:
    _ = reader.text
    document = type_word(row.document_type, reader)
    if row.setup is None:
        return _("{document}: not recorded").format(document=document)
    return _("{document}: recorded with {template}").format(document=document, template=row.setup.template_code)


def _details(row: SetupRow, reader: Reader) -> tuple[Facts | Paragraph, ...]:
    _ = reader.text
    if row.setup is None:
        usual = events_words(USUAL_EVENTS[row.document_type], reader)
        return (Paragraph((_("Choose a template for it. Usual events: {events}.").format(events=usual),)),)
    if row.template is None:
        tip = _("Template {code} was removed, so nothing is recorded: choose another one.").format(code=row.setup.template_code)
        return (Paragraph((tip,)),)
    facts = (
        Fact(_("Template"), (f"{row.template.code} ({reader.template(row.template.code, row.template.description)})",)),
        Fact(_("Events"), (_events(row, reader),)),
    )
    return (Facts(facts),)


def _buttons(row: SetupRow, reader: Reader) -> tuple[Button | None, ...]:
    _ = reader.text
    kind = row.document_type
    now = {event.value: True for event in row.setup.events} if row.setup else {}
    code = row.template.code if row.template else ""
    change = SaveDocumentSetup(document_type=kind, template=code, **now)
    return (
        form_button(_("Change") if row.setup else _("Choose a template"), change, Style.PRIMARY),
        Button(_("Try it"), TryDocument(document_type=kind), fresh=True) if row.setup else None,
        Button(_("Do not record"), RemoveDocumentSetup(document_type=kind), Style.DANGER) if row.setup else None,
        Button(_("Skipped documents"), ListSkipped(), fresh=True) if row.skipped else None,
        Button(_("All documents"), ListDocumentSetup()),
    )


def _template(row: SetupRow, reader: Reader) -> str:
    _ = reader.text
    if row.setup is None:
        return _("not recorded")
    if row.template is None:
        return _("{code} (removed)").format(code=row.setup.template_code)
    return row.template.code


def _events(row: SetupRow, reader: Reader) -> str:
    return events_words(row.setup.events, reader) if row.setup else ""


def tried(value: DocumentTrial, reader: Reader) -> Reply:
    """What would become of a sample event."""
    _ = reader.text
    event = value.event
    what = f"{type_word(event.document_type, reader)}, {event_word(event.event, reader)}"
    another = TryDocument(document_type=event.document_type, event=event.event, party_no=_no(event))
    show = ShowDocumentSetup(document_type=event.document_type)
    buttons = (form_button(_("Try another one"), another), Button(_("Change"), show, fresh=True))
    nothing = Paragraph((_("This was a trial: nothing was recorded."),), subtle=True)
    party = party_words(event, reader)
    if value.row is None:
        reason = value.reason or SkipReason.NO_CONTACT
        skipped_for = _("{what}: would be skipped ({reason})").format(what=what, reason=reason_word(reason, reader))
        body = Paragraph((remedy_of(reason, reader),))
        return Reply(card=reader.card(skipped_for, _found_by(party, reader), body, nothing, buttons=buttons))
    heading = fill(_("{what}: would be recorded for {contact}"), what=what, contact=Person(value.row.contact_name))
    entry = value.row.entry
    kind = f"{entry.template_code} ({kind_of(value.row, reader)})"
    text = described(entry.description, entry.template_code, value.row.template_description, reader)
    facts = Facts((Fact(_("Template"), (kind,)), Fact(_("Note"), (text,)), *short_facts(value.row, reader).rows))
    return Reply(card=reader.card(heading, facts, _found_by(party, reader), nothing, buttons=buttons))


def _found_by(party: str, reader: Reader) -> Paragraph | None:
    return Paragraph((reader.text("Party: {party}").format(party=party),)) if party else None


def _no(event: DocumentEvent) -> str:
    """The customer or vendor no. of a sample event."""
    return next((getattr(event, name) for name in party_of(event) if side_of(name)), "")
