"""A program as plain data, without a single text: what its functions are made from, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from iiz_rules.engine.leaves import KINDS

if TYPE_CHECKING:
    from datetime import date

Gate = tuple[Any, ...]
"""A kind and its operands: facts and conditions by number, values as they are.

Of a single fact, by the kinds of `engine.leaves`: `("range", fact, low, high)` and the like.
Of two: `("compare", fact, sign, other, plus)`. Of others: `("all", parts)`, `("any", parts)`,
`("at_least", n, parts)`, `("not", part)`, `("by_case", when, then, otherwise)`,
`("choice", interpretation, ((option, part), …))`.
Of nothing: `("constant", value)` and `("silent",)`.
"""

OF_FACTS = KINDS | {"compare"}


class CircuitFact(NamedTuple):
    """A fact: its type and limits, and how it follows from other facts or the date."""

    id: str
    type: str
    codes: frozenset[str]
    low: int | None
    high: int | None
    since: str | None
    at: str | None
    is_date: bool
    until_question: bool


class CircuitRule(NamedTuple):
    """A rule by numbers: its condition, its criteria, its holders, and when it is done."""

    id: str
    kind: str
    node: int
    criteria: tuple[int, ...]
    holders: tuple[int | None, ...]
    done: int | None

    @property
    def nodes(self) -> list[int]:
        """All conditions that an answer to the rule needs."""
        return [node for node in (self.node, *self.holders, self.done) if node is not None]


class Circuit(NamedTuple):
    """Everything that a program needs to be asked: its conditions, wired by their numbers."""

    canton: str
    edition: str
    digest: str
    valid_from: date | None
    valid_to: date | None
    facts: tuple[CircuitFact, ...]
    interpretations: dict[str, tuple[str, tuple[str, ...]]]
    """each with its default and its options"""
    conditions: tuple[Gate, ...]
    """each after those that it is made of"""
    rules: dict[str, CircuitRule]
    questions: tuple[str, ...]

    def of_kind(self, *kinds: str) -> tuple[str, ...]:
        """The rules of some kinds, kind by kind."""
        rules = self.rules.values()
        return tuple(rule.id for kind in kinds for rule in rules if rule.kind == kind)


def parts(condition: Gate) -> tuple[int, ...]:
    """The numbers of the conditions that a condition is made of."""
    match condition:
        case ("all" | "any", inner) | ("at_least", _, inner):
            return tuple(inner)
        case ("not" | "by_case", *inner):
            return tuple(inner)
        case ("choice", _, options):
            return tuple(part for _, part in options)
    return ()


def facts_of(condition: Gate) -> tuple[int, ...]:
    """The numbers of the facts that a condition reads itself."""
    if condition[0] == "compare":
        return condition[1], condition[3]
    return (condition[1],) if condition[0] in KINDS else ()


def needed(circuit: Circuit, numbers: list[int]) -> list[int]:
    """Conditions and all that they are made of, each once, in the order of the circuit."""
    seen: set[int] = set()
    ahead = list(numbers)
    while ahead:
        number = ahead.pop()
        if number not in seen:
            seen.add(number)
            ahead += parts(circuit.conditions[number])
    return sorted(seen)
