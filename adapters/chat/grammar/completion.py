"""What can be typed next, for a place that completes words."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from adapters.chat.grammar.options import EDIT, LOG, TEMPLATE, OptionSet
from adapters.chat.vocabulary import Kind, Vocabulary, vocabulary

_LAST = re.compile(r"\S*$")
_MOST_WORDS = 3

_KEYS: Mapping[str, Kind] = MappingProxyType(
    {
        "log": Kind.OPTION,
        "edit": Kind.EDIT_OPTION,
        "list": Kind.FILTER,
        "export": Kind.FILTER,
        "stats": Kind.STATISTICS_FILTER,
        "audit": Kind.AUDIT_FILTER,
        "delete-canceled": Kind.DELETION_FILTER,
        "campaign": Kind.REFERENCE_FIELD,
        "opportunity": Kind.REFERENCE_FIELD,
        "add contact": Kind.CONTACT_FIELD,
        "template": Kind.TEMPLATE_FIELD,
        "notify": Kind.NOTIFY_OPTION,
        "segment": Kind.CRITERION,
    }
)
# Kinds whose words follow a command as they are.
_WORDS: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        "help": (Kind.COMMAND,),
        "list": (Kind.PERSON,),
        "export": (Kind.PERSON, Kind.EXPORT_FORMAT),
        "stats": (Kind.PERSON, Kind.EVERYBODY, Kind.BREAKDOWN),
        "followups": (Kind.PERSON, Kind.FOLLOW_UP_ACTION),
        "evaluate": (Kind.EVALUATION,),
        "template": (Kind.ACTION, Kind.TEMPLATE_ACTION),
        "group": (Kind.ACTION,),
        "campaign": (Kind.ACTION,),
        "opportunity": (Kind.ACTION,),
        "contact": (Kind.CONTACT_ACTION,),
        "grant": (Kind.ROLE,),
        "segments": (Kind.SEGMENT_LIST,),
        "segment": (Kind.SEGMENT_ACTION,),
        "notify": (Kind.PERSON, Kind.NOTIFY, Kind.DOCUMENT_GROUP, Kind.FREQUENCY),
        "outbox": (Kind.OUTBOX_ACTION,),
        "setup documents": (Kind.DOCUMENT_TYPE, Kind.DOCUMENT_EVENT),
        "skipped": (Kind.SKIP_REASON,),
        "replay": (Kind.SKIP_REASON,),
    }
)
# Commands that may end with a note, or a description.
_NOTED = ("log", "edit", "template", "group", "campaign", "opportunity")
_FLAGS: Mapping[str, OptionSet] = MappingProxyType({"log": LOG, "edit": EDIT, "template": TEMPLATE})
_VALUES: Mapping[str, Kind] = MappingProxyType(
    {
        "eval": Kind.EVALUATION,
        "initiated": Kind.INITIATOR,
        "canceled": Kind.ANSWER,
        "postponed": Kind.ANSWER,
        "failed": Kind.ANSWER,
        "auto": Kind.ANSWER,
        "document": Kind.DOCUMENT_TYPE,
        "ignore": Kind.ANSWER,
        "wizard": Kind.WIZARD_ACTION,
        "by": Kind.PERSON,
        "for": Kind.PERSON,
    }
)


def complete(text: str, language: str) -> list[str]:
    """What can stand in place of the last word of `text` (all after its last space, be it nothing). Keys end with their colon."""
    known = vocabulary(language)
    match = _LAST.search(text)
    last = match[0] if match else ""
    command, rest = _command(known, text[: len(text) - len(last)])
    if not command:
        # Of a command of two words the last one is completed; what stands before it is there already.
        before = text[: len(text) - len(last)].lstrip().casefold()
        found = [word[len(before) :] for word in known.words(Kind.COMMAND) if word.startswith(before)]
    elif command in _NOTED and re.search(r"\w:\s", rest) and ":" not in last:
        # A note; nothing of it can be guessed.
        return []
    else:
        key, colon, _ = last.partition(":")
        kind = _KEYS.get(command)
        if colon:
            name = known.find(kind, key) if kind else ""
            values = _values(command, name)
            words = known.words(values) if values else ()
            return [f"{key}:{_quoted(word)}" for word in words if f"{key}:{word}".casefold().startswith(last.casefold())]
        found = [known.word(Kind.FLAG, flag) for flag in sorted(_FLAGS[command].flags)] if command in _FLAGS else []
        found += [word for kind_of_word in _WORDS.get(command, ()) for word in known.words(kind_of_word)]
        found += [f"{word}:" for word in known.words(kind)] if kind else []
    return [word for word in found if word and word.casefold().startswith(last.casefold())]


def _values(command: str, key: str) -> Kind | None:
    if key == "type":
        return Kind.CONTACT_TYPE if command in ("add contact", "segment") else Kind.CORRESPONDENCE
    if key == "status":
        return Kind.CAMPAIGN_STATUS if command == "campaign" else Kind.OPPORTUNITY_STATUS
    return _VALUES.get(key)


def _command(known: Vocabulary, text: str) -> tuple[str, str]:
    """The English name of the command that the text begins with, and what follows it."""
    words = text.split()
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        name = known.find(Kind.COMMAND, " ".join(words[:count]))
        if name:
            return name, " ".join(words[count:]) + " "
    return "", ""


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
