"""What is told of each turn, each delivery of document events and each message sent: one line in the log, and the figures."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog

from adapters.chat.turn import Reply, Turn
from bot.metrics import Metrics
from core.document import DocumentStatus
from core.outbox import MessageKind

if TYPE_CHECKING:
    from adapters.documents.door import Delivery

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


def delivery_observer(metrics: Metrics) -> "Callable[[Delivery], None]":
    """Hears of every request with document events. Nothing that was in it goes into the log."""

    def observe(delivery: "Delivery") -> None:
        counts = {status.value: delivery.outcomes.get(status, 0) for status in DocumentStatus}
        metrics.delivered(delivery.status, counts)
        metrics.recorded(counts[DocumentStatus.RECORDED])
        _log.log(
            logging.INFO if delivery.status == HTTPStatus.OK else logging.WARNING,
            "documents",
            status=int(delivery.status),
            **counts,
            **({"reason": delivery.reason} if delivery.reason else {}),
            ms=round(delivery.seconds * 1000, 1),
        )

    return observe


class OutboxObserver:
    """Hears of what became of outbox messages. Nothing that is in them goes into the log."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def sent(self, platform: str, kind: MessageKind, messages: int, seconds: float) -> None:
        self._metrics.sent(platform, messages, seconds)
        _log.info("sent", platform=platform, kind=kind, messages=messages, ms=round(seconds * 1000, 1))

    def failed(self, platform: str, kind: MessageKind, messages: int, reason: str, *, dead: bool) -> None:
        self._metrics.not_sent(platform or "none", messages, dead=dead)
        _log.warning("not sent", platform=platform, kind=kind, messages=messages, reason=reason, dead=dead)

    def stopped(self, platform: str, reason: str) -> None:
        self._metrics.lane_stopped(platform or "none")
        _log.warning("recipient cannot be written to", platform=platform, reason=reason)
