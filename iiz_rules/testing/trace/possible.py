"""The possible truths of a condition, by its shape.

What a shape rules out no case can show: a condition that asks nothing is never open. Two parts that
exclude each other are not noticed, so that an outcome too many may be listed, never one too few.
"""

from collections.abc import Iterable
from functools import cached_property
from itertools import product

from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import facts_of
from iiz_rules.language.program.rules import ACTOR, Program
from iiz_rules.language.truth import Truth, agreed, at_least, known

Truths = frozenset[Truth]
DECIDED: Truths = frozenset({Truth.YES, Truth.NO})
ANY: Truths = frozenset(Truth)


class Shapes:
    """The possible truths of the nodes of a program; each definition is examined once."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.defined: dict[str, Truths] = {}

    @cached_property
    def always_known(self) -> frozenset[str]:
        """The facts that are known with every question: its date, and who wants to act."""
        facts = self.program.facts.values()
        return frozenset({one.id for one in facts if one.is_date} | {ACTOR})

    def of(self, node: conditions.Condition) -> Truths:
        """The truths that a node can have."""
        match node:
            case conditions.Constant(value=value):
                return frozenset({known(value)})
            case conditions.Silent():
                return frozenset({Truth.OPEN})
            case conditions.Not(part=part):
                return frozenset(~truth for truth in self.of(part))
            case conditions.All(parts=parts):
                return self._counted(len(parts), parts)
            case conditions.Any(parts=parts):
                return self._counted(1, parts)
            case conditions.AtLeast(n=n, parts=parts):
                return self._counted(n, parts)
            case conditions.ByCase(when=when, then=then, otherwise=otherwise):
                either = frozenset(map(agreed, product(self.of(then), self.of(otherwise))))
                by_when = {Truth.YES: self.of(then), Truth.NO: self.of(otherwise)}
                return frozenset().union(*(by_when.get(one, either) for one in self.of(when)))
            case conditions.Choice(options=options):
                return frozenset().union(*(self.of(option) for _, option in options))
            case conditions.Reference(name=name):
                if name not in self.defined:
                    self.defined[name] = self.of(self.program.definitions[name].node)
                return self.defined[name]
        read = set(facts_of(node))
        return DECIDED if read <= self.always_known else ANY

    def _counted(self, n: int, parts: Iterable[conditions.Condition]) -> Truths:
        counts = {(0, 0)}
        for part in parts:
            truths = self.of(part)
            counts = {
                (met + (truth is Truth.YES), open_ + (truth is Truth.OPEN))
                for met, open_ in counts
                for truth in truths
            }
        verdicts = (at_least(n, [Truth.YES] * met + [Truth.OPEN] * open_) for met, open_ in counts)
        return frozenset(verdicts)
