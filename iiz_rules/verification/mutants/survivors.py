"""What no case found: proved to be the same in every case, or the smallest case that would find it.

A mutant is the same where the rule that has the fault answers alike in every case in which all is
known, the same one acts, and the same step is next. Otherwise there is a case that tells them
apart; the interpreter confirms it, with both answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import permutations, product

from iiz_rules.answers.decision import Decision
from iiz_rules.engine import deadlines
from iiz_rules.engine.interpreter import Situation, answer, evaluate
from iiz_rules.engine.waterfall import flow
from iiz_rules.language.program.conditions import Condition
from iiz_rules.language.program.rules import TERM, Program
from iiz_rules.language.truth import Truth
from iiz_rules.verification.amounts import Amounts
from iiz_rules.verification.cnf import TRUE
from iiz_rules.verification.difference.answers import (
    Chosen,
    Told,
    next_steps,
    telling_next,
    telling_who,
    who_acts,
)
from iiz_rules.verification.difference.sure import Wanted
from iiz_rules.verification.mutants.mutant import Mutant
from iiz_rules.verification.prover import Budget
from iiz_rules.verification.search import CaseSearch, of_truth
from iiz_rules.verification.witness import Case, Test

DAYS = ("01-15", "05-15", "08-31", "12-31")
"""of a year, on one of which a period ends otherwise than another one does"""
COST = Decimal("1000.00")


@dataclass(frozen=True)
class Telling:
    """A case that tells a mutant from the rules: what is answered today, and what with the fault.

    `part` says of what: the verdict of the rule, who acts, what is next, a date, an amount.
    """

    case: Case
    part: str
    today: str
    faulty: str


@dataclass(frozen=True)
class Survivor:
    """A mutant that no case found; `telling` a case that would, None where only a story can."""

    mutant: Mutant
    telling: Telling | None


class Survivors:
    """Looks for what tells mutants from the rules, over all cases of an edition."""

    def __init__(self, program: Program, mutants: Iterable[Mutant], budget: Budget) -> None:
        self.program = program
        beside = [one.becomes for one in mutants if one.becomes]
        self.search = CaseSearch(program, beside, budget=budget)

    def of(self, mutant: Mutant) -> Survivor | None:
        """What is left of a mutant that no case found; None where it is proved to be the same.

        SpentError where no work is left to find out.
        """
        other = mutant.make()
        if mutant.about in self.program.ways:
            return self._survivor(mutant, self._next(other, mutant.about))
        rule = self.program.rules.get(mutant.about)
        if rule is None or mutant.kind in STORIES:
            return Survivor(mutant, None)
        if mutant.kind in ("deadline", "bearer-lacks", "bearer-more"):
            return Survivor(mutant, self._said_otherwise(mutant, other))
        if mutant.kind in ("covers", "route-lacks", "payer-first"):
            return self._paid(mutant, other)
        telling = self._verdict(mutant, other) or self._acting(mutant, other)
        if telling is None and rule.done is not None:
            way = next(way for way, steps in self.program.ways.items() if rule.id in steps)
            telling = self._next(other, way)
        return self._survivor(mutant, telling)

    def _survivor(self, mutant: Mutant, telling: Telling | None) -> Survivor | None:
        return None if telling is None else Survivor(mutant, telling)

    # ------------------------------------------------------------------------- what is told apart

    def _verdict(self, mutant: Mutant, other: Program) -> Telling | None:
        """A case in which the rule answers otherwise; decided answers are looked for first."""
        nodes = [_node(program, mutant.about) for program in (self.program, other)]
        pairs = [self.search.encoder.pair(node) for node in nodes]
        if pairs[0] == pairs[1]:
            return None
        for truths in sorted(permutations(Truth, 2), key=lambda two: Truth.OPEN in two):
            literals = [
                literal
                for pair, truth in zip(pairs, truths, strict=True)
                for literal in of_truth(pair, truth)
            ]
            literals += [self.search.complete] if Truth.OPEN in truths else []
            words = [str(truth) for truth in truths]
            told = _verdict_of(mutant.about)
            case = self._case(literals, self._test(other, words, told), nodes)
            if case:
                return Telling(case, "verdict", *words)
        return None

    def _acting(self, mutant: Mutant, other: Program) -> Telling | None:
        sides = [
            who_acts(self.search.encoder, program.rules[mutant.about])
            for program in (self.program, other)
        ]
        return self._chosen(other, sides, "actor", telling_who(mutant.about))

    def _next(self, other: Program, way: str) -> Telling | None:
        sides = [next_steps(self.search.encoder, program, way) for program in (self.program, other)]
        for steps in sides:
            all_of = self.search.encoder.cnf.all_of
            passed = all_of(-all_of(one) for ahead in steps.values() for one in ahead)
            steps[""] = [Wanted(still=passed)]
        return self._chosen(other, sides, "next", telling_next(way))

    def _chosen(
        self, other: Program, sides: Sequence[Chosen], part: str, told: Told
    ) -> Telling | None:
        """A case in which something else is chosen."""
        for (one, first), (another, second) in product(sides[0].items(), sides[1].items()):
            for wanted in product(first, second) if one != another else ():
                test = self._test(other, (one, another), told)
                all_known = any(still != TRUE for _, still in wanted)
                literals = [literal for one in wanted for literal in one]
                case = self._case([*literals, *[self.search.complete] * all_known], test)
                if case:
                    return Telling(case, part, one, another)
        return None

    def _said_otherwise(self, mutant: Mutant, other: Program) -> Telling | None:
        """A case in which a date or the parts of a cost are said otherwise, of some that are tried.

        These are written apart from conditions: what is another value is another answer.
        """
        rule = self.program.rules[mutant.about]
        yes, _ = self.search.encoder.pair(rule.node)
        reading = dict(mutant.words["reading"])
        case = self.search.smallest_of([yes], reading, self._yes(rule.node), [rule.node])
        case = case and replace(case, options=reading)
        part = "due" if mutant.kind == "deadline" else "parts"
        told = _due(rule.id) if part == "due" else _parts(rule.id)
        nearby = self._nearby(case, rule.id) if case else ()
        both = ((tried, self._told(other, tried, told) or ("", "")) for tried in nearby)
        apart = ((tried, said) for tried, said in both if said[0] and said[0] != said[1])
        return next((Telling(tried, part, *said) for tried, said in apart), None)

    def _nearby(self, case: Case, rule: str) -> list[Case]:
        """The same case on other days, with the amount or the date that is asked for."""
        split, deadline = self.program.splits.get(rule), self.program.deadlines.get(rule)
        read = Situation({}, case.on, case.options)
        named = getattr(deadlines.chosen(self.program, read, deadline), "fact", None)
        amounts = {split.amount: COST} if split else {}
        days = [date.fromisoformat(f"{case.on.year}-{text}") for text in DAYS]
        dated = [{named: day} if named and named not in case.facts else {} for day in days]
        return [
            replace(case, on=day, facts={**case.facts, **amounts, **facts})
            for day, facts in zip(days, dated, strict=True)
        ]

    def _paid(self, mutant: Mutant, other: Program) -> Survivor | None:
        """Whether some payer pays another amount of a measure."""
        sides = []
        for program in (self.program, other):
            assert program.waterfall is not None  # a payer is of one
            parts = Amounts(self.search.encoder, program.waterfall).parts()
            sides.append({rule: (decided, part) for rule, decided, part in parts})
        gates = self.search.encoder.gates
        for rule, (decided, part) in sides[0].items():
            later, changed = sides[1][rule]
            literals = [decided, later, -gates.equal(part, changed)]
            told = _pays(rule)

            def test(case: Case, told: Told = told) -> bool:
                said = self._told(other, case, told)
                return said is not None and "" not in said and said[0] != said[1]

            case = self._case(literals, test)
            if case:
                said = self._told(other, case, told)
                assert said is not None  # it passed the test
                return Survivor(mutant, Telling(case, "pays", *said))
        return None

    # ------------------------------------------------------------------------ how it is confirmed

    def _case(
        self, literals: Sequence[int], test: Test, nodes: Sequence[Condition] | None = None
    ) -> Case | None:
        return self.search.smallest_of(literals, None, test, nodes)

    def _test(self, other: Program, words: Sequence[str], told: Told) -> Test:
        """The test whether the rules say the one of a case, and the mutant the other."""
        return lambda case: self._told(other, case, told) == (*words,)

    def _told(self, other: Program, case: Case, told: Told) -> tuple[str, str] | None:
        """What the rules say of a case, and what the mutant does; None where it cannot be."""
        asked = self.search.judge.situation(case)
        return None if asked is None else (told(self.program, asked), told(other, asked))

    def _yes(self, node: Condition) -> Test:
        def test(case: Case) -> bool:
            asked = self.search.judge.situation(case)
            return asked is not None and evaluate(self.program, node, asked).truth is Truth.YES

        return test


STORIES = frozenset(
    {"cause-lacks", "told-lacks", "request-lacks", "duty-lacks", "period-counted", "later-counted"}
)
"""Faults of a trigger that no answer shows, but what happens in a case over time."""


def _node(program: Program, name: str) -> Condition:
    rule = program.rules[name]
    return program.definitions[f"term:{name}"].node if rule.kind == TERM else rule.node


def _verdict_of(name: str) -> Told:
    return lambda program, asked: str(evaluate(program, _node(program, name), asked).truth)


def _due(rule: str) -> Told:
    return lambda program, asked: str(deadlines.due(program, rule, asked) or "")


def _parts(rule: str) -> Told:
    def told(program: Program, asked: Situation) -> str:
        parts = Decision.of(program, asked, answer(program, rule, asked)).parts
        return ", ".join(f"{who}: {part}" for who, part in sorted(parts.items()))

    return told


def _pays(rule: str) -> Told:
    def told(program: Program, asked: Situation) -> str:
        paid = (one.part for one in flow(program, asked) if one.payer.rule == rule)
        return next((str(part.low) for part in paid if part.settled), "")

    return told
