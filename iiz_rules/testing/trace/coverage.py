"""What no case exercises: rules that never decide, branches that never occur."""

from dataclasses import dataclass
from functools import cached_property

from iiz_rules.language.program.rules import Program
from iiz_rules.testing.suite import EditionRun
from iiz_rules.testing.trace.branches import Branch, possible, seen
from iiz_rules.testing.trace.matrix import Share, Trace, trace


@dataclass(frozen=True)
class CaseCoverage:
    """How much of an edition its cases exercise."""

    trace: Trace
    seen: frozenset[Branch]

    @cached_property
    def possible(self) -> tuple[Branch, ...]:
        """Every branch that there is."""
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
