"""A long run of all engines against the interpreter: `scripts/fuzz engines`. Goes on where it was.

Keeps in engines.json how many batches of `tests/fuzz/engines.py` were tried with the engines as
they are, and with earlier states of them, and writes ENGINES.md: both are committed, so that runs
add up.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.adding import Runs, State, run
from tests.fuzz.engines import ANEW, FORWARD, batch

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "iiz_rules"
ENGINES = ("engine/*.py", "engine/*/*.py", "escalation/durable/*.py", "language/truth.py")
"""what is counted for itself as soon as it says something else"""


def told(state: State) -> Sequence[str]:
    """The page: how far it has come."""
    count = state["count"]
    return [
        "# The engines against the interpreter",
        "",
        "Written by `scripts/fuzz engines`. Each run continues where the last one stopped.",
        "",
        f"{count['pairs']:,} pairs of a random program and a random situation, {count['answers']:,}"
        f" answers compared: no difference ({state['seconds'] / 60:,.0f} minutes of processor"
        f" time). Earlier versions of the engines: {state['earlier']:,} more pairs.",
        "",
        "| engine | what must agree | pairs |",
        "|---|---|---|",
        f"| compiled | verdicts, every step | {count['pairs']:,} |",
        f"| many worlds | verdicts; under every option of every reading | {count['pairs']:,} |",
        "| what is asked next | whatever was asked before, on whichever day |"
        f" {count['anew']:,} (every {ANEW}th) |",
        f"| columnar | verdicts, criteria, what is missing, who acts | {count['columnar']:,} |",
        f"| durable-rules | verdicts | {count['forward']:,} (every {FORWARD}th) |",
    ]


RUNS = Runs(
    "engines",
    sorted(path for pattern in ENGINES for path in PACKAGE.glob(pattern)),
    batch,
    HERE / "engines.json",
    HERE / "ENGINES.md",
    told,
)

if __name__ == "__main__":
    run(RUNS, int(sys.argv[1]))
