"""The names of workers, by which one that starts again on the same machine finds out which of them are gone."""

import os
import socket
from pathlib import Path


def own_name() -> str:
    """Host, process id, and when the process began, as process ids are given anew."""
    return f"{host_name()}/{os.getpid()}/{_began(os.getpid())}"


def host_name() -> str:
    return socket.gethostname().replace("/", "-")


def is_gone(name: str) -> bool:
    """Whether the process of a worker of this host has ended."""
    _, pid, began = name.split("/")
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # another user's
        pass
    if not began:
        # The system does not say when a process began; one that has our own id was before us.
        return int(pid) == os.getpid()
    return _began(int(pid)) != began


def _began(pid: int) -> str:
    """When a process began, in the kernel's own count; "" where the system does not say."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    # What follows the name, which may hold anything; see proc(5).
    return stat.rpartition(")")[2].split()[19]
