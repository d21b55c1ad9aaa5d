"""A PostgreSQL of its own for the tests: Debian's, or whatever is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
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
    return programs() is not None and find_spec("psycopg") is not None


class Server:
    """A server with its files in a folder of its own. It refuses to run as root."""

    def __init__(self) -> None:
        binaries = programs()
        assert binaries
        self.binaries = binaries
        self.folder = Path(tempfile.mkdtemp(prefix="iiz-pg-"))
        self.user = "nobody" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
            for parent in self.folder.parents:
                if parent.is_relative_to(tempfile.gettempdir()) and parent.stat().st_uid == 0:
                    parent.chmod(parent.stat().st_mode | 0o011)
        how = ["-D", self.data, "-U", "iiz", "-A", "trust", "-E", "UTF8", "--no-sync"]
        init = [str(binaries / "initdb"), *how]
        subprocess.run(init, check=True, capture_output=True, user=self.user, cwd=self.folder)
        self.running: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    @property
    def address(self) -> str:
        return f"postgresql://iiz@/postgres?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it lets somebody in."""
        import psycopg

        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={self.folder}"]
        self.running = subprocess.Popen(
            [str(self.binaries / "postgres"), "-D", self.data, *options],
            user=self.user, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(600):
            try:
                psycopg.connect(self.address).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(self.address)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it without waiting for who is connected; SIGQUIT: as if the machine had crashed."""
        assert self.running
        self.running.send_signal(how)
        self.running.wait(60)
        self.running = None


@contextmanager
def server() -> Iterator[Server]:
    """Have a server for as long as somebody needs it."""
    one = Server()
    one.start()
    try:
        yield one
    finally:
        if one.running:
            one.stop()
        shutil.rmtree(one.folder, ignore_errors=True)
