"""What the answers about entries have in common."""

import re
from collections.abc import Sequence
from datetime import date

from adapters.chat.card import Button, Entries, EntryRow, Fact, Facts, Paragraph
from adapters.chat.inline import Moment, Person, Text, fill
from adapters.chat.reader import Reader
from adapters.chat.words import correspondence_word, evaluation_word, flow_word, initiated_word, language_name, status_word
from core.contact import Contact
from core.deleting import ranges
from core.entry import InteractionLogEntry, LogRow
from core.operations.undoing import REASON as TAKEN_BACK
from core.requests.entries import EntryOptions, ShowEntry, Undo
from core.values import Evaluation

_LONGEST = 200
# Options that the short facts of an entry do not show.
_MORE_OPTIONS = (
    "information_flow",
    "initiated_by",
    "correspondence_type",
    "via",
    "subject",
    "language",
    "campaign",
    "opportunity",
)


def number(no: int) -> str:
    return f"#{no}"


def numbers(rows: Sequence[LogRow]) -> str:
    """#7, #8, #9; beyond ten the first ten and an ellipsis."""
    shown = ", ".join(number(row.entry.no) for row in rows[:10])
    return f"{shown}, …" if len(rows) > 10 else shown


def number_ranges(nos: tuple[int, ...]) -> str:
    """#7-#9, #12; what is too long ends in an ellipsis."""
    text = ranges(nos)
    return text if len(text) <= _LONGEST else f"{text[: text.rindex(',', 0, _LONGEST)]}, …"


def kind_of(row: LogRow, reader: Reader) -> str:
    """What kind of interaction it was, in the template's words."""
    return reader.template(row.entry.template_code, row.template_description)


def _says_no_more(text: str, row: LogRow, reader: Reader) -> bool:
    """Whether a text says nothing that the kind of interaction does not: a description that was not written is the template's,
    in the language of the interaction."""
    return not text or reader.is_template(text, row.entry.template_code, row.template_description)


def described(text: str, template_code: str, template_description: str, reader: Reader) -> str:
    """A description; one that nobody wrote is the template's, and said in the reader's language."""
    if reader.is_template(text, template_code, template_description):
        return reader.template(template_code, template_description)
    return text


def said(entry: InteractionLogEntry) -> str:
    """All that was noted."""
    return entry.note or entry.description


def what(row: LogRow, reader: Reader) -> str:
    """Template and description in one line, the same words once; with the no. of the document where they lack it."""
    kind, description, no = kind_of(row, reader), row.entry.description, row.entry.document_no
    if no and not re.search(rf"(?<!\w){re.escape(no)}(?!\w)", f"{kind}: {description}"):
        return f"{kind} {no}" if _says_no_more(description, row, reader) else f"{kind} {no}: {description}"
    return kind if _says_no_more(description, row, reader) else f"{kind}: {description}"


def undo_button(change: int, reader: Reader) -> Button | None:
    return Button(reader.text("Undo"), Undo(change=change)) if change else None


def show_button(no: int, reader: Reader) -> Button:
    return Button(reader.text("Show"), ShowEntry(no=no), fresh=True)


def entry_row(row: LogRow, reader: Reader) -> EntryRow:
    entry = row.entry
    detail = [row.salesperson_name or entry.salesperson_code]
    if entry.duration:
        detail.append(reader.ways.duration(entry.duration))
    if entry.evaluation is not Evaluation.NONE:
        detail.append(evaluation_word(entry.evaluation, reader.text))
    return EntryRow(
        no=number(entry.no),
        at=Moment(entry.at),
        contact=row.contact_name,
        what=what(row, reader),
        detail=" · ".join(filter(None, detail)),
        status=status_word(entry.status, reader.text),
        status_kind=entry.status,
        show=show_button(entry.no, reader),
    )


def entries(rows: Sequence[LogRow], reader: Reader) -> Entries | None:
    return Entries(tuple(entry_row(row, reader) for row in rows)) if rows else None


