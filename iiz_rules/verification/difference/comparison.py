"""Two policies over the same cases."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program.conditions import Condition, Range
from iiz_rules.language.program.money import Waterfall
from iiz_rules.language.program.rules import Rule
from iiz_rules.language.values import Value
from iiz_rules.verification.cnf import FALSE, TRUE
from iiz_rules.verification.difference.changes import Side
from iiz_rules.verification.difference.own import conditions_of, other_ways, touched
from iiz_rules.verification.difference.sure import SureLiterals, ToldLiterals, Wanted
from iiz_rules.verification.encoding import Encoder, read_off
from iiz_rules.verification.prover import Budget, Prover
from iiz_rules.verification.search import confirmed
from iiz_rules.verification.space import Space, validity
from iiz_rules.verification.together import Ties
from iiz_rules.verification.variables import Model
from iiz_rules.verification.witness import Case, Judge, Test, kept, near_by, tidied

Both = tuple[Situation, Situation]


class PolicyComparison:
    """Two policies over the same cases, on the days on which the second one is in force.

    A case is made of what bears on the rules that may answer otherwise, as their texts say.
    """

    def __init__(self, before: Side, after: Side, budget: Budget) -> None:
        first, last = after.program.valid_from, after.program.valid_to
        former = replace(before.program, valid_from=first, valid_to=last)
        self.sides, self.budget = (Side(former, before.readings), after), budget
        self.touched = touched(before, after)
        self.ways = other_ways(former, after.program, self.touched)
        space = Space([after.program, former], alone=self._asked())
        ties = Ties(space, space.variables, space.known)
        ties.require()
        old, new = (Encoder(side.program, space, options=_read(side)) for side in self.sides)
        self.encoders, self.telling = (old, new), ToldLiterals(new)
        self._same_facts = former.facts == after.program.facts
        self.judges = tuple(Judge(side.program) for side in self.sides)
        unlikely = space.known.values()
        self.prover = Prover(space.cnf, space.on.bits, unlikely, budget=budget)
        self.complete = space.complete
        self.apart = space.apart
        """the facts that no case can give both, as their values are others"""
        self.known_causes: dict[int, None] = {}
        """literals that all hold where a case changes for none of the causes found so far"""
        self._still: dict[int, bool] = {}
        self._cases: dict[tuple[int, ...], Case | None] = {}

    @property
    def day(self) -> date:
        """A day on which both are asked."""
        return validity(self.sides[1].program)[0]

    def possible(self, *literals: int) -> bool:
        """Whether there is a case in which some literals hold."""
        return self.prover.possible(*literals)

    def decided_once(self, wanted: Wanted) -> bool:
        """Whether all is known some time in which something wanted is still so."""
        still = wanted.still
        if still not in self._still:
            self._still[still] = still == TRUE or self.possible(still, self.complete)
        return self._still[still]

    def case(self, wanted: Sequence[Wanted], test: Test) -> Case | None:
        """The smallest case in which all that is wanted holds; one that does not pass is a fault.

        Of an encoding: the solver finds it and leaves out what it does not need to be sure.
        """
        sure = SureLiterals(self.telling, self.prover, wanted)
        if sure.literals not in self._cases:  # many rules change with one that they refer to
            self._cases[sure.literals] = self._case(sure)
        case = self._cases[sure.literals]
        return case and confirmed(case, test)

    def _case(self, sure: SureLiterals) -> Case | None:
        near = self.telling.day(near_by(self.sides[1].program))
        model = self.prover.model(*sure.literals)
        if model is not None:
            model = self.prover.model(*sure.literals, near) or model
        if model is None:
            return None
        whole = self._read_off(model)
        return tidied(self.sides[1].program, kept(whole, sure.needed(whole)), sure, sure.likely)

    def _read_off(self, model: Model) -> Case:
        """The case of a model: the facts of the second one, and those that the first alone has."""
        sides = self.encoders[1:] if self._same_facts else self.encoders
        cases = [read_off(encoder, model) for encoder in sides]
        return Case(
            {name: one for case in cases for name, one in case.facts.items()}, cases[-1].on, {}
        )

    def facts(self, case: Case, side: Side) -> dict[str, Value]:
        """The facts of a case that a policy has."""
        return {name: one for name, one in case.facts.items() if name in side.program.facts}

    def situations(self, case: Case) -> Both | None:
        """What both are asked about a case, of its facts those that each has.

        None where it contradicts itself.
        """
        situations = []
        for judge, side in zip(self.judges, self.sides, strict=True):
            situations.append(judge.situation(Case(self.facts(case, side), case.on, side.readings)))
        old, new = situations
        return None if old is None or new is None else (old, new)

    def _asked(self) -> Iterator[Condition]:
        """The conditions of all that may be answered otherwise."""
        for program in (side.program for side in self.sides):
            steps = {name for way in self.ways for name in program.ways[way]}
            payers = {payer.rule for one in self.flowing for payer in one.payers}
            yield from conditions_of(program, self.touched | steps | payers)
        yield from (Range(one.amount, Decimal(0), None) for one in self.flowing)

    @cached_property
    def flowing(self) -> tuple[Waterfall, ...]:
        """How both pay, where some payer may pay otherwise of the same cost."""
        old, new = (side.program.waterfall for side in self.sides)
        if old is None or new is None or old.amount != new.amount:
            return ()
        payers = {payer.rule for one in (old, new) for payer in one.payers}
        return () if payers.isdisjoint(self.touched) else (old, new)

    def turned(self) -> Iterator[tuple[Rule, Rule]]:
        """Those of the rules that both have that may answer otherwise."""
        return (pair for pair in self.common() if pair[0].id in self.touched)

    def common(self) -> Iterator[tuple[Rule, Rule]]:
        """The rules that both have."""
        old, new = (side.program.rules for side in self.sides)
        return ((old[name], new[name]) for name in old if name in new)


def _read(side: Side) -> dict[str, dict[str, int]]:
    """How a side is read, as what is known: what says the same in both is the same literal then."""
    literals = {}
    for name, reading in side.program.interpretations.items():
        chosen = reading.in_force(side.readings)
        literals[name] = {option: TRUE if option == chosen else FALSE for option in reading.options}
    return literals
