"""Looks for a case in which conditions come to what is wanted, or proves that there is none."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from iiz_rules.language.program.conditions import Condition, Reference
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.verification.encoding import Encoder, Pair
from iiz_rules.verification.prover import Prover
from iiz_rules.verification.space import Space
from iiz_rules.verification.together import Ties
from iiz_rules.verification.witness import Case, Judge, UnconfirmedError, Wish, read_off, smallest

Readings = Mapping[str, str] | None
"""The readings that are not the usual ones; None for every combination."""
USUAL: Readings = {}


class Search:
    """All cases of a program, to be searched as often as there are questions.

    `beside` are conditions that are asked for and do not stand in the program.
    """

    def __init__(self, program: Program, beside: Iterable[Condition] = ()) -> None:
        self.program = program
        self.space = Space([program], beside)
        self.ties = Ties(self.space, self.space.variables, self.space.known)
        self.ties.require()
        self.encoder = Encoder(program, self.space)
        self.judge = Judge(program)
        self.prover = Prover(self.space.circuit)

    @cached_property
    def complete(self) -> int:
        """The literal that all is known."""
        return self.ties.complete()

    def literals(self, wishes: Iterable[Wish]) -> list[int]:
        """The literals of what is wanted."""
        wanted = [(self.encoder.pair(wish.node), wish.truth) for wish in wishes]
        return [literal for pair, truth in wanted for literal in of_truth(pair, truth)]

    def under(self, readings: Readings) -> list[int]:
        """The literals of how the source is read."""
        if readings is None:
            return []
        chosen = {
            name: one.in_force(readings) for name, one in self.program.interpretations.items()
        }
        return [self.space.options[name][option] for name, option in chosen.items()]

    def possible(self, wishes: Sequence[Wish], readings: Readings = None, *more: int) -> bool:
        """Whether there is such a case; each that the solver finds is confirmed."""
        return self.case(wishes, readings, *more) is not None

    def case(self, wishes: Sequence[Wish], readings: Readings = None, *more: int) -> Case | None:
        """A case in which all come to what is wanted, confirmed; None where there is none."""
        model = self.prover.model(*self.literals(wishes), *self.under(readings), *more)
        if model is None:
            return None
        case = read_off(self.space, self.program, model, self.space.variables, self.space.known)
        if not self.judge.confirms(case, wishes):
            raise UnconfirmedError(f"{wishes} in {case}")
        return case

    def smallest(self, wishes: Sequence[Wish], readings: Readings = None) -> Case | None:
        """The smallest such case that leaving out one after the other leads to.

        Where any reading will do, the usual ones do if there is one under them.
        """
        usual = self.case(wishes, USUAL) if readings is None else None
        case = usual or self.case(wishes, readings)
        if case is None:
            return None
        return smallest(self.program, case, lambda smaller: self.judge.confirms(smaller, wishes))


def of_truth(pair: Pair, truth: Truth) -> tuple[int, ...]:
    """The literals that hold where a pair comes to a truth."""
    yes, no = pair
    match truth:
        case Truth.YES:
            return (yes,)
        case Truth.NO:
            return (no,)
    return (-yes, -no)


def of_rule(rule: str) -> Condition:
    """The condition that a rule answers yes."""
    return Reference(f"rule:{rule}")
