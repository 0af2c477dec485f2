"""From a request about attachments, or about the languages of templates, to its answer."""

from dataclasses import replace

from adapters.chat.card import Paragraph
from adapters.chat.inline import fill
from adapters.chat.reader import Reader
from adapters.chat.replies import attachments, setup
from adapters.chat.temporary import temporary_file
from adapters.chat.turn import Enclosed, OutgoingFile, Reply
from adapters.chat.wording import lines, wording
from core.attachment import Attachment
from core.operations.attaching import attach_to_entry, attach_to_template, entry_attachments, template_attachment
from core.operations.template_languages import remove_template_language, save_template_language
from core.requests.attachments import (
    AttachmentRequest,
    AttachToEntry,
    AttachToTemplate,
    OpenAttachment,
    OpenTemplateAttachment,
    RemoveTemplateLanguage,
    SaveTemplateLanguage,
)
from core.work import Work

WRITING = (AttachToEntry, AttachToTemplate, SaveTemplateLanguage, RemoveTemplateLanguage)
# The commands, by their names in buttons, that keep a file which comes with them.
_KEEPING = ("log", "attach", "attachtemplate")


def attaching(work: Work, request: AttachmentRequest, reader: Reader) -> Reply:
    """Does what is asked and words what came of it. Raises the refusals of the operation."""
    actor, now = reader.actor, reader.now
    match request:
        case AttachToEntry():
            return attachments.attached(attach_to_entry(work, request, actor, now, reader.uploaded()), reader)
        case AttachToTemplate():
            return setup.template_attached(attach_to_template(work, request, actor, now, reader.uploaded()), reader)
        case OpenAttachment():
            found = entry_attachments(work, request, actor, now)
            if len(found.attachments) > 1:
                return attachments.which(found, reader)
            if not found.attachments:
                return attachments.none_of_entry(request.no, reader)
            heading = fill(reader.text("The attachment of {no}"), no=f"#{request.no}")
            reply = attachments.opened(heading, found.attachments[0], reader)
            return replace(reply, enclosed=Enclosed(request.no, found.attachments[0].no))
        case OpenTemplateAttachment():
            attachment = template_attachment(work, request, actor, now)
            if attachment is None:
                return attachments.none_of_template(request.code, reader)
            heading = fill(reader.text("The attachment of template {code}"), code=request.code.upper())
            return replace(attachments.opened(heading, attachment, reader), file=outgoing(work, attachment))
        case SaveTemplateLanguage():
            return setup.template_attached(save_template_language(work, request, actor, now), reader)
        case RemoveTemplateLanguage():
            return attachments.language_removal(remove_template_language(work, request, actor, now), reader)


def outgoing(work: Work, attachment: Attachment) -> OutgoingFile:
    """The attachment in a temporary file."""
    suffix = f".{attachment.extension}" if attachment.extension else ""
    with temporary_file(suffix) as path, path.open("wb") as file:
        for piece in work.attachments.content(attachment):
            file.write(piece)
    return OutgoingFile(name=attachment.file_name, media_type=attachment.media_type, path=path)


def without_file_kept(reply: Reply) -> Reply:
    """The reply to a turn with a file, which says so where nothing keeps that."""
    if reply.keeps_file or (reply.command in _KEEPING and reply.outcome == "done"):
        return reply
    _ = wording(reply.card.language).gettext
    line = lines(reply.card.language)("attach NO")
    tip = Paragraph(fill(_("The file was not kept. Send it together with {line}."), line=line), subtle=True)
    return replace(reply, card=replace(reply.card, body=(*reply.card.body, tip)))
