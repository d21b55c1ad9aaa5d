"""Loads, checks and compiles the policy of two thousand lines, without a cache; prints the times.

`python -m benchmarks.cold FOLDER`: milliseconds of processor time for the load in a process that
has imported everything, and for the first decision after it.
"""

from __future__ import annotations

import os
import sys
import time

os.environ["IIZ_CACHE"] = "off"

import iiz_rules as iiz
from benchmarks.first import CASE

ROUNDS = 7


def main() -> None:
    """Measure, the imports left out by a first load."""
    iiz.load("benchmarks/policy", on="2024-10-01").decide(CASE)
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        policy = iiz.load(sys.argv[1], on="2024-10-01")
        loaded = time.process_time()
        policy.decide(CASE)
        found.append((loaded - start, time.process_time() - loaded))
    load, compiled = (min(times) * 1000 for times in zip(*found, strict=True))
    print(f"{load:.1f} {compiled:.1f}")


if __name__ == "__main__":
    main()
