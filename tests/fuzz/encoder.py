"""What the solver is told against what the interpreter answers, a batch of made-up programs each.

A batch is drawn from its number alone, so that a long run goes on where another one stopped. What
was proved or refuted of claims of every kind is asked of a second solver as well.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.language.program.claims import (
    Claim,
    Growing,
    Never,
    PaidAtMost,
    Whatever,
    Whenever,
)
from iiz_rules.language.program.conditions import OneOf, Reference
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Between
from iiz_rules.verification.claims import Examiner, conditions_of
from iiz_rules.verification.encoding import Encoder, truth
from iiz_rules.verification.prover import SOLVER, Prover
from iiz_rules.verification.search import CaseSearch
from iiz_rules.verification.space import Space
from iiz_rules.verification.variables import Flags
from tests.fuzz.batches import each_drawn
from tests.laws import worlds

PROGRAMS, SITUATIONS = 10, 100
"""of a batch, and of each of its programs"""
SECOND = "cadical153"
"""the solver of the second opinion"""
KINDS = (Whenever, Never, Growing, Whatever, PaidAtMost)
GROWING = ("i1", "m1", "d1", "b1", "s1")


class Teller:
    """The literals that say what situations say, each value once."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.values: dict[tuple[str, Any], tuple[int, ...]] = {}

    def told(self, situation: Situation) -> Iterator[int]:
        """The literals of a situation."""
        for name in self.space.variables:
            value = situation.facts.get(name)
            if (name, value) not in self.values:
                self.values[name, value] = (*self._value(name, value),)
            yield from self.values[name, value]
        for name, options in self.space.options.items():
            yield options[self.space.programs[0].interpretations[name].in_force(situation.options)]

    def _value(self, name: str, value: Any) -> Iterator[int]:
        variable = self.space.variables[name]
        yield self.space.known[name] if value is not None else -self.space.known[name]
        if isinstance(variable, Flags):
            for code, flag in variable.flags.items():
                yield flag if code in (value or ()) else -flag
        elif value is not None:
            yield variable.between(value, value)


def agree(program: Program, situations: list[Situation]) -> int:
    """See that all definitions come to the same in some situations, all of one day.

    Give how many answers were compared.
    """
    on = situations[0].on
    program = replace(program, valid_from=on, valid_to=on)
    given = [pair for one in situations for pair in one.facts.items()]
    values = [(name, one) for name, one in given if not isinstance(one, frozenset)]
    space = Space([program], [OneOf(name, (one,)) for name, one in values])
    encoder = Encoder(program, space)
    pairs = {name: encoder.defined(name) for name in program.definitions}
    solver = Prover(space.cnf, (literal for pair in pairs.values() for literal in pair))
    teller = Teller(space)
    for situation in situations:
        model = solver.model(*teller.told(situation))
        assert model is not None
        for name, pair in pairs.items():
            node = program.definitions[name].node
            assert truth(pair, model) is evaluate(program, node, situation).truth
    solver.close()
    return len(situations) * len(pairs)


def exact(situations: list[Situation]) -> list[Situation]:
    """Those in which no amount lies between two."""
    return [
        one for one in situations if not any(isinstance(v, Between) for v in one.facts.values())
    ]


def claims(chance: random.Random, program: Program) -> Iterator[Claim]:
    """A claim of every kind, made up."""
    names = [Reference(name) for name in program.definitions]
    facts = tuple(chance.sample([*worlds.DOMAINS], 2))
    amount = Decimal(chance.randrange(200)).scaleb(-2)
    for holds in (
        Whenever(chance.choice(names), chance.choice(names)),
        Never(chance.choice(names)),
        Growing(chance.choice(names), chance.choice(GROWING)),
        Whatever(chance.choice(names), facts),
        PaidAtMost(chance.choice(["r", "s"]), amount),
    ):
        yield Claim(type(holds).__name__, worlds.WORD, ("X-1",), "every", holds)


def second_opinion(program: Program, chance: random.Random, cases: list[Situation]) -> Counter[str]:
    """See that two solvers prove and refute the same claims; give how many, by their kinds.

    What is refuted is confirmed on the way; no case that was drawn breaks what is proved.
    """
    program = replace(program, valid_from=worlds.DAY, valid_to=worlds.DAY)
    asked, count = [*claims(chance, program)], Counter[str]()
    first, second = (
        Examiner(CaseSearch(program, conditions_of(asked), solver)) for solver in (SOLVER, SECOND)
    )
    for claim in asked:
        proof = first.prove(claim)
        assert proof.holds is second.prove(claim).holds, claim
        count[f"{claim.id} {'proved' if proof.holds else 'refuted'}"] += 1
        if isinstance(claim.holds, Never) and proof.holds:
            for case in cases:
                assert evaluate(program, claim.holds.what, case).truth is not Truth.YES
    first.search.prover.close()
    second.search.prover.close()
    return count


def batch(number: int) -> Counter[str]:
    """Try a batch: what was compared, by kinds of questions."""
    count: Counter[str] = Counter()

    def tried(program: Program, chance: random.Random) -> None:
        drawn: list[Situation] = []
        while len(drawn) < SITUATIONS:
            drawn += exact([worlds.situation(chance) for _ in range(SITUATIONS)])
        drawn = drawn[:SITUATIONS]
        count["pairs"] += len(drawn)
        count["answers"] += agree(program, drawn)
        count["programs"] += 1
        if count["programs"] == min(PROGRAMS, 2 + number % (PROGRAMS - 1)):  # the first is trivial
            count.update(second_opinion(program, chance, drawn))

    each_drawn(worlds.paying_programs(), PROGRAMS, number, tried)
    return count
