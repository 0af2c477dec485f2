"""What every Adaptive Card has around its body."""

from adapters.chat.wording import wording
from adapters.teams import limits
from adapters.teams.cards.text import Json, block, cut, literal, run

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"


def shell(fallback: str, language: str) -> Json:
    """A card without a body; `fallback` is what is read where a client cannot show it."""
    text = literal(cut(fallback, limits.FALLBACK_TEXT))
    return {"type": "AdaptiveCard", "$schema": _SCHEMA, "version": "1.5", "lang": language, "fallbackText": text or "–"}


def left_out(language: str) -> Json:
    """Says that there is more than is shown."""
    text = wording(language).gettext("There is more than fits here. Ask for less to see the rest.")
    return block([run(text, isSubtle=True, size="small")])
