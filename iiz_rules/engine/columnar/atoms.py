"""The leaves of a condition as expressions: null exactly where a fact they read is null."""

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from iiz_rules.engine.columnar.calendar import later
from iiz_rules.engine.columnar.formulas import Formula
from iiz_rules.engine.columnar.inputs import Inputs
from iiz_rules.engine.columnar.layers import Layered
from iiz_rules.engine.leaves import SIGNS, merged, stretches
from iiz_rules.language.dates import window
from iiz_rules.language.program import conditions


class Atoms:
    """Makes the expressions of leaves, over the facts that the inputs give."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs

    def __call__(self, formula: Formula) -> Layered:
        """The expression of a leaf."""
        assert formula.node is not None  # what makes a leaf
        if any(map(self.inputs.bounded, conditions.facts_of(formula.node))):
            return self.inputs.layers.keep(Layered(self._bounded(formula.node)))
        make = _MAKE.get(type(formula.node), Atoms._ordered)
        return make(self, formula.node)

    def _one_of(self, node: conditions.OneOf) -> Layered:
        read = self.inputs.value(node.fact)
        values = list(self._alike(node.fact, node.values))
        if self._type(node.fact) == "bool":
            if len(values) == 2:
                return Layered(_never(read.expr, True), read.level)
            return read if values[0] else Layered(~read.expr, read.level)
        if not values:
            return Layered(_never(read.expr, False), read.level)
        if self._type(node.fact) == "date":
            alike = [read.expr == self.inputs.day(value) for value in values]
            return Layered(reduce(or_, alike), read.level)
        if len(values) == 1:
            return Layered(read.expr == values[0], read.level)
        return Layered(read.expr.is_in(values), read.level)

    def _bounded(self, node: conditions.Condition) -> nw.Expr:
        """The expression of a condition on an amount that may lie between two."""
        if isinstance(node, conditions.Compare):
            left, right = self.inputs.ends(node.fact), self.inputs.ends(node.other)
            return _compared(node.sign, left, right)
        assert isinstance(node, conditions.Leaf)
        low, high = self.inputs.ends(node.fact)
        within = [
            (None if least is None else int(least * 100), None if most is None else int(most * 100))
            for least, most in merged(stretches(node.kind, node.operands, self.inputs.situation.on))
        ]
        inside = [_inside(low, high, *stretch) for stretch in within]
        outside = [_outside(low, high, *stretch) for stretch in within]
        return _decided(low, reduce(or_, inside), reduce(and_, outside))

    def _type(self, fact: str) -> str:
        return self.inputs.program.facts[fact].domain.type

    def _alike(self, fact: str, values: Iterable[Any]) -> Iterable[Any]:
        """The values as a column can hold them; those that it cannot are left out."""
        kind, held = self._type(fact), self.inputs.dtype(fact)
        if kind == "chf":
            return _amounts(values, self.inputs.unit(fact), self._counted(fact))
        if kind == "text":
            return dict.fromkeys(
                unicodedata.normalize(form, value) for value in values for form in ("NFC", "NFD")
            )
        if isinstance(held, nw.Enum):
            return [value for value in values if value in held.categories]
        return values

    def _ordered(self, node: conditions.Leaf) -> Layered:
        """Whether a number, an amount or a day lies in one of the stretches of the condition."""
        ends = merged(stretches(node.kind, node.operands, self.inputs.situation.on))
        assert not node.moves, node.kind  # such a kind is made by itself
        inside = [self._stretch(node.fact, *stretch) for stretch in ends]
        return Layered(reduce(or_, (one.expr for one in inside)), inside[0].level)

    def _stretch(self, fact: str, low: Any, high: Any) -> Layered:
        if self._type(fact) == "chf" and self._counted(fact):
            unit = self.inputs.unit(fact)
            low, high = _counted(low, unit, ROUND_CEILING), _counted(high, unit, ROUND_FLOOR)
        if self._type(fact) == "date":
            return self._days(fact, low, high)
        return self._between(fact, low, high)

    def _counted(self, fact: str) -> bool:
        """Whether the column of an amount counts whole francs or Rappen."""
        return type(self.inputs.dtype(fact)).__name__ != "Decimal"

    def _within(self, node: conditions.Within) -> Layered:
        def end(last: bool) -> date | nw.Expr:
            return self.inputs.by_day(lambda day: window(day, node.side, node.stretch)[last])

        return self._days(node.fact, end(False), end(True))

    def _days(self, fact: str, low: Any, high: Any) -> Layered:
        return self._between(fact, self._limit(low, date.min), self._limit(high, date.max))

    def _limit(self, day: Any, of_calendar: date) -> nw.Expr | None:
        """A limit at the end of the calendar is none."""
        if day is None or (isinstance(day, date) and day == of_calendar):
            return None
        return self.inputs.day(day)

    def _between(self, fact: str, low: Any, high: Any) -> Layered:
        read = self.inputs.value(fact)
        if low is None and high is None:
            return Layered(_never(read.expr, True), read.level)
        tests = [] if low is None else [read.expr >= low]
        tests += [] if high is None else [read.expr <= high]
        return Layered(reduce(and_, tests), read.level)

    def _compare(self, node: conditions.Compare) -> Layered:
        left, right = self.inputs.value(node.fact), self.inputs.value(node.other)
        right = later(self.inputs, right, node.plus) if node.plus else right
        value, other = left.expr, right.expr
        if self._type(node.fact) == "chf":
            value, other = self.inputs.rappen(node.fact), self.inputs.rappen(node.other)
        elif self._type(node.fact) in ("code", "text"):
            value, other = value.cast(nw.String), other.cast(nw.String)
        return Layered(SIGNS[node.sign](value, other), max(left.level, right.level))

    def _members(self, node: conditions.Members) -> Layered:
        flags = self.inputs.members(node.fact)
        codes = tuple(flags) if node.codes is None else node.codes
        members = [flags[code] for code in codes]
        return self.inputs.masked(node.fact, self._counted_members(node, codes, members))

    def _counted_members(
        self, node: conditions.Members, codes: tuple[str, ...], members: list[Layered]
    ) -> Layered:
        """Count members only where joining them does not say it already."""
        level = max(flag.level for flag in members)
        if node.high is None and node.low == 1 and len(members) == 1:
            return members[0]
        if node.high is None and node.low in (1, len(members)):
            join = or_ if node.low == 1 else and_
            return Layered(reduce(join, [flag.expr for flag in members]), level)
        if node.high == 0 and node.low == 0:
            return Layered(~reduce(or_, [flag.expr for flag in members]), level)
        count = self.inputs.count(node.fact, codes)
        test = count.expr >= node.low
        return Layered(test if node.high is None else test & (count.expr <= node.high), count.level)


def _decided(known: nw.Expr, yes: nw.Expr, no: nw.Expr) -> nw.Expr:
    """Yes, no, or null where it is neither, or where nothing is known."""
    settled = nw.when(yes).then(nw.lit(True)).otherwise(nw.when(no).then(nw.lit(False)))
    return nw.when(~known.is_null()).then(settled)


def _inside(low: nw.Expr, high: nw.Expr, least: int | None, most: int | None) -> nw.Expr:
    """Whether all amounts between two lie in a stretch."""
    tests = [] if least is None else [low >= least]
    tests += [] if most is None else [high <= most]
    return reduce(and_, tests) if tests else low <= high


def _outside(low: nw.Expr, high: nw.Expr, least: int | None, most: int | None) -> nw.Expr:
    """Whether none of them does."""
    tests = [] if least is None else [high < least]
    tests += [] if most is None else [low > most]
    return reduce(or_, tests) if tests else low > high


def _compared(
    sign: conditions.Sign, left: tuple[nw.Expr, nw.Expr], right: tuple[nw.Expr, nw.Expr]
) -> nw.Expr:
    """How two amounts compare of which each may lie between two."""
    (low, high), (least, most) = left, right
    known = low + least
    if sign == "==":
        same = (low == high) & (least == most) & (low == least)
        return _decided(known, same, (high < least) | (low > most))
    smaller = sign in ("<", "<=")
    surely, perhaps = ((high, least), (low, most)) if smaller else ((low, most), (high, least))
    return _decided(known, SIGNS[sign](*surely), ~SIGNS[sign](*perhaps))


def _never(expr: nw.Expr, truth: bool) -> nw.Expr:
    """The same answer wherever something is known."""
    return (expr == expr) if truth else (expr != expr)  # noqa: PLR0124 - null stays null


def _counted(limit: Any, unit: int, rounding: str) -> int | None:
    return None if limit is None else int((limit * unit).to_integral_value(rounding))


def _amounts(values: Iterable[Decimal], unit: int, whole: bool) -> Iterable[Any]:
    for value in values:
        counted = value * unit
        if not whole:
            yield counted
        elif counted == counted.to_integral_value():
            yield int(counted)


# How each kind is made; one on what is ordered, such as a range, is made of its stretches.
_MAKE: dict[type[conditions.Condition], Callable[[Atoms, Any], Layered]] = {
    conditions.Judgement: lambda atoms, node: atoms.inputs.value(node.fact),
    conditions.OneOf: Atoms._one_of,
    conditions.Within: Atoms._within,
    conditions.Compare: Atoms._compare,
    conditions.Members: Atoms._members,
}
