"""Can each criterion be met, and can it fail? Tried over all values that conditions tell apart.

One fact after another is given each of its telling values (`candidates`), until the verdict
is decided: learning more can never revoke it, so that all cases beyond are tried as well. One case
in which the criterion is met and one in which it is not are enough; that there is none of a kind is
proved when all have been tried. Where that takes too many steps nothing is claimed: the outcome is
"not proved", never "passed".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import Literal

from iiz_rules.engine.asking.candidates import candidates, complete, reachable
from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.engine.leaves import limits
from iiz_rules.findings.finding import Finding, Severity
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import TERM, Criterion, Program
from iiz_rules.language.truth import Truth

MOST_STEPS = 50_000
"""What the proof of one criterion may cost,"""
MOST_IN_ALL = 500_000
"""and of all criteria of an edition together: they are proved whenever it is loaded."""
ANY_DAY = date(2024, 3, 5)
Outcome = Literal["both", "never-met", "always-met", "silent", "not-proved"]
"""`silent`: the source does not regulate some cases, and decides all others alike."""
SEVERITIES: dict[Outcome, Severity] = {
    "never-met": "error",
    "always-met": "warning",
    "not-proved": "warning",
}


@dataclass(frozen=True)
class Reach:
    """What was found out about one criterion of a rule."""

    rule: str
    criterion: Criterion
    outcome: Outcome


def reach(program: Program) -> Iterator[Reach]:
    """Examine every criterion of every rule; a term is examined in what it stands in."""
    left = MOST_IN_ALL
    for rule in (one for one in program.rules.values() if one.kind != TERM):
        for criterion in rule.criteria:
            search = Search(program, criterion.node, min(left, MOST_STEPS))
            yield Reach(rule.id, criterion, search.outcome())
            left -= search.steps


def unreachable(program: Program) -> list[Finding]:
    """A finding for each criterion that does not divide the cases, or not provably.

    Where one can never be met, what builds on it is often hard to prove: that is said once the
    fault is mended.
    """
    faulty = [reached for reached in reach(program) if reached.outcome in SEVERITIES]
    if any(reached.outcome == "never-met" for reached in faulty):
        faulty = [reached for reached in faulty if reached.outcome != "not-proved"]
    return [
        Finding(
            reached.outcome,
            reached.criterion.node.at,
            {"criterion": reached.criterion.id, "rule": reached.rule},
            severity=SEVERITIES[reached.outcome],
        )
        for reached in faulty
    ]


class Search:
    """Looks for a case that meets a condition, and for one that does not."""

    def __init__(self, program: Program, node: conditions.Condition, most: int) -> None:
        self.program = program
        self.node = node
        self.most = most
        self.steps = 0
        self.nodes = tuple(reachable(program, node))
        fixed = _fixed_days(self.nodes)
        self.days = (ANY_DAY, *fixed)
        self.exhaustive = not fixed

    def outcome(self) -> Outcome:
        """Say which kinds of cases there are, as far as that was found out."""
        truths: set[Truth] = set()
        for truth in self.found():
            truths.add(truth)
            if {Truth.YES, Truth.NO} <= truths:
                return "both"
        if not self.exhaustive or not truths:
            return "not-proved"
        return _ONE_SIDED.get(truths.pop(), "silent") if len(truths) == 1 else "silent"

    def found(self) -> Iterator[Truth]:
        """The truth of one case after the other."""
        for beginning in self._beginnings():
            ahead = [beginning]
            while ahead:
                self.steps += len(self.nodes)
                if self.steps > self.most:
                    self.exhaustive = False
                    return
                situation = ahead.pop()
                step = evaluate(self.program, self.node, situation)
                fact = next(iter(step.unknown), None)
                if fact is None:
                    yield step.truth
                    continue
                self.exhaustive &= complete(self.program, self.nodes, fact)
                values = candidates(self.program, self.nodes, fact, situation)
                ahead += [situation.knowing(fact, value) for value in values]

    def _beginnings(self) -> Iterator[Situation]:
        """Each reading on each day, one after the other: there may be far too many to hold."""
        for day in self.days:
            for options in _chosen(self.nodes):
                yield Situation({}, day, options)


_ONE_SIDED: dict[Truth, Outcome] = {Truth.YES: "always-met", Truth.NO: "never-met"}


def _chosen(nodes: Iterable[conditions.Condition]) -> Iterator[dict[str, str]]:
    """All choices of the interpretations that are read, those first that differ in few.

    A criterion for one reading alone is found to hold before too many others have been tried.
    """
    read = {one.interpretation: one for one in nodes if isinstance(one, conditions.Choice)}
    options = {name: [option for option, _ in one.options] for name, one in read.items()}
    usual = {name: first for name, (first, *_) in options.items()}
    for count in range(len(options) + 1):
        for others in combinations(options, count):
            for chosen in product(*(options[name][1:] for name in others)):
                yield usual | dict(zip(others, chosen, strict=True))


def _fixed_days(nodes: Sequence[conditions.Condition]) -> tuple[date, ...]:
    """The fixed dates where some are read beside dates around that of the question.

    What one day of the question rules out another may allow. These days are worth trying; that no
    other day could bring a surprise is not proved.
    """
    leaves = [node for node in nodes if isinstance(node, conditions.Leaf)]
    if not any(leaf.moves for leaf in leaves):
        return ()
    fixed = (limit for leaf in leaves if not leaf.moves for limit in limits(leaf, ANY_DAY))
    return tuple(dict.fromkeys(limit for limit in fixed if isinstance(limit, date)))


def unborne(program: Program) -> Iterator[Finding]:
    """Warn of duties that some case owes and nobody in it; where such a case was found.

    It may be open whether there is another kind of case; what is found is a proof.
    """
    for duty in program.of_kind("duty"):
        rule = program.rules[duty]
        applies = [holder.node for holder in rule.holders if holder.node]
        if len(applies) == len(rule.holders):
            nobody = conditions.All((rule.node, *map(conditions.Not, applies)))
            if Truth.YES in Search(program, nobody, MOST_STEPS).found():
                yield Finding("no-bearer", rule.at, {"duty": duty}, "warning")
