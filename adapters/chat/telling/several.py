"""The card of several entries that were recorded: a burst or a digest."""

from collections.abc import Sequence

from adapters.chat.card import Button, Card, Paragraph, Table
from adapters.chat.inline import Moment, Person, Text
from adapters.chat.replies.common import number
from adapters.chat.replies.document_facts import amount_of
from adapters.chat.telling.audience import Told
from adapters.chat.telling.entry import document_name, mute_button
from adapters.chat.telling.reasons import reasons
from core.document import Document
from core.entry import LogRow
from core.errors import NotFound
from core.notification import Frequency
from core.outbox import OutboxMessage
from core.requests.entries import ListEntries
from core.work import Work

ROWS = 20


def several_card(work: Work, who: Told, messages: Sequence[OutboxMessage]) -> Card | None:
    """A table of the first entries, and how to see the rest; None when none of them is there any more."""
    _ = who.reader.text
    nos = [message.entry_no for message in messages]
    rows = [row for no in nos[:ROWS] if (row := _row(work, no)) is not None]
    if not rows:
        return None
    documents = [work.documents.of_entry(row.entry.no) for row in rows]
    table = Table(
        (_("No."), _("Date"), _("Contact"), _("Document"), _("Amount")),
        tuple(_cells(row, document, who) for row, document in zip(rows, documents, strict=True)),
        numeric=(4,),
    )
    everything = ListEntries(automatic=True, no_from=min(nos), no_to=max(nos), canceled=None)
    show = Button(_("Show all"), everything, fresh=True)
    return who.reader.card(
        _title(messages, who),
        table,
        _more(len(nos) - ROWS, everything, who),
        *reasons(work, who, messages),
        buttons=(show, mute_button(rows, who)),
    )


def _row(work: Work, no: int) -> LogRow | None:
    try:
        return work.entries.row(no)
    except NotFound:
        return None


def _title(messages: Sequence[OutboxMessage], who: Told) -> str:
    count, n = who.reader.count, len(messages)
    frequencies = {message.frequency for message in messages}
    if Frequency.WEEKLY in frequencies:
        text = count("This week: {count} document was recorded", "This week: {count} documents were recorded", n)
    elif Frequency.DAILY in frequencies:
        text = count("Since yesterday: {count} document was recorded", "Since yesterday: {count} documents were recorded", n)
    elif Frequency.HOURLY in frequencies:
        text = count("In the last hour: {count} document was recorded", "In the last hour: {count} documents were recorded", n)
    else:
        text = count("{count} document was recorded", "{count} documents were recorded", n)
    return text.format(count=n)


def _cells(row: LogRow, document: Document | None, who: Told) -> tuple[Text, ...]:
    what = document_name(row, document, who.reader)
    if row.entry.canceled:
        what = who.reader.text("{document} (canceled)").format(document=what)
    amount = amount_of(document, who.reader) if document else ""
    return ((number(row.entry.no),), (Moment(row.entry.at),), (Person(row.contact_name),), (what,), (amount,))


def _more(count: int, everything: ListEntries, who: Told) -> Paragraph | None:
    if count <= 0:
        return None
    text = who.reader.count("And {count} more.", "And {count} more.", count).format(count=count)
    if not who.is_channel:
        line = who.reader.line("list auto:yes no:{first}-{last}", first=everything.no_from, last=everything.no_to)
        text = who.reader.text("And {count} more: {line}").format(count=count, line=line)
    return Paragraph((text,))
