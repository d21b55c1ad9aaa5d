"""The figures as a page."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

PAGE = Path(__file__).resolve().parent / "RESULTS.md"
GOALS = {
    "verdicts and full trace": 1.8,
    "verdicts only": 1.5,
    "with one criterion explained in German": 4.0,
}
MANY_GOALS = {"Polars": 1.3, "DuckDB": 1.3}
PACKAGES = ("iiz-rules", "narwhals", "polars", "duckdb")
STARTING, IMPORTING, LOADING = 5.0, 60.0, 400.0


@dataclass(frozen=True)
class Results:
    """What was measured in one run."""

    one_case: dict[str, tuple[float, float]]
    others: dict[str, tuple[float, float]]
    starts: dict[str, float]
    lines: int
    load: float
    compiled: float
    many: dict[str, tuple[float, float]]


def write(found: Results) -> None:
    """Write the page, and show it."""
    text = "\n".join(_page(found)) + "\n"
    PAGE.write_text(text, encoding="utf-8")
    print(text)


HEAD = """# What it costs

Written by `scripts/bench`, all in one run. Compare ratios, not times. Each ratio is the fastest of
many short rounds, alternating with the baseline; the median of all pairs is in brackets.
{machine}; {versions}.

## One case, 47 rules

Baseline: the same rules written by hand in plain two-valued Python, without reasons and without
input validation (`by_hand.py`).

| what | ratio | goal |
|---|---|---|"""
MANY = """
## A million cases at once

Baseline: the same rules written by hand for the same frame, forty answers in two-valued logic.
Ours are the three-valued verdicts of all 47 rules, with the limits of every number checked.

| what | ratio | goal |
|---|---|---|"""
START = """
## Start

Processor time of whole processes. Baseline: `python -c pass`. Our edition is in the cache.

| what | ratio | goal |
|---|---|---|"""


def _page(found: Results) -> Iterator[str]:
    yield HEAD.format(machine=_machine(), versions=_versions())
    for name, pair in found.one_case.items():
        yield f"| {name} | {_pair(pair)} | {_goal(pair[0], GOALS.get(name), '×')} |"
    for name, pair in found.others.items():
        yield f"| {name}, without a trace | {_pair(pair)} | |"
    yield MANY
    for name, pair in found.many.items():
        yield f"| {name} | {_pair(pair)} | {_goal(pair[0], MANY_GOALS.get(name), '×')} |"
    yield START
    nothing = found.starts["nothing"]
    for name in (one for one in found.starts if one not in ("nothing", "import iiz_rules")):
        goal = STARTING if name == "first decision" else None
        ratio = found.starts[name] / nothing
        yield f"| {name} | {ratio:.1f} × | {_goal(ratio, goal, '×')} |"
    more = round(found.starts["import iiz_rules"] - nothing)
    yield f"| import iiz_rules, over bare Python | {more} ms | {_goal(more, IMPORTING, 'ms')} |"
    cold = found.load + found.compiled
    what = f"{found.lines} lines loaded, checked, compiled, first decision, without a cache"
    yield f"| {what} | {cold:.0f} ms | {_goal(cold, LOADING, 'ms')} |"


def _versions() -> str:
    others = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"Python {platform.python_version()}, {others}"


def _machine() -> str:
    names = Path("/proc/cpuinfo")
    lines = names.read_text("utf-8").splitlines() if names.exists() else []
    models = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return f"{models[0] if models else platform.machine()}, {os.cpu_count()} processors"


def _pair(pair: tuple[float, float]) -> str:
    quickest, middle = pair
    return f"{quickest:.2f} × ({middle:.2f})"


def _goal(value: float, goal: float | None, unit: str) -> str:
    if goal is None:
        return ""
    return f"≤ {goal:g} {unit} {'✓' if value <= goal else '✗'}"
