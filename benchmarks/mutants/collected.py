"""All tests in memory, once: for a mutant a fork exchanges the code of its functions and runs some.

Nothing is imported or collected anew, so that most mutants die in a second. What runs when a module
is imported cannot be exchanged; neither that nor what survives here is settled: it is tried again
in a fork that imports everything (`trying`).
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
import tempfile
import time
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from inspect import CO_NEWLOCALS
from itertools import pairwise
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from benchmarks.mutants import trying
from benchmarks.mutants.operators import Mutant
from benchmarks.mutants.trying import Trial

LATE = (
    "tests/cases/test_ahv.py",
    "tests/cases/test_communes.py",
    "tests/frames/test_columns.py",
    "tests/typing/promises.py",
)
"""These start threads when they are imported, which do not outlive a fork: each imports them."""
READ_ANEW = ("iiz_rules/language/checks/", "iiz_rules/language/compiler/")
"""What makes an edition out of its files; for all else it may come out of the cache."""


def exchangeable(old: str, new: str) -> bool:
    """Tell whether two texts of a module differ within functions alone."""
    return _imported(compile(old, "", "exec")) == _imported(compile(new, "", "exec"))


def _imported(code: CodeType) -> tuple[Any, ...]:
    """What runs on import: the code of a module and of its classes, without that of functions."""
    parts = [
        _imported(part) if _of_class(part) else repr(type(part))
        for part in code.co_consts
        if isinstance(part, CodeType)
    ]
    plain = [repr(part) for part in code.co_consts if not isinstance(part, CodeType)]
    return code.co_code, code.co_names, plain, parts


def _of_class(code: CodeType) -> bool:
    return not code.co_flags & CO_NEWLOCALS


def _codes(code: CodeType) -> Iterator[CodeType]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from _codes(part)


def _by_name(text: str, path: str) -> dict[str, list[CodeType]]:
    named = defaultdict[str, list[CodeType]](list)
    for code in _codes(compile(text, path, "exec")):
        named[code.co_qualname].append(code)
    return named


class Collected:
    """Every test of a copy of the checkout, ready to run in forks."""

    def __init__(self, tree: Path) -> None:
        """Import and collect; what is loaded meanwhile is kept in a cache of its own."""
        self.tree, self.cache = tree, tree.parent / "cache"
        os.environ["IIZ_CACHE"] = str(self.cache)
        trying.stand_in(tree)
        from _pytest.config import _prepareconfig
        from _pytest.main import Session

        self.late = False
        self.config = _prepareconfig(trying.SETTINGS, [self])
        self.config._do_configure()
        self.session = Session.from_config(self.config)
        self.config.hook.pytest_sessionstart(session=self.session)
        self.config.hook.pytest_collection(session=self.session)
        quick = (item for item in self.session.items if not item.get_closest_marker("spark"))
        self.items = {item.nodeid: item for item in quick}
        self.green: set[str] = set()
        """those that were seen to be green without any fault"""
        self.functions = defaultdict[str, list[FunctionType]](list)
        gc.unfreeze()
        for thing in gc.get_objects():
            if type(thing) is FunctionType:
                self.functions[thing.__code__.co_filename].append(thing)
        gc.freeze()

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Leave out what starts threads, but in a fork."""
        return True if str(collection_path).endswith(LATE) and not self.late else None

    def tried(self, mutant: Mutant, tests: list[str], limit: float) -> str:
        """Run tests in a fork with this fault until one is red or the time is over.

        What is red without the fault, too, says nothing of it, and is left out from then on.
        """
        old = (self.tree / mutant.file).read_text(encoding="utf-8")
        if not exchangeable(old, mutant.text):
            return trying.BROKEN
        while (end := self._ended(mutant, old, tests, limit)) == trying.KILLED:
            red = trying.red(self.tree)
            if red in self.green or self._is_green(red, replace(mutant, text=old)):
                trying.note_red(self.tree, red)
                break
            del self.items[red]
        return end

    def _is_green(self, test: str, whole: Mutant) -> bool:
        if self._ended(whole, whole.text, [test], 60) == trying.KILLED:
            return False
        self.green.add(test)
        return True

    def _ended(self, mutant: Mutant, old: str, tests: list[str], limit: float) -> str:
        with tempfile.TemporaryDirectory(prefix="iiz-rules-mutants-cache-") as folder:
            run = partial(self._run, mutant, old, tests, folder)
            return trying.tried(self.tree, mutant.file, mutant.text, limit, run)

    def _run(self, mutant: Mutant, old: str, tests: list[str], cache: str, trial: Trial) -> int:
        """Be a fork with this fault."""
        os.environ["IIZ_CACHE"] = cache
        if mutant.file.startswith(READ_ANEW):
            sys.modules["iiz_rules.cache.snapshot"]._code.cache_clear()
        else:
            shutil.copytree(self.cache, cache, copy_function=os.link, dirs_exist_ok=True)
        self._exchange(mutant, old)
        self.config.pluginmanager.register(trial)
        trial.pytest_configure()
        signal.signal(signal.SIGPROF, lambda *_: os._exit(trying.ENOUGH))  # whatever runs then
        signal.setitimer(signal.ITIMER_PROF, 2 * (trial.until - time.process_time()))
        for names in (tests[: trying.FIRST], tests[trying.FIRST :]):
            for item, after in pairwise([*self._items(names), None]):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                if self.session.shouldfail:
                    return 1
                if self.session.shouldstop:
                    return trying.ENOUGH
        return 0

    def _items(self, names: Iterable[str]) -> Iterator[Any]:
        files = dict.fromkeys(name.partition("::")[0] for name in names)
        yield from (self.items[name] for name in names if name in self.items)
        if late := [file for file in files if file in LATE]:
            self.late = True
            wanted = {*names}
            for item in self.session.perform_collect(late):
                if not wanted.isdisjoint((item.nodeid, item.nodeid.partition("[")[0])):
                    yield item

    def _exchange(self, mutant: Mutant, old: str) -> None:
        """Exchange the code of every function of the module that the mutant changes."""
        path = str(self.tree / mutant.file)
        new = _by_name(mutant.text, path)
        pairs = {
            (name, before.co_firstlineno): after
            for name, codes in _by_name(old, path).items()
            for before, after in zip(codes, new.get(name, ()), strict=False)
        }
        warnings.simplefilter("ignore")
        for function in self.functions[path]:
            code = function.__code__
            other = pairs.get((code.co_qualname, code.co_firstlineno))
            if other is not None and len(other.co_freevars) == len(code.co_freevars):
                function.__code__ = other
