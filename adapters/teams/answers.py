"""What the connector answers, and what its refusals mean."""

import json
import math
from dataclasses import dataclass
from typing import Any

from adapters.teams.errors import Blocked, Busy, Gone, Refused, SendingFailed, TooLarge, Uncertain

LONGEST_PAUSE = 3_600.0  # seconds

# 403 with one of these tells that the bot is blocked or not installed. Teams puts them at several depths of the answer, also in
# JSON within its text.
_BLOCKED = (
    "MessageWritesBlocked",
    "ConversationBlockedByUser",
    "BotNotInConversationRoster",
    "BotDisabledByAdmin",
    "ForbiddenOperationException",
)
# What Teams asks to be tried again (503 is what its front answers for it). 502 and 504 are taken for refusals as Teams has it,
# though a message may, rarely, have gone through.
_REFUSED_FOR_NOW = frozenset({412, 429, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    retry_after: str
    body: bytes

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def content(self) -> dict[str, Any]:
        """The JSON object of the body; empty if it is none."""
        try:
            content = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return content if isinstance(content, dict) else {}


def failure(answer: Answer, pause: float, repeatable: bool) -> SendingFailed:
    """The error that an answer stands for. `pause` is how long to wait where it names no time, in seconds. `repeatable`: the
    request may be made again even if it was carried out.
    """
    status, text = answer.status, answer.body[:4_000].decode(errors="replace")
    error = answer.content().get("error")
    error = error if isinstance(error, dict) else {}
    code, message = str(error.get("code", "")), f"Teams answered {status}: {error.get('message') or text[:200]}"
    if status in _REFUSED_FOR_NOW or (status >= 500 and repeatable):
        return Busy(message, retry_after=_seconds(answer.retry_after, pause), status=status, code=code)
    if status >= 500:
        return Uncertain(message, status=status, code=code)
    if status == 403:
        named = next((name for name in _BLOCKED if name in text), "")
        return Blocked(message, status=status, code=named) if named else Refused(message, status=status, code=code)
    kind = {404: Gone, 410: Gone, 413: TooLarge}.get(status, Refused)
    return kind(message, status=status, code=code)


def _seconds(retry_after: str, otherwise: float) -> float:
    """The connector writes seconds; a date is answered with the usual pause."""
    try:
        seconds = float(retry_after)
    except ValueError:
        return otherwise
    return min(max(seconds, otherwise), LONGEST_PAUSE) if math.isfinite(seconds) else otherwise
