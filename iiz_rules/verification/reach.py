"""Can each criterion be met, and can it fail? Tried over all values that conditions tell apart.

The values (`engine.candidates`) stand for all others, so that trying them is a proof. Where there
are more combinations than `MOST_COMBINATIONS` nothing is claimed: the outcome is "not proved",
never "passed".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import prod
from typing import Literal

from iiz_rules import ir
from iiz_rules.diagnostics import Finding
from iiz_rules.engine.candidates import candidates, reachable
from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.truth import Truth
from iiz_rules.values import Value

MOST_COMBINATIONS = 5_000
ANY_DAY = date(2024, 3, 5)
Outcome = Literal["both", "never-met", "always-met", "not-proved"]


@dataclass(frozen=True)
class Reach:
    """What was found out about one criterion of a rule."""

    rule: str
    criterion: ir.Criterion
    outcome: Outcome


def reach(program: ir.Program) -> Iterator[Reach]:
    """Examine every criterion of every rule."""
    for rule in program.rules.values():
        for criterion in rule.criteria:
            yield Reach(rule.id, criterion, _outcome(program, criterion.node))


def unreachable(program: ir.Program) -> list[Finding]:
    """Give a finding for each criterion that no case meets, a warning where every case does."""
    return [
        Finding(
            one.outcome,
            one.criterion.node.at,
            {"criterion": one.criterion.id, "rule": one.rule},
            severity="error" if one.outcome == "never-met" else "warning",
        )
        for one in reach(program)
        if one.outcome in ("never-met", "always-met")
    ]


def _outcome(program: ir.Program, node: ir.Node) -> Outcome:
    if combinations(program, node) > MOST_COMBINATIONS:
        return "not-proved"
    truths: set[Truth] = set()
    for situation in situations(program, node):
        truths.add(evaluate(program, node, situation).truth)
        if {Truth.YES, Truth.NO} <= truths:
            return "both"
    one_sided: dict[frozenset[Truth], Outcome] = {
        frozenset({Truth.YES}): "always-met",
        frozenset({Truth.NO}): "never-met",
    }
    return one_sided.get(frozenset(truths), "not-proved")  # open: the source is silent


def combinations(program: ir.Program, node: ir.Node) -> int:
    """Count the situations that a node can tell apart."""
    facts, readings = _read(program, node)
    return prod(map(len, facts.values())) * prod(map(len, readings.values()))


def _read(
    program: ir.Program, node: ir.Node
) -> tuple[dict[str, tuple[Value, ...]], dict[str, tuple[str, ...]]]:
    """Give the facts that a node can read with their telling values, and the readings."""
    empty = Situation({}, ANY_DAY)
    facts: dict[str, tuple[Value, ...]] = {}
    readings: dict[str, tuple[str, ...]] = {}
    for inner in reachable(program, node):
        for name in (getattr(inner, "fact", None), getattr(inner, "other", None)):
            if name is not None and name not in facts:
                facts[name] = candidates(program, node, name, empty)
        if isinstance(inner, ir.Choice):
            readings[inner.interpretation] = tuple(option for option, _ in inner.options)
    return facts, readings


def situations(program: ir.Program, node: ir.Node) -> Iterator[Situation]:
    """Give a situation of each kind that a node can tell apart, under every reading."""
    facts, readings = _read(program, node)
    for options in product(*readings.values()):
        for values in product(*facts.values()):
            yield Situation(
                dict(zip(facts, values, strict=True)),
                ANY_DAY,
                dict(zip(readings, options, strict=True)),
            )
