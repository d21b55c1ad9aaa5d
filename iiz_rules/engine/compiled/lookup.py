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
    from iiz_rules.engine.compiled.columns import Row

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
        self._numbers = {fact.id: number for number, fact in enumerate(circuit.facts)}
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
        try:
            read: Read = self.function(reader, "read")(case)
        except UNUSUAL:
            return self._flat(case)
        return read

    def _flat(self, case: dict[Any, Any]) -> Read | None:
        """Read a mapping of facts by their ids."""
        values: list[Any] = [None] * len(self.columns)
        rows = [column.open for column in self.columns]
        try:
            for name, raw in case.items():
                number = self._numbers[name]
                if raw is not None:
                    values[number], rows[number] = self.columns[number].read(raw)
            self._follow(values, rows)
        except UNUSUAL:
            return None
        return tuple(values), tuple(rows)

    def _follow(self, values: list[Any], rows: list[Row]) -> None:
        """Add the facts that follow from others or from the date."""
        for number, fact in enumerate(self.circuit.facts):
            if fact.since or fact.is_date:
                others = (self._numbers.get(name) for name in (fact.since, fact.at) if name)
                after = [None if one is None else values[one] for one in others]
                followed = self.columns[number].follow(values[number], rows[number], *after)
                values[number], rows[number] = followed

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
