"""Statistics as numbers, a chart and a table, and contacts without an interaction."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from adapters.chat.card import Bar, Button, Chart, Element, Fact, Facts, Paragraph, Table
from adapters.chat.codec import dump
from adapters.chat.inline import Moment, Person, Text, fill
from adapters.chat.reader import Reader
from adapters.chat.replies.listed import filters_in_words
from adapters.chat.request import Share
from adapters.chat.turn import Reply
from adapters.chat.words import evaluation_word
from core.requests.statistics import ShowStatistics
from core.statistics import Breakdown, FigureRow, Figures, IdleContacts, Statistics
from core.values import Evaluation

# Of a chart more could not be taken in; the table has them all.
_BARS = 12
_OFFERED = (Breakdown.WEEK, Breakdown.TEMPLATE, Breakdown.SALESPERSON)


def statistics(value: Statistics, request: ShowStatistics, reader: Reader) -> Reply:
    """Of whom, in which time, all together, and by what was asked for."""
    _ = reader.text
    body: list[Element | None] = [_only(value, request, reader)]
    if value.whole.number:
        body += [_whole(value.whole, reader), _chart(value, reader), _table(value, reader)]
        if value.more:
            body.append(Paragraph((_("There are more. The largest are shown."),), subtle=True))
    else:
        body.append(Paragraph((_("Nothing was logged in this time.") if value.since else _("Nothing was logged yet."),)))
    others = [each for each in _OFFERED if each is not value.breakdown and value.whole.number]
    if value.own or value.name:
        others = [each for each in others if each is not Breakdown.SALESPERSON]
    buttons = [Button(_by(each, reader), replace(request, breakdown=each)) for each in others]
    if value.own and value.may_see_others:
        buttons.append(Button(_("Everybody"), replace(request, by="", contact="", team=True)))
    return Reply(card=reader.card(_title(value, reader), *body, buttons=(*buttons, _share(request, reader))))


def idle(value: IdleContacts, request: ShowStatistics, reader: Reader) -> Reply:
    """Contacts whose last interaction is long ago, or that never had one."""
    _ = reader.text
    heading = _idle_title(value, reader)
    if not value.contacts:
        return Reply(card=reader.card(heading, Paragraph((_("There are none."),)), buttons=(_share(request, reader),)))
    today = reader.today
    rows: list[tuple[Text, ...]] = []
    bars: list[Bar] = []
    for each in value.contacts:
        days = _days(each.last, today, reader)
        last: Text = (Moment(each.last, day=True),) if each.last else (_("never"),)
        rows.append(((each.contact.name,), (each.contact.no,), last, (reader.ways.number(days) if days else "",)))
        if days:
            bars.append(Bar(each.contact.name, days, reader.count("{days} day", "{days} days", days).format(days=days)))
    number = Facts((Fact(reader.pgettext("count", "Number"), (reader.ways.number(value.total),)),))
    chart = Chart(_("Days since the last interaction"), tuple(bars[:_BARS])) if bars else None
    table = Table((_("Contact"), _("No."), _("Last interaction"), _("Days")), tuple(rows), numeric=(3,))
    more = Paragraph((_("There are more. Those are shown that wait longest."),), subtle=True)
    shown = more if value.total > len(value.contacts) else None
    return Reply(card=reader.card(heading, number, chart, table, shown, buttons=(_share(request, reader),)))


def _idle_title(value: IdleContacts, reader: Reader) -> Text:
    _ = reader.text
    day = reader.ways.day(value.since)
    if value.contact is not None:
        message = _("Contacts of {contact} without an interaction since {day}")
        return fill(message, contact=Person(value.contact.name), day=day)
    if value.own:
        return fill(_("Your contacts without an interaction since {day}"), day=day)
    if value.name:
        return fill(_("Contacts of {person} without an interaction since {day}"), person=Person(value.name), day=day)
    return fill(_("Contacts without an interaction since {day}"), day=day)


def _days(last: datetime | None, today: date, reader: Reader) -> int:
    return (today - last.astimezone(reader.ways.zone).date()).days if last else 0


def _title(value: Statistics, reader: Reader) -> Text:
    _ = reader.text
    if value.contact is not None:
        return fill(_("Statistics of {contact}"), contact=Person(value.contact.name))
    if value.own:
        return (_("Your statistics"),)
    if value.name:
        return fill(_("Statistics of {person}"), person=Person(value.name))
    return (_("Statistics of everybody"),)


def _only(value: Statistics, request: ShowStatistics, reader: Reader) -> Paragraph | None:
    """The time and the filters that count."""
    person = value.name if value.contact is not None else ""
    shown = replace(request, since=value.since, until=value.until, contact="", company="", by=person)
    words = filters_in_words(shown, reader, named=True)
    return Paragraph((reader.text("Only: {filters}").format(filters=words),), subtle=True) if words else None


def _whole(whole: Figures, reader: Reader) -> Facts:
    _ = reader.text
    ways = reader.ways
    lines: list[tuple[str, Text]] = [(reader.pgettext("count", "Number"), (ways.number(whole.number),))]
    average = _("{all} ({average} each)")
    if whole.duration:
        spent = average.format(all=ways.duration(whole.duration), average=ways.duration(whole.average_duration))
        lines.append((_("Duration"), (spent,)))
    if whole.cost:
        spent = average.format(all=ways.money(whole.cost), average=ways.money(whole.average_cost))
        lines.append((_("Cost"), (spent,)))
    share = _("{number} ({share})").format(number=ways.number(whole.failed), share=ways.percent(whole.failed_share))
    lines.append((_("Failed attempts"), (share if whole.failed else reader.pgettext("count", "none"),)))
    lines.append((_("Last interaction"), _day(whole.last_interaction, reader)))
    lines.append((_("Last attempt by us"), _day(whole.last_attempt, reader)))
    return Facts(tuple(Fact(label, text) for label, text in lines))


def _day(at: datetime | None, reader: Reader) -> Text:
    return (Moment(at, day=True),) if at else (reader.pgettext("date", "none"),)


def _chart(value: Statistics, reader: Reader) -> Chart:
    weeks = value.breakdown is Breakdown.WEEK
    rows = value.rows if weeks else value.rows[:_BARS]
    bars = tuple(Bar(_name(row, value, reader), row.figures.number, reader.ways.number(row.figures.number)) for row in rows)
    return Chart(_chart_title(value.breakdown, reader), bars, over_time=weeks)


def _table(value: Statistics, reader: Reader) -> Table:
    """The columns that have anything in them."""
    _ = reader.text
    ways, whole = reader.ways, value.whole
    weeks = value.breakdown is Breakdown.WEEK
    rows = [row for row in (reversed(value.rows) if weeks else value.rows) if row.figures.number]
    columns: list[tuple[str, Callable[[Figures], Text]]] = [
        (reader.pgettext("count", "Number"), lambda of: (ways.number(of.number),))
    ]
    if whole.duration:
        columns.append((_("Duration"), lambda of: (ways.duration(of.duration),)))
        columns.append((_("Duration each"), lambda of: (ways.duration(of.average_duration),)))
    if whole.cost:
        columns.append((_("Cost"), lambda of: (ways.money(of.cost),)))
        columns.append((_("Cost each"), lambda of: (ways.money(of.average_cost),)))
    if whole.failed:
        columns.append((_("Failed"), lambda of: (ways.percent(of.failed_share),)))
    if not weeks:
        columns.append((_("Last"), lambda of: _day(of.last_interaction, reader)))
        columns.append((_("Last attempt"), lambda of: _day(of.last_attempt, reader)))
    return Table(
        (_heading(value.breakdown, reader), *(name for name, _cell in columns)),
        tuple(((_name(row, value, reader),), *(cell(row.figures) for _head, cell in columns)) for row in rows),
        numeric=tuple(range(1, 1 + len(columns))),
    )


def _name(row: FigureRow, value: Statistics, reader: Reader) -> str:
    if value.breakdown is Breakdown.WEEK:
        return reader.ways.day(date.fromisoformat(row.key))
    if value.breakdown is Breakdown.EVALUATION:
        return evaluation_word(Evaluation(row.key), reader.text)
    if value.breakdown is Breakdown.TEMPLATE and row.name:
        return reader.template(row.key, row.name)
    return row.name or reader.pgettext("part", "none")


def _chart_title(breakdown: Breakdown, reader: Reader) -> str:
    _ = reader.text
    return {
        Breakdown.TEMPLATE: _("Interactions by template"),
        Breakdown.GROUP: _("Interactions by group"),
        Breakdown.SALESPERSON: _("Interactions by salesperson"),
        Breakdown.WEEK: _("Interactions by week"),
        Breakdown.EVALUATION: _("Interactions by evaluation"),
        Breakdown.CONTACT: _("Interactions by contact"),
        Breakdown.SEGMENT: _("Interactions by segment"),
        Breakdown.CAMPAIGN: _("Interactions by campaign"),
    }[breakdown]


def _heading(breakdown: Breakdown, reader: Reader) -> str:
    """Of the column of the parts."""
    _ = reader.text
    return {
        Breakdown.TEMPLATE: _("Template"),
        Breakdown.GROUP: _("Group"),
        Breakdown.SALESPERSON: _("Salesperson"),
        Breakdown.WEEK: _("Week"),
        Breakdown.EVALUATION: _("Evaluation"),
        Breakdown.CONTACT: _("Contact"),
        Breakdown.SEGMENT: _("Segment"),
        Breakdown.CAMPAIGN: _("Campaign"),
    }[breakdown]


def _by(breakdown: Breakdown, reader: Reader) -> str:
    _ = reader.text
    match breakdown:
        case Breakdown.WEEK:
            return _("By week")
        case Breakdown.TEMPLATE:
            return _("By template")
        case _other:
            return _("By salesperson")


def _share(request: ShowStatistics, reader: Reader) -> Button | None:
    if not reader.place.shared:
        return None
    return Button(reader.text("Share here"), Share(request=dump(request)), fresh=True)
