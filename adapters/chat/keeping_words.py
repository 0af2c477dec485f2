"""The words of `audit` and `delete-canceled`."""

from collections.abc import Callable

from adapters.chat.document_words import Words


def audit_filters(pgettext: Callable[[str, str], str]) -> Words:
    """Which records are asked for."""
    return {
        "since": (pgettext("option", "since"),),
        "until": (pgettext("option", "until"),),
        "on": (pgettext("option", "on"),),
        "by": (pgettext("option", "by"),),
        "about": (pgettext("option", "about"),),
    }


def deletion_filters(pgettext: Callable[[str, str], str]) -> Words:
    """Which canceled entries are to go."""
    return {
        "no": (pgettext("option", "no"),),
        "contact": (pgettext("option", "contact"),),
        "company": (pgettext("option", "company"),),
        "since": (pgettext("option", "since"),),
        "until": (pgettext("option", "until"),),
        "on": (pgettext("option", "on"),),
        "campaign": (pgettext("option", "campaign"),),
        "group": (pgettext("option", "group"),),
        "template": (pgettext("option", "template"),),
        "by": (pgettext("option", "by"),),
    }
