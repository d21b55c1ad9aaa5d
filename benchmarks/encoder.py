"""A long run of the encoder against the interpreter: `scripts/fuzz encoder`. Goes on where it was.

Keeps in encoder.json how many batches of `tests/fuzz/encoder.py` were tried with the encoding as it
is, and with earlier states of it, and writes ENCODER.md: both are committed, so that runs add up. A
batch is drawn from its number alone, and none is tried twice. A difference ends the run with the
batch that shows it.
"""

import ast
import json
import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.fuzz.encoder import KINDS, SECOND, batch

HERE = Path(__file__).resolve().parent
STATE, PAGE = HERE / "encoder.json", HERE / "ENCODER.md"
VERIFICATION = HERE.parent / "iiz_rules" / "verification"
ENCODING = ("amounts", "bits", "cnf", "days", "encoding", "space", "together", "variables")
"""what is counted for itself as soon as it says something else"""
AT_ONCE = 10
"""batches after which it is written down how far the run has come"""


def main(pairs: int) -> None:
    """Try batches until so many pairs of a program and a situation were compared in all."""
    state = _known()
    while state["count"]["pairs"] < pairs:
        start, number = time.process_time(), state["batches"]
        try:
            state["count"].update(batch(number))
        except BaseException:
            print(f"encoder: batch {number}", file=sys.stderr)
            raise
        state["batches"] += 1
        state["seconds"] += time.process_time() - start
        if not state["batches"] % AT_ONCE:
            _keep(state)
    _keep(state)


def _known() -> dict[str, Any]:
    """What was tried with the encoding as it is; what was with another one counts as earlier."""
    known = json.loads(STATE.read_text("utf-8")) if STATE.exists() else {}
    state = {"encoding": _digest(), "batches": 0, "earlier": 0, "seconds": 0.0, "count": {}} | known
    if state["encoding"] != _digest():
        earlier = state["earlier"] + state["count"]["pairs"]
        state |= {"encoding": _digest(), "earlier": earlier, "seconds": 0.0, "count": {}}
    return state | {"count": Counter(state["count"])}


def _digest() -> str:
    """What the encoding says: its code without comments, layout and docstrings."""
    digest = sha256()
    for name in ENCODING:
        tree = ast.parse((VERIFICATION / f"{name}.py").read_bytes())
        for node in ast.walk(tree):
            match node:
                case ast.Expr(value=ast.Constant(value=str())):
                    node.value = ast.Constant(None)
        digest.update(ast.dump(tree).encode())
    return digest.hexdigest()[:16]


def _keep(state: dict[str, Any]) -> None:
    count = state["count"]
    told = state | {"seconds": round(state["seconds"]), "count": dict(sorted(count.items()))}
    STATE.write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    kinds = [kind.__name__ for kind in KINDS]
    rows = [
        f"| {kind} | {count[f'{kind} proved']:,} | {count[f'{kind} refuted']:,} |" for kind in kinds
    ]
    lines = [
        "# The encoder against the interpreter",
        "",
        "Written by `scripts/fuzz encoder`, which goes on where it was.",
        "",
        f"{count['pairs']:,} pairs of a random program and a random situation, {count['answers']:,}"
        f" answers compared, no difference ({state['seconds'] / 60:,.0f} minutes of processor"
        f" time). With earlier states of the encoding {state['earlier']:,} more pairs.",
        "",
        f"Claims of every kind about random programs, put to two solvers ({SECOND} is the second),"
        " no difference; each case that refutes one is confirmed by the interpreter:",
        "",
        "| claim | proved | refuted |",
        "|---|---|---|",
        *rows,
    ]
    PAGE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]))
