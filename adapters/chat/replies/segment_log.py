"""Logging a segment, and logged segments."""

from dataclasses import fields
from typing import Any

from adapters.chat.card import Button, Confirm, Fact, Facts, Paragraph, Style, Table, Tone
from adapters.chat.inline import Moment, Person, fill
from adapters.chat.reader import Reader, form_button, once
from adapters.chat.replies.common import described, number_ranges, undo_button
from adapters.chat.replies.segment_contacts import omitted
from adapters.chat.replies.segments import follow_up_button
from adapters.chat.turn import Reply
from core.requests.entries import ListEntries
from core.requests.segments import (
    CancelLoggedSegment,
    ListLoggedSegments,
    ListSegments,
    LogSegment,
    PreviewSegment,
    RestoreLoggedSegment,
    ShowSegment,
)
from core.results.segments import LoggedSegmentChanged, LoggedSegments, SegmentDone, SegmentPreview
from core.segment import LoggedSegment
from core.values import ChangeKind, WizardAction


def preview(value: SegmentPreview, request: PreviewSegment, reader: Reader) -> Reply:
    """How many, cost, duration, who is left out and why; asks whether to log."""
    _ = reader.text
    no = value.segment.no
    message = reader.count("Log {kind} for {count} contact of {code}?", "Log {kind} for {count} contacts of {code}?", value.count)
    kind = reader.template(value.template.code, value.template.description)
    heading = message.format(kind=kind, count=reader.ways.number(value.count), code=no)
    default = described(value.description, value.template.code, value.template.description, reader)
    facts = [Fact(_("Date"), (Moment(value.at),)), Fact(_("Note"), (request.note.strip() or default,))]
    if value.cost:
        facts.append(Fact(_("Cost"), (_("{total} all in all").format(total=reader.ways.money(value.cost)),)))
    if value.duration:
        facts.append(Fact(_("Duration"), (_("{total} all in all").format(total=reader.ways.duration(value.duration)),)))
    stale = Paragraph((_("The segment has changed meanwhile. This is how it is now."),)) if value.stale else None
    label = reader.count("Log {count} entry", "Log {count} entries", value.count).format(count=reader.ways.number(value.count))
    again = once(LogSegment(**_said(request), previewed=value.digest), reader)
    card = reader.card(
        heading,
        stale,
        Facts(tuple(facts)),
        *omitted(value.left_out, reader),
        Confirm(Button(label, again, Style.PRIMARY), _("Not now")),
        buttons=(form_button(_("Edit"), PreviewSegment(**_said(request))),),
        tone=Tone.ASK,
    )
    return Reply(card=card, outcome="asked")


def _said(request: PreviewSegment) -> dict[str, Any]:
    """What was said of the logging; a confirmation has more fields."""
    return {field.name: getattr(request, field.name) for field in fields(PreviewSegment)}


def logged(value: SegmentDone, reader: Reader) -> Reply:
    """A segment that was logged."""
    _ = reader.text
    done = value.logged
    message = reader.count(
        "Logged {kind} for {count} contact of {code}", "Logged {kind} for {count} contacts of {code}", done.entries
    )
    kind = reader.template(value.template.code, value.template.description)
    facts = [Fact(_("Numbers"), (number_ranges(value.nos),)), Fact(_("Date"), (Moment(value.at),))]
    if done.cost:
        facts.append(Fact(_("Cost"), (reader.ways.money(done.cost),)))
    if done.duration:
        facts.append(Fact(_("Duration"), (reader.ways.duration(done.duration),)))
    letters: Paragraph | None = None
    if value.template.wizard_action is WizardAction.MERGE and value.template.languages:
        letters = Paragraph((_("Each contact's letter is merged when you open the attachment of its entry."),), subtle=True)
    card = reader.card(
        message.format(kind=kind, count=reader.ways.number(done.entries), code=done.segment_no),
        Facts(tuple(facts)),
        *omitted(value.left_out, reader),
        letters,
        buttons=(
            undo_button(value.change, reader),
            Button(_("Entries"), ListEntries(segment=done.segment_no), fresh=True),
            follow_up_button(done.segment_no, reader),
            Button(_("Show"), ShowSegment(segment=done.segment_no), fresh=True),
        ),
        tone=Tone.DONE,
    )
    return Reply(card=card)


