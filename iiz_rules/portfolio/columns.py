"""Conditions as columns: the nodes of a program for all rows at once.

A truth is a nullable boolean, null is open; Polars' `&`, `|`, `~` and comparisons on those are
exactly Kleene's. The interpreter defines; the tests compare row by row.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import Any

import polars as pl

from iiz_rules.language.dates import window
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Value

ON = "on"
"""The column with the date of the question."""


def named(fact: str) -> str:
    """Name the column of a fact."""
    return f"fact:{fact}"


def plain(value: Any) -> Any:
    """Give a value as columns hold it: amounts as whole Rappen.

    >>> plain(Decimal("12.50"))
    1250
    """
    return int(value * 100) if isinstance(value, Decimal) else value


@dataclass
class Columns:
    """Builds the columns of a program under the readings chosen; each definition once."""

    program: Program
    options: Mapping[str, str]
    days: tuple[date, ...]
    """the dates of the question that occur"""
    defined: dict[str, pl.Expr] = field(default_factory=dict)

    def of(self, node: conditions.Condition) -> pl.Expr:
        """Give the truth of a node, row by row."""
        return _BUILD[type(node)](self, node)

    def rule(self, name: str) -> pl.Expr:
        """Give the verdict of a rule."""
        return self.reference(conditions.Reference(f"rule:{name}"))

    def reference(self, node: conditions.Reference) -> pl.Expr:
        """Give the outcome of a definition, made once."""
        if node.name not in self.defined:
            self.defined[node.name] = self.of(self.program.definitions[node.name].node)
        return self.defined[node.name]

    def _choice(self, node: conditions.Choice) -> pl.Expr:
        chosen = self.program.interpretations[node.interpretation].in_force(self.options)
        return self.of(dict(node.options)[chosen])

    def _all(self, node: conditions.All) -> pl.Expr:
        return _joined(and_, map(self.of, node.parts), True)

    def _any(self, node: conditions.Any) -> pl.Expr:
        return _joined(or_, map(self.of, node.parts), False)

    def _not(self, node: conditions.Not) -> pl.Expr:
        return ~self.of(node.part)

    def _at_least(self, node: conditions.AtLeast) -> pl.Expr:
        truths = [self.of(part) for part in node.parts]
        sure = pl.sum_horizontal(one.fill_null(False).cast(pl.Int32) for one in truths)
        possible = pl.sum_horizontal(one.fill_null(True).cast(pl.Int32) for one in truths)
        return pl.when(sure >= node.n).then(True).when(possible < node.n).then(False)

    def _constant(self, node: conditions.Constant) -> pl.Expr:
        return pl.lit(node.value)

    def _silent(self, _: conditions.Silent) -> pl.Expr:
        return pl.lit(None, pl.Boolean)

    def _one_of(self, node: conditions.OneOf) -> pl.Expr:
        return is_one_of(pl.col(named(node.fact)), node.values)

    def _range(self, node: conditions.Range) -> pl.Expr:
        column = pl.col(named(node.fact))
        limits = [column >= plain(node.low)] if node.low is not None else []
        limits += [column <= plain(node.high)] if node.high is not None else []
        return _joined(and_, limits, True) if limits else _known(column)

    def _within(self, node: conditions.Within) -> pl.Expr:
        windows = [window(day, node.side, node.stretch) for day in self.days]
        column = pl.col(named(node.fact))
        low, high = (self._by_day([pair[side] for pair in windows]) for side in (0, 1))
        return (column >= low) & (column <= high)

    def _by_day(self, found: list[date]) -> pl.Expr:
        if len(found) == 1:
            return pl.lit(found[0])
        return pl.col(ON).replace_strict(list(self.days), found, return_dtype=pl.Date)

    def _members(self, node: conditions.Members) -> pl.Expr:
        column = pl.col(named(node.fact))
        if node.codes is not None:
            column = column.list.set_intersection(pl.lit(list(node.codes), pl.List(pl.String)))
        count = column.list.len()
        truth = count >= node.low
        return truth if node.high is None else truth & (count <= node.high)

    def _judgement(self, node: conditions.Judgement) -> pl.Expr:
        return pl.col(named(node.fact))

    def _compare(self, node: conditions.Compare) -> pl.Expr:
        return SIGNS[node.sign](pl.col(named(node.fact)), pl.col(named(node.other)))


SIGNS: dict[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "==": lambda left, right: left == right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
}


def is_one_of(column: pl.Expr, values: tuple[Value, ...]) -> pl.Expr:
    """Ask whether a column has one of a few values; null stays null."""
    if len(values) == 1:
        return column if values[0] is True else column == plain(values[0])
    return column.is_in([plain(one) for one in values])


def _joined(
    sign: Callable[[pl.Expr, pl.Expr], pl.Expr], truths: Iterable[pl.Expr], empty: bool
) -> pl.Expr:
    """Join with `&` or `|`: the horizontal functions of Polars may pass over nulls."""
    found = list(truths)
    return reduce(sign, found) if found else pl.lit(empty)


def _known(column: pl.Expr) -> pl.Expr:
    return pl.when(column.is_not_null()).then(True)


_BUILD: dict[type[conditions.Condition], Callable[[Columns, Any], pl.Expr]] = {
    conditions.All: Columns._all,
    conditions.Any: Columns._any,
    conditions.AtLeast: Columns._at_least,
    conditions.Not: Columns._not,
    conditions.Constant: Columns._constant,
    conditions.Silent: Columns._silent,
    conditions.Reference: Columns.reference,
    conditions.Choice: Columns._choice,
    conditions.OneOf: Columns._one_of,
    conditions.Range: Columns._range,
    conditions.Within: Columns._within,
    conditions.Members: Columns._members,
    conditions.Judgement: Columns._judgement,
    conditions.Compare: Columns._compare,
}
