"""Trying one mutant: in a copy of the checkout, in a fork that has every library in memory."""

from __future__ import annotations

import inspect
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

LIBRARIES = ("pytest", "hypothesis.strategies", "pydantic", "click", "yaml", "jsonschema", "jinja2")
HEAVY = ("numpy", "polars", "narwhals", "pandas", "pyarrow", "duckdb", "openpyxl", "scipy.stats")
FIRST = 15
"""tests tried before the others: most mutants die here, and few modules are imported"""
SETTINGS = ["-q", "-x", "--tb=no", "-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin"]
SETTINGS += ["--hypothesis-seed=0", "-W", "ignore:Module already imported"]
KILLED, SURVIVED, TIME, BROKEN = "killed", "survived", "time", "broken"
ENOUGH = 86
"""how a fork ends whose tests were all green as long as there was time"""
GIGABYTES = 8
_AGES = count(1)


def warm() -> None:
    """Import what costs time and is never mutated; forks find it in memory."""
    for library in LIBRARIES + HEAVY:
        try:
            import_module(library)
        except ImportError:
            continue
    _shorten()


def _shorten() -> None:
    """Let pydantic find the module of a frame by its name, and not among thousands.

    For the docstring of each field it looks for every frame above the class, through all modules
    that there are: with these libraries in memory two thirds of what most mutants took.
    """
    from pydantic._internal import _docs_extraction as docs

    def module_of(thing: Any) -> Any:
        if inspect.isframe(thing):
            return sys.modules.get(thing.f_globals.get("__name__", ""))
        return inspect.getmodule(thing)

    parts = {name: getattr(inspect, name) for name in dir(inspect)}
    vars(docs)["inspect"] = SimpleNamespace(**parts | {"getmodule": module_of})


@contextmanager
def copied(root: Path) -> Iterator[Path]:
    """Copy what git knows or would add; a mutant never stands in the checkout itself."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=root, check=True, capture_output=True, text=True).stdout
    with tempfile.TemporaryDirectory(prefix="iiz-rules-mutants-") as folder:
        tree = Path(folder, "tree")
        Path(folder).chmod(0o711)  # some tests go on as another user, who reads modules as well
        for name in filter(None, names.split("\0")):
            if (root / name).is_file():
                (tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / name, tree / name)
        yield tree


class Trial:
    """A plugin for one mutant: notes the test that went red, ends a run whose time is over.

    What was green until then counts as green.
    """

    def __init__(self, until: float, red: Path) -> None:
        """Remember how much processor time may have been spent, and where to write."""
        self.until, self.red = until, red

    def pytest_configure(self) -> None:
        """Let no example be made smaller: that it fails is all that is asked, and the rest long."""
        from hypothesis import Phase, settings

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutant", settings(), phases=phases, database=None)
        settings.load_profile("mutant")

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Note which test it was."""
        if report.failed:
            self.red.write_text(report.nodeid, encoding="utf-8")

    def pytest_runtest_teardown(self, item: Any) -> None:
        """Look at the clock after every test."""
        if time.process_time() > self.until:
            item.session.shouldstop = "enough"


def tried(
    tree: Path, file: str, text: str, limit: float, run: Callable[[Trial], int] | Iterable[str]
) -> str:
    """Put a text into a file, run tests until one is red or the time is over, put it back.

    Which tests: by their names, with everything imported anew, or by a function that runs them.
    """
    path = tree / file
    note_red(tree, "")
    old, stamp = path.read_bytes(), path.stat()
    path.write_text(text, encoding="utf-8", newline="")
    os.utime(path, (age := next(_AGES), age))  # of its own: bytecode is known by the time
    try:
        return _ended(tree, limit, run if callable(run) else partial(_anew, tree, [*run]))
    finally:
        path.write_bytes(old)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))


class Anew:
    """The tests of a copy, which import everything anew for each mutant."""

    def __init__(self, tree: Path) -> None:
        """Of none it is known yet whether it is green without any fault."""
        self.tree = tree
        self.green: set[str] = set()
        self.red: set[str] = set()

    def tried(self, file: str, text: str, limit: float, tests: list[str]) -> str:
        """Try a text. What is red without it, too, says nothing and is left out from then on."""
        while True:
            left = [test for test in tests if test not in self.red]
            end, name = tried(self.tree, file, text, limit, left), red(self.tree)
            if end != KILLED or not name or self._is_green(name, file):
                note_red(self.tree, name)
                return end
            self.red.add(name)

    def _is_green(self, test: str, file: str) -> bool:
        if test not in self.green:
            whole = (self.tree / file).read_text(encoding="utf-8")
            if tried(self.tree, file, whole, 60, [test]) == KILLED:
                return False
            self.green.add(test)
        return True


def red(tree: Path) -> str:
    """Name the test that was red at last; none where already its module could not be imported."""
    return _red(tree).read_text(encoding="utf-8")


def note_red(tree: Path, test: str) -> None:
    """Say which test was red."""
    _red(tree).write_text(test, encoding="utf-8")


def _red(tree: Path) -> Path:
    return tree.parent / "red"


def _ended(tree: Path, limit: float, run: Callable[[Trial], int]) -> str:
    child = os.fork()
    if not child:
        _run(tree, limit, run)
    until = time.monotonic() + 600  # for one that waits; others may use the machine
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


def _run(tree: Path, limit: float, run: Callable[[Trial], int]) -> None:
    """Be the fork: its own group, folder and limits; it never returns."""
    code = 3
    try:
        os.setpgid(0, 0)
        os.chdir(tree)
        silent = os.open(tree.parent / "output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(silent, stream)
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 60, int(limit) + 65))
        # of what is written: V8, which draws the charts, reserves far more than it uses
        resource.setrlimit(resource.RLIMIT_DATA, (GIGABYTES << 30, GIGABYTES << 30))
        code = run(Trial(time.process_time() + limit, _red(tree)))
    except BaseException:  # noqa: BLE001 - a fork must never go on as its parent
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def stand_in(tree: Path) -> None:
    """Let whatever is imported from now on come from the copy."""
    os.chdir(tree)
    os.environ |= {"PYTHONPATH": str(tree), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    sys.dont_write_bytecode = False  # in the copy: the next fork reads what this one compiled
    here = ("", os.environ.get("PWD"))
    sys.path[:] = [str(tree), *(folder for folder in sys.path if folder not in here)]
    for name in [name for name in sys.modules if name.partition(".")[0] in ("benchmarks", "tests")]:
        del sys.modules[name]


def _anew(tree: Path, tests: list[str], trial: Trial) -> int:
    import pytest

    stand_in(tree)
    for part in (tests[:FIRST], tests[FIRST:]):
        if part:
            code = int(pytest.main([*SETTINGS, *part], plugins=[trial]))
            if code == 2 and time.process_time() > trial.until:
                return ENOUGH
            if code:
                return code
    return 0
