"""What concerns the reader now: the bot's own page where a platform has one."""

from adapters.chat.card import Bar, Button, ButtonRow, Chart, Element, Entries, Fact, Facts, Heading, Paragraph, Style
from adapters.chat.reader import Reader, form_button
from adapters.chat.replies.common import entries
from adapters.chat.replies.follow_ups import WEEK, rows_of
from adapters.chat.turn import Reply
from core.entry import LogRow
from core.follow_up import FollowUp
from core.overview import Overview
from core.requests.entries import DropDraft, FinishDraft, ListDrafts, ListEntries, LogInteraction
from core.requests.follow_ups import FinishFollowUps, ListFollowUps, SnoozeFollowUp
from core.requests.statistics import ShowStatistics


def overview(value: Overview, reader: Reader) -> Reply:
    """First what waits for the reader, then what was done."""
    _ = reader.text
    log = form_button(_("Log an interaction"), LogInteraction(), Style.PRIMARY)
    body: list[Element] = [ButtonRow((log, Button(_("All follow-ups"), ListFollowUps(), fresh=True)))]
    if value.due:
        body.append(Heading(_("Due follow-ups")))
        for each in value.due:
            body += _follow_up(each, reader)
        if value.more_due:
            body.append(ButtonRow((Button(_("More"), ListFollowUps(), fresh=True),), _("Due follow-ups")))
    if value.drafts:
        body.append(Heading(_("Your drafts")))
        for row in value.drafts:
            body += _draft(row, reader)
        if value.more_drafts:
            body.append(ButtonRow((Button(_("More"), ListDrafts(), fresh=True),), _("Your drafts")))
    body += _week(value, reader)
    body += _latest(value.latest, reader)
    return Reply(card=reader.card(_("Overview"), *body), entry_nos=tuple(row.entry.no for row in value.latest))


def _follow_up(each: tuple[FollowUp, LogRow], reader: Reader) -> tuple[Entries, ButtonRow]:
    _ = reader.text
    rows = rows_of((each,), reader)
    entry = each[1].entry
    buttons = (
        Button(_("Done"), FinishFollowUps(nos=(entry.no,)), Style.PRIMARY),
        Button(_("Tomorrow"), SnoozeFollowUp(no=entry.no, days=1)),
        Button(_("Next week"), SnoozeFollowUp(no=entry.no, days=WEEK)),
        form_button(_("Log"), LogInteraction(contact=entry.contact_no, template=entry.template_code)),
    )
    return rows, ButtonRow(buttons, rows.rows[0].no)


def _draft(row: LogRow, reader: Reader) -> list[Element]:
    _ = reader.text
    no = row.entry.no
    finish = Button(_("Finish"), FinishDraft(no=no), Style.PRIMARY)
    buttons = ButtonRow((finish, Button(_("Drop"), DropDraft(no=no), Style.DANGER)), f"#{no}")
    return [element for element in (entries((row,), reader), buttons) if element is not None]


def _week(value: Overview, reader: Reader) -> list[Element]:
    """Nothing before the first interaction of the week."""
    _ = reader.text
    whole = value.whole_week
    if not whole.number:
        return []
    ways = reader.ways
    facts = [Fact(reader.pgettext("count", "Number"), (ways.number(whole.number),))]
    if whole.duration:
        facts.append(Fact(_("Duration"), (ways.duration(whole.duration),)))
    if whole.failed:
        facts.append(Fact(_("Failed attempts"), (ways.number(whole.failed),)))
    bars = tuple(Bar(ways.day(day), figures.number, ways.number(figures.number)) for day, figures in value.week)
    more = Button(_("Your statistics"), ShowStatistics(by="me"), fresh=True)
    chart = Chart(_("Interactions by day"), bars, over_time=True)
    return [Heading(_("Your week")), Facts(tuple(facts)), chart, ButtonRow((more,))]


def _latest(rows: tuple[LogRow, ...], reader: Reader) -> list[Element]:
    _ = reader.text
    shown = entries(rows, reader)
    if shown is None:
        return [Heading(_("Your last interactions")), Paragraph((_("Nothing was logged yet."),))]
    more = Button(_("Your interaction log"), ListEntries(by="me"), fresh=True)
    return [Heading(_("Your last interactions")), shown, ButtonRow((more,), _("Your last interactions"))]
