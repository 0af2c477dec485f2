"""Segments and their contacts."""

from collections.abc import Sequence

from adapters.chat.card import Button, Confirm, Element, Fact, Facts, Paragraph, Style, Table, Tone
from adapters.chat.codec import dump
from adapters.chat.inline import Moment, Person, Text, fill
from adapters.chat.reader import Reader, form_button, once
from adapters.chat.replies.common import canceled_why
from adapters.chat.replies.segment_contacts import difference
from adapters.chat.request import Share
from adapters.chat.turn import Reply
from adapters.chat.words import correspondence_word, language_name
from core.requests.entries import ListEntries
from core.requests.segments import (
    AddToSegment,
    CancelLoggedSegment,
    FollowUpSegment,
    ListLoggedSegments,
    ListSegments,
    PreviewSegment,
    RemoveSegment,
    RestoreLoggedSegment,
    SaveSegment,
    ShowSegment,
)
from core.results.segments import SegmentDetails, SegmentPage
from core.results.setup import Removal


def listed(page: SegmentPage, reader: Reader) -> Reply:
    """A page of segments by code."""
    _ = reader.text
    create = form_button(_("New segment"), SaveSegment(new=True))
    if not page.rows:
        tip = Paragraph((_("A segment is a list of contacts, for a mailing for instance."),))
        return Reply(card=reader.card(_("No segments yet"), tip, buttons=(create,)))
    table = Table(
        (_("Code"), _("Description"), _("Contacts"), _("Status")),
        tuple(
            (
                (row.segment.no,),
                (row.segment.description,),
                (reader.ways.number(row.contacts),),
                (reader.pgettext("segment", "logged") if row.segment.logged_no else reader.pgettext("segment", "open"),),
            )
            for row in page.rows
        ),
        numeric=(2,),
    )
    tip = Paragraph(
        (_("{line} shows one.").format(line=reader.line("segment {code}", code=page.rows[0].segment.no.lower())),), subtle=True
    )
    back = Button(_("Back"), ListSegments(before=page.before)) if page.before else None
    more = Button(_("More"), ListSegments(after=page.after)) if page.after else None
    logged = Button(_("Logged segments"), ListLoggedSegments(), fresh=True)
    return Reply(card=reader.card(_("Segments"), table, tip, buttons=(back, more, create, logged)))


def shown(value: SegmentDetails, request: ShowSegment, reader: Reader) -> Reply:
    """A segment with a page of its contacts."""
    _ = reader.text
    segment = value.segment
    back = Button(_("Back"), ShowSegment(segment=segment.no, before=value.before)) if value.before else None
    more = Button(_("More"), ShowSegment(segment=segment.no, after=value.after)) if value.after else None
    share = Button(_("Share here"), Share(request=dump(request)), fresh=True) if reader.place.shared else None
    card = reader.card(
        f"{segment.no}: {segment.description}",
        *_body(value, reader),
        buttons=(*_first_buttons(value, reader), back, more, *_more_buttons(value, reader), share),
    )
    return Reply(card=card, again=request)


def saved(value: SegmentDetails, request: SaveSegment, reader: Reader) -> Reply:
    """A segment that was added or changed."""
    _ = reader.text
    message = _("Added segment {code}: {description}") if request.new else _("Changed segment {code}: {description}")
    tip = None
    if request.new:
        line = reader.line("segment {code} add by:me", code=value.segment.no.lower())
        tip = Paragraph((_("Add contacts by name or by criteria: {line}").format(line=line),), subtle=True)
    card = reader.card(
        fill(message, code=value.segment.no, description=value.segment.description),
        *_body(value, reader),
        tip,
        buttons=(*_first_buttons(value, reader), *_more_buttons(value, reader)),
        tone=Tone.DONE,
    )
    return Reply(card=card)


