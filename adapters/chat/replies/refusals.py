"""Refusals in the reader's words: what cannot be done, one line each. What to do next is in `remedies`."""

from collections.abc import Callable

from adapters.chat.codec import Unreadable
from adapters.chat.reader import Reader
from adapters.chat.words import field_word, role_word
from core.errors import (
    AlreadyExists,
    ChangedSince,
    ContactAmbiguous,
    ContactMissing,
    ContactNotFound,
    DuplicateContacts,
    FileMissing,
    FileRefused,
    InUse,
    InvalidValue,
    LastAdmin,
    LooksLikeRepeat,
    NoAccess,
    NobodyToLog,
    NoChannel,
    NotAllowed,
    NotFound,
    NothingToUndo,
    OperatorsOnly,
    PrivacyBlocked,
    ReferenceNotFound,
    Refusal,
    SalespersonAmbiguous,
    SalespersonMissing,
    SegmentCanceled,
    SegmentLogged,
    TemplateAmbiguous,
    TemplateMissing,
    TemplateNotFound,
)
from core.reference import ReferenceKind

_VALUE_SHOWN = 60
_NAMES_SHOWN = 10


def short(text: str) -> str:
    """What was said, on one line and not longer than can be taken in."""
    line = " ".join(text.split())
    return line if len(line) <= _VALUE_SHOWN else line[: _VALUE_SHOWN - 1] + "…"


def message(refusal: Refusal, reader: Reader) -> str:
    """What happened, in one line; never empty."""
    _ = reader.text
    match refusal:
        case InvalidValue():
            return _invalid(refusal, reader)
        case NotFound() | AlreadyExists() | InUse():
            return _kinds(refusal, reader)
        case NotAllowed() | NoAccess() | LastAdmin():
            return _rights(refusal, reader)
        case OperatorsOnly():
            return _("Only whoever runs Aftercall can connect a workspace here: ask them")
        case NoChannel():
            return _("Here is no channel that could be told")
        case ContactNotFound():
            return _("No contact matches “{words}”").format(words=short(refusal.words))
        case ContactAmbiguous():
            return _("Several contacts match “{words}”").format(words=short(refusal.words))
        case ContactMissing():
            return _("Which contact?")
        case TemplateMissing():
            return _("Which template?")
        case TemplateNotFound():
            return _("No template begins with “{words}”").format(words=short(refusal.words))
        case TemplateAmbiguous():
            return _("Several templates begin with “{words}”").format(words=short(refusal.words))
        case SalespersonMissing():
            return _("Neither you nor {contact} has a salesperson, and an entry needs one").format(contact=refusal.contact.name)
        case SalespersonAmbiguous():
            codes = ", ".join(each.code for each in refusal.likely[:_NAMES_SHOWN])
            return _("Several salespeople match “{words}”: {codes}").format(words=short(refusal.words), codes=codes)
        case PrivacyBlocked():
            return _("{contact} is privacy blocked: nothing may be logged").format(contact=refusal.contact.name)
        case LooksLikeRepeat():
            return _("That looks like #{no}, which you have just logged. Log again?").format(no=refusal.entry_no)
        case DuplicateContacts():
            names = ", ".join(each.name for each in refusal.likely[:_NAMES_SHOWN])
            return _("There are contacts that look the same: {names}").format(names=names)
        case ReferenceNotFound():
            return _no_reference(refusal, reader)
        case SegmentLogged():
            text = _("Segment {code} was logged on {date} and does not change any more")
            return text.format(code=refusal.segment_no, date=reader.ways.moment(refusal.at))
        case SegmentCanceled():
            text = _("#{no} belongs to segment {code}, which is canceled: restore that")
            return text.format(no=refusal.entry_no, code=refusal.segment_no)
        case NobodyToLog():
            if refusal.omissions:
                return _("Of segment {code} nobody can be logged").format(code=refusal.segment_no)
            return _("Segment {code} has no contacts").format(code=refusal.segment_no)
        case FileMissing() | FileRefused():
            return file_trouble(refusal, reader)
        case NothingToUndo():
            return _("That was taken back already") if refusal.already else _("There is nothing to take back")
        case ChangedSince():
            return _changed_since(refusal, reader)
        case Unreadable():
            return _("That button is too old: type the command again")
    return _("That cannot be done")


def _no_reference(refusal: ReferenceNotFound, reader: Reader) -> str:
    _ = reader.text
    is_campaign = refusal.kind is ReferenceKind.CAMPAIGN
    near = ", ".join(each.code for each in refusal.nearest)
    if is_campaign and near:
        text = _("There is no campaign {key}; the nearest: {codes}")
    elif is_campaign:
        text = _("There is no campaign {key}")
    else:
        text = _("There is no opportunity {key}; the nearest: {codes}") if near else _("There is no opportunity {key}")
    return text.format(key=short(refusal.words), codes=near)


def file_trouble(refusal: FileMissing | FileRefused, reader: Reader) -> str:
    """Why there is no file, and what to do."""
    _ = reader.text
    if isinstance(refusal, FileMissing):
        if refusal.template_code:
            line = reader.lines("template {code} attach").format(code=refusal.template_code)
        else:
            line = reader.lines("attach #{no}").format(no=refusal.entry_no)
        return _("No file came with that: send the file to me in a direct message that says {line}").format(line=line)
    return refused_file(refusal, _)


