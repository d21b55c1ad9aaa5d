"""The engine that answers by default: a program planned, its functions made when first needed."""

from __future__ import annotations

from functools import cached_property

from iiz_rules.engine.compiled import reading
from iiz_rules.engine.compiled.code import Text
from iiz_rules.engine.compiled.day import Day
from iiz_rules.engine.compiled.evaluating import Writer, text
from iiz_rules.engine.compiled.plan import OF_ONE_FACT, facts_of, needed
from iiz_rules.engine.compiled.trace import Asked, Setting, Trace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any, TypeVar

    from iiz_rules.engine.compiled.plan import Plan
    from iiz_rules.engine.interpreter import Situation
    from iiz_rules.language.program.rules import Program

    Key = TypeVar("Key")
    Made = TypeVar("Made")

MOST_KEPT = 64
"""dates, and sets of rules, whose functions are kept"""


class Engine:
    """Answers the questions of one program; safe to share between threads.

    What it keeps are functions made from the plan alone, the same whoever makes them.
    """

    def __init__(self, plan: Plan, program: Callable[[], Program]) -> None:
        self.plan = plan
        self.program = program
        self.columns: list[list[int]] = [[] for _ in plan.facts]
        """the conditions on each fact alone"""
        for number, condition in enumerate(plan.conditions):
            if condition[0] in OF_ONE_FACT:
                self.columns[condition[1]].append(number)
        self.texts: dict[tuple[Any, ...], str] = {}
        """criteria explained, by all that the explanation depends on"""
        self._reads: dict[int, tuple[tuple[int, ...], tuple[str, ...]]] = {}
        self._days: dict[date, Day] = {}
        self._asked: dict[tuple[str, ...], Asked] = {}

    @cached_property
    def reader(self) -> Text:
        """The function that reads a case."""
        return Text(
            self._name("read"),
            text("read(case)", reading.lines(self.plan), reading.told(self.plan)),
        )

    @cached_property
    def decider(self) -> Text:
        """The function that reads a case and answers all questions about it, with the trace."""
        lines, writer = self._whole()
        trace = f"({reading.told(self.plan)}), {writer.truths}, found"
        return Text(self._name("everything"), text("decide(case, options)", lines, trace))

    @cached_property
    def judge(self) -> Text:
        """The function that does the same without leaving a trace."""
        lines, _ = self._whole()
        return Text(self._name("verdicts"), text("verdicts(case, options)", lines, "found"))

    def _whole(self) -> tuple[list[str], Writer]:
        writer = Writer(self.plan, self.plan.questions, self.columns, inline=True)
        return [*reading.lines(self.plan), *writer.lines, *writer.verdicts()], writer

    def day(self, on: date) -> Day:
        """Give the engine on a date."""
        return _kept(self._days, on, lambda: Day(self.plan, self.columns, on))

    def asked(self, rules: tuple[str, ...]) -> Asked | None:
        """Give the function that answers some rules together; None where one of them is no rule."""
        found = self._asked.get(rules)
        if found is None and all(rule in self.plan.rules for rule in rules):
            found = _kept(self._asked, rules, lambda: self._write(rules))
        return found

    @cached_property
    def everything(self) -> Asked:
        """The function that answers all questions about a case."""
        return self._write(self.plan.questions)

    def reads(self, number: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Give the facts and the interpretations on which a condition depends."""
        found = self._reads.get(number)
        if found is None:
            inside = [self.plan.conditions[one] for one in needed(self.plan, [number])]
            facts = {fact for one in inside for fact in facts_of(one)}
            readings = {one[1] for one in inside if one[0] == "choice"}
            found = self._reads[number] = tuple(sorted(facts)), tuple(sorted(readings))
        return found

    def options(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """Give the option of every reading, where none is chosen its default."""
        options = {}
        for name, (default, known) in self.plan.readings.items():
            options[name] = chosen.get(name) or default
            if options[name] not in known:
                raise KeyError(options[name])
        return options

    def trace(self, rules: tuple[str, ...], situation: Situation) -> Trace:
        """Answer some rules about a situation; what they share is evaluated once."""
        setting = Setting(self, situation.on, situation.options)
        return setting.spread(self._write(rules), situation.facts)

    def _write(self, rules: tuple[str, ...]) -> Asked:
        writer = Writer(self.plan, rules, self.columns)
        text = Text(self._name(", ".join(rules[:3])), writer.evaluate())
        return Asked(rules, text, writer.places())

    def _name(self, what: str) -> str:
        """Name a text; quoted, because a file name can hold no line break and no NUL."""
        return ascii(f"{self.plan.canton} {self.plan.edition}: {what}")[1:-1]


def _kept(kept: dict[Key, Made], key: Key, make: Callable[[], Made]) -> Made:
    """Look something up, or make it; two threads at once may both make it, to the same effect."""
    found = kept.get(key)
    if found is None:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        found = kept[key] = make()
    return found
