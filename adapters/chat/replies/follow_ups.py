"""Follow-ups as a list, and the buttons of one."""

from datetime import UTC, datetime, time

from adapters.chat.card import Button, Entries, EntryRow, Paragraph, Style
from adapters.chat.inline import Moment, Person, fill
from adapters.chat.reader import Reader, form_button
from adapters.chat.replies.common import number, show_button, what
from adapters.chat.turn import Reply
from adapters.chat.words import status_word
from core.entry import LogRow
from core.follow_up import FollowUp, FollowUpPage
from core.requests.entries import LogInteraction
from core.requests.follow_ups import FinishFollowUps, ListFollowUps, SnoozeFollowUp

WEEK = 7


def listed(page: FollowUpPage, request: ListFollowUps, reader: Reader) -> Reply:
    """What is due and what is coming, of the reader or of another person."""
    _ = reader.text
    title = fill(_("Follow-ups of {person}"), person=Person(page.name)) if page.name else (_("Your follow-ups"),)
    if not page.rows:
        line = reader.line('log call anna follow:2w "send offer": talked about prices')
        tip = Paragraph(fill(_("There are none. Say when you log: {line}"), line=line))
        return Reply(card=reader.card(title, tip))
    nos = tuple(row.entry.no for _, row in page.rows)
    tip = Paragraph(
        fill(
            _("{done} marks one done, {snooze} puts it off."),
            done=reader.line("followups done #{no}", no=nos[0]),
            snooze=reader.line("followups snooze #{no} next week", no=nos[0]),
        ),
        subtle=True,
    )
    more = Button(_("More"), ListFollowUps(person=request.person, after=page.after)) if page.after else None
    rows = rows_of(page.rows, reader)
    return Reply(card=reader.card(title, rows, tip, buttons=(more,)), entry_nos=nos)


def rows_of(found: tuple[tuple[FollowUp, LogRow], ...], reader: Reader) -> Entries:
    """The entries by the day of their follow-up."""
    return Entries(tuple(_row(follow_up, row, reader) for follow_up, row in found))


def buttons_of(row: LogRow, reader: Reader) -> tuple[Button, ...]:
    """What becomes of the follow-up of an entry."""
    _ = reader.text
    no = row.entry.no
    return (
        Button(_("Done"), FinishFollowUps(nos=(no,)), Style.PRIMARY),
        Button(_("Tomorrow"), SnoozeFollowUp(no=no, days=1)),
        Button(_("Next week"), SnoozeFollowUp(no=no, days=WEEK)),
        form_button(_("Another day"), SnoozeFollowUp(no=no)),
        form_button(_("Log"), LogInteraction(contact=row.entry.contact_no, template=row.entry.template_code)),
        show_button(no, reader),
    )


def _row(follow_up: FollowUp, row: LogRow, reader: Reader) -> EntryRow:
    today = reader.today
    begin = datetime.combine(follow_up.due_on, time(12), tzinfo=reader.ways.zone).astimezone(UTC)
    return EntryRow(
        no=number(row.entry.no),
        at=Moment(begin, day=True),
        contact=row.contact_name,
        what=row.entry.follow_up_text or what(row, reader),
        detail=reader.text("overdue") if follow_up.due_on < today else "",
        status=status_word(row.entry.status, reader.text),
        status_kind=row.entry.status,
        show=show_button(row.entry.no, reader),
    )
