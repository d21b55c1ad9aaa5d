"""Two policies over the same cases, and what a change between them is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from iiz_rules.engine.interpreter import Situation
from iiz_rules.findings.finding import Place
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.language.values import Value
from iiz_rules.verification.encoding import Encoder, read_off
from iiz_rules.verification.prover import Prover
from iiz_rules.verification.search import confirmed
from iiz_rules.verification.space import Space, validity
from iiz_rules.verification.together import Ties
from iiz_rules.verification.witness import Case, Judge, Test, smallest
from iiz_rules.words.frozen import frozen

Kind = Literal[
    "new", "dropped", "facts", "verdict", "acts", "next", "due", "bearers", "pays", "competence"
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


class PolicyComparison:
    """Two policies over the same cases, on the days on which the second one is in force."""

    def __init__(self, before: Side, after: Side) -> None:
        first, last = after.program.valid_from, after.program.valid_to
        former = replace(before.program, valid_from=first, valid_to=last)
        self.sides = (Side(former, before.readings), after)
        space = Space([after.program, former])
        ties = Ties(space, space.variables, space.known)
        ties.require()
        old = Encoder(former, space, options=space.readings(former))
        self.encoders = (old, Encoder(after.program, space))
        self.judges = tuple(Judge(side.program) for side in self.sides)
        always = (option for options in old.options.values() for option in options.values())
        self.prover = Prover(space.cnf, [*space.always, *always], space.known.values())
        pairs = zip(self.encoders, self.sides, strict=True)
        self.read = [literal for one, side in pairs for literal in one.under(side.readings)]
        self.complete = space.complete
        self.apart = space.apart
        """the facts that no case can give both, as their values are others"""

    @property
    def day(self) -> date:
        """A day on which both are asked."""
        return validity(self.sides[1].program)[0]

    def possible(self, *literals: int) -> bool:
        """Whether there is a case in which some literals hold, as both are read."""
        return self.prover.possible(*literals, *self.read)

    def case(self, literals: Sequence[int], test: Test, rule: str = "") -> Case | None:
        """The smallest case in which some literals hold; one that does not pass is a fault.

        Where it is about a `rule`, all facts that do not bear on it are left out at once.
        """
        model = self.prover.model(*literals, *self.read)
        if model is None:
            return None
        old, new = (read_off(encoder, model) for encoder in self.encoders)
        case = confirmed(Case({**old.facts, **new.facts}, new.on, {}), test)
        bearing = self.bearing(case, rule) if rule else None
        return smallest(self.sides[1].program, case, test, bearing)

    def bearing(self, case: Case, rule: str) -> set[str]:
        """The facts that make a rule what it is, in the one and in the other."""
        bearing = set[str]()
        for judge, side in zip(self.judges, self.sides, strict=True):
            own = Case(self.facts(case, side), case.on, side.readings)
            bearing |= judge.bearing(own, [side.program.rules[rule].node])
        return bearing

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
