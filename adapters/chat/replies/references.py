"""Campaigns and opportunities."""

from adapters.chat.card import Button, Confirm, Fact, Facts, Paragraph, Style, Table, Tone
from adapters.chat.codec import dump
from adapters.chat.inline import Text, fill
from adapters.chat.reader import Reader, form_button
from adapters.chat.request import Request, Share
from adapters.chat.turn import Reply
from adapters.chat.words import reference_status_word
from core.operations.references import ReferenceDetails, ReferenceList
from core.reference import CampaignResults, ReferenceKind
from core.requests.entries import ListEntries, LogInteraction
from core.requests.references import ListReferences, RemoveReference, SaveReference, ShowReference
from core.requests.statistics import ShowStatistics
from core.results.setup import Removal


def references(value: ReferenceList, request: ListReferences, reader: Reader) -> Reply:
    """All of a kind, of campaigns with what they have brought."""
    _ = reader.text
    is_campaign = value.kind is ReferenceKind.CAMPAIGN
    new = _("New campaign") if is_campaign else _("New opportunity")
    create = form_button(new, SaveReference(kind=value.kind, new=True)) if value.may_change else None
    if not value.references:
        free = _("Until there are some, any code may be given.")
        ask = None if value.may_change else Paragraph((_("Ask an admin to add some."),))
        heading = _("No campaigns") if is_campaign else _("No opportunities")
        return Reply(card=reader.card(heading, Paragraph((free,)), ask, buttons=(create,)))
    columns: tuple[str, ...] = (_("Code"), _("Description"), _("Status"))
    rows: list[tuple[Text, ...]] = [
        ((each.code,), (each.description,), (reference_status_word(each.status, _),)) for each in value.references
    ]
    if is_campaign:
        columns += (_("Targets"), _("Responses"), _("Rate"))
        results = [value.results.get(each.code, CampaignResults()) for each in value.references]
        rows = [(*row, *((text,) for text in _results(found, reader))) for row, found in zip(rows, results, strict=True)]
    first = value.references[0].code.lower()
    line = reader.line("campaign {code}", code=first) if is_campaign else reader.line("opportunity {code}", code=first)
    tip = Paragraph((_("{line} shows one.").format(line=line),), subtle=True)
    heading = _("Campaigns") if is_campaign else _("Opportunities")
    table = Table(columns, tuple(rows), numeric=(3, 4, 5) if is_campaign else ())
    return Reply(card=reader.card(heading, table, tip, buttons=(create, _share(request, reader))))


def reference(value: ReferenceDetails, request: ShowReference, reader: Reader) -> Reply:
    each = value.reference
    buttons = (*_buttons(value, reader), _share(request, reader))
    return Reply(card=reader.card(f"{each.code}: {each.description}", _facts(value, reader), buttons=buttons))


def saved(value: ReferenceDetails, request: SaveReference, reader: Reader) -> Reply:
    """One that was added or changed."""
    _ = reader.text
    if value.kind is ReferenceKind.CAMPAIGN:
        message = _("Added campaign {code}: {description}") if request.new else _("Changed campaign {code}: {description}")
    else:
        message = _("Added opportunity {code}: {description}") if request.new else _("Changed opportunity {code}: {description}")
    heading = fill(message, code=value.reference.code, description=value.reference.description)
    return Reply(card=reader.card(heading, _facts(value, reader), buttons=_buttons(value, reader), tone=Tone.DONE))


def removed(value: Removal, request: RemoveReference, reader: Reader) -> Reply:
    """Asks before one is removed, and says so afterwards."""
    _ = reader.text
    is_campaign = request.kind is ReferenceKind.CAMPAIGN
    if value.confirmed:
        message = _("Removed campaign {code}: {description}") if is_campaign else _("Removed opportunity {code}: {description}")
        return Reply(card=reader.card(fill(message, code=value.code, description=value.description), tone=Tone.DONE))
    message = _("Remove campaign {code}: {description}?") if is_campaign else _("Remove opportunity {code}: {description}?")
    yes = Button(_("Remove"), RemoveReference(kind=request.kind, code=value.code, confirmed=True), Style.DANGER)
    card = reader.card(
        fill(message, code=value.code, description=value.description),
        Paragraph((_("Entries keep the code they were made with."),)),
        Confirm(yes, _("Keep it")),
        tone=Tone.ASK,
    )
    return Reply(card=card, outcome="asked")


def _facts(value: ReferenceDetails, reader: Reader) -> Facts:
    _ = reader.text
    lines = [(_("Status"), reference_status_word(value.reference.status, _))]
    if value.results is not None:
        targets, responses, rate = _results(value.results, reader)
        lines += [(_("Targets"), targets), (_("Responses"), responses), (_("Rate"), rate)]
    return Facts(tuple(Fact(label, (text,)) for label, text in lines))


def _results(results: CampaignResults, reader: Reader) -> tuple[str, str, str]:
    """Contacts that were targets, contacts that responded, and the rate."""
    rate = "–" if results.rate is None else reader.ways.percent(results.rate)
    return reader.ways.number(results.targets), reader.ways.number(results.responses), rate


def _buttons(value: ReferenceDetails, reader: Reader) -> tuple[Button, ...]:
    _ = reader.text
    kind, code = value.kind, value.reference.code
    is_campaign = kind is ReferenceKind.CAMPAIGN
    said = LogInteraction(campaign=code) if is_campaign else LogInteraction(opportunity=code)
    buttons = [form_button(_("Log"), said, Style.PRIMARY)]
    if is_campaign:
        buttons.append(Button(_("Entries"), ListEntries(campaign=code), fresh=True))
        buttons.append(Button(_("Statistics"), ShowStatistics(campaign=code), fresh=True))
    if value.may_change:
        buttons.append(form_button(_("Change"), SaveReference(kind=kind, code=code)))
        buttons.append(Button(_("Remove"), RemoveReference(kind=kind, code=code), Style.DANGER))
    return tuple(buttons)


def _share(request: Request, reader: Reader) -> Button | None:
    return Button(reader.text("Share here"), Share(request=dump(request)), fresh=True) if reader.place.shared else None
