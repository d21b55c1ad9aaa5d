"""Ratios that can be trusted on a machine that others use too.

Contenders and the yardstick take turns in one process, many short rounds each, and the quickest
round of each counts: whatever else runs can only make a round slower.
"""

from __future__ import annotations

import cProfile
import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

Work = Callable[[Any], object]
ROUNDS = 7
ROOT = Path(__file__).resolve().parent.parent


def seconds(work: Work, inputs: Iterable[Any]) -> float:
    """Time one round."""
    start = time.perf_counter()
    for one in inputs:
        work(one)
    return time.perf_counter() - start


def in_turn(
    yardstick: tuple[Work, Sequence[Any]],
    contenders: Mapping[str, tuple[Work, Sequence[Any]]],
    rounds: int,
) -> dict[str, tuple[float, float]]:
    """For each contender the ratio of the quickest rounds, and the median of all pairs."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, (work, inputs) in contenders.items():
            base = seconds(*yardstick) / len(yardstick[1])
            found[name].append((seconds(work, inputs) / len(inputs), base))
    quickest = min(base for pairs in found.values() for _, base in pairs)
    return {
        name: (min(taken for taken, _ in pairs) / quickest, median(a / b for a, b in pairs))
        for name, pairs in found.items()
    }


def least(work: Callable[[], object], rounds: int = ROUNDS, again: int = 1) -> float:
    """The least processor time of several rounds, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        for _ in range(again):
            work()
        times.append((time.process_time() - start) / again)
    return min(times) * 1000


def calls(work: Callable[[], object]) -> int:
    """Count the calls of functions that some work takes: about the same on every machine."""
    profiler = cProfile.Profile()
    profiler.runcall(work)
    return sum(entry.callcount for entry in profiler.getstats())


def peak(work: Callable[[], object]) -> int:
    """The most memory that some work holds at once, in bytes."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def processes(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """The least processor time in milliseconds that each command took, started in turn."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(_processor_time(command))
    return {name: min(times) * 1000 for name, times in taken.items()}


def _processor_time(command: Sequence[str]) -> float:
    """Run a command as users do, who keep the byte code of what they import."""
    kept = {name: one for name, one in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=kept)
    _, status, usage = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, command)
    return usage.ru_utime + usage.ru_stime


def python(*arguments: str) -> list[str]:
    """The command that runs this Python."""
    return [sys.executable, *arguments]