def short_facts(row: LogRow, reader: Reader) -> Facts:
    """Who, when, and what was understood of the options: for the answer to a change."""
    _ = reader.text
    entry = row.entry
    facts = [Fact(_("Contact"), (row.contact_name,)), Fact(_("Date"), (Moment(entry.at),))]
    if entry.duration:
        facts.append(Fact(_("Duration"), (reader.ways.duration(entry.duration),)))
    if entry.cost:
        facts.append(Fact(_("Cost"), (reader.ways.money(entry.cost),)))
    if row.salesperson_name or entry.salesperson_code:
        facts.append(Fact(_("Salesperson"), (Person(row.salesperson_name or entry.salesperson_code),)))
    if entry.attempt_failed:
        facts.append(Fact(_("Result"), (_("attempt failed"),)))
    if entry.evaluation is not Evaluation.NONE:
        facts.append(Fact(_("Evaluation"), (evaluation_word(entry.evaluation, _),)))
    if entry.follow_up_on or entry.follow_up_text:
        facts.append(Fact(_("Follow-up"), follow_up(entry, reader)))
    return Facts(tuple(facts))


def whole_facts(row: LogRow, reader: Reader) -> Facts:
    """All that is known of an entry, what is blank left out."""
    return Facts((*short_facts(row, reader).rows, *(fact for _, fact in _more_facts(row, reader))))


def facts_of_options(row: LogRow, options: EntryOptions, reader: Reader) -> Facts:
    """The short facts, and what else the options said."""
    facts = short_facts(row, reader)
    said_of = [name for name in _MORE_OPTIONS if getattr(options, name) is not None]
    if not said_of:
        return facts
    return Facts((*facts.rows, *(fact for name, fact in _more_facts(row, reader) if name in said_of)))


def _more_facts(row: LogRow, reader: Reader) -> list[tuple[str, Fact]]:
    """The facts that are not short ones, each with the name of its option."""
    _ = reader.text
    entry = row.entry
    more = (
        ("information_flow", _("Information flow"), flow_word(entry.information_flow, _)),
        ("initiated_by", _("Initiated by"), initiated_word(entry.initiated_by, _)),
        ("correspondence_type", _("Correspondence type"), correspondence_word(entry.correspondence_type, _)),
        ("via", _("Via"), entry.contact_via),
        ("subject", _("Subject"), entry.subject),
        ("group", _("Group"), entry.group_code),
        ("language", _("Language"), language_name(entry.language_code.lower(), _)),
        ("campaign", _("Campaign"), entry.campaign_no),
        ("opportunity", _("Opportunity"), entry.opportunity_no),
        ("segment", _("Segment"), entry.segment_no),
    )
    return [(name, Fact(label, (value,))) for name, label, value in more if value]


def canceled_why(reason: str, reader: Reader) -> str:
    """Why something is canceled, ": " before it, "" where no reason was given."""
    said = reader.text("taken back") if reason == TAKEN_BACK else reason
    return f": {said}" if said else ""


def follow_up(entry: InteractionLogEntry, reader: Reader) -> Text:
    day = reader.ways.day(entry.follow_up_on) if entry.follow_up_on else ""
    return (": ".join(filter(None, (day, entry.follow_up_text))),)


def note(row: LogRow, reader: Reader) -> Paragraph | None:
    """What was noted, when it says more than the kind of interaction does."""
    text = said(row.entry)
    return None if _says_no_more(text, row, reader) else Paragraph((text,))


def contact_detail(contact: Contact, company: str = "") -> str:
    """What tells a contact from others of the same name: company, city, no."""
    return " · ".join(filter(None, (company, contact.city, contact.no)))


def title(message: str, row: LogRow, reader: Reader) -> Text:
    """A title that names number, kind and contact: `message` has {no}, {kind} and {contact}."""
    return fill(message, no=number(row.entry.no), kind=kind_of(row, reader), contact=Person(row.contact_name))


def days_in_words(since: date | None, until: date | None, reader: Reader) -> list[str]:
    """on Thu 19 Nov 2026; since one day, until another: days as parts of the filters in force."""
    _, day = reader.text, reader.ways.day
    if since and since == until:
        return [_("on {day}").format(day=day(since))]
    return [message.format(day=day(each)) for message, each in ((_("since {day}"), since), (_("until {day}"), until)) if each]
