"""What is logged of an unexpected error."""

import secrets
import traceback

import structlog

log = structlog.get_logger(__name__)


def report(event: str, error: BaseException) -> str:
    """Logs where the error arose and returns the reference that finds the line.

    Not what its text is, which may quote what somebody wrote.
    """
    reference = secrets.token_hex(3).upper()
    log.error(
        event,
        reference=reference,
        error=f"{type(error).__module__}.{type(error).__qualname__}",
        where="".join(traceback.format_tb(error.__traceback__)),
    )
    return reference
