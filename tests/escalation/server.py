"""A PostgreSQL of its own for the tests, started once a run; Debian's, or whatever is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path


@cache
def programs() -> Path | None:
    """Where the programs of the server are, the newest first; None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    found += [Path(on_path)] if on_path else []
    return found[0].resolve().parent if found else None


def available() -> bool:
    """Whether a server can be started and spoken to."""
    from importlib.util import find_spec

    return programs() is not None and find_spec("psycopg") is not None


@contextmanager
def server() -> Iterator[str]:
    """Start a server for as long as somebody needs it; its address. It refuses to run as root."""
    binaries = programs()
    assert binaries
    folder = Path(tempfile.mkdtemp(prefix="iiz-pg-", dir="/tmp"))
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    how = ["-D", str(data), "-U", "iiz", "-A", "trust", "-E", "UTF8", "--no-sync"]
    init = [str(binaries / "initdb"), *how]
    subprocess.run(init, check=True, capture_output=True, user=user, cwd=folder)
    options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}"]
    running = subprocess.Popen(
        [binaries / "postgres", "-D", data, *options],
        user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(200):
            if (folder / ".s.PGSQL.5432").exists():
                break
            time.sleep(0.05)
        yield f"postgresql://iiz@/postgres?host={folder}"
    finally:
        running.send_signal(signal.SIGINT)  # without waiting for whoever is still connected
        running.wait(60)
        shutil.rmtree(folder, ignore_errors=True)
