"""A program as plain data: what the generated functions are made from, and the cache keeps."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

Condition = tuple["Any", ...]
"""A kind and its operands: facts and conditions by number, values as they are.

Of a single fact: `("one_of", fact, values)`, `("range", fact, low, high)`,
`("within", fact, side, stretch)`, `("members", fact, codes, low, high)`,
`("judgement", fact, roles)`.
Of two: `("compare", fact, sign, other)`. Of other conditions: `("all", parts)`, `("any", parts)`,
`("at_least", n, parts)`, `("not", part)`, `("choice", reading, ((option, part), …))`.
Of nothing: `("constant", value)` and `("silent",)`.
"""

OF_ONE_FACT = frozenset({"one_of", "range", "within", "members", "judgement"})


class PlannedFact:
    """A fact: its type and limits, and how it follows from other facts or the date."""

    __slots__ = ("at", "codes", "high", "id", "is_date", "low", "since", "type")

    def __init__(
        self,
        id: str,
        type: str,
        codes: frozenset[str],
        low: int | None,
        high: int | None,
        since: str | None,
        at: str | None,
        is_date: bool,
    ) -> None:
        self.id, self.type, self.codes, self.low, self.high = id, type, codes, low, high
        self.since, self.at, self.is_date = since, at, is_date


class PlannedRule:
    """A rule by numbers: its condition, its criteria, its holders, and when it is done."""

    __slots__ = ("criteria", "done", "holders", "id", "kind", "node")

    def __init__(
        self,
        id: str,
        kind: str,
        node: int,
        criteria: tuple[int, ...],
        holders: tuple[int | None, ...],
        done: int | None,
    ) -> None:
        self.id, self.kind, self.node = id, kind, node
        self.criteria, self.holders, self.done = criteria, holders, done

    @property
    def nodes(self) -> list[int]:
        """All conditions that an answer to the rule needs."""
        return [one for one in (self.node, *self.holders, self.done) if one is not None]


class Plan:
    """Everything that a program needs to be asked, without a single text."""

    __slots__ = (
        *("canton", "conditions", "digest", "edition", "facts", "questions"),
        *("readings", "rules", "valid_from", "valid_to"),
    )

    def __init__(
        self,
        *,
        canton: str,
        edition: str,
        digest: str,
        valid_from: date | None,
        valid_to: date | None,
        facts: tuple[PlannedFact, ...],
        readings: dict[str, tuple[str, tuple[str, ...]]],
        conditions: tuple[Condition, ...],
        rules: dict[str, PlannedRule],
        questions: tuple[str, ...],
    ) -> None:
        self.canton, self.edition, self.digest = canton, edition, digest
        self.valid_from, self.valid_to = valid_from, valid_to
        self.facts = facts
        self.readings = readings
        """each interpretation with its default and its options"""
        self.conditions = conditions
        """each after those that it is made of"""
        self.rules = rules
        self.questions = questions

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """Name the rules of a kind."""
        return tuple(rule.id for rule in self.rules.values() if rule.kind == kind)


def parts(condition: Condition) -> tuple[int, ...]:
    """Give the numbers of the conditions that a condition is made of."""
    match condition:
        case ("all" | "any", inner) | ("at_least", _, inner):
            return tuple(inner)
        case ("not", inner):
            return (inner,)
        case ("choice", _, options):
            return tuple(part for _, part in options)
    return ()


def facts_of(condition: Condition) -> tuple[int, ...]:
    """Give the numbers of the facts that a condition reads itself."""
    if condition[0] == "compare":
        return condition[1], condition[3]
    return (condition[1],) if condition[0] in OF_ONE_FACT else ()


def needed(plan: Plan, numbers: list[int]) -> list[int]:
    """Give conditions and all that they are made of, each once, in the order of the plan."""
    seen: set[int] = set()
    ahead = list(numbers)
    while ahead:
        number = ahead.pop()
        if number not in seen:
            seen.add(number)
            ahead += parts(plan.conditions[number])
    return sorted(seen)
