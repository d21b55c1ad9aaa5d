"""The values of a fact that conditions can tell apart: enough to try out instead of all.

Between two neighbouring limits every value behaves alike, so the limits and their neighbours stand
for all numbers and dates; of a closed list the codes that are mentioned, and one that is not.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from iiz_rules import ir
from iiz_rules.dates import shift
from iiz_rules.engine.interpreter import Situation
from iiz_rules.values import Domain, Value, Problem, read_value

UNMENTIONED = "…"


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
    found: dict[Value, None] = {}
    for inner in reachable(program, node):
        for value in _telling(inner, fact, domain, situation):
            if not isinstance(read_value(_raw(value), domain), Problem):
                found[value] = None
    return tuple(found)


def _raw(value: Value) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _telling(node: ir.Node, fact: str, domain: Domain, situation: Situation) -> Iterator[Value]:
    match node:
        case ir.OneOf(fact=name, values=values) if name == fact:
            yield from values
            yield from _others(domain, values)
        case ir.Range(fact=name, low=low, high=high) if name == fact:
            for limit in (low, high):
                if limit is not None:
                    yield from _around(limit)
        case ir.Within(fact=name, side=side, duration=duration) if name == fact:
            yield from _around(situation.on)
            yield from _around(shift(situation.on, duration, -1 if side == "last" else 1))
        case ir.Members(fact=name) if name == fact:
            yield from _sets(node, domain)
        case ir.Compare(fact=left, other=right) if fact in (left, right):
            known = situation.facts.get(right if fact == left else left)
            yield from _around(known if known is not None else _middle(domain))


def _others(domain: Domain, values: tuple[Value, ...]) -> Iterator[Value]:
    """Give a value that is not among those mentioned."""
    if domain.type == "code":
        yield from sorted(domain.codes - set(values))[:1]  # type: ignore[arg-type]
    elif domain.type == "text":
        yield "".join(map(str, values)) + UNMENTIONED
    else:
        for value in values:
            yield from _around(value)


def _around(value: Value) -> Iterator[Value]:
    """Give a number, amount or date and its two neighbours."""
    yield value
    step: Any = _STEP.get(type(value))
    for sign in (-1, 1) if step else ():
        try:
            yield value + sign * step  # type: ignore[operator]
        except OverflowError:
            continue


_STEP: dict[type, Any] = {int: 1, Decimal: Decimal("0.01"), date: timedelta(days=1)}


def _middle(domain: Domain) -> Value:
    middles: dict[str, Callable[[], Value]] = {
        "date": lambda: date(2000, 1, 1),
        "chf": lambda: Decimal("0.00"),
        "int": lambda: domain.at_least or 0,
    }
    return middles.get(domain.type, lambda: UNMENTIONED)()


def _sets(node: ir.Members, domain: Domain) -> Iterator[Value]:
    """Give sets with fewer, just enough and more members than the node asks for."""
    codes = node.codes if node.codes is not None else tuple(sorted(domain.codes))
    others = sorted(domain.codes - set(codes))[:1]
    sizes = {0, 1, node.low - 1, node.low, len(codes)}
    if node.high is not None:
        sizes |= {node.high, node.high + 1}
    for size in sorted(size for size in sizes if 0 <= size <= len(codes)):
        yield frozenset(codes[:size])
    yield from (frozenset({code}) for code in (*codes, *others))
