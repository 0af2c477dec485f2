"""The words for options and filters: what stands before a colon, or alone."""

from collections.abc import Callable

from adapters.chat.document_words import Words


def flags(pgettext: Callable[[str, str], str]) -> Words:
    """Words of a new entry that stand alone."""
    return {
        "in": (pgettext("option", "in"),),
        "out": (pgettext("option", "out"),),
        "failed": (pgettext("option", "failed"),),
        "postpone": (pgettext("option", "postpone"),),
    }


def options(pgettext: Callable[[str, str], str]) -> Words:
    """Values of an entry."""
    return {
        "cost": (pgettext("option", "cost"),),
        "on": (pgettext("option", "on"),),
        "at": (pgettext("option", "at"),),
        "eval": (pgettext("option", "eval"),),
        "initiated": (pgettext("option", "initiated"),),
        "via": (pgettext("option", "via"),),
        "opp": (pgettext("option", "opp"),),
        "campaign": (pgettext("option", "campaign"),),
        "type": (pgettext("option", "type"),),
        "lang": (pgettext("option", "lang"),),
        "subject": (pgettext("option", "subject"),),
        "for": (pgettext("option", "for"),),
        "follow": (pgettext("option", "follow"),),
    }


def edit_options(pgettext: Callable[[str, str], str]) -> Words:
    """Values of an entry that is there."""
    return {
        **options(pgettext),
        "contact": (pgettext("option", "contact"),),
        "template": (pgettext("option", "template"),),
    }


def filters(pgettext: Callable[[str, str], str]) -> Words:
    """Which entries are meant."""
    return {
        "since": (pgettext("option", "since"),),
        "until": (pgettext("option", "until"),),
        "on": (pgettext("option", "on"),),
        "template": (pgettext("option", "template"),),
        "group": (pgettext("option", "group"),),
        "by": (pgettext("option", "by"),),
        "eval": (pgettext("option", "eval"),),
        "canceled": (pgettext("option", "canceled"), pgettext("option", "cancelled")),
        "postponed": (pgettext("option", "postponed"),),
        "failed": (pgettext("option", "failed"),),
        "auto": (pgettext("option", "auto"),),
        "document": (pgettext("option", "document"),),
        "document-no": (pgettext("option", "document-no"),),
        "segment": (pgettext("option", "segment"),),
        "campaign": (pgettext("option", "campaign"),),
        "company": (pgettext("option", "company"),),
        "contact": (pgettext("option", "contact"),),
        "no": (pgettext("option", "no"),),
        "text": (pgettext("option", "text"),),
    }


def statistics_filters(pgettext: Callable[[str, str], str]) -> Words:
    """Canceled entries and drafts are in no statistics."""
    words = {name: said for name, said in filters(pgettext).items() if name not in ("canceled", "postponed")}
    # The second word is what stands before a breakdown, which other languages say differently.
    by = (pgettext("option", "by"), pgettext("breakdown", "by"))
    return {**words, "by": by, "idle": (pgettext("option", "idle"),)}


def contact_fields(pgettext: Callable[[str, str], str]) -> Words:
    """Values of a contact."""
    return {
        "company": (pgettext("option", "company"),),
        "email": (pgettext("option", "email"), pgettext("option", "e-mail")),
        "phone": (pgettext("option", "phone"),),
        "title": (pgettext("option", "title"),),
        "type": (pgettext("option", "type"),),
    }


def template_fields(pgettext: Callable[[str, str], str]) -> Words:
    """Values of a template."""
    return {
        "group": (pgettext("option", "group"),),
        "cost": (pgettext("option", "cost"),),
        "initiated": (pgettext("option", "initiated"),),
        "type": (pgettext("option", "type"),),
        "lang": (pgettext("option", "lang"),),
        "campaign": (pgettext("option", "campaign"),),
        "ignore": (pgettext("option", "ignore"),),
        "wizard": (pgettext("option", "wizard"),),
    }
