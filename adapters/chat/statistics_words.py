"""The words of statistics, campaigns and opportunities that people type."""

from collections.abc import Callable

from adapters.chat.document_words import Words


def breakdowns(pgettext: Callable[[str, str], str]) -> Words:
    return {
        "template": (pgettext("value", "template"),),
        "group": (pgettext("value", "group"),),
        "salesperson": (pgettext("value", "salesperson"), pgettext("value", "rep")),
        "week": (pgettext("value", "week"),),
        "evaluation": (pgettext("value", "evaluation"),),
        "contact": (pgettext("value", "contact"), pgettext("value", "person")),
        "segment": (pgettext("value", "segment"),),
        "campaign": (pgettext("value", "campaign"),),
    }


def everybody(pgettext: Callable[[str, str], str]) -> Words:
    return {"team": (pgettext("value", "team"), pgettext("value", "everybody"))}


def reference_fields(pgettext: Callable[[str, str], str]) -> Words:
    return {"status": (pgettext("option", "status"),)}


def campaign_statuses(pgettext: Callable[[str, str], str]) -> Words:
    return {
        "active": (pgettext("value", "active"),),
        "planned": (pgettext("value", "planned"),),
        "closed": (pgettext("value", "closed"),),
    }


def opportunity_statuses(pgettext: Callable[[str, str], str]) -> Words:
    return {
        "open": (pgettext("value", "open"),),
        "won": (pgettext("value", "won"),),
        "lost": (pgettext("value", "lost"),),
    }
