"""What no case exercises: rules that never decide, and branches never taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from iiz_rules.answers.decision import Decision
from iiz_rules.engine.holders import settled
from iiz_rules.engine.result import Answer, Explanation
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.rules import TERM, Holder, Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.testing.expectations import ComparedAnswer
from iiz_rules.testing.suite import EditionRun
from iiz_rules.testing.trace.exercised import Root, criterion_name, rule_name, through
from iiz_rules.testing.trace.matrix import Share, Trace, trace
from iiz_rules.testing.trace.possible import Shapes


@dataclass(frozen=True, slots=True)
class Branch:
    """One way that something can go.

    A criterion is met, not met or open; a step lies behind the case, does not, or that is open; of
    several actors one is the one; of a reading one option is chosen.
    """

    kind: Literal["criterion", "done", "actor", "reading"]
    of: str
    way: str


@dataclass(frozen=True)
class CaseCoverage:
    """Which branches of an edition its cases exercise."""

    trace: Trace
    seen: frozenset[Branch]

    @cached_property
    def possible(self) -> tuple[Branch, ...]:
        """Every branch there is."""
        return tuple(possible(self.trace.program))

    @cached_property
    def unseen(self) -> tuple[Branch, ...]:
        """The branches that no case takes."""
        return tuple(one for one in self.possible if one not in self.seen)

    @property
    def branches(self) -> Share:
        """How many branches some case takes."""
        return Share(len(self.possible) - len(self.unseen), len(self.possible))


def coverage(program: Program, run: EditionRun) -> CaseCoverage:
    """Measure how much of an edition the run of its cases exercised."""
    traced = trace(program, run)
    comparisons = (one for case in traced.cases for one in case.comparisons)
    return CaseCoverage(traced, frozenset(branch for one in comparisons for branch in seen(one)))


def possible(program: Program) -> Iterator[Branch]:
    """Every branch of a program, the rules first; a term goes the ways of what it stands in."""
    shapes = Shapes(program)
    for rule in (one for one in program.rules.values() if one.kind != TERM):
        for criterion in rule.criteria:
            name, truths = criterion_name(rule, criterion), shapes.of(criterion.node)
            yield from (Branch("criterion", name, str(way)) for way in Truth if way in truths)
        if rule.done:
            name, truths = rule_name(rule), shapes.of(rule.done)
            yield from (Branch("done", name, str(way)) for way in Truth if way in truths)
        if len(rule.holders) > 1:
            yield from dict.fromkeys(_acts(rule, holder) for holder in rule.holders)
    for reading in program.interpretations.values():
        yield from (Branch("reading", reading.id, option) for option in reading.options)


def seen(compared: ComparedAnswer) -> Iterator[Branch]:
    """Every branch that the evaluations took, whether it mattered or not."""
    for decision in (*compared.passed, compared.decision):
        for name, step, steps in through(_evaluated(decision), lambda step: step.parts):
            yield from _criteria(decision.program, name, step)
            yield from _readings(steps)
        if compared.part == "next" and decision.done is not None:
            yield Branch("done", rule_name(decision.answer.rule), str(decision.done))
        yield from _compared(compared.part, decision)


def _evaluated(decision: Decision) -> Iterator[Root]:
    answer = decision.answer
    yield rule_name(answer.rule), answer.step
    yield from (("", step) for step in (*answer.holders, answer.done) if step)


def _criteria(program: Program, name: str, step: Explanation) -> Iterator[Branch]:
    if name.startswith("rule:"):
        rule = program.rules[name.removeprefix("rule:")]
        if rule.kind == TERM:
            return
        for criterion, part in Answer(rule, step).criteria:
            yield Branch("criterion", criterion_name(rule, criterion), str(part.truth))


def _readings(steps: list[Explanation]) -> Iterator[Branch]:
    for step in steps:
        if isinstance(step.node, conditions.Choice):
            yield Branch("reading", step.node.interpretation, step.option)


def _compared(part: str, decision: Decision) -> Iterator[Branch]:
    """What is seen only by who looks at it: who acts, by when, who bears which part."""
    rule = decision.answer.rule
    if part == "actor" and len(rule.holders) > 1:
        holder = settled(decision.answer)
        if holder:
            yield _acts(rule, holder)
    options = decision.situation.options
    for value in _values(part, decision.program, rule.id):
        if isinstance(value, ByInterpretation):
            name = value.interpretation
            option = decision.program.interpretations[name].in_force(options)
            yield Branch("reading", name, option)


def _values(part: str, program: Program, rule: str) -> tuple[object, ...]:
    """The values that lie behind a part of an answer and may depend on a reading."""
    if part == "due":
        return (program.deadlines.get(rule),)
    if part != "parts":
        return ()
    split = program.splits.get(rule)
    return (split.bearers, split.rounding) if split else _sizes(program, rule)


def _sizes(program: Program, rule: str) -> tuple[object, ...]:
    """The values on which the part of a payer hangs: its own, and those of who comes first."""
    if program.waterfall is None:
        return ()
    rules = [one.rule for one in program.waterfall.payers]
    upto = rules.index(rule) + 1 if rule in rules else 0
    sizes = [one.covers for one in program.waterfall.payers[:upto]]
    return (*sizes, program.waterfall.rounding) if sizes else ()


def _acts(rule: Rule, holder: Holder) -> Branch:
    """Who of several acts; one way for all whom a fact of the case can name."""
    way = f"{holder.role} {holder.of}" if holder.of else holder.role
    return Branch("actor", rule_name(rule), holder.named_by or way)
