"""Attachments of entries and of templates: keeping what was sent, and giving it back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from core import checks
from core.attachment import MAX_OF_ENTRY, MAX_SIZE, Attachment, Upload
from core.audit import AuditAction
from core.entry import Change, InteractionLogEntry
from core.errors import FileMissing, FileRefused, NotFound
from core.media_types import MERGEABLE, media_type
from core.operations import auditing, resolving
from core.operations.changing import entry_row, rows_to_change
from core.operations.copies import renew_copies
from core.operations.defaults import refuse_blocked
from core.operations.template_languages import ensure_language, named_language
from core.operations.templates import template_details
from core.person import Actor
from core.requests.attachments import AttachToEntry, AttachToTemplate, OpenAttachment, OpenTemplateAttachment
from core.results.entries import Attached, EntryAttachments
from core.results.setup import TemplateDetails
from core.rights import authorize
from core.template import InteractionTemplate
from core.text import one_line
from core.values import ChangeKind, WizardAction
from core.work import Work

_NAME_LIMIT = 100
_EXTENSION = re.compile(r"[A-Za-z0-9]{1,10}")
# What leads elsewhere in some file system, or is no character.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069]')


def keep(work: Work, file: Upload, person_id: int, now: datetime) -> Attachment:
    """Keeps a file, to which something has to refer before the transaction ends. Raises FileRefused."""
    if file.size > MAX_SIZE:
        raise FileRefused("too_large", MAX_SIZE)
    if not file.size:
        raise FileRefused("empty")
    name, extension = _named(file.name)
    return work.attachments.add(
        Attachment(
            file_name=name,
            extension=extension,
            size=file.size,
            checksum=file.checksum,
            media_type=media_type(file.path),
            created_at=now,
            created_by=person_id,
        ),
        file.path,
    )


def attach_to_entry(work: Work, request: AttachToEntry, actor: Actor, now: datetime, file: Upload | None = None) -> Attached:
    """The entry keeps the file. Raises NotFound, NotAllowed, PrivacyBlocked, FileMissing, FileRefused."""
    (row,) = rows_to_change(work, request, actor, (request.no,))
    refuse_blocked(work.contacts.get(row.entry.contact_no))
    if file is None:
        raise FileMissing(entry_no=request.no)
    attachment = attach(work, row.entry.no, file, actor, now)
    change = work.history.new_id(now)
    after = {"attachment_no": attachment.no}
    kind = ChangeKind.ATTACHED
    work.history.add([Change(id=change, entry_no=row.entry.no, kind=kind, by=actor.person_id, at=now, after=after)])
    renew_copies(work, [row.entry.no], actor.person_id, now)
    return Attached(row=row, attachment=attachment, change=change)


def attach(work: Work, entry_no: int, file: Upload, actor: Actor, now: datetime) -> Attachment:
    """Makes an entry keep a file. Raises FileRefused."""
    if len(work.attachments.of_entry(entry_no)) >= MAX_OF_ENTRY:
        raise FileRefused("too_many", MAX_OF_ENTRY)
    attachment = keep(work, file, actor.person_id, now)
    work.attachments.attach([(entry_no, attachment.no)])
    return attachment


def put_in_place(work: Work, entry_no: int, before: Attachment, file: Upload, actor: Actor, now: datetime) -> Attachment:
    """Makes an entry keep a file in place of an attachment. Raises FileRefused."""
    letter = keep(work, file, actor.person_id, now)
    work.attachments.detach(entry_no, before.no)
    work.attachments.attach([(entry_no, letter.no)])
    # The template may have another by now.
    work.attachments.drop_unused([before.no])
    return letter


def detach(work: Work, change: Change) -> None:
    """Takes back what a change attached to its entry."""
    no = int(str(change.after["attachment_no"]))
    work.attachments.detach(change.entry_no, no)
    work.attachments.drop_unused([no])


def entry_attachments(work: Work, request: OpenAttachment, actor: Actor, now: datetime) -> EntryAttachments:
    """The attachments of an entry, or the one that the request names. Raises NotFound (entry, or an attachment that is named),
    PrivacyBlocked.
    """
    authorize(request, actor)
    row = entry_row(work, request.no)
    refuse_blocked(work.contacts.get(row.entry.contact_no))
    found = work.attachments.of_entry(row.entry.no)
    wanted = tuple(each for each in found if request.attachment in (0, each.no))
    if request.attachment and not wanted:
        raise NotFound("attachment", str(request.attachment))
    return EntryAttachments(row=row, attachments=wanted)


def attach_to_template(
    work: Work, request: AttachToTemplate, actor: Actor, now: datetime, file: Upload | None = None
) -> TemplateDetails:
    """The file becomes the template's attachment in a language, in place of the one before; entries keep that.

    A language that the template has not is added. Raises NotFound (template), InvalidValue, FileMissing, FileRefused.
    """
    authorize(request, actor)
    template = work.templates.get(checks.code("code", request.code))
    if file is None:
        raise FileMissing(template_code=template.code)
    attach_to_language(work, template, request.language, file, actor.person_id, now)
    auditing.note(work, AuditAction.TEMPLATE_ATTACHMENT_CHANGED, template.code, actor, now)
    return template_details(work, work.templates.get(template.code), actor)


def attach_to_language(
    work: Work, template: InteractionTemplate, language: str, file: Upload, person_id: int, now: datetime
) -> Attachment:
    """Keeps a file as the template's attachment in a language, "" for its default. Raises InvalidValue, FileRefused."""
    before = ensure_language(work, template, language)
    attachment = keep(work, file, person_id, now)
    work.templates.save_language(replace(before, attachment=attachment))
    if before.attachment is not None:
        work.attachments.drop_unused([before.attachment.no])
    return attachment


