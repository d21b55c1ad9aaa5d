"""What is looked up on one date: the tables of the facts, and the function that reads a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iiz_rules.engine.compiled import reading
from iiz_rules.engine.compiled.columns import FactColumn, Unusual
from iiz_rules.language.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any

    from iiz_rules.engine.compiled.circuit import Circuit
    from iiz_rules.engine.compiled.code import GeneratedText

    Read = tuple[tuple[Any, ...], tuple[Any, ...]]
    """the value of each fact, None where it is not known, and its row"""

UNUSUAL = (Unusual, KeyError, TypeError)
"""What a generated function raises when a key, a code or a member is not what it should be."""


class Lookup:
    """Reads cases for questions of one date: each fact with the truths of all conditions on it."""

    def __init__(self, circuit: Circuit, conditions: list[list[int]], on: date) -> None:
        self.on = on
        self.circuit = circuit
        self.columns = [
            FactColumn(fact, [circuit.conditions[one] for one in numbers], on)
            for fact, numbers in zip(circuit.facts, conditions, strict=True)
        ]
        self.names = {**reading.namespace(circuit, self.columns), **truths(circuit.questions)}
        self.tree = reading.nested(circuit) or {}
        self._facts = frozenset(fact.id for fact in circuit.facts)
        self._made: dict[tuple[str, str], Callable[..., Any]] = {}

    def function(self, text: GeneratedText, name: str) -> Callable[..., Any]:
        """A generated function that looks things up in the tables of this date."""
        key = text.name, name
        function = self._made.get(key)
        if function is None:
            function = self._made[key] = text.function(name, self.names)
        return function

    def read(self, reader: GeneratedText, case: dict[Any, Any]) -> Read | None:
        """Read a mapping, nested or flat; None where it is unusual, be it fine or not."""
        read: Callable[[dict[Any, Any]], Read] = self.function(reader, "read")
        try:
            return read(case)
        except UNUSUAL:
            if not self._facts.issuperset(case):
                return None
        try:
            return read(reading.filled(self.tree, [case.get(one.id) for one in self.circuit.facts]))
        except UNUSUAL:
            return None

    def spread(self, facts: Mapping[str, Any]) -> Read:
        """Take facts that were read already."""
        values = tuple(facts.get(column.fact.id) for column in self.columns)
        rows = tuple(
            column.open if value is None else column.row(value)
            for column, value in zip(self.columns, values, strict=True)
        )
        return values, rows


def truths(rules: tuple[str, ...]) -> dict[str, Any]:
    """What the verdicts of some rules are named with."""
    return {"YES": Truth.YES, "OPEN": Truth.OPEN, "refused": dict.fromkeys(rules, Truth.NO)}
