"""The result of a compiled evaluation: the truth of every condition, and answers from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iiz_rules.engine.compiled.lookup import truths
from iiz_rules.engine.evaluation import NO_ORIGINS, Evaluation, Told
from iiz_rules.language.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any

    from iiz_rules.case.history import Origin
    from iiz_rules.engine.compiled.circuit import Circuit
    from iiz_rules.engine.compiled.code import GeneratedText
    from iiz_rules.engine.compiled.columns import Row
    from iiz_rules.engine.compiled.day import Day
    from iiz_rules.engine.compiled.evaluating import Place
    from iiz_rules.engine.compiled.lookup import Read
    from iiz_rules.engine.evaluation import Truths
    from iiz_rules.engine.interpreter import Situation
    from iiz_rules.engine.result import Answer, Explanation
    from iiz_rules.language.program.rules import Holder, Program

    Reads = tuple[list[int], list[str]]
    """facts and interpretations"""
    Found = tuple[Read, Row, dict[str, Truth]]
    """what was read, the truths worked out, and the verdicts"""

MOST_KEPT = 8_192
"""answers, criteria and what was told of them; where there are more, all of them go"""
TRUTHS = {True: Truth.YES, False: Truth.NO, None: Truth.OPEN}


class Evaluator:
    """The function that answers some rules, and where it leaves the truth of each condition."""

    def __init__(
        self,
        rules: tuple[str, ...],
        text: GeneratedText,
        places: dict[int, Place],
        facts: dict[str, int],
    ) -> None:
        self.rules, self.text, self.places = rules, text, places
        self.facts = facts
        """the facts that they read, with their numbers"""
        self.evaluate: Callable[..., tuple[Row, dict[str, Truth]]] = text.function(truths(rules))


class CompiledEvaluation(Evaluation):
    """One case answered: the values of the facts, and the truth of every condition."""

    __slots__ = ("answers", "day", "defined", "evaluator", "read", "truths")

    answers: dict[str, Answer]
    """the answers put together so far"""
    defined: dict[str, Explanation]
    """the steps of the definitions that were met already: each is one step wherever it is"""

    def __init__(
        self,
        day: Day,
        evaluator: Evaluator,
        result: Found,
        origins: Mapping[str, Origin] = NO_ORIGINS,
        known_on: date | None = None,
        situation: Situation | None = None,
    ) -> None:
        self.day, self.evaluator, self.rules = day, evaluator, evaluator.rules
        self.read, self.truths, self.verdicts = result
        self.origins, self.known_on = origins, known_on
        self.defined, self.answers = {}, {}
        if situation is not None:  # of which what the rules do not read was not looked up
            self._situation = situation

    @property
    def program(self) -> Program:
        """The program that was asked."""
        return self.day.engine.program

    def known(self, number: int) -> bool | None:
        """Whether a condition of the circuit is yes or no; None while it is open."""
        where = self.evaluator.places[number]
        if isinstance(where, tuple):
            fact, position = where
            truth: bool | None = self.truths[position] if fact < 0 else self.read[1][fact][position]
            return truth
        return where

    @property
    def circuit(self) -> Circuit:
        """The program by numbers."""
        return self.day.engine.circuit

    def numbered(self, found_out: Callable[[], Truths]) -> Truths:
        """The truth of each condition of the circuit: those that are not there are found out."""
        others: list[Truths] = []

        def truth(number: int) -> bool | None:
            try:
                return self.known(number)
            except KeyError:  # a condition of another rule than those asked
                if not others:
                    others.append(found_out())
                return others[0](number)

        return truth

    def truth(self, number: int) -> Truth:
        """The truth of a condition of the circuit."""
        return TRUTHS[self.known(number)]

    def holder(self, rule: str) -> Holder | None:
        """Who acts by a rule that was asked; None while that is open, or nobody does."""
        from iiz_rules.engine.holders import first

        numbers = self.day.engine.circuit.rules[rule].holders
        applies = [Truth.YES if one is None else self.truth(one) for one in numbers]
        return first(self.program.rules[rule].holders, applies)

    def done(self, rule: str) -> Truth | None:
        """Whether a step that was asked lies behind the case; None where that is not said."""
        number = self.day.engine.circuit.rules[rule].done
        return None if number is None else self.truth(number)

    def criterion(self, rule: str, position: int) -> Truth:
        """The truth of one criterion of a rule that was asked."""
        return self.truth(self.day.engine.circuit.rules[rule].criteria[position])

    def step(self, rule: str, position: int) -> Explanation:
        """The reasons of one criterion."""
        if rule in self.answers:
            return self.answers[rule].steps[position]
        from iiz_rules.engine.compiled.steps import criterion

        return criterion(self, rule, position)

    def alike(self, rule: str, position: int, how: str, tell: Callable[[], Told]) -> Told:
        """The text `tell` makes of a criterion, kept for all that read the same."""
        functions = self.day.functions
        return self.kept(
            (rule, position, how),
            functions.reads(functions.circuit.rules[rule].criteria[position]),
            tell,
        )

    def told(self, rule: str, position: int, how: str, tell: Callable[[], Told]) -> Told:
        """The same, but including the origins of values, which differ from case to case."""
        return tell() if self.origins else self.alike(rule, position, how, tell)

    def kept(self, what: tuple[object, ...], reads: Reads, tell: Callable[[], Told]) -> Told:
        """What `tell` makes, kept for all cases in which the same is read."""
        functions, day, (facts, interpretations) = self.day.functions, self.day, reads
        read = [self.read[0][fact] for fact in facts]
        key = (*what, day.on, *read, *[day.options[name] for name in interpretations])
        told: Told | None = functions.kept.get(key)
        if told is None:
            told = tell()
            if len(functions.kept) >= MOST_KEPT:
                functions.kept.clear()
            functions.kept[key] = told
        return told

    def value(self, fact: int) -> Any:
        """The value of a fact as every case is read: a whole number of francs has its Rappen."""
        value = self.read[0][fact]
        if isinstance(value, int) and self.day.engine.circuit.facts[fact].type == "chf":
            from decimal import Decimal

            return Decimal(value).quantize(Decimal("0.01"))
        return value

    @property
    def situation(self) -> Situation:
        """What the question was about."""
        try:
            return self._situation
        except AttributeError:
            from iiz_rules.engine.interpreter import Situation

            circuit, day = self.day.engine.circuit, self.day
            facts = {
                fact.id: self.value(number)
                for number, fact in enumerate(circuit.facts)
                if self.read[0][number] is not None
            }
            self._situation = Situation(facts, day.on, day.chosen)
            return self._situation

    @property
    def on(self) -> date:
        """The date of the question."""
        return self.day.on

    def answer(self, rule: str) -> Answer:
        """The answer to a rule, with its reasons."""
        if rule not in self.answers:
            from iiz_rules.engine.compiled.steps import answer

            reads = self.day.functions.rests_on(rule)
            self.answers[rule] = self.kept((rule, "answer"), reads, lambda: answer(self, rule))
        return self.answers[rule]
