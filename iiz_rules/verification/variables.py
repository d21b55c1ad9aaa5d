"""The possible values of a fact as literals: one of a list, a number, a day, a set."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from iiz_rules.language.values import Value
from iiz_rules.verification.bits import Arithmetic, Bits, constant, number_of
from iiz_rules.verification.cnf import FALSE, TRUE, Cnf
from iiz_rules.verification.days import SymbolicDay, as_day, as_number

Model = set[int]
"""the literals that hold"""


class CodeVariable:
    """One of some values: codes, texts, yes and no. Its bits are the number of the value."""

    def __init__(
        self, gates: Arithmetic, values: Sequence[Value], allowed: Sequence[Value]
    ) -> None:
        self.gates = gates
        self.values = tuple(values)
        self.bits = gates.variable(max(len(self.values) - 1, 0).bit_length())
        gates.cnf.require(*(self.between(value, value) for value in allowed))

    def between(self, low: Any, _: Any) -> int:
        """Whether it has a value; one that is not listed it never has."""
        if low not in self.values:
            return FALSE
        return self.gates.is_number(self.bits, self.values.index(low))

    def value(self, model: Model) -> Value:
        """The value in a model."""
        return self.values[number_of(self.bits, model)]


class Number:
    """A whole number, or an amount in Rappen, counted from the lowest that plays a part."""

    def __init__(self, gates: Arithmetic, low: int, high: int, *, amount: bool) -> None:
        self.gates = gates
        self.lowest, self.amount = low, amount
        self.bits = gates.variable((high - low).bit_length())
        self.restrict(low, high)

    def restrict(self, low: int | None, high: int | None) -> None:
        """Let it lie between two numbers, always."""
        beyond = (None if end is None else end - self.lowest for end in (low, high))
        self.gates.cnf.require(self.gates.between(self.bits, *beyond))

    def between(self, low: Any, high: Any) -> int:
        """Whether it lies between two values, both included; None is no limit."""
        ends = (None if end is None else self.whole(end) - self.lowest for end in (low, high))
        return self.gates.between(self.bits, *ends)

    @property
    def counted(self) -> Bits:
        """The number itself, of what is never less than nothing; its bits begin lower."""
        below = constant(-self.lowest)
        return self.gates.minus(self.bits, below)[0] if self.lowest < 0 else self.bits

    def whole(self, value: Any) -> int:
        """A value as a whole number."""
        return int(value.scaleb(2)) if isinstance(value, Decimal) else int(value)

    def value(self, model: Model) -> Value:
        """The value in a model."""
        number = number_of(self.bits, model) + self.lowest
        return Decimal(number).scaleb(-2) if self.amount else number


class DayVariable:
    """A day."""

    def __init__(self, gates: Arithmetic, day: SymbolicDay) -> None:
        self.gates, self.day, self.bits = gates, day, day.bits

    def between(self, low: Any, high: Any) -> int:
        """Whether it lies between two days, both included; None is no limit."""
        ends = (None if end is None else as_number(end) for end in (low, high))
        return self.gates.between(self.bits, *ends)

    def value(self, model: Model) -> date:
        """The day in a model."""
        return as_day(number_of(self.bits, model))


class Flags:
    """A set: whether each code is in it."""

    def __init__(self, cnf: Cnf, codes: Sequence[str], allowed: frozenset[str]) -> None:
        self.flags = {code: cnf.variable() if code in allowed else FALSE for code in codes}
        self.bits: Bits = tuple(self.flags.values())

    def value(self, model: Model) -> frozenset[str]:
        """The set in a model."""
        return frozenset(code for code, flag in self.flags.items() if flag in model)


Variable = CodeVariable | Number | DayVariable | Flags
Variables = Mapping[str, Variable]


def compared(gates: Arithmetic, sign: str, one: Variable, other_bits: Bits) -> int:
    """Whether a value stands in a relation to another one of its kind."""
    match sign:
        case "==":
            return gates.equal(one.bits, other_bits)
        case "<=":
            return gates.at_most(one.bits, other_bits)
        case ">=":
            return gates.at_most(other_bits, one.bits)
        case "<":
            return -gates.at_most(other_bits, one.bits)
    return -gates.at_most(one.bits, other_bits)


def told(literal: int, model: Model) -> bool:
    """Whether a literal holds in a model."""
    return literal == TRUE or (literal in model if literal > 0 else -literal not in model)
