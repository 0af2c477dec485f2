"""The words of the conversation that people type, in every language that has a catalog.

The English word of each is its name everywhere in the code. Where a word means different things, the reader's language
wins, then English; a word that two other languages use differently is known in neither.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from unicodedata import normalize

from adapters.chat import (
    command_words,
    keeping_words,
    notify_words,
    option_words,
    segment_words,
    statistics_words,
    template_words,
)
from adapters.chat.document_words import Words, document_events, document_types, skip_reasons
from adapters.chat.wording import languages, wording

_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


class Kind(StrEnum):
    """What a word can be; each kind is a namespace of its own."""

    COMMAND = "command"
    ACTION = "action"
    FLAG = "flag"
    OPTION = "option"
    EDIT_OPTION = "edit option"
    FILTER = "filter"
    CONTACT_FIELD = "contact field"
    TEMPLATE_FIELD = "template field"
    TEMPLATE_ACTION = "template action"
    WIZARD_ACTION = "wizard action"
    EVALUATION = "evaluation"
    INITIATOR = "initiator"
    CORRESPONDENCE = "correspondence"
    ANSWER = "answer"
    ROLE = "role"
    CONTACT_TYPE = "contact type"
    PERSON = "person"
    DOCUMENT_TYPE = "document type"
    DOCUMENT_EVENT = "document event"
    SKIP_REASON = "skip reason"
    SETUP_ACTION = "setup action"
    CONTACT_ACTION = "contact action"
    HELP = "help"
    DOCUMENT_GROUP = "document group"
    NOTIFY = "notify"
    NOTIFY_OPTION = "notify option"
    FREQUENCY = "frequency"
    LINK = "link"
    OUTBOX_ACTION = "outbox action"
    AUDIT_FILTER = "audit filter"
    DELETION_FILTER = "deletion filter"
    SEGMENT_ACTION = "segment action"
    SEGMENT_LIST = "segment list"
    SEGMENT_FIELD = "segment field"
    CRITERION = "criterion"
    EXPORT_FORMAT = "export format"
    FOLLOW_UP_ACTION = "follow-up action"
    STATISTICS_FILTER = "statistics filter"
    BREAKDOWN = "breakdown"
    EVERYBODY = "everybody"
    REFERENCE_FIELD = "reference field"
    CAMPAIGN_STATUS = "campaign status"
    OPPORTUNITY_STATUS = "opportunity status"


def _values(pgettext: Callable[[str, str], str]) -> dict[Kind, Words]:
    return {
        Kind.EVALUATION: {
            "very positive": (pgettext("value", "very positive"), "++"),
            "positive": (pgettext("value", "positive"), "+"),
            "neutral": (pgettext("value", "neutral"), "o"),
            # The last two are what keyboards make of "-" and "--".
            "negative": (pgettext("value", "negative"), "-", "−"),
            "very negative": (pgettext("value", "very negative"), "--", "—"),
            "none": (pgettext("value", "none"),),
        },
        Kind.INITIATOR: {
            "us": (pgettext("value", "us"),),
            "them": (pgettext("value", "them"),),
            "none": (pgettext("value", "none"),),
        },
        Kind.CORRESPONDENCE: {
            "email": (pgettext("value", "email"), pgettext("value", "e-mail")),
            "hard copy": (pgettext("value", "hard copy"), pgettext("value", "letter")),
            "fax": (pgettext("value", "fax"),),
            "none": (pgettext("value", "none"),),
        },
        Kind.ANSWER: {
            "yes": (pgettext("value", "yes"),),
            "no": (pgettext("value", "no"),),
            "all": (pgettext("value", "all"),),
        },
        Kind.ROLE: {
            "rep": (pgettext("value", "rep"),),
            "manager": (pgettext("value", "manager"),),
            "admin": (pgettext("value", "admin"),),
            "none": (pgettext("value", "none"),),
        },
        Kind.CONTACT_TYPE: {
            "company": (pgettext("value", "company"),),
            "person": (pgettext("value", "person"),),
        },
        Kind.PERSON: {"me": (pgettext("value", "me"),)},
        Kind.DOCUMENT_TYPE: document_types(pgettext),
        Kind.DOCUMENT_EVENT: document_events(pgettext),
        Kind.SKIP_REASON: skip_reasons(pgettext),
        Kind.OUTBOX_ACTION: {
            "send": (pgettext("command", "send"), pgettext("command", "resend"), pgettext("command", "retry")),
            "drop": (pgettext("command", "drop"),),
        },
        Kind.FOLLOW_UP_ACTION: {
            "done": (pgettext("command", "done"),),
            "snooze": (pgettext("command", "snooze"),),
        },
        Kind.EXPORT_FORMAT: {
            "xlsx": (pgettext("value", "xlsx"), pgettext("value", "excel")),
            "csv": (pgettext("value", "csv"),),
        },
        Kind.SETUP_ACTION: {"off": (pgettext("value", "off"),), "usual": (pgettext("value", "usual"),)},
        Kind.CONTACT_ACTION: {"erase": (pgettext("command", "erase"),)},
        Kind.HELP: {"rights": (pgettext("command", "rights"),)},
    }


def _all(language: str) -> dict[Kind, Words]:
    pgettext = wording(language).pgettext
    return {
        Kind.COMMAND: command_words.commands(pgettext),
        Kind.ACTION: command_words.actions(pgettext),
        Kind.FLAG: option_words.flags(pgettext),
        Kind.OPTION: {**option_words.options(pgettext), "segment": (pgettext("option", "segment"),)},
        Kind.EDIT_OPTION: option_words.edit_options(pgettext),
        Kind.FILTER: option_words.filters(pgettext),
        Kind.CONTACT_FIELD: option_words.contact_fields(pgettext),
        Kind.TEMPLATE_FIELD: option_words.template_fields(pgettext),
        Kind.TEMPLATE_ACTION: template_words.actions(pgettext),
        Kind.WIZARD_ACTION: template_words.wizard_actions(pgettext),
        Kind.DOCUMENT_GROUP: notify_words.document_groups(pgettext),
        Kind.NOTIFY: notify_words.actions(pgettext),
        Kind.NOTIFY_OPTION: notify_words.options(pgettext),
        Kind.FREQUENCY: notify_words.frequencies(pgettext),
        Kind.LINK: notify_words.links(pgettext),
        Kind.AUDIT_FILTER: keeping_words.audit_filters(pgettext),
        Kind.DELETION_FILTER: keeping_words.deletion_filters(pgettext),
        Kind.SEGMENT_ACTION: segment_words.actions(pgettext),
        Kind.SEGMENT_LIST: segment_words.lists(pgettext),
        Kind.SEGMENT_FIELD: segment_words.fields(pgettext),
        Kind.CRITERION: segment_words.criteria(pgettext),
        Kind.STATISTICS_FILTER: option_words.statistics_filters(pgettext),
        Kind.BREAKDOWN: statistics_words.breakdowns(pgettext),
        Kind.EVERYBODY: statistics_words.everybody(pgettext),
        Kind.REFERENCE_FIELD: statistics_words.reference_fields(pgettext),
        Kind.CAMPAIGN_STATUS: statistics_words.campaign_statuses(pgettext),
        Kind.OPPORTUNITY_STATUS: statistics_words.opportunity_statuses(pgettext),
        **_values(pgettext),
    }


def folded(said: str) -> str:
    """The form in which words are compared: case, the hyphens between letters and the accent of an é don't matter."""
    if said.isascii():
        plain = said.lower()
        if plain.isalnum():
            return plain
    else:
        plain = normalize("NFC", said.casefold()).replace("é", "e")
    if "-" in plain:
        plain = _HYPHEN.sub(" ", plain)
    return " ".join(plain.split())


