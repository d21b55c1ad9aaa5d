"""What an answer exercised, read off the very steps that gave the verdict; nothing is evaluated."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from iiz_rules import ir
from iiz_rules.result import Answer, Step

Inside = Callable[[Step], Iterable[Step]]


@dataclass(frozen=True, order=True, slots=True)
class Branch:
    """One way that something can go: a criterion met, not met or open; an option of a reading."""

    of: str
    way: str


def determining(program: ir.Program, answer: Answer) -> Iterator[str]:
    """Name the rules, criteria and terms that make the verdict what it is."""
    for name, step, _ in _definitions(answer, lambda step: step.bearing):
        yield name
        if name.startswith("rule:"):
            rule = program.rules[name.removeprefix("rule:")]
            yield from (f"{name}/{one.id}" for one, _ in Answer(rule, step).determining)


def branches(program: ir.Program, answer: Answer) -> Iterator[Branch]:
    """Give every branch that the evaluation took, whether the verdict hangs on it or not."""
    for name, step, steps in _definitions(answer, lambda step: step.parts):
        if name.startswith("rule:"):
            rule = program.rules[name.removeprefix("rule:")]
            for criterion, part in Answer(rule, step).criteria:
                yield Branch(f"{name}/{criterion.id}", str(part.truth))
        for one in steps:
            if isinstance(one.node, ir.Choice):
                yield Branch(one.node.interpretation, one.option)


def _definitions(answer: Answer, inside: Inside) -> Iterator[tuple[str, Step, list[Step]]]:
    """Give each rule and term that an answer goes through, once, with the steps in it."""
    waiting = [(f"rule:{answer.rule.id}", answer.step)]
    seen: set[str] = set()
    while waiting:
        name, step = waiting.pop()
        if name not in seen:
            seen.add(name)
            steps = list(_within(step, inside))
            yield name, step, steps
            waiting += [
                (one.node.name, one.parts[0]) for one in steps if isinstance(one.node, ir.Reference)
            ]


def _within(step: Step, inside: Inside) -> Iterator[Step]:
    """Give a step and those inside it, up to the next reference."""
    yield step
    if not isinstance(step.node, ir.Reference):
        for part in inside(step):
            yield from _within(part, inside)
