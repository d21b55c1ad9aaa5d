"""Two policies over the same cases, and what a change between them is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from iiz_rules.engine.interpreter import Situation
from iiz_rules.findings.finding import Place
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.language.values import Value
from iiz_rules.verification.cnf import FALSE, TRUE
from iiz_rules.verification.difference.sure import SureLiterals, ToldLiterals, Wanted
from iiz_rules.verification.encoding import Encoder, read_off
from iiz_rules.verification.prover import Prover
from iiz_rules.verification.search import confirmed
from iiz_rules.verification.space import Space, validity
from iiz_rules.verification.together import Ties
from iiz_rules.verification.variables import Model
from iiz_rules.verification.witness import Case, Judge, Test, kept, tidied
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text

Kind = Literal[
    "new",
    "dropped",
    "facts",
    "verdict",
    "acts",
    "next",
    "due",
    "bearers",
    "pays",
    "competence",
    "event",
    "event-new",
    "event-dropped",
    "told",
    "trigger",
    "claim",
    "claim-dropped",
]
Both = tuple[Situation, Situation]


@frozen
class Side:
    """A policy as it is read: `readings` are those that are not the usual ones."""

    program: Program
    readings: Mapping[str, str]


@frozen
class AnswerChange:
    """One kind of change: of which rule or way, from what to what, and a case that shows it."""

    kind: Kind
    name: str
    before: str = ""
    after: str = ""
    case: Case | None = None
    places: tuple[Place, ...] = ()
    """what decides it in the one, and in the other"""
    label: Text | None = None
    """what it is called, where it is no rule"""


class PolicyComparison:
    """Two policies over the same cases, on the days on which the second one is in force."""

    def __init__(self, before: Side, after: Side) -> None:
        first, last = after.program.valid_from, after.program.valid_to
        former = replace(before.program, valid_from=first, valid_to=last)
        self.sides = (Side(former, before.readings), after)
        space = Space([after.program, former])
        ties = Ties(space, space.variables, space.known)
        ties.require()
        old, new = (Encoder(side.program, space, options=_read(side)) for side in self.sides)
        self.encoders, self.telling = (old, new), ToldLiterals(new)
        self._same_facts = former.facts == after.program.facts
        self.judges = tuple(Judge(side.program) for side in self.sides)
        self.prover = Prover(space.cnf, space.on.bits, space.known.values())
        self.complete = space.complete
        self.apart = space.apart
        """the facts that no case can give both, as their values are others"""

    @property
    def day(self) -> date:
        """A day on which both are asked."""
        return validity(self.sides[1].program)[0]

    def possible(self, *literals: int) -> bool:
        """Whether there is a case in which some literals hold."""
        return self.prover.possible(*literals)

    def case(self, wanted: Sequence[Wanted], test: Test) -> Case | None:
        """The smallest case in which all that is wanted holds; one that does not pass is a fault.

        Of an encoding: the solver finds it and leaves out what it does not need to be sure.
        """
        sure = SureLiterals(self.telling, self.prover, wanted)
        model = self.prover.model(*sure.literals)
        if model is None:
            return None
        whole = self._read_off(model)
        small = kept(whole, sure.needed(whole))
        return confirmed(tidied(self.sides[1].program, small, sure), test)

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
        asked = []
        for judge, side in zip(self.judges, self.sides, strict=True):
            asked.append(judge.situation(Case(self.facts(case, side), case.on, side.readings)))
        old, new = asked
        return None if old is None or new is None else (old, new)

    def common(self) -> Iterator[tuple[Rule, Rule]]:
        """The rules that both have."""
        old, new = (side.program.rules for side in self.sides)
        return ((old[name], new[name]) for name in old if name in new)


def _read(side: Side) -> dict[str, dict[str, int]]:
    """How a side is read, as what is known: what says the same in both is the same literal then."""
    literals = {}
    for name, one in side.program.interpretations.items():
        chosen = one.in_force(side.readings)
        literals[name] = {option: TRUE if option == chosen else FALSE for option in one.options}
    return literals
