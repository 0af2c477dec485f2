"""Reminders: of a follow-up, of several at once, and of a draft. What was done or dropped meanwhile is not reminded of."""

from collections.abc import Sequence
from datetime import date

from adapters.chat.card import Button, Card, Fact, Facts, Style
from adapters.chat.inline import Moment, Person, fill
from adapters.chat.reader import form_button
from adapters.chat.replies.common import kind_of, note, number, show_button
from adapters.chat.replies.follow_ups import buttons_of, rows_of
from adapters.chat.telling.audience import Told
from core.entry import LogRow
from core.errors import NotFound
from core.outbox import MessageKind, OutboxMessage
from core.requests.entries import DropDraft, EditEntry, FinishDraft
from core.requests.follow_ups import ListFollowUps
from core.values import Status
from core.work import Work

ROWS = 10
_MOST = 500


def reminder_card(work: Work, who: Told, messages: Sequence[OutboxMessage]) -> Card | None:
    """The card for messages that go together; None when there is nothing to be reminded of any more."""
    if who.settings.off:
        return None
    first = messages[0]
    if first.kind is MessageKind.DRAFT:
        return _draft(work, who, first.entry_no)
    if len(messages) == 1 and first.entry_no:
        return _follow_up(work, who, first)
    return _several(work, who)


def _follow_up(work: Work, who: Told, message: OutboxMessage) -> Card | None:
    kept = work.follow_ups.get(message.entry_no)
    if kept is None or kept.done_at is not None or kept.person_id != who.recipient.person_id:
        return None
    # Put off since, it comes on its new day.
    if kept.due_on != date.fromisoformat(str(message.payload.get("day", ""))):
        return None
    row = _row(work, message.entry_no)
    if row is None or row.entry.canceled:
        return None
    reader = who.reader
    _ = reader.text
    facts = [
        Fact(_("Contact"), (Person(row.contact_name),)),
        Fact(_("Interaction"), (f"{number(row.entry.no)} {kind_of(row, reader)}, ", Moment(row.entry.at))),
    ]
    text = row.entry.follow_up_text
    heading = _("Follow up: {what}, {contact}") if text else _("Follow up with {contact}")
    title = fill(heading, what=text, contact=Person(row.contact_name))
    return reader.card(title, Facts(tuple(facts)), note(row, reader), buttons=buttons_of(row, reader))


def _several(work: Work, who: Told) -> Card | None:
    """All that is due of the person, as the list of them has it."""
    reader = who.reader
    today = reader.today
    person_id = who.recipient.person_id
    # What the person recorded for somebody else, that one is reminded of.
    found = work.follow_ups.open_of(person_id, _MOST)
    due = [each for each in found if each.person_id == person_id and each.due_on <= today]
    if not due:
        return None
    shown = tuple((each, work.entries.row(each.entry_no)) for each in due[:ROWS])
    title = reader.count("{count} follow-up is due", "{count} follow-ups are due", len(due)).format(
        count=f"{_MOST}+" if len(due) == _MOST else len(due)
    )
    button = Button(reader.text("All follow-ups"), ListFollowUps(), Style.PRIMARY, fresh=True)
    return reader.card(title, rows_of(shown, reader), buttons=(button,))


def _draft(work: Work, who: Told, entry_no: int) -> Card | None:
    row = _row(work, entry_no)
    if row is None or row.entry.status is not Status.DRAFT:
        return None
    reader = who.reader
    _ = reader.text
    title = fill(
        _("Your draft {no} waits: {kind}, {contact}"),
        no=number(entry_no),
        kind=kind_of(row, reader),
        contact=Person(row.contact_name),
    )
    return reader.card(
        title,
        Facts((Fact(_("Date"), (Moment(row.entry.at),)),)),
        note(row, reader),
        buttons=(
            Button(_("Finish"), FinishDraft(no=entry_no), Style.PRIMARY),
            form_button(_("Edit"), EditEntry(no=entry_no)),
            Button(_("Drop"), DropDraft(no=entry_no)),
            show_button(entry_no, reader),
        ),
    )


def _row(work: Work, no: int) -> LogRow | None:
    try:
        return work.entries.row(no)
    except NotFound:
        return None
