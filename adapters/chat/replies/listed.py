"""The interaction log, page by page, and the drafts of a person."""

from dataclasses import fields, replace

from adapters.chat.card import Button, Paragraph, Style
from adapters.chat.codec import dump
from adapters.chat.inline import Person, Text, fill
from adapters.chat.reader import Reader, form_button
from adapters.chat.replies.common import days_in_words, entries
from adapters.chat.replies.document_facts import type_word
from adapters.chat.request import Share
from adapters.chat.turn import Reply
from adapters.chat.words import evaluation_word
from core.requests.deleting import PreviewChange
from core.requests.entries import EntryFilters, ListEntries, LogInteraction
from core.results.entries import EntryPage
from core.values import ChangeKind

_ALL = ListEntries()


def listed(page: EntryPage, request: ListEntries, reader: Reader) -> Reply:
    """One page of the log, newest first."""
    _ = reader.text
    filters = filters_in_words(request, reader, named=page.contact is not None)
    body = Paragraph((_("Only: {filters}").format(filters=filters),), subtle=True) if filters else None
    if not page.rows:
        return _empty(page, request, bool(filters), reader)
    older = _older(page, request, reader)
    newer = Button(_("Newer"), replace(request, newer=str(page.newer), older="")) if page.newer else None
    share = Button(_("Share here"), Share(request=dump(request)), fresh=True) if reader.place.shared else None
    buttons = (newer, older, *_for_all(page, request, bool(filters or request.by), reader), share)
    card = reader.card(_title(page, request, reader), body, entries(page.rows, reader), _back_to(page, reader), buttons=buttons)
    return Reply(card=card, entry_nos=tuple(row.entry.no for row in page.rows))


def _older(page: EntryPage, request: ListEntries, reader: Reader) -> Button | None:
    return Button(reader.text("Older"), replace(request, older=str(page.older), newer="")) if page.older else None


def _back_to(page: EntryPage, reader: Reader) -> Paragraph | None:
    if page.back_to is None:
        return None
    day = reader.ways.day(page.back_to.astimezone(reader.ways.zone).date())
    text = reader.text("Looked back to {day}, as the log is long. “{button}” looks further back.")
    return Paragraph((text.format(day=day, button=reader.text("Older")),), subtle=True)


def _for_all(page: EntryPage, request: ListEntries, filtered: bool, reader: Reader) -> tuple[Button, ...]:
    """What can be done to all entries that the filter finds; nothing where there is no filter, or only one entry."""
    _ = reader.text
    if page.total < 2 or not (filtered or page.contact is not None):
        return ()
    filters = {field.name: getattr(request, field.name) for field in fields(EntryFilters)} | {"contact": _no(page)}

    def button(label: str, kind: ChangeKind) -> Button:
        return Button(label.format(count=page.total), PreviewChange(kind=kind, **filters), fresh=True)

    if request.canceled:
        return (button(_("Restore all {count} found"), ChangeKind.RESTORED),)
    evaluate = button(_("Evaluate all {count} found"), ChangeKind.EVALUATED)
    return (button(_("Cancel all {count} found"), ChangeKind.CANCELED), evaluate)


def drafts(page: EntryPage, reader: Reader) -> Reply:
    """The person's own drafts."""
    _ = reader.text
    if not page.rows:
        tip = Paragraph(
            fill(_("Add {option} to a line to keep it as a draft: {line}"), option=reader.lines("postpone"), line=_draft(reader))
        )
        return Reply(card=reader.card(_("You have no drafts"), tip))
    older = Button(_("Older"), ListEntries(by="me", postponed=True, older=str(page.older))) if page.older else None
    tip = Paragraph(
        fill(
            _("{finish} puts one into the log with today's date, {drop} discards it."),
            finish=reader.line("finish #{no}", no=page.rows[0].entry.no),
            drop=reader.line("drop #{no}", no=page.rows[0].entry.no),
        ),
        subtle=True,
    )
    card = reader.card(_("Your drafts"), entries(page.rows, reader), tip, buttons=(older,))
    return Reply(card=card, entry_nos=tuple(row.entry.no for row in page.rows))


def _draft(reader: Reader) -> str:
    return reader.line("log call anna postpone: ask about the offer")


def _title(page: EntryPage, request: ListEntries, reader: Reader) -> Text:
    _ = reader.text
    if page.contact is not None:
        return fill(_("Interaction log of {contact}"), contact=Person(page.contact.name))
    if request.by == "me":
        return (_("Your interaction log"),)
    return (_("Interaction log"),)


def _empty(page: EntryPage, request: ListEntries, filtered: bool, reader: Reader) -> Reply:
    _ = reader.text
    log = form_button(_("Log an interaction"), LogInteraction(contact=_no(page)), Style.PRIMARY)
    filters = filters_in_words(request, reader, named=page.contact is not None)
    buttons: tuple[Button | None, ...] = (log,)
    if filtered or request.older or request.newer:
        older = _older(page, request, reader)
        buttons = (older, Button(_("Without the filter"), replace(_ALL, contact=request.contact)), log)
        body = Paragraph((_("Nothing matches: {filters}").format(filters=filters or _("this page")),))
    elif page.contact is not None or request.by:
        body = Paragraph((_("Nothing was logged yet."),))
    else:
        body = Paragraph((_("The log is empty. Type {line} or press the button.").format(line=reader.line("log")),))
    return Reply(card=reader.card(_title(page, request, reader), body, _back_to(page, reader), buttons=buttons))


def _no(page: EntryPage) -> str:
    return page.contact.no if page.contact is not None else ""


def filters_in_words(request: EntryFilters, reader: Reader, *, named: bool = False) -> str:
    """The filters in force as one line, "" when there are none; `named`: the title says whose log it is."""
    _ = reader.text
    parts = days_in_words(request.since, request.until, reader)
    words = [
        (_("contact {value}"), "" if named else request.contact),
        (_("company {value}"), "" if named else request.company),
        (_("template {value}"), request.template),
        (_("group {value}"), request.group),
        (_("by {value}"), "" if request.by == "me" and not named else request.by),
        (_("document type {value}"), type_word(request.document_type, reader) if request.document_type else ""),
        (_("document {value}"), request.document_no),
        (_("segment {value}"), request.segment),
        (_("campaign {value}"), request.campaign),
        (_("text “{value}”"), request.text),
    ]
    parts.extend(message.format(value=value) for message, value in words if value)
    if request.evaluation is not None:
        parts.append(_("evaluation {value}").format(value=evaluation_word(request.evaluation, _)))
    if request.no_from or request.no_to:
        parts.append(_range(request, reader))
    if request.canceled is None:
        parts.append(_("canceled ones too"))
    switches = [
        (request.canceled or None, reader.pgettext("entries", "canceled"), ""),
        (request.postponed, _("drafts"), _("no drafts")),
        (request.failed, _("attempt failed"), _("attempt not failed")),
        (request.automatic, _("automatic"), _("not automatic")),
    ]
    parts.extend(yes if on else no for on, yes, no in switches if on is not None)
    return ", ".join(parts)


def _range(request: EntryFilters, reader: Reader) -> str:
    _ = reader.text
    if request.no_from and request.no_from == request.no_to:
        return _("no. {no}").format(no=request.no_from)
    if request.no_from and request.no_to:
        return _("no. {first} to {last}").format(first=request.no_from, last=request.no_to)
    if request.no_from:
        return _("no. {first} and later").format(first=request.no_from)
    return _("no. {last} and earlier").format(last=request.no_to)
