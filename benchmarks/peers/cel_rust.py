"""The rules for cel (Rust), a program for each; no trace."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import cel

from benchmarks.peers.cel import ELIGIBLE, OUTSIDE, RULES

NAME = f"common-expression-language {version('common-expression-language')} (Rust)"


def make() -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Compile a program for each rule; with one context for all, which is the quickest way here."""
    outside, eligible = cel.compile(OUTSIDE).execute, cel.compile(ELIGIBLE).execute
    rest = {name: cel.compile(text).execute for name, text in RULES.items() if name != "eligible"}
    context = cel.Context

    def decide(case: dict[str, Any]) -> dict[str, Any]:
        known = context(case)
        known.add_variable("outside", outside(known))
        found = {"eligible": eligible(known)}
        known.add_variable("eligible", found["eligible"])
        return found | {name: execute(known) for name, execute in rest.items()}

    return decide
