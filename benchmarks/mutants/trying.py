"""Trying one mutant: in a copy of the checkout, in a fork that has every library in memory."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

LIBRARIES = ("pytest", "hypothesis.strategies", "pydantic", "click", "yaml", "jsonschema", "jinja2")
HEAVY = ("numpy", "polars", "narwhals", "pandas", "pyarrow", "duckdb", "openpyxl", "scipy.stats")
FIRST = 15
"""tests tried before the others: most mutants die here, and few modules are imported"""
KILLED, SURVIVED, TIME, BROKEN = "killed", "survived", "time", "broken"
ENOUGH = 86
"""how a fork ends whose tests were all green as long as there was time"""
GIGABYTES = 8


def warm() -> None:
    """Import what costs time and is never mutated; forks find it in memory."""
    sys.dont_write_bytecode = True
    for library in LIBRARIES + HEAVY:
        try:
            import_module(library)
        except ImportError:
            continue


@contextmanager
def copied(root: Path) -> Iterator[Path]:
    """Copy what git knows or would add; a mutant never stands in the checkout itself."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=root, check=True, capture_output=True, text=True).stdout
    with tempfile.TemporaryDirectory(prefix="iiz-rules-mutants-") as folder:
        tree = Path(folder, "tree")
        for name in filter(None, names.split("\0")):
            if (root / name).is_file():
                (tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / name, tree / name)
        yield tree


class Enough:
    """A plugin that ends a run whose time is over; what was green until then counts as green."""

    def __init__(self, until: float) -> None:
        """Remember how much processor time may have been spent."""
        self.until = until

    def pytest_runtest_teardown(self, item: Any) -> None:
        """Look at the clock after every test."""
        if time.process_time() > self.until:
            item.session.shouldstop = "enough"


def tried(tree: Path, file: str, text: str, tests: list[str], limit: int) -> str:
    """Put a text into a file, run tests until one is red or the time is over, put it back."""
    path = tree / file
    old, stamp = path.read_bytes(), path.stat()
    path.write_text(text, encoding="utf-8", newline="")
    try:
        return _ended(tree, tests, limit)
    finally:
        path.write_bytes(old)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))


def _ended(tree: Path, tests: list[str], limit: int) -> str:
    child = os.fork()
    if not child:
        _run(tree, tests, limit)
    until = time.monotonic() + 60 * limit  # for one that waits; others may use the machine
    while True:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            break
        if time.monotonic() > until:
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.02)
    _end_all(child)
    code = os.waitstatus_to_exitcode(status)
    known = {0: SURVIVED, 1: KILLED, 2: KILLED, ENOUGH: SURVIVED, -9: TIME, -24: TIME}
    return known.get(code, BROKEN)  # also a library that crashed: no test went red


def _end_all(group: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _run(tree: Path, tests: list[str], limit: int) -> None:
    """Be the fork: its own group, folder, cache and limits; it never returns."""
    code = 3
    try:
        os.setpgid(0, 0)
        os.chdir(tree)
        silent = os.open(tree.parent / "output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(silent, stream)
        resource.setrlimit(resource.RLIMIT_CPU, (limit + 60, limit + 65))
        # of what is written: V8, which draws the charts, reserves far more than it uses
        resource.setrlimit(resource.RLIMIT_DATA, (GIGABYTES << 30, GIGABYTES << 30))
        os.environ |= {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
        here = ("", os.environ.get("PWD"))
        sys.path[:] = [str(tree), *(folder for folder in sys.path if folder not in here)]
        for name in [
            name for name in sys.modules if name.partition(".")[0] in ("benchmarks", "tests")
        ]:
            del sys.modules[name]
        code = _tested(tests, time.process_time() + limit)
    except BaseException:  # noqa: BLE001 - a fork must never go on as its parent
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _tested(tests: list[str], until: float) -> int:
    import pytest

    alone = [
        option for name in ("cacheprovider", "xdist", "cov") for option in ("-p", f"no:{name}")
    ]
    settings = ["-q", "-x", *alone, "--hypothesis-seed=0", "-W", "ignore:Module already imported"]
    for part in (tests[:FIRST], tests[FIRST:]):
        if part:
            code = int(pytest.main([*settings, *part], plugins=[Enough(until)]))
            if code == 2 and time.process_time() > until:
                return ENOUGH
            if code:
                return code
    return 0
