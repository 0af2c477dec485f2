"""What is logged and said of an unexpected error."""

import traceback
from secrets import choice

import structlog

from adapters.chat.card import Card, Paragraph, Tone
from adapters.chat.wording import wording

# No 0, O, 1, I: a reference is read out and typed.
_REFERENCE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

log = structlog.get_logger(__name__)


def report(event: str, error: BaseException, **more: str) -> str:
    """Logs where the error arose, and `more`, and returns the reference that finds the line.

    Not what its text is, which may quote what somebody wrote.
    """
    reference = "".join(choice(_REFERENCE) for _ in range(6))
    log.error(
        event,
        reference=reference,
        **more,
        error=f"{type(error).__module__}.{type(error).__qualname__}",
        where="".join(traceback.format_tb(error.__traceback__)),
    )
    return reference


def failed(language: str, reference: str) -> Card:
    """Says that something went wrong, with the reference."""
    _ = wording(language).gettext
    detail = _("Please try again. If it happens again, tell an admin this reference: {reference}")
    return Card(
        (_("Something went wrong"),),
        (Paragraph((detail.format(reference=reference),)),),
        tone=Tone.REFUSED,
        language=language,
    )
