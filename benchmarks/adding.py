"""Long runs that add up: each goes on where another one stopped, and all are written down.

A run tries batches, each drawn from its number alone, so that none is tried twice. What was tried
with the code as it is counts for itself; what was with earlier states of it counts as earlier. A
difference ends the run with the batch that shows it.
"""

import ast
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

AT_ONCE = 10
"""batches after which it is written down how far the run has come"""
State = dict[str, Any]


class Runs(NamedTuple):
    """What is tried, of which code, and where it is written down."""

    name: str
    """what the code is called whose state counts for itself"""
    code: Iterable[Path]
    batch: Callable[[int], Counter[str]]
    state: Path
    page: Path
    told: Callable[[State], Sequence[str]]
    """the lines of the page"""


def run(runs: Runs, pairs: int) -> None:
    """Try batches until so many pairs of a program and a situation were compared in all."""
    state = _known(runs)
    while state["count"]["pairs"] < pairs:
        start, number = time.process_time(), state["batches"]
        try:
            state["count"].update(runs.batch(number))
        except BaseException:
            print(f"{runs.name}: batch {number}", file=sys.stderr)
            raise
        state["batches"] += 1
        state["seconds"] += time.process_time() - start
        if not state["batches"] % AT_ONCE:
            _keep(runs, state)
    _keep(runs, state)


def _known(runs: Runs) -> State:
    """What was tried with the code as it is; what was with another one counts as earlier."""
    known = json.loads(runs.state.read_text("utf-8")) if runs.state.exists() else {}
    now = {runs.name: _digest(runs.code)}
    state = {**now, "batches": 0, "earlier": 0, "seconds": 0.0, "count": {}} | known
    if state[runs.name] != now[runs.name]:
        earlier = state["earlier"] + state["count"]["pairs"]
        state |= {**now, "earlier": earlier, "seconds": 0.0, "count": {}}
    return state | {"count": Counter(state["count"])}


def _digest(code: Iterable[Path]) -> str:
    """What code says: without comments, layout and docstrings."""
    digest = sha256()
    for path in code:
        tree = ast.parse(path.read_bytes())
        for node in ast.walk(tree):
            match node:
                case ast.Expr(value=ast.Constant(value=str())):
                    node.value = ast.Constant(None)
        digest.update(ast.dump(tree).encode())
    return digest.hexdigest()[:16]


def _keep(runs: Runs, state: State) -> None:
    count = dict(sorted(state["count"].items()))
    kept = state | {"seconds": round(state["seconds"]), "count": count}
    runs.state.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
    runs.page.write_text("\n".join(runs.told(state)) + "\n", "utf-8")