def refused_file(refusal: FileRefused, _: Callable[[str], str]) -> str:
    """Why a file is not kept, or cannot be had."""
    megabytes = refusal.limit // (1024 * 1024)
    texts = {
        "too_large": _("The file is too large: at most {limit} MB").format(limit=megabytes),
        "empty": _("The file is empty"),
        "too_many": _("There are {limit} attachments already").format(limit=refusal.limit),
        "not_mergeable": _("The template's attachment cannot be merged: it has to be a plain Word or text file"),
        "several": _("Send one file at a time"),
        "unavailable": _("The file could not be fetched: send it again"),
        "gone": _("The file was kept for a day, which is over: send it again"),
        "out_of_reach": _("The place where attachments are kept cannot be reached: try again in some minutes"),
    }
    return texts.get(refusal.rule, _("The file cannot be kept"))


def _changed_since(refusal: ChangedSince, reader: Reader) -> str:
    _ = reader.text
    if not refusal.by_name:
        return _("#{no} was changed since, so the change is not taken back").format(no=refusal.entry_no)
    return _("{name} has changed #{no} since, so the change is not taken back").format(name=refusal.by_name, no=refusal.entry_no)


def _rights(refusal: NotAllowed | NoAccess | LastAdmin, reader: Reader) -> str:
    _ = reader.text
    if isinstance(refusal, LastAdmin):
        return _("{name} is the only admin; make somebody else an admin first").format(name=refusal.name)
    if isinstance(refusal, NoAccess):
        return _("You have no access yet") if refusal.member else _("Guests have no access here")
    if refusal.own and refusal.entry_no:
        return _("#{no} is not yours: others' entries are changed by a manager").format(no=refusal.entry_no)
    if refusal.own:
        return _("That is not yours: what others did is changed by a manager")
    return _("For that you need the role {role}").format(role=role_word(refusal.needed, _))


def _kinds(refusal: NotFound | AlreadyExists | InUse, reader: Reader) -> str:
    _ = reader.text
    key = short(refusal.key)
    if isinstance(refusal, InUse) and refusal.kind == "language":
        return _("{key} is the template's default language: choose another default first").format(key=key)
    if isinstance(refusal, InUse):
        text = reader.count(
            "{key} is still used by {count} template: change that first",
            "{key} is still used by {count} templates: change those first",
            refusal.count,
        )
        return text.format(key=key, count=refusal.count)
    if isinstance(refusal, AlreadyExists):
        known = {
            "contact": _("There is a contact {key} already"),
            "template": _("There is a template {key} already"),
            "group": _("There is a group {key} already"),
            "segment": _("There is a segment {key} already"),
            "campaign": _("There is a campaign {key} already"),
            "opportunity": _("There is an opportunity {key} already"),
            "workspace": _("{key} belongs to another organization"),
        }
        return known.get(refusal.kind, _("{key} exists already")).format(key=key)
    if refusal.kind == "entry" and not refusal.key:
        return _("You have not logged anything yet")
    if refusal.kind == "attachment" and not refusal.key:
        return _("There is no attachment")
    if refusal.kind == "language" and not refusal.key:
        return _("The template has no language yet")
    missing = {
        "entry": _("There is no entry #{key}"),
        "contact": _("There is no contact {key}"),
        "template": _("There is no template {key}"),
        "group": _("There is no group {key}"),
        "segment": _("“{key}” is not the code of one segment"),
        "segment contact": _("{key} is not in the segment"),
        "logged segment": _("Segment {key} was not logged yet"),
        "salesperson": _("“{key}” means no salesperson, or one who is blocked"),
        "person": _("Nobody is known as “{key}”"),
        "change": _("That change is not known"),
        "follow-up": _("#{key} has no follow-up. Give it one: {line}"),
        "message": _("There is no unsent message {key} any more"),
        "skipped": _("There is no skipped document {key} any more"),
        "command": _("There is no command “{key}”"),
        "rule": _("You have no rule {key}"),
        "attachment": _("There is no attachment {key}"),
        "language": _("The template does not have the language {key}"),
    }
    line = reader.line("edit #{no} follow:2w", no=key)
    return missing.get(refusal.kind, _("{key} was not found")).format(key=key, line=line)


def _invalid(refusal: InvalidValue, reader: Reader) -> str:
    _ = reader.text
    texts = {
        "negative": _("{field} cannot be negative: {value}"),
        "not_a_number": _("{field}: “{value}” is no number"),
        "not_a_duration": _("{field}: “{value}” is no duration; write 15m, 1h or 1h30"),
        "too_long": _("{field}: too long, at most {limit} characters"),
        "too_large": _("{field}: {value} is too much; at most {limit}"),
        "empty": _("{field} is missing"),
        "in_future": _("{field}: {value} is in the future"),
        "in_past": _("“{word}” is in the past: a follow-up is today or later"),
        "not_a_date": _("{field}: “{value}” is no date that can be used"),
        "not_a_day": _("{field}: “{value}” is no date; write today, monday or 2026-11-19"),
        "not_a_time": _("{field}: “{value}” is no time of day; write 14:30"),
        "not_a_time_zone": _("{field}: “{value}” is no time zone"),
        "not_a_language": _("{field}: “{value}” is none of the languages"),
        "not_a_code": _("{field}: “{value}” may have letters, digits, - and _ alone"),
        "not_an_email": _("{field}: “{value}” is no e-mail address"),
        "not_a_company": _("{field}: {value} is a person"),
        "taken": _("{field}: “{value}” is taken"),
        "same": _("{field}: {value} is when they begin"),
        "too_many": _("{field}: there can be {limit}; remove one first"),
        "too_many_contacts": _("{field}: there can be {limit} contacts; ask for fewer"),
    }
    text = texts.get(refusal.rule, _("{field}: “{value}” is not known"))
    limit = reader.ways.number(refusal.limit)
    value = short(refusal.value)
    return text.format(field=field_word(refusal.field, _), value=value, word=value, limit=limit)
