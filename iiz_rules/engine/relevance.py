"""Which unknown facts can still change a verdict.

An open step is kept open by its open parts alone, so decided parts are left out at once. What
remains can still hold a fact that no longer matters, because another fact stands twice: in
`all: [x, any: [x, f]]` nothing depends on `f`. Parts that share no fact are examined one by one;
parts that share some are tried out over all combinations of the values that conditions tell apart.
Where there are too many combinations the facts are kept: listing one too many is sound.
"""

from itertools import product

from iiz_rules import ir
from iiz_rules.engine.candidates import candidates
from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.result import Step
from iiz_rules.truth import Truth
from iiz_rules.values import Value

MOST_COMBINATIONS = 2_000


def unknown(step: Step) -> list[str]:
    """Give the facts not known that keep a step open, in the order in which they are read."""
    read = [fact for leaf in step.open_leaves for fact, value in leaf.read if value is None]
    return list(dict.fromkeys(read))


def relevant(program: ir.Program, situation: Situation, step: Step) -> set[str]:
    """Give the unknown facts that can still change the truth of an open step."""
    open_parts = [part for part in step.parts if part.truth is Truth.OPEN]
    if not open_parts:
        return set(unknown(step))
    found: set[str] = set()
    for group in _sharing(open_parts):
        if len(group) == 1:
            found |= relevant(program, situation, group[0])
        elif isinstance(step.node, (ir.All, ir.Any)):
            joint = type(step.node)(tuple(part.node for part in group))
            found |= _tried(program, situation, joint, _unknown_in(group))
        else:
            return _tried(program, situation, step.node, unknown(step))
    return found


def _unknown_in(steps: list[Step]) -> list[str]:
    return list(dict.fromkeys(fact for step in steps for fact in unknown(step)))


def _sharing(steps: list[Step]) -> list[list[Step]]:
    """Group steps that read a common unknown fact, directly or through others."""
    groups: list[tuple[set[str], list[Step]]] = []
    for step in steps:
        facts, members = set(unknown(step)), [step]
        for group in [group for group in groups if group[0] & facts]:
            groups.remove(group)
            facts |= group[0]
            members = group[1] + members
        groups.append((facts, members))
    return [members for _, members in groups]


def _tried(
    program: ir.Program, situation: Situation, node: ir.Node, facts: list[str]
) -> set[str]:
    """Try all combinations: a fact matters if knowing it changes the truth under one of them."""
    choices: list[tuple[Value | None, ...]] = [
        (None, *candidates(program, node, fact, situation)) for fact in facts
    ]
    combinations = 1
    for choice in choices:
        combinations *= len(choice)
    if combinations > MOST_COMBINATIONS:
        return set(facts)
    truths: dict[tuple[int, ...], Truth] = {}
    for picked in product(*(range(len(choice)) for choice in choices)):
        values = (choice[index] for choice, index in zip(choices, picked, strict=True))
        assumed = {
            fact: value for fact, value in zip(facts, values, strict=True) if value is not None
        }
        trial = Situation({**situation.facts, **assumed}, situation.on, situation.options)
        truths[picked] = evaluate(program, node, trial).truth
    return {fact for position, fact in enumerate(facts) if _matters(truths, position)}


def _matters(truths: dict[tuple[int, ...], Truth], position: int) -> bool:
    def without(picked: tuple[int, ...]) -> tuple[int, ...]:
        return (*picked[:position], 0, *picked[position + 1 :])

    return any(truth is not truths[without(picked)] for picked, truth in truths.items())
