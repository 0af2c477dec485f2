"""Many entries at once: what would be deleted or changed, the question, and what was deleted."""

from adapters.chat.card import Button, Choice, Confirm, Element, Fact, Facts, Paragraph, Pick, Style, Tone
from adapters.chat.inline import Moment, fill
from adapters.chat.reader import Reader
from adapters.chat.replies.common import entries, number_ranges
from adapters.chat.replies.listed import filters_in_words
from adapters.chat.turn import Reply
from adapters.chat.words import evaluation_word
from core.deleting import ChangePreview, Deletion, DeletionPreview
from core.operations.deleting import DELETED_AT_ONCE
from core.operations.listing import AT_ONCE
from core.requests.deleting import DeleteEntries, PreviewDeletion
from core.requests.entries import CancelEntries, EntryFilters, EvaluateEntries, RestoreEntries
from core.values import ChangeKind, Evaluation


def preview(value: DeletionPreview, request: PreviewDeletion, reader: Reader) -> Reply:
    """What would go, and the question; its answer names exactly these entries."""
    _ = reader.text
    filters = filters_in_words(_filters(request), reader)
    only = Paragraph((_("Only: {filters}").format(filters=filters),), subtle=True) if filters else None
    if not value.nos or value.oldest is None or value.newest is None:
        tip = Paragraph((_("Only canceled entries can be deleted: cancel them first."),))
        return Reply(card=reader.card(_("There are no canceled entries to delete"), only, tip))
    number = len(value.nos)
    facts = [
        Fact(_("Entries"), (reader.ways.number(number),)),
        Fact(_("Numbers"), (number_ranges(value.nos),)),
        Fact(_("Comments"), (reader.ways.number(value.comments),)),
        Fact(_("Oldest"), (Moment(value.oldest),)),
        Fact(_("Newest"), (Moment(value.newest),)),
    ]
    if value.documents:
        facts.insert(3, Fact(_("Documents"), (reader.ways.number(value.documents),)))
    body: list[Element | None] = [only, Facts(tuple(facts))]
    if value.documents:
        body.append(Paragraph((_("A document whose entry is deleted is recorded anew when it is delivered again."),)))
    if value.more:
        body.append(Paragraph((_("These were canceled first; there are more, which you can delete when these are gone."),)))
    body.append(Paragraph((_("Their comments and history go with them. This cannot be taken back."),)))
    yes = Button(_delete(number, reader), DeleteEntries(nos=value.nos), Style.DANGER)
    question = reader.count("Delete {count} canceled entry?", "Delete {count} canceled entries?", number)
    card = reader.card(question.format(count=reader.ways.number(number)), *body, Confirm(yes, _("Keep them")), tone=Tone.ASK)
    return Reply(card=card, outcome="asked")


def deleted(value: Deletion, reader: Reader) -> Reply:
    """What went, and the way on when there is more to do."""
    _ = reader.text
    body: list[Element | None] = []
    total = len(value.nos) + value.before
    if value.comments:
        text = reader.count("{count} comment went with them.", "{count} comments went with them.", value.comments)
        body.append(Paragraph((text.format(count=reader.ways.number(value.comments)),)))
    if value.attachments:
        text = reader.count("{count} attachment went with them.", "{count} attachments went with them.", value.attachments)
        body.append(Paragraph((text.format(count=reader.ways.number(value.attachments)),)))
    if value.kept:
        body.append(Paragraph((_("Not canceled any more, so they stay: {numbers}").format(numbers=number_ranges(value.kept)),)))
    if value.gone:
        text = reader.count("{count} was deleted already.", "{count} were deleted already.", value.gone)
        body.append(Paragraph((text.format(count=reader.ways.number(value.gone)),), subtle=True))
    onward = None
    if value.left:
        text = reader.count("{count} is still to be deleted.", "{count} are still to be deleted.", len(value.left))
        body.append(Paragraph((text.format(count=reader.ways.number(len(value.left))),)))
        onward = Button(
            _delete(min(len(value.left), DELETED_AT_ONCE), reader), DeleteEntries(nos=value.left, before=total), Style.DANGER
        )
    title = reader.count("Deleted {count} canceled entry", "Deleted {count} canceled entries", total)
    heading = title.format(count=reader.ways.number(total)) if total else _("Nothing was deleted")
    return Reply(card=reader.card(heading, *body, buttons=(onward,), tone=Tone.DONE if value.nos else Tone.PLAIN))


def many(value: ChangePreview, reader: Reader) -> Reply:
    """Which entries would be changed, and the question; its answer names exactly these entries."""
    _ = reader.text
    notes: list[Element | None] = []
    if len(value.nos) > len(value.rows):
        text = reader.count("And {count} more.", "And {count} more.", len(value.nos) - len(value.rows))
        notes.append(Paragraph((text.format(count=len(value.nos) - len(value.rows)),)))
    if value.others:
        text = reader.count("{count} is left out: it is not yours.", "{count} are left out: they are not yours.", value.others)
        notes.append(Paragraph((text.format(count=value.others),)))
    if value.unchanged:
        text = reader.count(
            "{count} is left out: it is so already.", "{count} are left out: they are so already.", value.unchanged
        )
        notes.append(Paragraph((text.format(count=value.unchanged),)))
    if value.more:
        notes.append(Paragraph((_("These are the newest {count}; there are more.").format(count=AT_ONCE),)))
    if not value.nos:
        return Reply(card=reader.card(_("There is nothing that you could change so"), *notes))
    card = reader.card(
        fill(_question(value.kind, len(value.nos), reader), count=len(value.nos)),
        entries(value.rows, reader),
        *notes,
        _answer(value, reader),
        tone=Tone.ASK,
    )
    return Reply(card=card, outcome="asked", entry_nos=value.nos)


def _question(kind: ChangeKind, n: int, reader: Reader) -> str:
    match kind:
        case ChangeKind.CANCELED:
            return reader.count("Cancel {count} entry?", "Cancel {count} entries?", n)
        case ChangeKind.RESTORED:
            return reader.count("Restore {count} entry?", "Restore {count} entries?", n)
        case _other:
            return reader.count("How did {count} interaction go?", "How did {count} interactions go?", n)


def _answer(value: ChangePreview, reader: Reader) -> Element:
    _ = reader.text
    match value.kind:
        case ChangeKind.CANCELED:
            yes = reader.count("Cancel {count} entry", "Cancel {count} entries", len(value.nos)).format(count=len(value.nos))
            return Confirm(Button(yes, CancelEntries(nos=value.nos), Style.DANGER), _("Leave them"))
        case ChangeKind.RESTORED:
            yes = reader.count("Restore {count} entry", "Restore {count} entries", len(value.nos)).format(count=len(value.nos))
            return Confirm(Button(yes, RestoreEntries(nos=value.nos), Style.PRIMARY), _("Leave them"))
        case _other:
            return Pick(
                tuple(
                    Choice(evaluation_word(each, _), "", EvaluateEntries(nos=value.nos, evaluation=each))
                    for each in Evaluation
                    if each is not Evaluation.NONE
                )
            )


def _delete(count: int, reader: Reader) -> str:
    return reader.count("Delete {count} entry", "Delete {count} entries", count).format(count=reader.ways.number(count))


def _filters(request: PreviewDeletion) -> EntryFilters:
    """What was filtered by; that the entries are canceled goes without saying."""
    return EntryFilters(
        contact=request.contact,
        company=request.company,
        since=request.since,
        until=request.until,
        template=request.template,
        group=request.group,
        by=request.by,
        campaign=request.campaign,
        no_from=request.no_from,
        no_to=request.no_to,
    )
