"""Which tests run which function, and which of its lines: each mutant meets the nearest first.

As a plugin of pytest (`-p benchmarks.mutants.recording`) it notes how long each test takes; what
ran where comes out of coverage. Functions are kept by their names and lines by what stands there,
which outlive their numbers.
"""

from __future__ import annotations

import ast
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

KEPT, CLOSE = 200, 40
"""tests kept for one function, and those of them that come before any that takes long"""

_durations: Counter[str] = Counter()


def pytest_configure() -> None:
    """Let every law have a few examples: they show what it runs as well as a hundred."""
    from hypothesis import settings

    settings.register_profile("recording", settings(), max_examples=10, database=None)
    settings.load_profile("recording")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what runs without coverage, and Spark: nothing would be learned of them."""
    for test in items:
        if test.get_closest_marker("no_cover") or test.get_closest_marker("spark"):
            test.add_marker(pytest.mark.skip("nothing to learn"))


def pytest_runtest_logreport(report: Any) -> None:
    """Add up what the parts of a test took; what was skipped here stays as good as new."""
    if not report.skipped:
        _durations[report.nodeid] += report.duration


def pytest_sessionfinish(session: Any) -> None:
    """Write it down, but for the workers of a parallel run, which report to their master."""
    if not hasattr(session.config, "workerinput"):
        Path(session.config.rootpath, ".mutants", "durations.json").write_text(
            json.dumps(_durations), encoding="utf-8"
        )


def functions(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Yield every function by the name that it has in its module, the innermost of a line last."""
    for node in ast.iter_child_nodes(tree):
        name = inside
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{inside}.{node.name}".lstrip(".")
            if not isinstance(node, ast.ClassDef):
                yield name, node
        yield from functions(node, name)


def nearest(root: Path) -> dict[str, list[str]]:
    """For each `module:function`, and each `module:function:line` of it, the tests that ran it."""
    from coverage import CoverageData

    found = CoverageData(str(root / ".mutants" / "coverage"))
    found.read()
    durations = json.loads((root / ".mutants" / "durations.json").read_text(encoding="utf-8"))
    ran = defaultdict[str, set[str]](set)
    for place, tests in _ran(found, root):
        ran[place] |= tests
    spread = Counter(test for tests in ran.values() for test in tests)
    cost = {test: lines * (0.5 + durations.get(test, 0)) for test, lines in spread.items()}
    return {place: _ordered(tests, cost, durations) for place, tests in ran.items()}


def _ran(found: Any, root: Path) -> Iterator[tuple[str, set[str]]]:
    for file in found.measured_files():
        if not file.endswith(".py"):
            continue  # a template, whose lines count as those of the module made of it
        path, seen = Path(file), found.contexts_by_lineno(file)
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for name, node in functions(ast.parse(text)):
            place = f"{path.relative_to(root)}:{name}"
            for line in {getattr(part, "lineno", 0) for part in ast.walk(node)}:
                tests = {one.split("|")[0] for one in seen.get(line, ())} - {""}
                yield place, tests
                yield f"{place}:{lines[line - 1].strip()}", tests


def _ordered(tests: set[str], cost: dict[str, float], durations: dict[str, float]) -> list[str]:
    """Those that run little else and are soon done, then in turn with those that try it longest.

    The longest are mostly the laws.
    """
    close = sorted(tests, key=lambda test: (cost[test], test))
    long = sorted(tests, key=lambda test: (-min(durations.get(test, 0), 8), test))
    few, rest = close[:CLOSE], zip_longest(long, close[CLOSE:])
    return list(dict.fromkeys([*few, *(test for pair in rest for test in pair if test)]))[:KEPT]
