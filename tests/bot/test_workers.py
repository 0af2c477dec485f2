"""Workers of this machine that are gone are told from those that are at work."""

import os
import subprocess
import sys

from bot.workers import host_name, is_gone, own_name


def test_names() -> None:
    host, pid, began = own_name().split("/")
    assert (host, pid, began.isdigit()) == (host_name(), str(os.getpid()), True)
    assert own_name() == own_name()


def test_who_is_gone() -> None:
    assert not is_gone(own_name())
    # The process id was given anew.
    assert is_gone(f"{host_name()}/{os.getpid()}/1")
    # Where the system tells no beginnings, whoever had our process id was before us.
    assert is_gone(f"{host_name()}/{os.getpid()}/")
    assert not is_gone(f"{host_name()}/{os.getppid()}/")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        assert not is_gone(f"{host_name()}/{other.pid}/")
        assert other.stdin
        other.stdin.close()
        other.wait()
        assert is_gone(f"{host_name()}/{other.pid}/")
