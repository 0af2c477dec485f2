"""Logging: one event a line, JSON or for reading, to a stream or a file.

Events carry what is bound to the context (the request id), never the text of a message and never a secret.
"""

import logging
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO, cast

import orjson
import structlog

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def configure(form: str, level: str, stream: TextIO) -> None:
    """Sends the events of the program and of its libraries to `stream`. `form` is json or console."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    lasting = cast(TextIO, _Lasting(stream))
    last: list[structlog.typing.Processor]
    if form == "json":
        # Local variables hold what people wrote, and secrets.
        traceback = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))
        last = [traceback, structlog.processors.JSONRenderer(serializer=_as_json)]
    else:
        last = [structlog.dev.ConsoleRenderer(colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback)]
    # What libraries log comes through the standard library; the program's own events go straight to the stream.
    handler = logging.StreamHandler(lasting)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(_LEVELS[level])
    # Libraries tell of every request and statement at info; what they warn of is enough.
    for noisy in ("aiohttp", "alembic", "asyncio", "botbuilder", "msrest", "slack_bolt", "slack_sdk", "sqlalchemy"):
        logging.getLogger(noisy).setLevel(max(_LEVELS[level], logging.WARNING))
    structlog.configure(
        processors=[*shared, *last],
        logger_factory=structlog.WriteLoggerFactory(lasting),
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        cache_logger_on_first_use=False,
    )


class _Lasting:
    """A stream that loses what cannot be written: a full disk, or a pipe that nobody reads, is no reason to fail a request."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()


def _as_json(event: object, **more: Any) -> str:
    return orjson.dumps(event, more.get("default")).decode()


def to_file(form: str, level: str, path: Path) -> None:
    """As configure, into a file that is added to: for when the terminal belongs to a conversation."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    configure(form, level, path.open("a", encoding="utf-8", buffering=1))


def to_stdout(form: str, level: str) -> None:
    configure(form, level, sys.stdout)


def to_stderr(form: str, level: str) -> None:
    configure(form, level, sys.stderr)
