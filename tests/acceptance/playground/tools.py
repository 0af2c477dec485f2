"""Node, Chromium and the packages that the Playground needs, or why they are not there."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
_MODULES = HERE / "node_modules"
_NODE = 20
_NPM_SECONDS = 120


class Missing(Exception):
    """What is missing on this machine; the tests cannot run without it."""


@cache
def chromium() -> str:
    """The path of Chromium. Raises Missing."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise Missing("Chromium is not installed")


@cache
def node() -> str:
    """The path of Node, once the packages of package-lock.json are beside this file. Raises Missing."""
    path, npm = shutil.which("node"), shutil.which("npm")
    if not path or not npm:
        raise Missing("Node and npm are not installed")
    said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20, check=True).stdout
    version = re.match(r"v(\d+)", said)
    if not version or int(version[1]) < _NODE:
        raise Missing(f"Node {_NODE} or newer is needed; this is {said.strip()}")
    _install(npm)
    return path


def _install(npm: str) -> None:
    locked, done = HERE / "package-lock.json", _MODULES / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= locked.stat().st_mtime:
        return
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        result = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=_NPM_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Missing(f"npm ci took longer than {_NPM_SECONDS} s") from None
    if result.returncode:
        raise Missing(f"npm ci failed: {result.stderr.strip()[-300:]}")
