"""The values of a fact that conditions can tell apart: enough to try out instead of all.

Between two neighbouring limits every value behaves alike, so the limits and their neighbours stand
for all numbers and dates; of a closed list the codes that are mentioned, and one that is not.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

from iiz_rules import ir
from iiz_rules.dates import window
from iiz_rules.engine.interpreter import Situation
from iiz_rules.values import Domain, Problem, Value, read_value

MOST_COMBINED = 6


def reachable(program: ir.Program, node: ir.Node) -> Iterator[ir.Node]:
    """Give a node and all nodes that its truth can depend on, each definition once."""
    seen: set[str] = set()
    stack = [node]
    while stack:
        for inner in ir.walk(stack.pop()):
            yield inner
            if isinstance(inner, ir.Reference) and inner.name not in seen:
                seen.add(inner.name)
                stack.append(program.definitions[inner.name].node)


def candidates(
    program: ir.Program, node: ir.Node, fact: str, situation: Situation
) -> tuple[Value, ...]:
    """Give values of a fact, at least one of each kind that the node can tell apart."""
    domain = program.facts[fact].domain
    if domain.type in ("bool", "judgement"):
        return True, False
    nodes = list(reachable(program, node))
    if domain.type == "code":
        return tuple(_codes([one for one in nodes if _reads(one, {fact})], domain))
    if domain.type == "codes":
        return tuple(_sets([one for one in nodes if _reads(one, {fact})], domain))
    alike = _compared(nodes, fact)
    found: dict[Value, None] = {}
    for name in sorted(alike & situation.facts.keys()):
        found |= dict.fromkeys(_around(situation.facts[name]))
    for inner in nodes:
        if _reads(inner, alike):
            found |= dict.fromkeys(_telling(inner, domain, situation))
    values = found or dict.fromkeys(_around(_MIDDLE[domain.type]))
    return tuple(v for v in values if not isinstance(read_value(v, domain), Problem))


def _reads(node: ir.Node, facts: set[str]) -> bool:
    return getattr(node, "fact", None) in facts


def _compared(nodes: list[ir.Node], fact: str) -> set[str]:
    """Give the facts that are compared with this one, directly or through others, and itself."""
    alike = {fact}
    pairs = [{one.fact, one.other} for one in nodes if isinstance(one, ir.Compare)]
    while any(pair & alike and not pair <= alike for pair in pairs):
        alike |= set().union(*(pair for pair in pairs if pair & alike))
    return alike


def _telling(node: ir.Node, domain: Domain, situation: Situation) -> Iterator[Value]:
    match node:
        case ir.OneOf(values=values):
            yield from values
            yield from _others(domain, values)
        case ir.Range(low=low, high=high):
            for limit in (low, high):
                if limit is not None:
                    yield from _around(limit)
        case ir.Within(side=side, stretch=stretch):
            for edge in window(situation.on, side, stretch):
                yield from _around(edge)


def _others(domain: Domain, values: tuple[Value, ...]) -> Iterator[Value]:
    """Give values that are not among those mentioned."""
    if domain.type == "text":
        yield "".join(map(str, values)) + "…"
    else:
        for value in values:
            yield from _around(value)


def _around(value: Any) -> Iterator[Value]:
    """Give a number, amount or date and its two neighbours; of anything else, only itself."""
    yield value
    step: Any = _STEP.get(type(value))
    for sign in (-1, 1) if step else ():
        try:
            yield value + sign * step
        except OverflowError:  # the calendar ends there
            continue


_STEP: dict[type, Any] = {int: 1, Decimal: Decimal("0.01"), date: timedelta(days=1)}
_MIDDLE: dict[str, Value] = {
    "int": 0,
    "chf": Decimal("0.00"),
    "date": date(2000, 1, 1),
    "text": "…",
}


def _codes(nodes: list[ir.Node], domain: Domain) -> Iterator[Value]:
    """Give the codes that some condition mentions, and one that none does; two to compare."""
    mentioned = {str(value) for one in nodes if isinstance(one, ir.OneOf) for value in one.values}
    others = 2 if any(isinstance(one, ir.Compare) for one in nodes) else 1
    yield from sorted(mentioned)
    yield from sorted(domain.codes - mentioned)[:others]


def _sets(nodes: list[ir.Node], domain: Domain) -> Iterator[Value]:
    """Give sets of every size and, of a few codes, in every combination.

    Of many codes: none, each alone, and as many as some condition asks for.
    """
    asked = [one for one in nodes if isinstance(one, ir.Members)]
    mentioned = sorted({code for one in asked for code in one.codes or domain.codes})
    codes = mentioned + sorted(domain.codes - set(mentioned))[:1]
    if len(codes) <= MOST_COMBINED:
        for size in range(len(codes) + 1):
            yield from map(frozenset, combinations(codes, size))
        return
    yield frozenset()
    yield from (frozenset({code}) for code in codes)
    for one in asked:
        among = one.codes or tuple(codes)
        for size in {one.low, one.low + 1, one.high or 0, (one.high or 0) + 1, len(among)}:
            yield frozenset(among[:size])
