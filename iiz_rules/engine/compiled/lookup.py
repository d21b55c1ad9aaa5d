"""What is looked up on one date: the tables of the facts, and the function that reads a case."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from iiz_rules.engine.compiled import reading
from iiz_rules.engine.compiled.columns import Unusual
from iiz_rules.engine.leaves import compared
from iiz_rules.language.dates import shift
from iiz_rules.language.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any

    from iiz_rules.engine.compiled.columns import FactColumn
    from iiz_rules.engine.compiled.evaluation import Found
    from iiz_rules.engine.compiled.functions import Functions

    Read = tuple[tuple[Any, ...], tuple[Any, ...]]
    """the value of each fact, None where it is not known, and its row"""

UNUSUAL = (Unusual, KeyError, TypeError)
"""What a generated function raises when a key, a code or a member is not what it should be."""


class Lookup:
    """Reads cases for questions of one date: each fact with the truths of all conditions on it."""

    def __init__(self, functions: Functions, on: date) -> None:
        self.functions = functions
        self.circuit, self.on = functions.circuit, on
        self.found = functions.found_on(on)
        """what gives the row of a value, of each fact"""

    @cached_property
    def columns(self) -> list[FactColumn]:
        """The facts as cases are read on the date; what was read already needs none of them."""
        return self.functions.columns_on(self.on)

    @cached_property
    def names(self) -> dict[str, Any]:
        """Everything that the functions look up."""
        circuit = self.circuit
        return {**reading.namespace(circuit, self.columns), **truths(circuit.questions)}

    @cached_property
    def tree(self) -> reading.Tree:
        """The facts by the keys of nested mappings."""
        return reading.nested(self.circuit) or {}

    @cached_property
    def reads(self) -> Callable[[dict[Any, Any]], Read]:
        """The function that reads a case."""
        return self.functions.reader.function(self.names)

    @cached_property
    def decides(self) -> Callable[..., Found]:
        """The function that answers all questions about a case."""
        return self.functions.decider.function(self.names)

    @cached_property
    def judges(self) -> Callable[..., dict[str, Truth]]:
        """The function that finds the verdicts alone."""
        return self.functions.judge.function(self.names)

    def read(self, case: dict[Any, Any]) -> Read | None:
        """Read a mapping, nested or flat; None where it is unusual, be it fine or not."""
        reads = self.reads
        try:
            return reads(case)
        except UNUSUAL:
            if not self.functions.numbers.keys() >= case.keys():
                return None
        try:
            values = [case.get(fact.id) for fact in self.circuit.facts]
            return reads(reading.filled(self.tree, values))
        except UNUSUAL:
            return None

    def spread(self, facts: Mapping[str, Any], read: Mapping[str, int]) -> Read:
        """Take of facts that were read already those that count, each by its number."""
        values: list[Any] = [None] * len(self.found)
        rows, finders = self.functions.unknown.copy(), self.found
        for fact in facts.keys() & read.keys():
            if (value := facts[fact]) is not None:
                number = read[fact]
                values[number], rows[number] = value, finders[number](value)
        return tuple(values), tuple(rows)


def truths(rules: tuple[str, ...]) -> dict[str, Any]:
    """What the verdicts of some rules are named with, and what compares days and amounts."""
    refused = dict.fromkeys(rules, Truth.NO)
    named = {"YES": Truth.YES, "OPEN": Truth.OPEN, "refused": refused}
    return {**named, "shift": shift, "compared": compared}
