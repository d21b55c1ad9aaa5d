"""Which facts can occur together (`engine.asking.worlds`), as clauses.

Of what a case says only so much is known; the rest has a value all the same, and the ties between
facts hold for all values. What follows from what is known is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import assert_never

from iiz_rules.engine.asking.worlds import Adds, Only, Tie, Today, UntilToday, Years
from iiz_rules.verification.bits import Bits, constant
from iiz_rules.verification.cnf import TRUE
from iiz_rules.verification.space import Space
from iiz_rules.verification.variables import (
    CodeVariable,
    DayVariable,
    Flags,
    Number,
    Variable,
    Variables,
)


class Ties:
    """The ties between the facts of a space."""

    def __init__(self, space: Space, facts: Variables, known: Mapping[str, int]) -> None:
        self.space, self.facts, self.known = space, facts, known
        self.cnf, self.gates = space.cnf, space.gates
        only = (tie for tie in space.world.ties if isinstance(tie, Only))
        self.where = {tie.fact: tie.where for tie in only}

    def beside(self, facts: Variables, known: Mapping[str, int]) -> "Ties":
        """The same ties between other facts."""
        other = copy(self)
        other.facts, other.known = facts, known
        return other

    def require(self) -> None:
        """Require all ties."""
        for tie in self.space.world.ties:
            self.require_one(tie)
        for name in self.space.facts:
            self.cnf.require(-self.space.complete, -self.exists(name), self.known[name])

    def require_of(self, facts: Iterable[str]) -> None:
        """Require only the ties of some facts."""
        for tie in self.space.world.of(facts):
            self.require_one(tie)

    def require_one(self, tie: Tie) -> None:
        """Require one tie."""
        match tie:
            case Today(fact):
                self.cnf.require(self.known[fact])
                self.cnf.require(self.gates.equal(self.facts[fact].bits, self.space.on.bits))
            case UntilToday(fact):
                until = self.gates.at_most(self.facts[fact].bits, self.space.on.bits)
                self.cnf.implies(self.exists(fact), until)
            case Years():
                self.require_years(tie)
            case Only(fact, where):
                self.cnf.implies(self.known[fact], self.exists(fact))
                if is_told(self.facts[fact]):
                    self.cnf.implies(self.known[fact], self.known[where])
            case Adds(parts, whole, exactly):
                counted, total = self.sum(parts), self.sum([whole])
                at_most = self.gates.at_most(counted, total)
                self.cnf.require(self.gates.equal(counted, total) if exactly else at_most)
            case _:
                assert_never(tie)

    def require_years(self, tie: Years) -> None:
        """Let an age be what follows from the days that it is counted between."""
        begun, years = self.facts[tie.since], self.facts[tie.fact]
        at = self.facts[tie.at] if tie.at else None
        ends = [tie.since, tie.at] if tie.at else [tie.since]
        assert isinstance(begun, DayVariable)
        assert isinstance(years, Number)
        assert at is None or isinstance(at, DayVariable)
        count, before = self.gates.years_between(begun.day, at.day if at else self.space.on)
        there = self.cnf.all_of([self.exists(name) for name in ends])
        alike = self.gates.equal(self.gates.plus(count, constant(-years.lowest)), years.bits)
        self.cnf.implies(there, -before, alike)
        told = self.cnf.all_of([self.known[name] for name in ends])
        self.cnf.implies(told, self.known[tie.fact])

    def exists(self, fact: str) -> int:
        """Whether there is a value at all: no day of what has not happened."""
        if fact not in self.where:
            return TRUE
        where = self.facts[self.where[fact]]
        if isinstance(where, CodeVariable):
            return where.between(True, True)
        return self.gates.between(self.sum([self.where[fact]]), 1, None)

    def sum(self, names: tuple[str, ...] | list[str]) -> Bits:
        """How many there are in all."""
        total: Bits = ()
        for name in names:
            number = self.facts[name]
            assert isinstance(number, Number)
            total = self.gates.plus(total, number.counted)
        return total

    def touched(self, facts: Sequence[str]) -> tuple[list[str], list[str]]:
        """What changes with some facts, them included; and what else is tied to those.

        An age changes with the days that it is counted between, and these with the age. They
        are sorted, so that what is asked of a solver is the same in each process.
        """
        days = {tie.since for tie in self._years(facts) if tie.fact in facts}
        free = {*facts, *days}
        free |= {tie.fact for tie in self._years(free) if {tie.since, tie.at} & free}
        return sorted(free), sorted(self.space.world.around(free) - free)

    def _years(self, facts: Iterable[str]) -> list[Years]:
        return [tie for tie in self.space.world.of(facts) if isinstance(tie, Years)]

    def grows(self, name: str, other: Variable) -> int:
        """The literal that another value of a fact is at least this one."""
        one = self.facts[name]
        if isinstance(one, Flags) and isinstance(other, Flags):
            pairs = zip(one.bits, other.bits, strict=True)
            return self.cnf.all_of([self.cnf.any_of([-less, more]) for less, more in pairs])
        return self.gates.at_most(one.bits, other.bits)


def is_told(fact: Variable) -> bool:
    """Whether to know it is to know that there is one: of a day and a code, not of a quality."""
    return isinstance(fact, DayVariable) or (
        isinstance(fact, CodeVariable) and isinstance(fact.values[0], str)
    )
