"""A long run of the encoder against the interpreter: `scripts/fuzz encoder`. Goes on where it was.

Keeps in encoder.json how many batches of `tests/fuzz/encoder.py` were tried with the encoding as it
is, and with earlier states of it, and writes ENCODER.md: both are committed, so that runs add up.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.adding import Runs, State, run
from tests.fuzz.encoder import KINDS, SECOND, batch

HERE = Path(__file__).resolve().parent
VERIFICATION = HERE.parent / "iiz_rules" / "verification"
ENCODING = ("amounts", "bits", "cnf", "days", "encoding", "space", "together", "variables")
"""what is counted for itself as soon as it says something else"""


def told(state: State) -> Sequence[str]:
    """The page: how far it has come."""
    count, kinds = state["count"], [kind.__name__ for kind in KINDS]
    rows = [
        f"| {kind} | {count[f'{kind} proved']:,} | {count[f'{kind} refuted']:,} |" for kind in kinds
    ]
    return [
        "# The encoder against the interpreter",
        "",
        "Written by `scripts/fuzz encoder`. Each run continues where the last one stopped.",
        "",
        f"{count['pairs']:,} pairs of a random program and a random situation, {count['answers']:,}"
        f" answers compared: no difference ({state['seconds'] / 60:,.0f} minutes of processor"
        f" time). Earlier versions of the encoding: {state['earlier']:,} more pairs.",
        "",
        f"Claims of every kind about random programs, put to two solvers ({SECOND} is the second):"
        " no difference. The interpreter confirms every counterexample.",
        "",
        "| claim | proved | refuted |",
        "|---|---|---|",
        *rows,
    ]


RUNS = Runs(
    "encoding",
    [VERIFICATION / f"{name}.py" for name in ENCODING],
    batch,
    HERE / "encoder.json",
    HERE / "ENCODER.md",
    told,
)

if __name__ == "__main__":
    run(RUNS, int(sys.argv[1]))
