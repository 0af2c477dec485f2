"""What happens with the attachment of a template when an interaction is created (domain.md section 2, wizard action)."""

from dataclasses import replace

from adapters.chat.card import Paragraph
from adapters.chat.reader import Reader
from adapters.chat.turn import Enclosed, Reply
from core.attachment import Attachment
from core.entry import InteractionLogEntry
from core.results.entries import Changed, Logged
from core.values import WizardAction
from core.work import Work


def of_new(reply: Reply, value: Logged, reader: Reader) -> Reply:
    """The answer to a new entry, with what its template wants."""
    files = [each for each in value.attachments if each != value.template_file]
    return _with(reply, value.row.entry, value.action, value.template_file, bool(files), reader)


def of_finished(work: Work, reply: Reply, value: Changed, reader: Reader) -> Reply:
    """The answer to a draft that is finished, with what its template wants."""
    entry = value.rows[0].entry if value.rows else None
    template = work.templates.find(entry.template_code) if entry else None
    if entry is None or template is None or template.wizard_action is WizardAction.NONE:
        return reply
    kept = work.attachments.of_entry(entry.no)
    of_template = work.attachments.of_template(template.code)
    template_file = work.attachments.unmerged(entry.no) or next((each for each in kept if each.no in of_template), None)
    own = any(each != template_file for each in kept)
    return _with(reply, entry, template.wizard_action, template_file, own, reader)


def _with(
    reply: Reply,
    entry: InteractionLogEntry,
    action: WizardAction,
    template_file: Attachment | None,
    has_file: bool,
    reader: Reader,
) -> Reply:
    """Merged or opened, the attachment goes to the asker; imported, one of the asker's own is asked for where none came."""
    if action in (WizardAction.MERGE, WizardAction.OPEN) and template_file is not None:
        return replace(reply, enclosed=Enclosed(entry.no, template_file.no))
    if action is not WizardAction.IMPORT or has_file:
        return reply
    line = reader.lines("attach #{no}").format(no=entry.no)
    tip = reader.text("It wants a file of your own: send it to me in a direct message that says {line}").format(line=line)
    return replace(reply, card=replace(reply.card, body=(*reply.card.body, Paragraph((tip,)))))