def unambiguous(first: Sequence[Mapping[str, str]], others: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """One mapping of several: the first ones win in their order; where the others contradict each other, nothing is known."""
    merged: dict[str, str] = {}
    doubtful: set[str] = set()
    for mapping in others:
        for word, meaning in mapping.items():
            if merged.setdefault(word, meaning) != meaning:
                doubtful.add(word)
    for word in doubtful:
        del merged[word]
    for mapping in reversed(first):
        merged.update(mapping)
    return merged


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words for a reader: `said` maps every folded word to its English name, `shown` names to the reader's words."""

    said: Mapping[Kind, Mapping[str, str]]
    shown: Mapping[Kind, Words]

    def find(self, kind: Kind, said: str) -> str:
        """The English name of what was said, "" when it is no such word."""
        return self.said[kind].get(folded(said), "")

    def words(self, kind: Kind) -> tuple[str, ...]:
        """The usual words of a kind in the reader's language."""
        return tuple(words[0] for words in self.shown[kind].values())

    def word(self, kind: Kind, name: str) -> str:
        """The reader's usual word for an English name."""
        return self.shown[kind][name][0]


def base_language(language: str) -> str:
    """The language without its region ("nb-NO", "nb_NO" and "no" are "nb"), "en" for none."""
    code = language.replace("_", "-").split("-")[0].lower()
    return "nb" if code in ("no", "nn") else code or "en"


@cache
def _vocabulary(language: str) -> Vocabulary:
    tables = {code: _all(code) for code in languages()}
    own = tables.get(language, tables["en"])
    said = {
        kind: unambiguous(
            [_lookup(own[kind]), _lookup(tables["en"][kind])],
            [_lookup(table[kind]) for code, table in tables.items() if code not in (language, "en")],
        )
        for kind in Kind
    }
    return Vocabulary(said, own)


def _lookup(words: Words) -> dict[str, str]:
    return {folded(word): name for name, said in words.items() for word in said}


def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a reader of `language`."""
    return _vocabulary(base_language(language))
