"""Searching for a case with wanted truths of conditions, or proving that there is none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from iiz_rules.engine.asking.candidates import candidates, reachable
from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.language.program.conditions import Condition, Reference
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.verification.encoding import Encoder, Pair, read_off
from iiz_rules.verification.later import LaterCase, moving
from iiz_rules.verification.prover import SOLVER, Budget, Prover
from iiz_rules.verification.second import SecondCase
from iiz_rules.verification.space import Space
from iiz_rules.verification.together import Ties
from iiz_rules.verification.turning import Turning
from iiz_rules.verification.variables import Model
from iiz_rules.verification.witness import (
    Case,
    Judge,
    Test,
    UnconfirmedError,
    Wish,
    smallest,
)

Readings = Mapping[str, str] | None
"""chosen options other than the defaults; None for every combination"""
USUAL: Readings = {}


class CaseAtHand(NamedTuple):
    """A case, the truth of a condition in it, and the facts that decide it."""

    case: Case
    truth: Truth | None
    bearing: set[str]


class CaseSearch:
    """All cases of a program, to be searched as often as there are questions.

    `beside` are conditions that are asked for and do not stand in the program. Where a `budget` is
    spent, it is SpentError.
    """

    def __init__(
        self,
        program: Program,
        beside: Iterable[Condition] = (),
        solver: str = SOLVER,
        budget: Budget | None = None,
    ) -> None:
        self.program = program
        self.space = Space([program], beside)
        self.ties = Ties(self.space, self.space.variables, self.space.known)
        self.ties.require()
        self.encoder = Encoder(program, self.space)
        self.judge = Judge(program)
        self.complete = self.space.complete
        unlikely = self.space.known.values()
        self.prover = Prover(self.space.cnf, self.space.always, unlikely, solver, budget)
        self._at_hand: dict[int, list[CaseAtHand]] = {}
        self._inside: dict[int, tuple[Condition, ...]] = {}
        self._varied: dict[frozenset[str], SecondCase] = {}

    def literals(self, wishes: Iterable[Wish]) -> list[int]:
        """The literals of the wishes."""
        wanted = [(self.encoder.pair(wish.node), wish.truth) for wish in wishes]
        return [literal for pair, truth in wanted for literal in of_truth(pair, truth)]

    def under(self, readings: Readings) -> list[int]:
        """The literals of the options in force."""
        return [] if readings is None else self.encoder.under(readings)

    def possible(self, wishes: Sequence[Wish], readings: Readings = None) -> bool:
        """Whether there is such a case; one found by the solver is confirmed."""
        return self.case(wishes, readings) is not None

    def case(self, wishes: Sequence[Wish], readings: Readings = None) -> Case | None:
        """A confirmed case with all wanted truths; None if there is none."""
        return self.case_of(self.literals(wishes), readings, self.confirming(wishes))

    def confirming(self, wishes: Sequence[Wish]) -> Test:
        """The test whether all come to what is wanted."""
        return lambda case: self.judge.confirms(case, wishes)

    def case_of(self, literals: Sequence[int], readings: Readings, test: Test) -> Case | None:
        """A case in which some literals hold; one that does not pass the test is a fault."""
        model = self.prover.model(*literals, *self.under(readings))
        return None if model is None else confirmed(read_off(self.encoder, model), test)

    def nearest(self, literals: Sequence[int], readings: Readings) -> Model | None:
        """Where some literals hold; of all readings those nearest to the usual ones.

        These are tried first, then each other reading alone.
        """
        if readings is not None:
            return self.prover.model(*literals, *self.under(readings))
        usual = self.under(USUAL)
        if not self.prover.possible(*literals):
            return None
        for others in (usual, *(usual[:n] + usual[n + 1 :] for n in range(len(usual)))):
            model = self.prover.model(*literals, *others)
            if model is not None:
                return model
        return self.prover.model(*literals)

    def smallest(self, wishes: Sequence[Wish], readings: Readings = None) -> Case | None:
        """The smallest such case that leaving out one after the other leads to."""
        nodes = [wish.node for wish in wishes]
        return self.smallest_of(self.literals(wishes), readings, self.confirming(wishes), nodes)

    def smallest_of(
        self,
        literals: Sequence[int],
        readings: Readings,
        test: Test,
        nodes: Sequence[Condition] | None = None,
    ) -> Case | None:
        """The same for literals; the readings are as near to the usual ones as they can be."""
        model = self.nearest(literals, readings)
        if model is None:
            return None
        case = confirmed(read_off(self.encoder, model), test)
        bearing = None if nodes is None else self.judge.bearing(case, nodes)
        return smallest(self.program, case, test, bearing)

    def silent(self, given: Wish, node: Condition, readings: Readings) -> Case | None:
        """A case in which a condition stays open however much is known, with no fact too many."""
        open_still = (*self.literals([given]), *of_truth(self.encoder.pair(node), Truth.OPEN))
        model = self.nearest((*open_still, self.complete), readings)
        if model is None:
            return None
        case = read_off(self.encoder, model)

        def test(smaller: Case) -> bool:
            if not self.judge.confirms(smaller, [given, Wish(node, Truth.OPEN)]):
                return False
            told = (*self.encoder.telling(smaller), self.complete)
            sides = self.encoder.pair(node)
            return not any(self.prover.possible(side, *told) for side in sides)

        return smallest(self.program, confirmed(case, test), test)

    def completed(self, node: Condition, *truths: Truth) -> bool:
        """Whether a condition comes to one of some truths where all is known."""
        pair = self.encoder.pair(node)
        sides = (of_truth(pair, truth) for truth in truths)
        return any(self.prover.possible(self.complete, *literals) for literals in sides)

    def matters(self, node: Condition, fact: str) -> bool:
        """Whether another value of a fact can change what a condition comes to.

        Mostly a case at hand shows it; only where none does a second case is reasoned about.
        """
        if any(self.turned(node, case, fact) for case in self.at_hand(node)):
            return True
        other = self.varied_once(fact)
        (yes, no), (later, never) = self.encoder.pair(node), other.pair(node)
        changes = ((yes, -later), (no, -never))
        known = (self.complete, *(other.known[name] for name in self.ties.touched([fact])[0]))
        return any(self.prover.possible(*known, *literals) for literals in changes)

    def at_hand(self, node: Condition) -> list[CaseAtHand]:
        """A case with a condition and one without it, in which all is known that bears on it."""
        cases = self._at_hand.get(id(node))
        if cases is None:
            sides = ((self.complete, side) for side in self.encoder.pair(node))
            models = (self.prover.model(*literals) for literals in sides)
            cases = [self._told(read_off(self.encoder, model), node) for model in models if model]
            self._at_hand[id(node)] = cases
        return cases

    def _told(self, case: Case, node: Condition) -> CaseAtHand:
        return CaseAtHand(case, self.judge.truth(case, node), self.judge.bearing(case, [node]))

    def turned(self, node: Condition, at_hand: CaseAtHand, fact: str) -> bool:
        """Whether another value of a fact makes another answer in a case.

        One that does not bear on the answer turns nothing: the others make it what it is.
        """
        case = at_hand.case
        if fact not in case.facts or fact not in at_hand.bearing:
            return False
        values = candidates(self.program, self.nodes(node), fact, Situation({}, case.on))
        others = (
            replace(case, facts={**case.facts, fact: value})
            for value in values
            if value != case.facts[fact]
        )
        return any(opposed(at_hand.truth, self.judge.truth(other, node)) for other in others)

    def nodes(self, node: Condition) -> tuple[Condition, ...]:
        """All conditions that one hangs on, itself included."""
        inside = self._inside.get(id(node))
        if inside is None:
            inside = self._inside[id(node)] = (*reachable(self.program, node),)
        return inside

    def reading_matters(self, name: str, nodes: Sequence[Condition]) -> bool:
        """Whether another option of a reading can change what some conditions come to."""
        options = self.space.reading(self.program.interpretations[name])
        other = Encoder(self.program, self.space, options={**self.space.options, name: options})
        for node in nodes:
            (yes, no), (later, never) = self.encoder.pair(node), other.pair(node)
            for literals in ((yes, -later), (no, -never)):
                if self.prover.possible(self.complete, *literals):
                    return True
        return False

    def asked_for(self, node: Condition, fact: str) -> Case | None:
        """A case in which a condition is open for want of a fact alone, as small as it gets."""
        other = self.varied_once(fact)
        unknown = (
            self.complete,
            other.present,
            -other.known[fact],
            *of_truth(other.pair(node), Truth.OPEN),
        )
        for side in self.encoder.pair(node):
            model = self.nearest((*unknown, side), None)
            if model is not None:
                return smallest(self.program, read_off(other, model), self.lacking(node, fact))
        return None

    def lacking(self, node: Condition, fact: str) -> Test:
        """The test whether a condition is open for want of a fact alone."""

        def test(case: Case) -> bool:
            tried = self.judge.situation(case)
            return tried is not None and evaluate(self.program, node, tried).unknown == (fact,)

        return test

    def varied_once(self, fact: str) -> SecondCase:
        """The conditions over a second case that differs in a fact; once for all that it moves."""
        moved = frozenset(self.ties.touched([fact])[0])
        if moved not in self._varied:
            self._varied[moved] = self.varied([fact])
        return self._varied[moved]

    def pair(
        self, node: Condition, facts: Sequence[str], readings: Readings, *, growing: bool = False
    ) -> tuple[Case, Case] | None:
        """Two cases that differ in some facts alone, one with a condition, one without it.

        With `growing` the second one has more of the fact.
        """
        other = self.varied(facts)
        literals = [self.encoder.pair(node)[0], other.pair(node)[1], other.present]
        if growing:
            literals += [case.known[name] for case in (self.encoder, other) for name in facts]
            literals += [self.ties.grows(name, other.facts[name]) for name in facts]
        model = self.nearest(literals, readings)
        if model is None:
            return None
        first, second = (read_off(case, model) for case in (self.encoder, other))
        turning = Turning(self.judge, node, (first, second), facts if growing else ())
        confirmed(first, turning.shows)
        return turning.smallest()

    def varied(self, facts: Sequence[str]) -> SecondCase:
        """The same conditions over a second case that may differ in some facts."""
        return SecondCase(self.program, self.space, self.ties, facts)

    @cached_property
    def later(self) -> LaterCase:
        """What the case may become."""
        with self.space.cnf.beside():  # what it demands is nothing to the first case
            second = self.varied([*moving(self.program)])
            return LaterCase(self.program, self.encoder, second)


def confirmed(case: Case, test: Test) -> Case:
    """A case that passes its test, or a fault of the encoding."""
    if not test(case):
        raise UnconfirmedError(f"{case}")
    return case


def opposed(one: Truth | None, other: Truth | None) -> bool:
    """Whether one truth is yes and the other no."""
    return {one, other} == {Truth.YES, Truth.NO}


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


def largest(possible: Callable[[int], bool], limit: int) -> int:
    """The largest number up to a limit that is possible, as all below it are; 0 where none is.

    >>> largest(lambda number: number <= 42, 100), largest(lambda _: False, 100)
    (42, 0)
    """
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2 if low else 1
        low, high = (middle, high) if possible(middle) else (low, middle - 1)
    return low
