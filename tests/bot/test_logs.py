"""The log, when it cannot be written."""

import logging
from io import StringIO

import pytest
import structlog

from bot import logs

pytestmark = pytest.mark.usefixtures("logging_as_it_was")


class FullDisk(StringIO):
    def flush(self) -> None:
        raise OSError("no space left on device")


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