def _first_buttons(value: SegmentDetails, reader: Reader) -> tuple[Button | None, ...]:
    _ = reader.text
    no = value.segment.no
    if value.logged is None:
        log = form_button(_("Log"), PreviewSegment(segment=no), Style.PRIMARY) if value.contacts else None
        return log, form_button(_("Add contacts"), AddToSegment(segment=no))
    return (
        Button(_("Entries"), ListEntries(segment=no, canceled=None if value.logged.canceled else False), fresh=True),
        follow_up_button(no, reader),
    )


def follow_up_button(no: str, reader: Reader) -> Button:
    """Makes a segment with the same contacts."""
    return Button(reader.text("Follow-up segment"), once(FollowUpSegment(segment=no), reader), fresh=True)


def _more_buttons(value: SegmentDetails, reader: Reader) -> tuple[Button | None, ...]:
    _ = reader.text
    no = value.segment.no
    if value.logged is None:
        remove = Button(_("Remove"), RemoveSegment(code=no), Style.DANGER)
        return form_button(_("Change"), SaveSegment(code=no)), remove
    if not value.may_cancel:
        return ()
    if value.logged.canceled:
        return (Button(_("Restore"), RestoreLoggedSegment(segment=no)),)
    return (Button(_("Cancel"), CancelLoggedSegment(segment=no), Style.DANGER),)


def _body(value: SegmentDetails, reader: Reader) -> Sequence[Element | None]:
    _ = reader.text
    contacts = None
    if value.lines:
        contacts = Table(
            (_("No."), _("Name"), _("Company"), _("Different")),
            tuple(
                ((row.contact.no,), (Person(row.contact.name),), (row.company_name,), (difference(row, reader),))
                for row in value.lines
            ),
        )
    return _facts(value, reader), contacts


def _facts(value: SegmentDetails, reader: Reader) -> Facts:
    _ = reader.text
    segment, logged = value.segment, value.logged
    kind = correspondence_word(segment.correspondence_type, _)
    if kind and not segment.ignore_contact_correspondence_type:
        kind = _("{type} (counts with {option})").format(type=kind, option=reader.lines("ignore:yes"))
    lines: list[tuple[str, Text]] = [
        (_("Contacts"), (reader.ways.number(value.contacts),)),
        (
            _("Template"),
            (reader.template(value.template.code, value.template.description) if value.template else segment.template_code,),
        ),
        (_("Date"), (reader.ways.day(segment.on) if segment.on else "",)),
        (_("Cost"), (reader.ways.money(segment.unit_cost) if segment.unit_cost else "",)),
        (_("Duration"), (reader.ways.duration(segment.unit_duration) if segment.unit_duration else "",)),
        (_("Subject"), (segment.subject,)),
        (_("Salesperson"), (Person(value.salesperson_name or segment.salesperson_code),)),
        (_("Campaign"), (segment.campaign_no,)),
        (_("Correspondence type"), (kind,)),
        (_("Language"), (language_name(segment.language_code, _),)),
    ]
    if logged is not None:
        message = _("{date} by {person}")
        lines.append((_("Logged"), fill(message, date=Moment(logged.created_at), person=Person(logged.created_by_name))))
        lines.append((_("Entries"), (reader.ways.number(logged.entries),)))
        if logged.canceled_at is not None:
            lines.append((_("Canceled"), (Moment(logged.canceled_at), canceled_why(logged.cancel_reason, reader))))
    return Facts(tuple(Fact(label, text) for label, text in lines if text not in (("",), (Person(""),))))


def removal(value: Removal, reader: Reader) -> Reply:
    """Asks before a segment is removed, and says so afterwards."""
    _ = reader.text
    if value.confirmed:
        message = _("Removed segment {code}: {description}")
        return Reply(card=reader.card(fill(message, code=value.code, description=value.description), tone=Tone.DONE))
    card = reader.card(
        fill(_("Remove segment {code}: {description}?"), code=value.code, description=value.description),
        Paragraph((_("Its contacts stay contacts."),)),
        Confirm(Button(_("Remove"), RemoveSegment(code=value.code, confirmed=True), Style.DANGER), _("Keep it")),
        tone=Tone.ASK,
    )
    return Reply(card=card, outcome="asked")
