"""The rules for Google's cel (C++), compiled with types; no trace."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from cel_expr_python import cel

from benchmarks.peers.cel import ELIGIBLE, OUTSIDE, WHOLE

NAME = f"cel-expr-python {version('cel-expr-python')} (C++)"
BOOLS = ("coordination_needed", "bilateral_tried", "bilateral_failed", "dispute_open", "eligible")
INTS = ("months_unemployed", "mandate_until", "fund_balance", "outside")


def make() -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Compile the three expressions."""
    types = cel.Type
    group, words = types.Map(types.STRING, types.DYN), types.List(types.STRING)
    known = {"person": group, "measure": group, "registrations": words, "problems": words}
    known |= dict.fromkeys(("lead", "region"), types.STRING)
    known |= dict.fromkeys(BOOLS, types.BOOL) | dict.fromkeys(INTS, types.INT)
    environment = cel.NewEnv(variables=known)
    outside, eligible, whole = map(environment.compile, (OUTSIDE, ELIGIBLE, WHOLE))

    def decide(case: dict[str, Any]) -> dict[str, Any]:
        case = {**case, "outside": outside.eval(data=case).value()}
        case["eligible"] = eligible.eval(data=case).value()
        found: dict[str, Any] = whole.eval(data=case).plain_value()
        return found

    return decide
