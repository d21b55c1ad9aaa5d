"""An edition ready to be asked: its program, its circuit, and the functions made from that."""

from __future__ import annotations

from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from iiz_rules.engine.compiled import reading
from iiz_rules.engine.compiled.circuit import OF_ONE_FACT, facts_of, needed
from iiz_rules.engine.compiled.code import GeneratedText
from iiz_rules.engine.compiled.evaluating import FunctionWriter
from iiz_rules.engine.compiled.evaluation import Evaluator
from iiz_rules.engine.compiled.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from iiz_rules.case.model import FactGroup
    from iiz_rules.engine.compiled.circuit import Circuit
    from iiz_rules.findings.finding import Finding
    from iiz_rules.language.program.rules import Program

    Whole = tuple[Program, tuple[Finding, ...]]
    """a program with the warnings found when it was read"""

MOST_KEPT = 64
"""dates, and sets of rules, whose functions are kept"""


class Engine:
    """Answers the questions of one edition; safe to share between threads.

    What it keeps are functions made from the circuit alone, the same whoever makes them. The
    program itself is read when an answer needs more than its verdict.
    """

    def __init__(self, circuit: Callable[[], Circuit], whole: Callable[[], Whole]) -> None:
        self._circuit_of = circuit
        self._whole_of = whole
        self.texts: dict[tuple[Any, ...], str] = {}
        """criteria explained, by all that the explanation depends on"""
        self.lookup = lru_cache(MOST_KEPT)(partial(Lookup, self))
        self.evaluator = lru_cache(MOST_KEPT)(self._evaluator)
        self.reads = lru_cache(None)(self._reads)

    @classmethod
    def of(cls, program: Program, findings: tuple[Finding, ...] = ()) -> Engine:
        """The engine of a program that is there already; its circuit is made when needed."""

        def circuit() -> Circuit:
            from iiz_rules.engine.compiled.numbering import circuit_of

            return circuit_of(program)

        return cls(circuit, lambda: (program, findings))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as the program; functions made for it stay behind."""
        return Engine.of, self._whole

    @cached_property
    def circuit(self) -> Circuit:
        """The program as plain data."""
        return self._circuit_of()

    @cached_property
    def _whole(self) -> Whole:
        return self._whole_of()

    @property
    def program(self) -> Program:
        """The edition, compiled."""
        return self._whole[0]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The warnings found when it was read."""
        return self._whole[1]

    @cached_property
    def case(self) -> type[FactGroup]:
        """The case of the edition as a pydantic model."""
        from iiz_rules.case.model import case_model

        return case_model(self.program)

    @cached_property
    def columns(self) -> list[list[int]]:
        """The conditions on each fact alone."""
        columns: list[list[int]] = [[] for _ in self.circuit.facts]
        for number, condition in enumerate(self.circuit.conditions):
            if condition[0] in OF_ONE_FACT:
                columns[condition[1]].append(number)
        return columns

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

    def _reads(self, number: int) -> tuple[list[int], list[str]]:
        """The facts and the interpretations on which a condition depends."""
        inside = [self.circuit.conditions[one] for one in needed(self.circuit, [number])]
        facts = {fact for one in inside for fact in facts_of(one)}
        return sorted(facts), sorted({one[1] for one in inside if one[0] == "choice"})

    def options(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """The option of every interpretation, where none is chosen its default."""
        options = {}
        for name, (default, known) in self.circuit.interpretations.items():
            options[name] = chosen.get(name) or default
            if options[name] not in known:
                raise KeyError(options[name])
        return options

    def _write(self, rules: tuple[str, ...]) -> Evaluator:
        writer = FunctionWriter(self.circuit, rules, self.columns)
        lines, back = ["values, rows = read", *writer.lines], f"{writer.truths}, found"
        name = self._name(", ".join(rules[:3]))
        text = GeneratedText(name, "evaluate(read, options)", lines, back)
        return Evaluator(rules, text, writer.places())

    def _name(self, what: str) -> str:
        """Name a text; quoted, because a file name can hold no line break and no NUL."""
        return ascii(f"{self.circuit.canton} {self.circuit.edition}: {what}")[1:-1]