def template_attachment(work: Work, request: OpenTemplateAttachment, actor: Actor, now: datetime) -> Attachment | None:
    """The template's attachment in a language, None where there is none. Raises TemplateMissing, TemplateNotFound,
    TemplateAmbiguous, InvalidValue, NotFound (language).
    """
    authorize(request, actor)
    template = resolving.template(work, request.code)
    if not template.languages:
        return None
    return named_language(work, template, request.language).attachment


def copy_from_templates(
    work: Work, entries: Sequence[InteractionLogEntry], templates: Mapping[str, InteractionTemplate]
) -> dict[int, Attachment]:
    """Makes entries keep the attachments of their templates, in their own languages; by entry no. `templates` are by code.

    The attachment of the default language stands in for a language without one. Asks nothing where no template has languages.
    """
    found: dict[int, Attachment] = {}
    for code in {entry.template_code for entry in entries}:
        template = templates.get(code)
        if template is None or not template.languages:
            continue
        attachments = {each.language_code: each.attachment for each in work.templates.languages(code)}
        default = attachments.get(template.language_code)
        for entry in entries:
            if entry.template_code == code and (attachment := attachments.get(entry.language_code) or default):
                found[entry.no] = attachment
    merged = {entry.no for entry in entries if entry.no in found and _is_merged(templates[entry.template_code], found[entry.no])}
    for unmerged in (True, False):
        pairs = [(no, attachment.no) for no, attachment in found.items() if (no in merged) is unmerged]
        if pairs:
            work.attachments.attach(pairs, unmerged=unmerged)
    return found


def _is_merged(template: InteractionTemplate, attachment: Attachment) -> bool:
    return template.wizard_action is WizardAction.MERGE and attachment.media_type in MERGEABLE


def _named(said: str) -> tuple[str, str]:
    """The file name as it is kept, without a path and of at most 100 characters, and its extension."""
    name = _UNSAFE.sub("_", one_line(said.replace("\\", "/").rpartition("/")[2])).strip(". ") or "file"
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or not _EXTENSION.fullmatch(extension):
        return name[:_NAME_LIMIT], ""
    return f"{stem[: _NAME_LIMIT - len(extension) - 1]}.{extension}", extension.lower()
