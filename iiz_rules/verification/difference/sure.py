"""Whether something holds in a case and in every one that contains it, asked of the solver.

That is what makes a case small: what the solver does not need to prove it is left out. The
interpreter has to confirm what is left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from iiz_rules.language.values import Value
from iiz_rules.verification.cnf import TRUE
from iiz_rules.verification.days import known
from iiz_rules.verification.encoding import Encoder
from iiz_rules.verification.prover import Prover
from iiz_rules.verification.witness import Case, in_turn


class ToldLiterals:
    """The literals of what cases say, each value once; how they are read is known beforehand."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._days: dict[date, int] = {}
        self._values: dict[tuple[str, Value], tuple[int, ...]] = {}

    def day(self, on: date) -> int:
        """The literal of the day of the question."""
        if on not in self._days:
            bits = self.encoder.space.on.bits
            self._days[on] = self.encoder.gates.equal(bits, known(on).bits)
        return self._days[on]

    def said(self, name: str, value: Value) -> tuple[int, ...]:
        """The literals that a fact has a value, and is known."""
        if (name, value) not in self._values:
            self._values[name, value] = tuple(self.encoder.said(name, value))
        return self._values[name, value]


class Wanted(NamedTuple):
    """What is looked for: a literal that holds already, and one that does once all is known."""

    now: int = TRUE
    still: int = TRUE


class SureLiterals:
    """What is wanted, and whether it holds whatever else is learned of a case."""

    def __init__(self, telling: ToldLiterals, prover: Prover, wanted: Sequence[Wanted]) -> None:
        self.telling, self.prover = telling, prover
        all_of, complete = telling.encoder.cnf.all_of, telling.encoder.space.complete
        now, still = (all_of(literals) for literals in zip(*wanted, strict=True))
        self.literals = (now,) if still == TRUE else (now, still, complete)
        self.contrary = ((-now,), (-still, complete))

    def __call__(self, case: Case) -> bool:
        """Whether it holds in a case, which can be."""
        told, possible = self._told(case), self.prover.possible
        return not any(possible(*one, *told) for one in self.contrary) and possible(*told)

    def likely(self, case: Case, name: str, days: Sequence[date]) -> bool:
        """Whether it may hold in a case if a fact is one of some days."""
        others = {other: one for other, one in case.facts.items() if other != name}
        told = self._told(replace(case, facts=others))
        ((known, *_), *_) = said = [self.telling.said(name, day) for day in days]
        on_one_day = self.telling.encoder.cnf.any_of([literal for _, literal in said])
        return self.prover.possible(*self.literals, known, on_one_day, *told)

    def _told(self, case: Case) -> list[int]:
        """The literals of what a case says."""
        said = (self.telling.said(name, one) for name, one in case.facts.items())
        return [self.telling.day(case.on), *(literal for one in said for literal in one)]

    def needed(self, case: Case) -> set[str]:
        """Facts of a case without which it might not hold: as few as leaving out leads to."""
        said = {name: self.telling.said(name, one) for name, one in case.facts.items()}
        left = self._enough(case, said) or {*said}
        for name in in_turn(case):
            if name in left:
                others = {other: one for other, one in said.items() if other in left - {name}}
                enough = self._enough(case, others)
                left = left if enough is None else enough
        return left

    def _enough(self, case: Case, told: Mapping[str, Sequence[int]]) -> set[str] | None:
        """Some of what is told that is enough; None where all of it is not."""
        said = [self.telling.day(case.on), *(literal for one in told.values() for literal in one)]
        core = set[int]()
        for contrary in self.contrary:
            contradict = self.prover.core(*contrary, *said)
            if contradict is None:
                return None
            core |= contradict
        return {name for name, literals in told.items() if not core.isdisjoint(literals)}
