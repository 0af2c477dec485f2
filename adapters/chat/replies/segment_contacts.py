"""Who came into a segment, who left it or could not be added, and what is different for one."""

from collections.abc import Sequence

from adapters.chat.card import Bullets, Button, Card, Element, Paragraph, Style, Tone
from adapters.chat.inline import Person, Text, fill
from adapters.chat.reader import Reader, form_button
from adapters.chat.turn import Reply
from adapters.chat.words import correspondence_word, language_name
from core.requests.segments import (
    AddToSegment,
    PreviewSegment,
    SaveSegment,
    ShowSegment,
)
from core.results.segments import FollowUp, SegmentChanged
from core.segment import LeftOut, LineRow, Omission


def difference(row: LineRow, reader: Reader) -> str:
    """What a contact of a segment has otherwise than the segment; "" for nothing."""
    line = row.line
    parts = [
        line.template_code,
        reader.ways.money(line.unit_cost) if line.unit_cost else "",
        reader.ways.duration(line.unit_duration) if line.unit_duration else "",
        language_name(line.language_code, reader.text),
        correspondence_word(line.correspondence_type, reader.text),
        line.salesperson_code,
        line.subject,
    ]
    return " · ".join(filter(None, parts))


def added(value: SegmentChanged, reader: Reader) -> Reply:
    """Contacts that came in, and who did not and why."""
    _ = reader.text
    no = value.segment.no
    heading: Text | str
    if value.count == 1 and not value.there:
        heading = fill(_("Added {contact} to {code}"), contact=Person(value.contacts[0].name), code=no)
    elif value.count:
        message = reader.count("Added {count} contact to {code}", "Added {count} contacts to {code}", value.count)
        heading = message.format(count=reader.ways.number(value.count), code=no)
    elif value.there or not value.left_out:
        heading = _("Nobody new for {code}").format(code=no)
    else:
        heading = _("Nobody could be added to {code}").format(code=no)
    there = None
    if value.there:
        message = reader.count("{count} was in it already.", "{count} were in it already.", value.there)
        there = Paragraph((message.format(count=reader.ways.number(value.there)),), subtle=True)
    return Reply(card=_changed_card(heading, value, there, reader))


def removed(value: SegmentChanged, reader: Reader) -> Reply:
    """Contacts that left."""
    _ = reader.text
    no = value.segment.no
    heading: Text | str
    if value.count == 1:
        heading = fill(_("Removed {contact} from {code}"), contact=Person(value.contacts[0].name), code=no)
    elif value.count:
        message = reader.count("Removed {count} contact from {code}", "Removed {count} contacts from {code}", value.count)
        heading = message.format(count=reader.ways.number(value.count), code=no)
    elif value.there:
        heading = fill(_("{contact} is not in {code}"), contact=Person(value.contacts[0].name), code=no)
    else:
        heading = _("Nobody had to leave {code}").format(code=no)
    return Reply(card=_changed_card(heading, value, None, reader))


def _changed_card(heading: Text | str, value: SegmentChanged, there: Paragraph | None, reader: Reader) -> Card:
    _ = reader.text
    names = ", ".join(contact.name for contact in value.contacts)
    if value.count > len(value.contacts):
        names += ", …"
    now = reader.count("{code} has {count} contact now.", "{code} has {count} contacts now.", value.now)
    no = value.segment.no
    return reader.card(
        heading,
        Paragraph((names,)) if value.count > 1 else None,
        there,
        *omitted(value.left_out, reader),
        Paragraph((now.format(code=no, count=reader.ways.number(value.now)),)),
        buttons=(
            form_button(_("Log"), PreviewSegment(segment=no), Style.PRIMARY) if value.now else None,
            Button(_("Show"), ShowSegment(segment=no), fresh=True),
            form_button(_("Add contacts"), AddToSegment(segment=no)),
        ),
        tone=Tone.DONE if value.count else Tone.PLAIN,
    )


def omitted(left_out: Sequence[Omission], reader: Reader) -> tuple[Element, ...]:
    """Who is left out and why; nothing when nobody is."""
    if not left_out:
        return ()
    _ = reader.text
    items = tuple((_omission(each, reader),) for each in left_out)
    return Paragraph((_("Left out:"),), subtle=True), Bullets(items)


def _omission(each: Omission, reader: Reader) -> str:
    _ = reader.text
    names = ", ".join(contact.name for contact in each.contacts)
    if each.count > len(each.contacts):
        names += ", …"
    message = {
        LeftOut.EXCLUDED: _("excluded from segments ({count}): {names}"),
        LeftOut.PRIVACY_BLOCKED: _("privacy blocked ({count}): {names}"),
        LeftOut.NO_SALESPERSON: _("neither you nor the contact has a salesperson ({count}): {names}"),
    }[each.reason]
    return message.format(count=reader.ways.number(each.count), names=names)


def line_changed(row: LineRow, reader: Reader) -> Reply:
    """What is different for one contact now."""
    _ = reader.text
    no = row.line.segment_no
    card = reader.card(
        fill(_("Changed {contact} in {code}"), contact=Person(row.contact.name), code=no),
        Paragraph((difference(row, reader) or _("Nothing is different from the segment."),)),
        buttons=(Button(_("Show"), ShowSegment(segment=no), fresh=True),),
        tone=Tone.DONE,
    )
    return Reply(card=card)


def followed_up(value: FollowUp, reader: Reader) -> Reply:
    """A new segment with the contacts of another."""
    _ = reader.text
    no = value.segment.no
    message = reader.count("{count} contact of {code}.", "{count} contacts of {code}.", value.count)
    card = reader.card(
        fill(_("Added segment {code}: {description}"), code=no, description=value.segment.description),
        Paragraph((message.format(count=reader.ways.number(value.count), code=value.origin),)),
        *omitted(value.left_out, reader),
        buttons=(
            form_button(_("Log"), PreviewSegment(segment=no), Style.PRIMARY) if value.count else None,
            Button(_("Show"), ShowSegment(segment=no), fresh=True),
            form_button(_("Change"), SaveSegment(code=no)),
        ),
        tone=Tone.DONE,
    )
    return Reply(card=card)
