"""What is told of each turn: one line in the log, and the figures."""

import structlog

from adapters.chat.turn import Reply, Turn
from bot.metrics import Metrics

_RECORDING = ("log", "again")
_log = structlog.stdlib.get_logger(__name__)


class Observer:
    """Hears of every turn. Neither what was said nor what was answered goes into the log."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def __call__(self, turn: Turn, reply: Reply, seconds: float) -> None:
        command = reply.command or "unknown"
        self._metrics.answered(command, reply.outcome, seconds)
        if command in _RECORDING and reply.outcome == "done" and not reply.replay:
            self._metrics.recorded(len(reply.entry_nos))
        _log.info(
            "turn",
            platform=turn.identity.platform,
            command=command,
            outcome=reply.outcome,
            entries=list(reply.entry_nos),
            replay=reply.replay,
            ms=round(seconds * 1000, 1),
        )
