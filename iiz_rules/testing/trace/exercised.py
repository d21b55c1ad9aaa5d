"""What a comparison exercised, read off the very steps that gave the answer; nothing is evaluated.

Determining is what the answer hangs on: of a yes the criteria met, of a no those that are not, of
an open one those that are open; of who acts, the conditions that chose; of the next step, why the
ones before it were passed over. A criterion that only orients decides nothing: it counts where a
case expects its answer.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from iiz_rules.answers.decision import Decision
from iiz_rules.engine.result import Answer, Explanation
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Criterion, Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.testing.expectations import ComparedAnswer

Inside = Callable[[Explanation], Sequence[Explanation]]
Root = tuple[str, Explanation]
"""A step to begin at, with the name of the definition that it is; empty where it is none."""


def determining(compared: ComparedAnswer) -> Iterator[str]:
    """The names of the rules, criteria and terms that determine the answer, with repetitions."""
    for decision in (*compared.passed, compared.decision):
        yield rule_name(decision.answer.rule)
        for name, step, _ in through(_bearing(compared.part, decision), lambda step: step.bearing):
            yield from named(decision.program, name, step)
    answer = compared.decision.answer
    if answer.enough == 0:
        oriented = (one for one in answer.rule.criteria if one.id == compared.part)
        yield from (criterion_name(answer.rule, criterion) for criterion in oriented)


def named(program: Program, name: str, step: Explanation) -> Iterator[str]:
    """Name a definition, and of a rule the criteria that are determining."""
    if name:
        yield name
    if name.startswith("rule:"):
        rule = program.rules[name.removeprefix("rule:")]
        yield from (criterion_name(rule, one) for one, _ in Answer(rule, step).determining)


def rule_name(rule: Rule) -> str:
    """The name of a rule, as definitions have it."""
    return f"rule:{rule.id}"


def criterion_name(rule: Rule, criterion: Criterion) -> str:
    """A unique name of a criterion."""
    return f"{rule_name(rule)}/{criterion.id}"


def _bearing(part: str, decision: Decision) -> Iterator[Root]:
    """The steps on which the compared part of a decision depends.

    That a step is next says of one that is open no more than that nothing rules it out.
    """
    answer = decision.answer
    if part == "next" and answer.done:
        yield "", answer.done
    if part != "next" or (decision.done is not Truth.YES and decision.verdict.decided):
        yield rule_name(answer.rule), answer.step
    if part == "actor":
        yield from (("", step) for step in _considered(answer.holders))


def _considered(holders: tuple[Explanation | None, ...]) -> Iterator[Explanation]:
    """The conditions of those who may act, up to the first that applies."""
    for step in holders:
        if step is None:
            return
        yield step
        if step.truth is Truth.YES:
            return


def through(
    roots: Iterable[Root], inside: Inside
) -> Iterator[tuple[str, Explanation, list[Explanation]]]:
    """The roots and each rule and term reached from them, once, with the steps in it."""

    def within(step: Explanation) -> Sequence[Explanation]:
        return () if isinstance(step.node, conditions.Reference) else inside(step)

    waiting = list(roots)
    seen: set[str] = set()
    while waiting:
        name, step = waiting.pop()
        if name in seen:
            continue
        if name:
            seen.add(name)
        steps = list(step.walk(within))
        yield name, step, steps
        waiting += [
            (step.node.name, step.parts[0])
            for step in steps
            if isinstance(step.node, conditions.Reference)
        ]
