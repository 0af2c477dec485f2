"""Attachments of entries and templates, and the languages of templates."""

from adapters.chat.card import Bullets, Button, Confirm, Paragraph, Pick, Style, Table, Tone
from adapters.chat.card import Choice as Offered
from adapters.chat.inline import Text, fill
from adapters.chat.reader import Reader
from adapters.chat.replies.common import short_facts, show_button, title, undo_button
from adapters.chat.turn import Reply
from adapters.chat.words import language_name
from core.attachment import Attachment
from core.requests.attachments import OpenAttachment, OpenTemplateAttachment, RemoveTemplateLanguage
from core.results.entries import Attached, EntryAttachments, EntryDetails
from core.results.setup import Removal, TemplateDetails

_KILO = 1024
_BUTTONS = 3


def attached_line(attachments: tuple[Attachment, ...], reader: Reader) -> Paragraph | None:
    """The names and sizes of an entry's attachments."""
    if not attachments:
        return None
    names = ", ".join(f"{each.file_name} ({size(each.size)})" for each in attachments)
    return Paragraph(fill(reader.text("Attached: {names}"), names=names))


def open_buttons(value: EntryDetails, reader: Reader) -> tuple[Button, ...]:
    """One for a single attachment; of several one that asks which."""
    if not value.attachments:
        return ()
    return (Button(reader.text("Open the attachment"), OpenAttachment(no=value.row.entry.no), fresh=True),)


def attached(value: Attached, reader: Reader) -> Reply:
    """A file that an entry keeps."""
    _ = reader.text
    no = value.row.entry.no
    card = reader.card(
        title(_("Attached a file to {no}: {kind}, {contact}"), value.row, reader),
        short_facts(value.row, reader),
        attached_line((value.attachment,), reader),
        buttons=(
            undo_button(value.change, reader),
            Button(_("Open"), OpenAttachment(no=no, attachment=value.attachment.no), fresh=True),
            show_button(no, reader),
        ),
        tone=Tone.DONE,
    )
    return Reply(card=card, entry_nos=(no,))


def which(value: EntryAttachments, reader: Reader) -> Reply:
    """Asks which of several attachments is wanted."""
    _ = reader.text
    no = value.row.entry.no
    choices = tuple(
        Offered(each.file_name, size(each.size), OpenAttachment(no=no, attachment=each.no)) for each in value.attachments
    )
    card = reader.card(fill(_("Which attachment of {no}?"), no=f"#{no}"), Pick(choices), tone=Tone.ASK)
    return Reply(card=card, outcome="asked", entry_nos=(no,))


def none_of_entry(no: int, reader: Reader) -> Reply:
    """Nothing to open, and how there would be."""
    _ = reader.text
    tip = Paragraph(
        (
            _("To keep one, send me the file in a direct message that says {line}").format(
                line=reader.lines("attach #{no}").format(no=no)
            ),
        )
    )
    return Reply(card=reader.card(fill(_("{no} has no attachment"), no=f"#{no}"), tip), entry_nos=(no,))


def none_of_template(code: str, reader: Reader) -> Reply:
    return Reply(card=reader.card(fill(reader.text("Template {code} has no attachment"), code=code.upper())))


def opened(heading: Text, attachment: Attachment, reader: Reader) -> Reply:
    """A file on its way to the asker, without the file."""
    card = reader.card(
        heading,
        attached_line((attachment,), reader),
        Paragraph((reader.text("The file comes to you alone."),), subtle=True),
        tone=Tone.DONE,
    )
    return Reply(card=card)


def languages_table(value: TemplateDetails, reader: Reader) -> Table | None:
    """What a template has in its languages."""
    if not value.languages:
        return None
    _ = reader.text
    return Table(
        (_("Language"), _("Description"), _("Attachment")),
        tuple(
            (
                (_language(each.language_code, reader),),
                (each.description,),
                (f"{each.attachment.file_name} ({size(each.attachment.size)})" if each.attachment else "",),
            )
            for each in value.languages
        ),
    )


def template_open_buttons(value: TemplateDetails, reader: Reader) -> tuple[Button, ...]:
    """One for the attachment of each language, for up to three."""
    having = [each for each in value.languages if each.attachment is not None]
    message = reader.text("Open: {language}")
    return tuple(
        Button(
            message.format(language=_language(each.language_code, reader)),
            OpenTemplateAttachment(code=value.template.code, language=each.language_code),
            fresh=True,
        )
        for each in having[:_BUTTONS]
    )


def language_removal(value: Removal, reader: Reader) -> Reply:
    """Asks before a language of a template is removed, and says so afterwards."""
    _ = reader.text
    named = {"code": value.code, "language": _language(value.description, reader)}
    if value.confirmed:
        return Reply(card=reader.card(fill(_("Removed {language} from template {code}"), **named), tone=Tone.DONE))
    remove = RemoveTemplateLanguage(code=value.code, language=value.description, confirmed=True)
    with_file = _("Remove {language} from template {code}, with its attachment?")
    card = reader.card(
        fill(with_file if value.with_attachment else _("Remove {language} from template {code}?"), **named),
        Bullets(((_("Entries keep what was attached to them."),),)) if value.with_attachment else None,
        Confirm(Button(_("Remove"), remove, Style.DANGER), _("Keep it")),
        tone=Tone.ASK,
    )
    return Reply(card=card, outcome="asked")


def size(count: int) -> str:
    """A number of bytes as people read it."""
    if count < _KILO * _KILO:
        return f"{max(1, round(count / _KILO))} kB"
    return f"{count / _KILO / _KILO:.1f} MB"


def _language(code: str, reader: Reader) -> str:
    return language_name(code, reader.text) or reader.text("any language")
