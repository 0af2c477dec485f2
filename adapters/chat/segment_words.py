"""The words of `segment`."""

from collections.abc import Callable

from adapters.chat.document_words import Words


def actions(pgettext: Callable[[str, str], str]) -> Words:
    """What is done to a segment."""
    return {
        "create": (pgettext("command", "create"),),
        "change": (pgettext("command", "change"), pgettext("command", "edit")),
        "add": (pgettext("command", "add"),),
        "remove": (pgettext("command", "remove"), pgettext("command", "delete")),
        "reduce": (pgettext("command", "reduce"),),
        "refine": (pgettext("command", "refine"),),
        "follow-up": (pgettext("command", "follow-up"), pgettext("command", "followup")),
        "cancel": (pgettext("command", "cancel"),),
        "restore": (pgettext("command", "restore"),),
    }


def lists(pgettext: Callable[[str, str], str]) -> Words:
    """What follows `segments`."""
    return {"logged": (pgettext("value", "logged"),)}


def fields(pgettext: Callable[[str, str], str]) -> Words:
    """Values of a segment and of its contacts."""
    return {
        "template": (pgettext("option", "template"),),
        "cost": (pgettext("option", "cost"),),
        "on": (pgettext("option", "on"),),
        "type": (pgettext("option", "type"),),
        "ignore": (pgettext("option", "ignore"),),
        "lang": (pgettext("option", "lang"),),
        "campaign": (pgettext("option", "campaign"),),
        "subject": (pgettext("option", "subject"),),
        "for": (pgettext("option", "for"),),
    }


def criteria(pgettext: Callable[[str, str], str]) -> Words:
    """By what contacts are chosen."""
    return {
        "by": (pgettext("option", "by"),),
        "company": (pgettext("option", "company"),),
        "country": (pgettext("option", "country"),),
        "city": (pgettext("option", "city"),),
        "lang": (pgettext("option", "lang"),),
        "title": (pgettext("option", "title"),),
        "type": (pgettext("option", "type"),),
        "before": (pgettext("option", "before"),),
        "template": (pgettext("option", "template"),),
        "segment": (pgettext("option", "segment"),),
    }
