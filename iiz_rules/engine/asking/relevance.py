"""Which unknown facts can still change a verdict.

An open step is kept open by its open parts alone, so decided parts are left out at once. What
remains can still hold a fact that no longer matters, because another fact stands twice: in
`all: [x, any: [x, f]]` nothing depends on `f`. So all combinations of the values that conditions
tell apart are tried out, as long as they are few. Where they are many, parts that share no fact are
examined one by one, and where even one part has too many, its facts are kept: listing one too many
is sound. A fact that has been left out leaves fewer combinations of the others, so that they are
examined once more.
"""

from collections.abc import Sequence
from math import prod

from iiz_rules.engine.asking.candidates import candidates, complete, reachable
from iiz_rules.engine.asking.trials import Trials, combinations, matters
from iiz_rules.engine.interpreter import Situation
from iiz_rules.engine.result import Explanation
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value
from iiz_rules.words.frozen import frozen

MOST_COMBINATIONS = 500
MOST_STEPS = 250_000
"""What one verdict's examination may cost: of a very long rule fewer combinations are tried."""
Space = dict[str, tuple[Value | None, ...]]
"""For each fact "not known" and its telling values."""


def relevant(program: Program, situation: Situation, step: Explanation) -> set[str]:
    """The unknown facts that can still change the truth of an open step."""
    size = sum(1 for _ in reachable(program, step.node))
    most = min(MOST_COMBINATIONS, MOST_STEPS // size)
    return _Examination(program, situation, most).among(step, step.unknown)


@frozen
class _Examination:
    """Tries out what is not known, at most so many combinations at a time."""

    program: Program
    situation: Situation
    most: int

    def among(self, step: Explanation, facts: Sequence[str]) -> set[str]:
        """Those of the facts that matter, where no others can."""
        nodes = tuple(reachable(self.program, step.node))
        space = self.space(nodes, facts)
        if space is not None and all(complete(self.program, nodes, fact) for fact in facts):
            return self.tried(step.node, space)
        kept = self.in_parts(step, facts)
        if len(kept) == len(facts):
            return kept
        return self.among(step, [fact for fact in facts if fact in kept])

    def space(self, nodes: tuple[conditions.Condition, ...], facts: Sequence[str]) -> Space | None:
        """All values of the facts; None where there are too many combinations of them."""
        known = self.situation.facts  # of an amount between two, that it lies there
        space: Space = {}
        for fact in facts:
            values = candidates(self.program, nodes, fact, self.situation)
            space[fact] = (known.get(fact), *values)
            if prod(map(len, space.values())) > self.most:
                return None
        return space

    def in_parts(self, step: Explanation, facts: Sequence[str]) -> set[str]:
        """Examine parts that share no fact one by one."""
        groups = _sharing([part for part in step.parts if part.truth is Truth.OPEN], facts)
        if not groups or (len(groups) == 1 and len(groups[0][1]) > 1):
            return set(facts)
        kept: set[str] = set()
        for shared, members in groups:
            kept |= self.in_group(step, members, [fact for fact in facts if fact in shared])
        return kept

    def in_group(self, step: Explanation, group: list[Explanation], facts: list[str]) -> set[str]:
        """Examine parts that share facts together; of "k of n" keep all, as their number counts."""
        if len(group) == 1:
            return self.among(group[0], facts)
        if not isinstance(step.node, (conditions.All, conditions.Any)):
            return set(facts)
        joint = type(step.node)(tuple(part.node for part in group))
        return self.among(Explanation(joint, Truth.OPEN, tuple(group)), facts)

    def tried(self, node: conditions.Condition, space: Space) -> set[str]:
        """Try all combinations: a fact matters that changes the truth under one of them."""
        tried, count = combinations(space)
        truth = Trials(self.program, self.situation, tried, count).truth(node)
        return {fact for fact, values in tried.items() if matters(values, truth)}


def _sharing(
    steps: list[Explanation], among: Sequence[str]
) -> list[tuple[set[str], list[Explanation]]]:
    """Group steps that read a common fact of those named, directly or through others."""
    groups: list[tuple[set[str], list[Explanation]]] = []
    for step in steps:
        facts, members = set(step.unknown).intersection(among), [step]
        for group in [group for group in groups if group[0] & facts]:
            groups.remove(group)
            facts |= group[0]
            members = group[1] + members
        groups.append((facts, members))
    return groups
