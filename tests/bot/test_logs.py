"""The log, when it cannot be written."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from bot import logs


class FullDisk(StringIO):
    def flush(self) -> None:
        raise OSError("no space left on device")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_log_that_cannot_be_written_fails_nothing(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    stream = FullDisk()
    logs.configure(form, "info", stream)
    structlog.get_logger("ours").info("turn", outcome="done")
    logging.getLogger("theirs").warning("slow")
    assert "turn" in stream.getvalue()
    stream.close()
    structlog.get_logger("ours").info("turn", outcome="done")
    logging.getLogger("theirs").warning("slow")
    assert capsys.readouterr().err == ""
