"""The functions made from a circuit: for each date, each set of rules, and for all questions."""

from __future__ import annotations

from datetime import date
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from iiz_rules.engine.compiled import reading
from iiz_rules.engine.compiled.circuit import facts_of, needed
from iiz_rules.engine.compiled.code import GeneratedText
from iiz_rules.engine.compiled.columns import FactColumn
from iiz_rules.engine.compiled.evaluating import FunctionWriter
from iiz_rules.engine.compiled.evaluation import Evaluator
from iiz_rules.engine.compiled.lookup import Lookup
from iiz_rules.engine.leaves import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from iiz_rules.engine.compiled.circuit import Circuit
    from iiz_rules.engine.compiled.columns import Row

MOST_DAYS, MOST_TOGETHER = 64, 512
"""dates, and sets of rules, whose functions are kept"""
ANY_DAY = date(2000, 1, 1)
"""on which what does not move with the days is looked at"""


class Functions:
    """Makes functions when they are needed, and keeps some; safe to share between threads."""

    def __init__(self, circuit: Circuit) -> None:
        self.circuit = circuit
        self.kept: dict[tuple[Any, ...], Any] = {}
        """answers, criteria and what was told of them, by all that they depend on"""
        self.lookup = lru_cache(MOST_DAYS)(partial(Lookup, self))
        self.evaluator = lru_cache(MOST_TOGETHER)(self._evaluator)
        self.reads = lru_cache(None)(self._reads)
        self.rests_on = lru_cache(None)(self._rests_on)

    @cached_property
    def columns(self) -> list[list[int]]:
        """The conditions on each fact alone."""
        columns: list[list[int]] = [[] for _ in self.circuit.facts]
        for number, condition in enumerate(self.circuit.conditions):
            if condition[0] in KINDS:
                columns[condition[1]].append(number)
        return columns

    def columns_on(self, on: date) -> list[FactColumn]:
        """The facts on a date; those whose truths do not move with the days are made once."""
        columns = self._resting.copy()
        for number, column in self._moving.items():
            columns[number] = column.on_day(on)
        return columns

    @cached_property
    def _resting(self) -> list[FactColumn]:
        conditions = [[self.circuit.conditions[one] for one in each] for each in self.columns]
        return [
            FactColumn(fact, inside, ANY_DAY)
            for fact, inside in zip(self.circuit.facts, conditions, strict=True)
        ]

    @cached_property
    def _moving(self) -> dict[int, FactColumn]:
        return {number: column for number, column in enumerate(self._resting) if column.moves}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each fact."""
        return {fact.id: number for number, fact in enumerate(self.circuit.facts)}

    def found_on(self, on: date) -> list[Callable[[Any], Row]]:
        """What gives the row of a value, of each fact on a date."""
        finders = self._found.copy()
        for number, column in self._within.items():
            finders[number] = column.found_on(on)
        return finders

    @cached_property
    def _within(self) -> dict[int, FactColumn]:
        return {number: column for number, column in self._moving.items() if column.within}

    @cached_property
    def _found(self) -> list[Callable[[Any], Row]]:
        return [column.found for column in self._resting]

    @cached_property
    def unknown(self) -> list[Row]:
        """The row of each fact as long as it is not known."""
        return [column.open for column in self._resting]

    @cached_property
    def reader(self) -> GeneratedText:
        """The function that reads a case."""
        lines, told = reading.lines(self.circuit), reading.told(self.circuit)
        return GeneratedText(self._name("read"), "read(case)", lines, told)

    @cached_property
    def decider(self) -> GeneratedText:
        """The function that reads a case and answers all questions about it, with the trace."""
        lines, writer = self._all_questions()
        trace = f"({reading.told(self.circuit)}), {writer.truths}, found"
        return GeneratedText(self._name("everything"), "decide(case, options)", lines, trace)

    @cached_property
    def judge(self) -> GeneratedText:
        """The function that does the same without leaving a trace."""
        lines, _ = self._all_questions()
        return GeneratedText(self._name("verdicts"), "verdicts(case, options)", lines, "found")

    def _all_questions(self) -> tuple[list[str], FunctionWriter]:
        writer = FunctionWriter(self.circuit, self.circuit.questions, self.columns, inline=True)
        return [*reading.lines(self.circuit), *writer.lines], writer

    def _evaluator(self, rules: tuple[str, ...]) -> Evaluator | None:
        """The function that answers some rules together; None where one of them is no rule."""
        known = all(rule in self.circuit.rules for rule in rules)
        return self._write(rules) if known else None

    @cached_property
    def everything(self) -> Evaluator:
        """The function that answers all questions about a case."""
        return self._write(self.circuit.questions)

    def _rests_on(self, rule: str) -> tuple[list[int], list[str]]:
        """The facts and the interpretations on which the answer to a rule depends."""
        return self._reads(*self.circuit.rules[rule].nodes)

    def _reads(self, *numbers: int) -> tuple[list[int], list[str]]:
        """The facts and the interpretations on which conditions depend."""
        inside = [self.circuit.conditions[one] for one in needed(self.circuit, [*numbers])]
        facts = {fact for one in inside for fact in facts_of(one)}
        return sorted(facts), sorted({one[1] for one in inside if one[0] == "choice"})

    def _write(self, rules: tuple[str, ...]) -> Evaluator:
        writer = FunctionWriter(self.circuit, rules, self.columns)
        lines, back = ["values, rows = read", *writer.lines], f"{writer.truths}, found"
        name = self._name(", ".join(rules[:3]))
        text = GeneratedText(name, "evaluate(read, options)", lines, back)
        nodes = [node for rule in rules for node in self.circuit.rules[rule].nodes]
        facts = {self.circuit.facts[fact].id: fact for fact in self._reads(*nodes)[0]}
        return Evaluator(rules, text, writer.places(), facts)

    def _name(self, what: str) -> str:
        """Name a text; quoted, because a file name can hold no line break and no NUL."""
        return ascii(f"{self.circuit.canton} {self.circuit.edition}: {what}")[1:-1]
