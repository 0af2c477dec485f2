"""Figures for Prometheus, in a registry of their own."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from core.outbox import Backlog

_SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_LATE_SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 1800.0)
CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


class Metrics:
    """Counts what the conversation, the webhook and the worker do."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "aftercall_requests", "Requests of the conversation.", ("command", "outcome"), registry=self._registry
        )
        self._seconds = Histogram(
            "aftercall_request_seconds", "How long a request took.", ("command",), buckets=_SECONDS, registry=self._registry
        )
        self._series: dict[tuple[str, str], tuple[Counter, Histogram]] = {}
        self._entries = Counter("aftercall_entries_recorded", "Interaction log entries recorded.", registry=self._registry)

        self._deliveries = Counter(
            "aftercall_document_requests", "Requests with document events.", ("status",), registry=self._registry
        )
        self._events = Counter("aftercall_document_events", "Document events.", ("status",), registry=self._registry)

        platform = ("platform",)
        self._outcomes = Counter(
            "aftercall_outbox_messages", "What became of outbox messages.", ("platform", "outcome"), registry=self._registry
        )
        self._posted = Counter("aftercall_posted", "Messages posted or made anew in chat.", platform, registry=self._registry)
        self._stops = Counter(
            "aftercall_outbox_stops", "Recipients that could not be written to.", platform, registry=self._registry
        )
        self._late = Histogram(
            "aftercall_outbox_seconds", "From due to sent.", platform, buckets=_LATE_SECONDS, registry=self._registry
        )
        self._backlog = Gauge(
            "aftercall_outbox",
            "Messages that are due, dead letters, lanes that are stopped.",
            ("state",),
            registry=self._registry,
        )
        self._waiting = Gauge(
            "aftercall_outbox_waiting_seconds",
            "How long the recipient whose messages are due longest has waited for a worker.",
            registry=self._registry,
        )
        self._jobs = Counter(
            "aftercall_jobs", "Jobs by the clock that ended in this process.", ("name", "outcome"), registry=self._registry
        )

    def answered(self, command: str, outcome: str, seconds: float) -> None:
        """A request was answered. Both words come from small closed sets, so that the number of series stays small."""
        series = self._series.get((command, outcome))
        if series is None:
            # Finding them by their labels costs more than counting.
            series = self._requests.labels(command, outcome), self._seconds.labels(command)
            self._series[command, outcome] = series
        requests, took = series
        requests.inc()
        took.observe(seconds)

    def recorded(self, entries: int) -> None:
        self._entries.inc(entries)

    def delivered(self, http_status: int, events: Mapping[str, int]) -> None:
        """A request with document events was answered; `events` are how many had which status."""
        self._deliveries.labels(str(http_status)).inc()
        for status, count in events.items():
            self._events.labels(status).inc(count)

    def sent(self, platform: str, messages: int, seconds: float) -> None:
        """One message in chat for so many of the outbox, so long after the first was due."""
        self._outcomes.labels(platform, "sent").inc(messages)
        self._posted.labels(platform).inc()
        self._late.labels(platform).observe(seconds)

    def not_sent(self, platform: str, messages: int, *, dead: bool) -> None:
        """An attempt that came to nothing; `dead`: messages that are not tried any more."""
        self._outcomes.labels(platform, "dead" if dead else "failed").inc(messages)

    def lane_stopped(self, platform: str) -> None:
        self._stops.labels(platform).inc()

    def job_ended(self, name: str, *, done: bool) -> None:
        """`done`: it did not fail. A failed one is begun again."""
        self._jobs.labels(name, "done" if done else "failed").inc()

    def backlog(self, backlog: Backlog, *, waiting: float) -> None:
        """How much is there now; `waiting`: seconds that the lane that is due longest has waited for a worker."""
        self._waiting.set(waiting)
        self._backlog.labels("due").set(backlog.due)
        self._backlog.labels("dead").set(backlog.dead)
        self._backlog.labels("stopped").set(backlog.stopped)

    def text(self) -> bytes:
        """All figures in the text format of Prometheus."""
        return generate_latest(self._registry)
