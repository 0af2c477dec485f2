"""What a process that serves Slack loads before anybody asks for more: libraries of several MB stay out until they are needed."""

import subprocess
import sys

_SERVES = "import sys, bot.running, bot.serving, bot.slack, adapters.slack.app, bot.cli; print(*sys.modules, sep='\\n')"


def test_what_only_some_need_is_not_loaded_by_all() -> None:
    loaded = subprocess.run([sys.executable, "-c", _SERVES], check=True, capture_output=True, text=True).stdout.split()
    assert "adapters.slack.app" in loaded
    assert not {"cryptography", "lxml", "xlsxwriter", "botbuilder", "obstore", "prompt_toolkit"} & set(loaded)