def logged_segments(page: LoggedSegments, reader: Reader) -> Reply:
    """A page of logged segments, newest first."""
    _ = reader.text
    all_button = Button(_("Segments"), ListSegments(), fresh=True)
    if not page.rows:
        return Reply(card=reader.card(_("No segment was logged yet"), buttons=(all_button,)))
    table = Table(
        (_("Code"), _("Description"), _("Logged"), reader.pgettext("column", "By"), _("Entries"), _("Cost"), _("Status")),
        tuple(
            (
                (row.segment_no,),
                (row.description,),
                (Moment(row.created_at),),
                (Person(row.created_by_name),),
                (reader.ways.number(row.entries),),
                (reader.ways.money(row.cost) if row.cost else "",),
                (reader.pgettext("segment", "canceled") if row.canceled else "",),
            )
            for row in page.rows
        ),
        numeric=(4, 5),
    )
    line = reader.line("segment {code}", code=page.rows[0].segment_no.lower())
    tip = Paragraph((_("{line} shows one.").format(line=line),), subtle=True)
    newer = Button(_("Newer"), ListLoggedSegments(newer=page.newer)) if page.newer else None
    older = Button(_("Older"), ListLoggedSegments(older=page.older)) if page.older else None
    return Reply(card=reader.card(_("Logged segments"), table, tip, buttons=(newer, older, all_button)))


def canceled(value: LoggedSegmentChanged, reader: Reader) -> Reply:
    """A logged segment that was canceled with its entries."""
    _ = reader.text
    no = value.logged.segment_no
    if not value.change:
        return _as_it_was(_("Logged segment {code} was canceled already").format(code=no), value.logged, reader)
    message = reader.count(
        "Canceled logged segment {code} with {count} entry", "Canceled logged segment {code} with {count} entries", value.count
    )
    reason = Paragraph(fill(_("Reason: {reason}"), reason=value.logged.cancel_reason)) if value.logged.cancel_reason else None
    card = reader.card(
        message.format(code=no, count=reader.ways.number(value.count)),
        reason,
        buttons=(
            undo_button(value.change if value.count else 0, reader),
            Button(_("Show"), ShowSegment(segment=no), fresh=True),
        ),
        tone=Tone.DONE,
    )
    return Reply(card=card)


def restored(value: LoggedSegmentChanged, reader: Reader) -> Reply:
    """A logged segment that was restored with the entries that were canceled with it."""
    _ = reader.text
    no = value.logged.segment_no
    if not value.change:
        return _as_it_was(_("Logged segment {code} is not canceled").format(code=no), value.logged, reader)
    message = reader.count(
        "Restored logged segment {code} with {count} entry", "Restored logged segment {code} with {count} entries", value.count
    )
    card = reader.card(
        message.format(code=no, count=reader.ways.number(value.count)),
        buttons=(
            undo_button(value.change if value.count else 0, reader),
            Button(_("Show"), ShowSegment(segment=no), fresh=True),
        ),
        tone=Tone.DONE,
    )
    return Reply(card=card)


def _as_it_was(heading: str, logged: LoggedSegment, reader: Reader) -> Reply:
    show = Button(reader.text("Show"), ShowSegment(segment=logged.segment_no), fresh=True)
    return Reply(card=reader.card(heading, buttons=(show,)))


def undone(kind: ChangeKind, logged: LoggedSegment, reader: Reader) -> Reply:
    """A change of a whole logged segment that was taken back."""
    _ = reader.text
    no = logged.segment_no
    again: Button | None
    if kind is ChangeKind.CANCELED:
        heading = _("Taken back: logged segment {code} is not canceled any more").format(code=no)
        again = Button(_("Cancel again"), CancelLoggedSegment(segment=no))
    else:
        heading = _("Taken back: logged segment {code} is canceled with its entries").format(code=no)
        again = Button(_("Restore"), RestoreLoggedSegment(segment=no))
    show = Button(_("Show"), ShowSegment(segment=no), fresh=True)
    return Reply(card=reader.card(heading, buttons=(again, show), tone=Tone.DONE))
