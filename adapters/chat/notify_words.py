"""The words of `notify`."""

from collections.abc import Callable

from adapters.chat.document_words import Words


def document_groups(pgettext: Callable[[str, str], str]) -> Words:
    """By the names of core.document_groups; `all` asks for nothing."""
    return {
        "all": (pgettext("value", "all documents"), pgettext("value", "all"), pgettext("value", "everything")),
        "invoices": (pgettext("value", "invoices"), pgettext("value", "invoice")),
        "credit_memos": (pgettext("value", "credit memos"), pgettext("value", "credit memo")),
        "quotes": (pgettext("value", "quotes"), pgettext("value", "quote")),
        "orders": (pgettext("value", "orders"), pgettext("value", "order")),
        "deliveries": (pgettext("value", "deliveries"), pgettext("value", "delivery")),
        "returns": (pgettext("value", "returns"), pgettext("value", "return")),
        "sales": (pgettext("value", "sales documents"), pgettext("value", "sales")),
        "purchases": (pgettext("value", "purchase documents"), pgettext("value", "purchases")),
        "service": (pgettext("value", "service documents"), pgettext("value", "service")),
    }


def actions(pgettext: Callable[[str, str], str]) -> Words:
    """What follows `notify`."""
    return {
        "here": (pgettext("command", "here"),),
        "own": (pgettext("command", "own"), pgettext("command", "mine")),
        "off": (pgettext("command", "off"), pgettext("command", "stop")),
        "on": (pgettext("command", "on"),),
        "quiet": (pgettext("command", "quiet"),),
        "mute": (pgettext("command", "mute"),),
        "remove": (pgettext("command", "remove"), pgettext("command", "delete")),
        "language": (pgettext("command", "language"),),
    }


def frequencies(pgettext: Callable[[str, str], str]) -> Words:
    """By the values of Frequency."""
    return {
        "at once": (pgettext("value", "at once"), pgettext("value", "immediately")),
        "hourly": (pgettext("value", "hourly"), pgettext("value", "every hour")),
        "daily": (pgettext("value", "daily"), pgettext("value", "every day")),
        "weekly": (pgettext("value", "weekly"), pgettext("value", "every week")),
    }


def links(pgettext: Callable[[str, str], str]) -> Words:
    """What may stand before a weekday and before a time."""
    return {"on": (pgettext("value", "on"), pgettext("value", "every")), "at": (pgettext("value", "at"),)}


def options(pgettext: Callable[[str, str], str]) -> Words:
    """The keys."""
    return {
        "template": (pgettext("option", "template"),),
        "contact": (pgettext("option", "contact"),),
        "by": (pgettext("option", "by"),),
        "above": (pgettext("option", "above"),),
        "quiet": (pgettext("option", "quiet"),),
        "on": (pgettext("option", "on"),),
        "at": (pgettext("option", "at"),),
    }
