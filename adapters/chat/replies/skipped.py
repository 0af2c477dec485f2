"""Business documents that were not recorded."""

from adapters.chat.card import Bullets, Button, Paragraph, Style, Table, Tone
from adapters.chat.inline import Moment, Person, Text, fill
from adapters.chat.reader import Reader
from adapters.chat.replies.common import entries, number
from adapters.chat.replies.document_facts import event_word, named, party_words, reason_word, remedy_of
from adapters.chat.turn import Reply
from core.document import SkippedDocument
from core.requests.documents import ListDocumentSetup, ListSkipped, ReplayDocuments
from core.results.documents import Replayed, SkippedPage
from core.values import Role


def skipped(page: SkippedPage, request: ListSkipped, reader: Reader) -> Reply:
    """How many for which reason, and a page of them."""
    _ = reader.text
    setup_button = Button(_("Set up documents"), ListDocumentSetup(), fresh=True) if reader.actor.role >= Role.ADMIN else None
    if not page.counts:
        tip = Paragraph((_("Every document that was delivered is in the log."),))
        return Reply(card=reader.card(_("No skipped documents"), tip, buttons=(setup_button,)))
    counts = Bullets(
        tuple((f"{reason_word(reason, reader)}: {count}. {remedy_of(reason, reader)}",) for reason, count in page.counts)
    )
    table = Table(
        (_("No."), _("Document"), _("Event"), _("When"), _("Reason"), _("Party")),
        tuple(_row(row, reader) for row in page.rows),
    )
    only = None
    if request.reason:
        only = Paragraph((_("Only: {filters}").format(filters=reason_word(request.reason, reader)),), subtle=True)
    older = Button(_("Older"), ListSkipped(reason=request.reason, older=page.older)) if page.older else None
    newer = Button(_("Newer"), ListSkipped(reason=request.reason, newer=page.newer)) if page.newer else None
    these = Button(_("Replay these"), ReplayDocuments(nos=tuple(row.no for row in page.rows))) if page.rows else None
    wanted = [reason for reason, _count in page.counts if request.reason in (None, reason)]
    every = tuple(
        Button(
            _("Replay all: {reason}").format(reason=reason_word(reason, reader)),
            ReplayDocuments(every=True, reason=reason),
            Style.PRIMARY,
        )
        for reason in wanted
    )
    shown = table if page.rows else Paragraph((_("None of this reason."),))
    buttons = (*every, these, newer, older, setup_button)
    return Reply(card=reader.card(_("Skipped documents"), counts, only, shown, buttons=buttons))


def _row(row: SkippedDocument, reader: Reader) -> tuple[Text, ...]:
    event = row.event
    what = event_word(event.event, reader)
    if event.version > 1:
        what = reader.text("{event}, version {version}").format(event=what, version=event.version)
    return (
        (str(row.no),),
        named(event.document_type, event.document_no, event.url, reader),
        (what,),
        (Moment(event.occurred_at),),
        (reason_word(row.reason, reader),),
        (party_words(event, reader),),
    )


def replayed(value: Replayed, request: ReplayDocuments, reader: Reader) -> Reply:
    """How many were recorded, and how many were not, and why."""
    _ = reader.text
    still = tuple((f"{reason_word(reason, reader)}: {count}. {remedy_of(reason, reader)}",) for reason, count in value.skipped)
    notes = []
    if value.updated:
        message = reader.count(
            "{count} belonged to a document in the log and is in its history now.",
            "{count} belonged to documents in the log and are in their history now.",
            value.updated,
        )
        notes.append(Paragraph((message.format(count=value.updated),)))
    if value.gone:
        gone = ", ".join(map(str, value.gone[:10]))
        notes.append(Paragraph((_("No longer skipped: {numbers}").format(numbers=gone),), subtle=True))
    onward = None
    if value.after:
        notes.append(Paragraph((_("There are more that were not tried yet."),)))
        rest = ReplayDocuments(every=True, reason=request.reason, after=value.after)
        onward = Button(_("Go on"), rest, Style.PRIMARY)
    count = sum(number_of for _reason, number_of in value.skipped)
    heading = Paragraph((reader.count("Still skipped: {count}", "Still skipped: {count}", count).format(count=count),))
    card = reader.card(
        _replayed_title(value, reader),
        entries(value.rows, reader),
        *notes,
        *((heading, Bullets(still)) if still else ()),
        buttons=(onward, Button(_("Skipped documents"), ListSkipped(), fresh=True) if still else None),
        tone=Tone.DONE if value.recorded or value.updated else Tone.PLAIN,
    )
    return Reply(card=card, entry_nos=tuple(row.entry.no for row in value.rows))


def _replayed_title(value: Replayed, reader: Reader) -> Text | str:
    _ = reader.text
    if len(value.rows) == 1:
        row = value.rows[0]
        return fill(_("Recorded {no} for {contact}"), no=number(row.entry.no), contact=Person(row.contact_name))
    if value.recorded:
        return reader.count("Recorded {count} document", "Recorded {count} documents", value.recorded).format(
            count=value.recorded
        )
    if value.updated:
        return _("They were recorded already")
    return _("Nothing could be recorded") if value.skipped else _("There is nothing to replay")
